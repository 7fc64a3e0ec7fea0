import { parseArgs } from 'node:util'
import { fuzz } from './run.ts'

/** `npm run fuzz -- --requests 200000 --seed 1`: half at each door. */
const { values } = parseArgs({
  options: { requests: { type: 'string', default: '200000' }, seed: { type: 'string', default: '1' } },
})
const [requests, seed] = [Number(values.requests), Number(values.seed)]
if (!Number.isInteger(requests) || requests < 2 || !Number.isInteger(seed)) {
  console.error('usage: npm run fuzz -- [--requests N] [--seed N]')
  process.exit(2)
}
let wrong = 0
for (const platform of ['teams', 'slack'] as const) {
  const began = performance.now()
  const report = await fuzz(platform, Math.ceil(requests / 2), seed)
  const seconds = ((performance.now() - began) / 1000).toFixed(0)
  console.log(`${platform}: ${report.requests} requests in ${seconds} s, answered ${JSON.stringify(report.statuses)}`)
  for (const line of report.wrong) console.log(`  ${line}`)
  wrong += report.wrong.length
}
console.log(wrong === 0 ? 'No crash, no 5xx, nothing changed without authority.' : `${wrong} things went wrong.`)
process.exit(wrong === 0 ? 0 : 1)
