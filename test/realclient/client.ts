import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startNode } from '../nodeProcess.ts'

/** Who plays: one at the screen, and five who speak through `colleagues.ts`, which is all that this client knows of. */
export const AT_THE_SCREEN = { id: '29:1lotte', name: 'Lotte Peeters' } as const
export const COLLEAGUES = [
  { id: '29:1samir', name: 'Samir Haddad' },
  { id: '29:1fatima', name: 'Fatima Benali' },
  { id: '29:1jonas', name: 'Jonas Claes' },
  { id: '29:1noor', name: 'Noor Willems' },
  { id: '29:1bram', name: 'Bram Maes' },
] as const
export const TENANT = '11111111-1111-4111-8111-111111111111'
export const APP_ID = '22222222-2222-4222-8222-222222222222'
export const PRIVATE_CHAT = 'a:personal-lotte'
export const CHANNEL = { id: '19:online@thread.tacv2', name: 'Online werken' } as const

const person = ({ id, name }: { readonly id: string; readonly name: string }, at: number) => {
  const [givenName = '', surname = ''] = name.split(' ')
  const mail = `${givenName.toLowerCase()}@example.com`
  const aadObjectId = `00000000-0000-4000-8000-00000000002${at}`
  return { id, name, userPrincipleName: mail, aadObjectId, givenName, surname, email: mail }
}
/** JSON is YAML too. The client ends without a word when this doesn't fit its schema. */
const settings = {
  version: '0.1.1',
  tenantId: TENANT,
  bot: { id: `28:${APP_ID}`, name: 'Quickscan' },
  currentUser: person(AT_THE_SCREEN, 0),
  users: COLLEAGUES.map((one, at) => person(one, at + 1)),
  personalChat: { id: PRIVATE_CHAT },
  groupChat: { id: '19:group@thread.v2', name: 'Groepschat' },
  team: {
    id: '19:team-general@thread.tacv2',
    name: 'Jeugdwerk Kortrijk',
    aadGroupId: '00000000-0000-4000-8000-000000000031',
    channels: [CHANNEL],
  },
}

const freePort = (): Promise<number> =>
  new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => found(port))
    })
  })

/** Microsoft's local client, as a process of its own. */
export interface RealClient {
  readonly origin: string
  readonly stop: () => Promise<void>
}

/**
 * Starts the client and waits until it answers.
 * @param service where it sends what a person does, and what it tells the bot to call
 * @throws {Error} with the client's last words, when it ends before it listens
 */
export const startClient = async (service: string): Promise<RealClient> => {
  const folder = mkdtempSync(join(tmpdir(), 'quickscan-realclient-'))
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, '.m365agentsplayground.yml'), JSON.stringify(settings))
  const port = await freePort()
  const program = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js')
  const child = startNode(
    [
      program,
      'start',
      '--app-endpoint',
      `${service}/api/messages`,
      '--service-url',
      service,
      '--port',
      String(port),
      '--channel-id',
      'msteams',
      '--disable-telemetry',
    ],
    { cwd: folder, env: { ...process.env, TEAMSAPPTESTER_BROWSER: 'none' } },
  )
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
  })
  await new Promise<void>((listening, failed) => {
    let said = ''
    const heard = (chunk: Buffer): void => {
      said += chunk.toString('utf8')
      if (said.includes(`Listening on ${port}`)) listening()
    }
    child.stdout?.on('data', heard)
    child.stderr?.on('data', heard)
    child.once('exit', () => failed(new Error(`The client ended before it listened: ${said.slice(-2000)}`)))
  })
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.kill()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
