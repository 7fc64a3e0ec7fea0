import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { Agent, createServer as createSecureServer, request } from 'node:https'
import { type AddressInfo, connect as reach } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../bench/contestants.ts'
import type { Log } from '../../src/bot/ports/log.ts'
import { createTeams } from '../../src/bot/teams/app.ts'
import { teamsSettings } from '../../src/build/platforms.ts'
import { card, text } from '../../src/cards/card.ts'
import { practiceEnvironment, slackEnvironment } from '../../src/cli/demo.ts'
import { readSettings } from '../../src/config.ts'
import { BODY_LIMIT } from '../../src/http/server.ts'
import type { Around } from '../../src/operating/checks.ts'
import { publicAddress } from '../../src/operating/networkChecks.ts'
import { practiceTeam, type Team } from '../practiceTeam.ts'

const infra = join(import.meta.dirname, '../../infra')
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quickscan-proxy-'))
  const made = spawnSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
      ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'],
      ...['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')],
    ],
    { encoding: 'utf8' },
  )
  expect(made.status, made.stderr).toBe(0)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Ports {
  readonly http: number
  readonly https: number
  readonly bot: number
}

/** What is shipped, but for its ports and the place of its certificate. */
const shipped: Readonly<Record<'caddy' | 'nginx', (ports: Ports) => ReturnType<typeof spawn>>> = {
  caddy: ({ http, https, bot }) => {
    const file = join(folder, 'Caddyfile')
    // In place of the one that it gets of an authority outside.
    const text = readFileSync(join(infra, 'Caddyfile'), 'utf8').replace(
      '\theader {',
      `\ttls ${join(folder, 'cert.pem')} ${join(folder, 'key.pem')}\n\theader {`,
    )
    writeFileSync(file, text)
    const env = {
      ...{ ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
      ...{ QUICKSCAN_HTTP_PORT: String(http), QUICKSCAN_HTTPS_PORT: String(https) },
      ...{ QUICKSCAN_SITE: 'localhost', QUICKSCAN_BOTS: `127.0.0.1:${bot}` },
    }
    return spawn('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  },
  nginx: ({ http, https, bot }) => {
    const site = readFileSync(join(infra, 'nginx.conf'), 'utf8')
      .replaceAll('quickscan.example.org;', 'localhost;')
      .replace(/\/etc\/letsencrypt\/\S+\/fullchain\.pem/, join(folder, 'cert.pem'))
      .replace(/\/etc\/letsencrypt\/\S+\/privkey\.pem/, join(folder, 'key.pem'))
      .replace('listen 80;', `listen 127.0.0.1:${http};`)
      .replace('listen 443 ssl;', `listen 127.0.0.1:${https} ssl;`)
      .replace('127.0.0.1:3978', `127.0.0.1:${bot}`)
    writeFileSync(join(folder, 'site.conf'), site)
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map((name) => `${name}_temp_path ${join(folder, name)};`)
      .join('\n')
    writeFileSync(
      join(folder, 'nginx.conf'),
      `user root;\npid ${join(folder, 'pid')};\ndaemon off;\nevents {}\nhttp {\n${temporary}\ninclude ${join(folder, 'site.conf')};\n}\n`,
    )
    return spawn('nginx', ['-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf')], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  },
}

interface Answer {
  readonly status: number
  readonly text: string
  readonly headers: IncomingMessage['headers']
}
const agent = new Agent({ keepAlive: true, maxSockets: 16 })
const ask = (
  port: number,
  path: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Readonly<Record<string, string>>; body?: string | Uint8Array } = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const ca = readFileSync(join(folder, 'cert.pem'))
    const sent = request({
      agent,
      host: 'localhost',
      port,
      path,
      method,
      ca,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    })
    sent.on('error', reject)
    sent.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString(),
          headers: response.headers,
        }),
      )
    })
    sent.end(body)
  })

