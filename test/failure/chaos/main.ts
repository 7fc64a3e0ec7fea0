import { parseArgs } from 'node:util'
import { lineOf } from './report.ts'
import { chaosRun, FAULTS } from './run.ts'

/** `npm run chaos -- --runs 200`, with `--seed N` for where to begin and `--faults N` for how much goes wrong in a run. */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    faults: { type: 'string', default: String(FAULTS) },
  },
})

let failed = 0
for (let seed = Number(values.seed); seed < Number(values.seed) + Number(values.runs); seed++) {
  const began = performance.now()
  try {
    const report = await chaosRun(seed, Number(values.faults))
    console.log(`${lineOf(report)} (${((performance.now() - began) / 1000).toFixed(1)} s)`)
    if (report.wrong.length > 0) failed += 1
  } catch (error) {
    failed += 1
    console.log(`seed ${seed}: ${error instanceof Error ? error.message : error}`)
  }
}
console.log(failed === 0 ? 'Nothing was lost.' : `${failed} of ${values.runs} runs were not as they must be.`)
process.exitCode = failed === 0 ? 0 : 1
