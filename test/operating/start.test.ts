import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../bench/contestants.ts'
import { practiceEnvironment } from '../../src/cli/demo.ts'
import { runNode } from '../nodeProcess.ts'
import { askRedis, type RedisServer, startRedis } from '../redisServer.ts'
import { mountSmall, type SmallDisk } from '../smallDisk.ts'

/** Nobody in particular: who may do everything can't be told that a folder is not hers. */
const NOBODY = 65_534
const asRoot = process.getuid?.() === 0
const lowPorts = (): boolean => {
  try {
    return Number(readFileSync('/proc/sys/net/ipv4/ip_unprivileged_port_start', 'utf8')) > 80
  } catch {
    return false
  }
}

let folder: string
const at = (...names: readonly string[]): string => join(folder, ...names)
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quickscan-start-'))
  chmodSync(folder, 0o755)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Changes = Readonly<Record<string, string | undefined>>
/** Settings that are right, but for these. */
const settings = (changes: Changes): Changes => ({
  ...practiceEnvironment('http://127.0.0.1:9', at('data')),
  DATA_KEYS: `a:${Buffer.alloc(32, 1).toString('base64')}`,
  PATH: process.env.PATH,
  ...changes,
})

/** Starts the bot as who runs it does. It ends by itself: all of these are wrong. */
const started = (changes: Changes, uid?: number) => {
  const { status, stdout, stderr } = runNode(['bin/onlife-quickscan.mjs'], {
    env: settings(changes),
    ...(uid === undefined ? {} : { uid }),
    within: 120_000,
  })
  return { status, said: `${stdout}${stderr}`.trim() }
}

/** One line (or the list of settings), with the setting, what it is set to, what is wrong and what to do; and no stack. */
const expectSaid = ({ status, said }: ReturnType<typeof started>, ...words: readonly (string | RegExp)[]): void => {
  for (const word of words) expect(said).toMatch(word instanceof RegExp ? word : new RegExp(RegExp.escape(word)))
  expect(said.split('\n')).toHaveLength(1)
  expect(said).not.toMatch(/\bat .*:\d+:\d+|node:|Error:|undefined/)
  expect(said).toMatch(/\. [A-Z]/)
  expect(status).toBe(1)
}

describe('a bot that can’t listen', () => {
  it('says that the port is taken, for what it serves and for its figures', async () => {
    const taken = createServer()
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port))
    })
    expectSaid(started({ PORT: String(port) }), `PORT is ${port}`, 'another program', 'free port')
    expectSaid(started({ METRICS_PORT: String(port) }), `METRICS_PORT is ${port}`, 'another program', 'free port')
    taken.close()
  })

  it.runIf(asRoot && lowPorts())('says that it may not have the port', () => {
    mkdirSync(at('nobody'))
    chownSync(at('nobody'), NOBODY, NOBODY)
    expectSaid(started({ PORT: '80', DATA_FILE: at('nobody', 'q.db') }, NOBODY), 'PORT is 80', 'may not', 'above 1023')
  })

  it('says that the machine has no such address', () => {
    expectSaid(started({ HOST: '192.0.2.1' }), 'HOST is 192.0.2.1', 'no such address', '0.0.0.0')
    expectSaid(started({ HOST: 'nowhere.invalid' }), 'HOST is nowhere.invalid', 'no such address', '0.0.0.0')
  })
})

