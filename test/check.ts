import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { notInstalled } from './installed.ts'

/** What has to hold before anything is tried, side by side: none of them waits for another. */
const CHECKS = [
  'biome check .',
  'tsc',
  'knip --no-progress',
  'vitest run --project fast test/arrows.test.ts src/kit/sentences.test.ts --reporter=dot',
] as const

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
