import { readSettings } from '../src/config.ts'
import { startBot } from '../src/main.ts'

/**
 * A bot as a process of its own, to be killed: settings and the story's lead over the wall's clock from its parent.
 * Says `{ port }` when it listens; answers `{ advance }` with `{ quiet: true }` once all that is due then is done.
 */
const { settings, ahead } = JSON.parse(process.argv[2] ?? '{}') as { settings: Record<string, string>; ahead: number }
let lead = ahead
const running = await startBot(readSettings(settings), { clock: { now: () => Date.now() + lead } })
process.on('message', async ({ advance }: { advance: number }) => {
  lead += advance
  // What was acknowledged is answered as well: no answer is under way for longer than time was moved on.
  await running.settled()
  process.send?.({ quiet: true })
})
// Without who started it, nobody would ever stop it.
process.on('disconnect', () => process.exit(0))
process.send?.({ port: running.port })
