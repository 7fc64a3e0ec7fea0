import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runNode } from '../test/nodeProcess.ts'

const folder = mkdtempSync(join(tmpdir(), 'quickscan-bench-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the bench', () => {
  it('starts every program of its parts and has figures', () => {
    const file = join(folder, 'figures.json')
    const parts = ['turns', 'redis', 'sockets'].flatMap((part) => ['--only', part])
    const { status, stderr } = runNode(['bench/bench.ts', '--rounds', '1', '--shots', '48', '--json', file, ...parts])
    expect(stderr).toBe('')
    expect(status).toBe(0)
    const { answers, slack, redis, sockets } = JSON.parse(readFileSync(file, 'utf8'))
    const all = [answers?.bot, slack?.answers.bot, redis?.against.answers.bot, sockets?.bySocket]
    for (const one of all) expect(one?.perSecond).toBeGreaterThan(0)
  })
})
