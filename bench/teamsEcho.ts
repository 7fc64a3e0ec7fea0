import { App } from '@microsoft/teams.apps'
import { localToken } from '../src/bot/teams/botToken.ts'
import { localCloud } from '../src/bot/teams/cloud.ts'
import { readSettings } from '../src/config.ts'
import { httpClient } from '../src/http/client.ts'

/**
 * The measure: a bare Teams SDK bot on the SDK's own server that answers each press with one and the same card, and
 * makes the same checks of its own tokens. No store, no flow, no effects. Settings and the card from its parent.
 */
const { settings, card } = JSON.parse(process.argv[2] ?? '{}') as { settings: Record<string, string>; card: object }
const began = performance.now()
const { teams, PORT } = readSettings(settings)
if (!teams) throw new Error('the echo is for Teams')
const { TEAMS_CLIENT_ID, TEAMS_TENANT_ID, TEAMS_LOCAL_AUTHORITY = '' } = teams
const quiet = { debug() {}, info() {}, warn() {}, error() {}, trace() {}, log() {}, child: () => quiet }
const app = new App({
  clientId: TEAMS_CLIENT_ID,
  tenantId: TEAMS_TENANT_ID,
  token: localToken(TEAMS_LOCAL_AUTHORITY, TEAMS_CLIENT_ID, httpClient(), () => Date.now()).get,
  cloud: {
    ...localCloud(TEAMS_LOCAL_AUTHORITY),
    loginTenant: 'botframework.com',
    tokenServiceUrl: 'https://token.botframework.com',
    graphScope: 'https://graph.microsoft.com/.default',
    agenticIdentityBotScope: 'https://botapi.skype.com/.default',
  },
  logger: quiet,
  telemetry: { agent365: false },
})
app.on('card.action', async () => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.card.adaptive',
  value: card as never,
}))
await app.start(PORT)
process.send?.({ port: PORT, startMs: performance.now() - began, bootMs: process.uptime() * 1000 })
process.on('message', () =>
  process.send?.({ rss: process.memoryUsage().rss, cpu: process.cpuUsage(), reads: 0, writes: 0 }),
)
