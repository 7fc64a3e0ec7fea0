import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { notInstalled } from './installed.ts'

/** What was compiled before, so that only what changed since is looked at; one thread, since the others want the second core. */
const TYPES = 'tsc --checkers 1 --incremental --tsBuildInfoFile node_modules/.cache/quickscan.tsbuildinfo'
/** By what it is asked with: all that needs no server, or nothing where the whole suite follows. */
const TESTS: Readonly<Record<string, readonly string[]>> = {
  '--fast': ['vitest run --project fast'],
  '--before-all': [],
}
const RULES = ['vitest run --project fast test/arrows.test.ts src/kit/sentences.test.ts --reporter=dot']
/** What has to hold before anything is tried, side by side: none of them waits for another. */
const CHECKS = ['biome check .', TYPES, 'knip --no-progress', ...(TESTS[process.argv[2] ?? ''] ?? RULES)]

/** Runs one to its end and then says all that it said, so that they don't speak at once. @returns whether it found nothing */
const holds = (check: string): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const running = spawn(check, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] })
    const said: Buffer[] = []
    for (const stream of [running.stdout, running.stderr]) stream.on('data', (words: Buffer) => said.push(words))
    running.on('error', reject)
    running.on('close', (code) => {
      process.stdout.write(`> ${check}\n${Buffer.concat(said).toString('utf8')}\n`)
      resolve(code === 0)
    })
  })

const missing = notInstalled(join(import.meta.dirname, '..'))
if (missing.length > 0) {
  console.error(`Not installed as package-lock.json says: ${missing.join(', ')}. Run npm ci.`)
  process.exit(1)
}
const held = await Promise.all(CHECKS.map(holds))
if (held.includes(false)) process.exitCode = 1