/** Whether someone listens who speaks TLS. */
const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: 'localhost', servername: 'localhost', rejectUnauthorized: false }, () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })

/** The platforms of the practice room know http alone: what they say goes on to the proxy over TLS. */
const throughTls = (port: number): Server =>
  createServer((incoming, reply) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', async () => {
      const {
        host: _,
        connection: __,
        'transfer-encoding': ___,
        ...headers
      } = incoming.headers as Record<string, string>
      const answer = await ask(port, incoming.url ?? '/', {
        method: incoming.method ?? 'GET',
        headers,
        body: Buffer.concat(chunks),
      })
      const { 'transfer-encoding': ____, connection: _____, ...said } = answer.headers
      reply.writeHead(answer.status, said)
      reply.end(answer.text)
    })
  })

describe.each(['caddy', 'nginx'] as const)('behind %s as it is shipped', (name) => {
  describe.each(['teams', 'slack'] as const)('the door of %s', (platform) => {
    let team: Team
    let proxy: ReturnType<typeof spawn>
    let relay: Server
    let ports: Ports
    beforeAll(async () => {
      team = await practiceTeam(['Lotte', 'Samir', 'Fatima'], { platform })
      ports = { http: await freePort(), https: await freePort(), bot: team.running.port }
      proxy = shipped[name](ports)
      const said: string[] = []
      proxy.stderr?.on('data', (words) => said.push(String(words)))
      const ended = once(proxy, 'exit').then(() => {
        throw new Error(said.join(''))
      })
      const ready = async (): Promise<void> => {
        while (!(await listens(ports.https))) await new Promise((resolve) => setTimeout(resolve, 50))
      }
      await Promise.race([ready(), ended])
      ended.catch(() => undefined)
      relay = throughTls(ports.https).listen(0, '127.0.0.1')
      await once(relay, 'listening')
      const { settled } = team
      team.room.connect({
        address: `http://127.0.0.1:${(relay.address() as AddressInfo).port}`,
        settled,
        nextDue: async () => undefined,
      })
    })
    afterAll(async () => {
      const gone = once(proxy, 'exit')
      proxy.kill('SIGTERM')
      await gone
      relay.closeAllConnections()
      relay.close()
      await team.stop()
    })

    it('is open: a round is begun, and a card answered', async () => {
      await team.opensForm()
      const lotte = team.privately('Lotte')
      await lotte.says('private:lotte', 'help')
      expect(team.log.filter(({ kind }) => kind === 'refused')).toEqual([])
    })

    it('takes what the bot takes, and no more', async () => {
      const door = platform === 'teams' ? '/api/messages' : '/slack/events'
      const posts = (length: number) =>
        ask(ports.https, door, { method: 'POST', body: 'x'.repeat(length) }).then(({ status }) => status)
      // The bot itself says no: nothing says who sent it. It says so before it has read all of it, and a proxy that is still sending may
      // say 502 in its place; one whose own limit is lower never lets the bot answer.
      await expect.poll(() => posts(BODY_LIMIT)).toBe(401)
      expect([413, 502]).toContain(await posts(BODY_LIMIT + 1000).catch(() => 413))
    })

    it('is where the doctor finds the bot', async () => {
      const { room } = team
      const own = platform === 'teams' ? practiceEnvironment(room.address, folder) : slackEnvironment(room, folder)
      const settings = readSettings({ ...own, PUBLIC_URL: `https://localhost:${ports.https}` })
      const http: Around['http'] = ({ url, ...asked }) => ask(ports.https, new URL(url).pathname, asked)
      expect(await publicAddress.run({ settings, http } as Around)).toMatchObject({ state: 'ok' })
    })

    it('shows what people open, and nothing of how the bot fares', async () => {
      const page = await ask(ports.https, '/privacy/nl')
      expect([page.status, page.headers['content-type']]).toEqual([200, expect.stringContaining('text/html')])
      expect(page.headers['strict-transport-security']).toContain('max-age=')
      // As the bot says them: twice they would be void.
      expect(page.headers['content-security-policy']).toContain('frame-ancestors')
      for (const path of ['/healthz', '/readyz', '/metrics'])
        expect((await ask(ports.https, path)).status, path).toBe(404)
      expect((await fetch(`http://127.0.0.1:${team.running.port}/readyz`)).status).toBe(200)
      expect((await ask(ports.https, '/calendar/none.ics')).status).toBe(404)
      const plain = await fetch(`http://127.0.0.1:${ports.http}/privacy/nl`, {
        redirect: 'manual',
        headers: { host: 'localhost' },
      })
      expect(plain.status).toBe(308)
    })
  })
})

