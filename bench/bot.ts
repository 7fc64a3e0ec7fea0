import { readSettings } from '../src/config.ts'
import { startBot } from '../src/main.ts'
import { untilMorning } from '../src/practice/storyClock.ts'

/** Our bot as it is shipped, as a process of its own; says how many reads and writes its store did. */
const { settings } = JSON.parse(process.argv[2] ?? '{}') as { settings: Record<string, string> }
const began = performance.now()
// A round begins on a working morning, whenever it is measured: invitations wait for one.
const ahead = untilMorning(Date.now())
const running = await startBot(readSettings(settings), { clock: { now: () => Date.now() + ahead } })
process.send?.({ port: running.port, startMs: performance.now() - began, bootMs: process.uptime() * 1000 })
process.on('disconnect', () => process.exit(0))
process.on('message', () =>
  process.send?.({ rss: process.memoryUsage().rss, cpu: process.cpuUsage(), ...running.storeCalls() }),
)