describe('a bot whose file can’t be used', () => {
  it('says that it is a folder', () => {
    mkdirSync(at('folder'))
    expectSaid(started({ DATA_FILE: at('folder') }), 'DATA_FILE', at('folder'), 'is a folder', 'quickscan.db')
    expect(existsSync(at('folder.lock'))).toBe(false)
  })

  it('says that its folder is a file', () => {
    writeFileSync(at('file'), 'x')
    expectSaid(started({ DATA_FILE: at('file', 'q.db') }), 'DATA_FILE', at('file', 'q.db'), 'is no folder')
    expectSaid(started({ DATA_FILE: at('file', 'in', 'q.db') }), 'DATA_FILE', 'is no folder')
  })

  it.runIf(asRoot)('says that it may not write in the folder, make it, or read the file', () => {
    mkdirSync(at('theirs'), { mode: 0o755 })
    expectSaid(
      started({ DATA_FILE: at('theirs', 'q.db') }, NOBODY),
      'DATA_FILE',
      at('theirs'),
      'may not write',
      'chown',
    )
    expectSaid(started({ DATA_FILE: at('theirs', 'new', 'q.db') }, NOBODY), 'DATA_FILE', 'may not write', 'chown')
    mkdirSync(at('mine'))
    chownSync(at('mine'), NOBODY, NOBODY)
    writeFileSync(at('mine', 'q.db'), '', { mode: 0o600 })
    expectSaid(started({ DATA_FILE: at('mine', 'q.db') }, NOBODY), 'DATA_FILE', at('mine', 'q.db'), 'may not', 'chown')
    mkdirSync(at('mine', 'readable'))
    chownSync(at('mine', 'readable'), NOBODY, NOBODY)
    const own = new DatabaseSync(at('mine', 'readable', 'q.db'))
    own.exec('CREATE TABLE state (place TEXT, version INTEGER, value BLOB)')
    own.close()
    chmodSync(at('mine', 'readable', 'q.db'), 0o444)
    expectSaid(started({ DATA_FILE: at('mine', 'readable', 'q.db') }, NOBODY), 'DATA_FILE', 'may not', 'chown')
  })

  it('says that it is no database, and leaves it as it is', () => {
    const text = 'Dit is een brief, en geen databank.\n'.repeat(40)
    writeFileSync(at('letter.txt'), text)
    expectSaid(started({ DATA_FILE: at('letter.txt') }), 'DATA_FILE', at('letter.txt'), 'no database')
    expect(readFileSync(at('letter.txt'), 'utf8')).toBe(text)
  })

  it('says that it is another program’s database, and leaves it as it is', () => {
    for (const tables of ['CREATE TABLE invoice (id)', 'CREATE TABLE state (id, name); CREATE TABLE effect (id)']) {
      rmSync(at('other.db'), { force: true })
      const other = new DatabaseSync(at('other.db'))
      other.exec(tables)
      other.close()
      const before = readFileSync(at('other.db'))
      expectSaid(started({ DATA_FILE: at('other.db') }), 'DATA_FILE', at('other.db'), 'another program')
      expect(readFileSync(at('other.db')).equals(before)).toBe(true)
    }
  })

  it('says that it is damaged', () => {
    const own = new DatabaseSync(at('good.db'))
    own.exec('CREATE TABLE invoice (id)')
    own.close()
    copyFileSync(at('good.db'), at('bad.db'))
    const bytes = readFileSync(at('bad.db'))
    bytes.fill(0xff, 100, 120)
    writeFileSync(at('bad.db'), bytes)
    expectSaid(started({ DATA_FILE: at('bad.db') }), 'DATA_FILE', at('bad.db'), 'damaged', 'backup')
  })

  describe.runIf(mountSmall.works())('on a disk of its own', () => {
    let disk: SmallDisk
    beforeAll(() => {
      disk = mountSmall('64k')
    })
    afterAll(() => disk.unmount())

    it('says that the disk is full', () => {
      disk.fill()
      const file = join(disk.folder, 'q.db')
      expectSaid(started({ DATA_FILE: file }), 'DATA_FILE', file, 'disk is full', 'room')
    })

    it('says that the disk may only be read', () => {
      disk.empty()
      disk.readOnly()
      const file = join(disk.folder, 'q.db')
      expectSaid(started({ DATA_FILE: file }), 'DATA_FILE', disk.folder, 'may only be read')
    })
  })

  it('says it to a command as well', () => {
    const { status, stderr } = runNode(['bin/quickscan.mjs', 'effects', 'list'], {
      env: settings({ DATA_FILE: at('letter.txt') }),
    })
    expect(stderr).toContain('no database')
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(status).toBe(1)
  })
})

