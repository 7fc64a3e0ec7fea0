import { createServer } from 'node:http'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { localCloud } from '../src/bot/teams/cloud.ts'
import { signingKeys } from '../src/bot/teams/signingKeys.ts'
import { tokenReader } from '../src/bot/teams/token.ts'
import { readSettings } from '../src/config.ts'
import { httpClient } from '../src/http/client.ts'

/**
 * What is possible at all on this machine: Node's own server, the token checked as we do, the press read as JSON, and one and the same
 * card. With `durable` each press is a row on disk first; those of one moment share a commit. No state, no flow, nothing refused.
 */
interface Handed {
  readonly settings: Record<string, string>
  readonly card: object
  readonly folder: string
  readonly durable: boolean
}
const { settings, card, folder, durable } = JSON.parse(process.argv[2] ?? '{}') as Handed
const began = performance.now()
const { teams, PORT } = readSettings(settings)
if (!teams) throw new Error('the limit is of Teams')
const { openIdMetadataUrl, tokenIssuer } = localCloud(teams.TEAMS_LOCAL_AUTHORITY ?? '')
const now = (): number => Date.now()
const keys = signingKeys(openIdMetadataUrl, httpClient(), now)
const read = tokenReader({ issuer: tokenIssuer, audience: teams.TEAMS_CLIENT_ID }, keys, now)
const answer = JSON.stringify({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card })

const db = new DatabaseSync(join(folder, 'limit.db'))
db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS press (id TEXT, body TEXT)')
const insert = db.prepare('INSERT INTO press VALUES (?, ?)')
let waiting: { readonly id: string; readonly body: string; readonly saved: () => void }[] = []
const saveAll = (): void => {
  const batch = waiting
  waiting = []
  db.exec('BEGIN')
  for (const { id, body } of batch) insert.run(id, body)
  db.exec('COMMIT')
  for (const { saved } of batch) saved()
}
const save = (id: string, body: string): Promise<void> =>
  new Promise((saved) => {
    if (waiting.length === 0) setImmediate(saveAll)
    waiting.push({ id, body, saved })
  })

const server = createServer(async (request, response) => {
  const token = await read(request.headers as Record<string, string>)
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks).toString('utf8')
  const { id } = JSON.parse(body) as { readonly id: string }
  if (!token.open) {
    response.writeHead(token.status).end()
    return
  }
  if (durable) await save(id, body)
  response
    .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) })
    .end(answer)
})
server.listen(PORT, '127.0.0.1', () =>
  process.send?.({ port: PORT, startMs: performance.now() - began, bootMs: process.uptime() * 1000 }),
)
process.on('disconnect', () => process.exit(0))
process.on('message', () =>
  process.send?.({ rss: process.memoryUsage().rss, cpu: process.cpuUsage(), reads: 0, writes: 0 }),
)
