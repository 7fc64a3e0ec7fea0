import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import { readSettings } from '../src/config.ts'

/**
 * The measure: a bare Bolt bot on Bolt's own server that acknowledges each press and replaces its message with one and
 * the same card, through `response_url`. No store, no flow, no effects. Settings and the card from its parent.
 */
const { settings, card } = JSON.parse(process.argv[2] ?? '{}') as { settings: Record<string, string>; card: object }
const began = performance.now()
const { slack, PORT } = readSettings(settings)
if (!slack) throw new Error('the echo is for Slack')
const receiver = new HTTPReceiver({
  signingSecret: slack.SLACK_SIGNING_SECRET ?? '',
  endpoints: '/slack/events',
  logLevel: LogLevel.ERROR,
})
const app = new App({
  receiver,
  authorize: async () => ({}),
  convoStore: false,
  logLevel: LogLevel.ERROR,
})
app.action('sheet.answer', async ({ ack, respond }) => {
  await ack()
  await respond({ ...(card as { readonly text: string }), replace_original: true })
})
await app.start({ port: PORT, host: '127.0.0.1' })
process.send?.({ port: PORT, startMs: performance.now() - began, bootMs: process.uptime() * 1000 })
process.on('message', () =>
  process.send?.({ rss: process.memoryUsage().rss, cpu: process.cpuUsage(), reads: 0, writes: 0 }),
)
