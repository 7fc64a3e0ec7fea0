import { describe, expect, it } from 'vitest'
import { PlatformFailed } from '../bot/ports/platform.ts'
import { HOUR, MINUTE, SECOND } from '../kit/calendar/instant.ts'
import { askAllTokens, askToken, type TokenAnswer, watchTokens } from './tokenWatch.ts'

/** So many workspaces, each with a token of its own, and a watch over them. */
const watching = (count: number) => {
  let now = 0
  const tokens = new Map(Array.from({ length: count }, (_, at) => [`T${at}`, `xoxb-${at}`]))
  const answers = new Map<string, TokenAnswer>()
  const asked: { readonly token: string; readonly at: number }[] = []
  const deps = {
    workspaces: async () => [...tokens.keys()],
    tokenOf: async (workspace: string) => tokens.get(workspace),
    ask: async (token: string) => {
      asked.push({ token, at: now })
      return answers.get(token) ?? 'taken'
    },
    now: () => now,
  }
  const watch = watchTokens(deps)
  /** A tick each `step` milliseconds, as long as that. */
  const pass = async (time: number, step = SECOND): Promise<void> => {
    for (const end = now + time; now < end; now += step) {
      watch.tick()
      await watch.idle()
    }
  }
  return { watch, tokens, answers, asked, pass, deps }
}

describe('the tokens of many workspaces', () => {
  it('are all asked about soon after the start, and then once an hour, spread over it', async () => {
    const { watch, asked, pass } = watching(6)
    await pass(10 * SECOND)
    expect(asked.map(({ token }) => token)).toEqual(['xoxb-0', 'xoxb-1', 'xoxb-2', 'xoxb-3', 'xoxb-4', 'xoxb-5'])
    expect(watch.found()).toEqual({ asked: 6, refused: [], unknown: 0 })
    await pass(2 * HOUR - 10 * SECOND, 10 * SECOND)
    const later = asked.slice(6).map(({ at }) => at)
    expect(later).toHaveLength(6)
    for (const [at, moment] of later.slice(1).entries()) expect(moment - (later[at] ?? 0)).toBeGreaterThan(9 * MINUTE)
  })

  it('say which is refused, until it is taken again', async () => {
    const { watch, answers, pass } = watching(3)
    answers.set('xoxb-1', 'refused')
    await pass(10 * SECOND)
    expect(watch.found()).toEqual({ asked: 3, refused: ['T1'], unknown: 0 })
    answers.set('xoxb-1', 'taken')
    await pass(2 * HOUR, 10 * SECOND)
    expect(watch.found().refused).toEqual([])
  })

  it('are asked no more once the app was taken out, and new ones are asked', async () => {
    const { watch, tokens, answers, asked, pass } = watching(2)
    answers.set('xoxb-1', 'refused')
    await pass(10 * SECOND)
    tokens.delete('T1')
    tokens.set('T9', 'xoxb-9')
    await pass(2 * HOUR, 10 * SECOND)
    expect(watch.found()).toEqual({ asked: 2, refused: [], unknown: 0 })
    expect(asked.filter(({ token }) => token === 'xoxb-1')).toHaveLength(1)
  })

  it('wait as long as Slack wants them to, and what isn’t answered says nothing of a token', async () => {
    const { watch, answers, asked, pass } = watching(2)
    answers.set('xoxb-0', { later: 30 * SECOND })
    answers.set('xoxb-1', 'unknown')
    await pass(20 * SECOND)
    expect(asked).toHaveLength(1)
    answers.delete('xoxb-0')
    await pass(20 * SECOND)
    expect(watch.found()).toEqual({ asked: 1, refused: [], unknown: 1 })
  })

  it('can be asked about all at once, as far as there is time', async () => {
    const { deps, answers } = watching(20)
    answers.set('xoxb-7', 'refused')
    expect(await askAllTokens(deps, MINUTE)).toEqual({ asked: 20, refused: ['T7'], unknown: 0 })
    expect(await askAllTokens(deps, 0)).toEqual({ asked: 0, refused: [], unknown: 20 })
  })

  it.each([
    [new PlatformFailed(401, undefined, { kind: 'unauthorized' }), 'refused'],
    [new PlatformFailed(429, 5000), { later: 5000 }],
    [new PlatformFailed(0), 'unknown'],
    [new PlatformFailed(503, undefined, { kind: 'busy' }), 'unknown'],
  ])('are refused by Slack’s own word alone: %s', async (error, answer) => {
    expect(await askToken(() => Promise.reject(error))).toEqual(answer)
    expect(await askToken(async () => ({}) as never)).toBe('taken')
  })
})
