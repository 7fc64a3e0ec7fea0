import { readSettings } from '../src/config.ts'
import { startBot } from '../src/main.ts'

/** Our bot as it is shipped, as a process of its own; says how many reads and writes its store did. */
const { settings } = JSON.parse(process.argv[2] ?? '{}') as { settings: Record<string, string> }
const began = performance.now()
const running = await startBot(readSettings(settings))
process.send?.({ port: running.port, startMs: performance.now() - began, bootMs: process.uptime() * 1000 })
process.on('message', () => process.send?.({ rss: process.memoryUsage().rss, ...running.storeCalls() }))