describe('a bot whose folders can’t be used', () => {
  it('says that ERASURES_DIR is no folder', () => {
    writeFileSync(at('noted'), 'x')
    expectSaid(started({ ERASURES_DIR: at('noted') }), 'ERASURES_DIR', at('noted'), 'is no folder')
  })

  it.runIf(asRoot)('says that it may not write in ERASURES_DIR, before anyone has something erased', () => {
    mkdirSync(at('locked'), { mode: 0o755 })
    mkdirSync(at('hers'))
    chownSync(at('hers'), NOBODY, NOBODY)
    const changes = { DATA_FILE: at('hers', 'q.db'), ERASURES_DIR: at('locked') }
    expectSaid(started(changes, NOBODY), 'ERASURES_DIR', at('locked'), 'may not write', 'chown')
  })

  it('says that KIT_DIR has no kit, and which of its files can’t be read', () => {
    const missing = started({ KIT_DIR: at('nokit') })
    expect(missing.said).toContain(at('nokit'))
    expect(missing.said).toContain('KIT_DIR')
    expect(missing.status).toBe(1)
    mkdirSync(at('kit', 'pack.yaml'), { recursive: true })
    const unreadable = started({ KIT_DIR: at('kit') })
    expect(unreadable.said).toContain(at('kit', 'pack.yaml'))
    expect(unreadable.said).toContain('can’t be read')
    expect(unreadable.said).not.toMatch(/\bat .*:\d+:\d+|node:|EISDIR:/)
    expect(unreadable.status).toBe(1)
  })
})

describe('a bot whose Redis can’t be used', () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.stop())
  const on = (url: string) => started({ DATA_FILE: undefined, REDIS_URL: url, ERASURES_DIR: at('erasures') })

  it('says that nothing answers, and where', async () => {
    const port = await freePort()
    expectSaid(on(`redis://127.0.0.1:${port}`), 'REDIS_URL', `127.0.0.1:${port}`, 'nothing answers', 'running')
    expectSaid(on('redis://nowhere.invalid:6379'), 'REDIS_URL', 'nowhere.invalid:6379', 'no such machine')
  })

  it('says that there is TLS on one side only', async () => {
    expectSaid(on(`rediss://127.0.0.1:${redis.port}`), 'REDIS_URL', `127.0.0.1:${redis.port}`, 'TLS', 'redis://')
    execFileSync(
      'openssl',
      [
        ...'req -x509 -newkey rsa:2048 -nodes -days 36500 -subj /CN=localhost'.split(' '),
        '-keyout',
        at('k.pem'),
        '-out',
        at('c.pem'),
      ],
      { stdio: 'ignore' },
    )
    const tlsPort = await freePort()
    const secured = await startRedis({
      'tls-port': String(tlsPort),
      'tls-cert-file': at('c.pem'),
      'tls-key-file': at('k.pem'),
      'tls-auth-clients': 'no',
    })
    expectSaid(on(`redis://127.0.0.1:${tlsPort}`), 'REDIS_URL', `127.0.0.1:${tlsPort}`, 'TLS', 'rediss://')
    expectSaid(on(`rediss://127.0.0.1:${tlsPort}`), 'REDIS_URL', `127.0.0.1:${tlsPort}`, 'certificate')
    await secured.stop()
  })

  it('says that the password is wrong or missing, without saying which', () => {
    askRedis(redis, 'config', 'set', 'requirepass', 'het-juiste')
    const wrong = on(`redis://:het-foute@127.0.0.1:${redis.port}`)
    expectSaid(wrong, 'REDIS_URL', `127.0.0.1:${redis.port}`, 'password', 'refuses')
    expect(wrong.said).not.toContain('het-foute')
    expectSaid(on(`redis://127.0.0.1:${redis.port}`), 'REDIS_URL', 'asks for a password', ':password@')
  })
})
