import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runNode } from '../test/nodeProcess.ts'

const folder = mkdtempSync(join(tmpdir(), 'quickscan-bench-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the bench', () => {
  it.each(['turns', 'redis', 'sockets'])('starts every program of its part %s and has figures', (part) => {
    const file = join(folder, `${part}.json`)
    const few = ['--rounds', '1', '--shots', '48', '--only', part, '--json', file]
    const { status, stderr } = runNode(['bench/bench.ts', ...few])
    expect(stderr).toBe('')
    expect(status).toBe(0)
    const figures = JSON.parse(readFileSync(file, 'utf8'))
    const perSecond = {
      turns: [figures.answers?.bot.perSecond, figures.slack?.answers.bot.perSecond],
      redis: [figures.redis?.against.answers.bot.perSecond],
      sockets: [figures.sockets?.bySocket.perSecond],
    }[part]
    for (const one of perSecond ?? []) expect(one).toBeGreaterThan(0)
  })
})
