import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'vitest'
import { practiceEnvironment } from '../../src/cli/demo.ts'
import { startNode } from '../nodeProcess.ts'

const root = join(import.meta.dirname, '../..')
const BIN = join(process.env.QUICKSCAN_BUILT ?? root, 'bin/quickscan.mjs')

let folder: string
let environment: Record<string, string | undefined>
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quickscan-starter-'))
  environment = {
    PATH: process.env.PATH,
    ...practiceEnvironment('http://127.0.0.1:9', folder),
    ORGANISATION: 'o',
    PRIVACY_CONTACT: 'p',
    HOSTED_BY: 'h',
  }
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

interface Started {
  /** What stands where npm does: it passes no signal on. */
  readonly npm: ChildProcess
  readonly gone: Promise<unknown>
}

/** npm starts a shell, and that starts the bot; `exec` where the shell makes way for it, as some do. */
const started = async (how: 'a shell between' | 'no shell between'): Promise<Started> => {
  const line = `${how === 'a shell between' ? '' : 'exec '}'${process.execPath}' '${BIN}' start${how === 'a shell between' ? '; true' : ''}`
  const npm = join(folder, 'npm.mjs')
  writeFileSync(
    npm,
    `import { spawn } from 'node:child_process'
spawn('sh', ['-c', ${JSON.stringify(line)}], { stdio: 'inherit' })
process.on('SIGTERM', () => process.exit(0))
setInterval(() => undefined, 1000)`,
  )
  const env = { ...environment, npm_lifecycle_event: 'start' }
  const child = startNode([npm], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  if (!child.stdout) throw new Error('nothing to read')
  // The bot holds the pipe: it ends when the bot does.
  const gone = once(child.stdout, 'close')
  child.stdout.on('data', () => undefined)
  await once(child.stdout, 'data')
  return { npm: child, gone }
}

describe('a bot that npm started', () => {
  it.each([
    ['a shell between', 'SIGTERM'],
    ['a shell between', 'SIGKILL'],
    ['no shell between', 'SIGTERM'],
  ] as const)('with %s stops once npm is gone (%s), and leaves nothing open', async (how, signal) => {
    const { npm, gone } = await started(how)
    npm.kill(signal)
    await gone
  })
})