describe('the way out of Teams', () => {
  it('leads through the proxy that is named, for tokens, keys and messages alike, and nowhere else', async () => {
    const hosts = ['login.microsoftonline.com', 'login.botframework.com', 'smba.trafficmanager.net']
    const key = join(folder, 'out-key.pem')
    const certificate = join(folder, 'out-cert.pem')
    const made = spawnSync('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
      ...['-subj', '/CN=outside', '-addext', `subjectAltName=${hosts.map((host) => `DNS:${host}`).join(',')}`],
      ...['-keyout', key, '-out', certificate],
    ])
    expect(made.status).toBe(0)
    const trusted = getCACertificates('default')
    setDefaultCACertificates([...trusted, readFileSync(certificate, 'utf8')])
    const asked: string[] = []
    const outside = createSecureServer(
      { key: readFileSync(key), cert: readFileSync(certificate) },
      (request, response) => {
        asked.push(`${request.headers.host}${request.url}`)
        const answer = request.url?.endsWith('/token')
          ? { access_token: 'bewijs', expires_in: 3600 }
          : request.url?.endsWith('/keys')
            ? { keys: [] }
            : { id: '1' }
        response.end(JSON.stringify(answer))
      },
    )
    const proxy = createServer((_request, response) => response.writeHead(500).end())
    const through: string[] = []
    proxy.on('connect', (request, socket) => {
      through.push(request.url ?? '')
      const onward = reach((outside.address() as AddressInfo).port, '127.0.0.1', () =>
        socket.write('HTTP/1.1 200 OK\r\n\r\n'),
      )
      onward.on('error', () => socket.destroy())
      socket.on('error', () => onward.destroy())
      socket.pipe(onward).pipe(socket)
    })
    for (const server of [outside, proxy]) await once(server.listen(0, '127.0.0.1'), 'listening')
    try {
      const { teams, proxy: named } = readSettings({
        DATA_KEYS: `first:${Buffer.alloc(32, 1).toString('base64')}`,
        TEAMS_CLIENT_ID: '22222222-2222-4222-8222-222222222222',
        TEAMS_TENANT_ID: '11111111-1111-4111-8111-111111111111',
        TEAMS_CLIENT_SECRET: 'geheim-en-lang',
        HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
      })
      if (!teams) throw new Error('no settings for Teams')
      const log = { refused: () => undefined, say: () => undefined } as unknown as Log
      const bot = createTeams(
        teamsSettings(teams, named, () => performance.now()),
        log,
        () => performance.now(),
        () => undefined,
      )
      await bot.warmUp()
      expect(bot.problem()).toBeUndefined()
      const platform = { name: 'teams', tenant: 't', serviceUrl: 'https://smba.trafficmanager.net/emea' } as const
      expect(await bot.port.post(platform, '19:x', card('hallo', [text('hallo')]))).toBeDefined()
      expect([...new Set(through)].toSorted()).toEqual(hosts.map((host) => `${host}:443`).toSorted())
      expect(asked.some((one) => one.startsWith('smba.trafficmanager.net/emea/'))).toBe(true)
    } finally {
      setDefaultCACertificates(trusted)
      for (const server of [outside, proxy]) {
        server.closeAllConnections()
        server.close()
      }
    }
  })
})
