import { describe, expect, it } from 'vitest'
import { HOUR, SECOND } from '../kit/calendar/instant.ts'
import type { Around, Check, CheckState } from './checks.ts'
import { watchChecks } from './watchChecks.ts'

/** A check that finds what it is told to, and the watch over it. */
const watched = (first: CheckState) => {
  let now = 0
  let finds = first
  let made = 0
  const said: string[] = []
  const check: Check = {
    name: 'teamsToken',
    suffers: 'teams',
    hourly: true,
    run: async () => {
      made += 1
      return finds === 'ok'
        ? { state: 'ok', words: 'taken' }
        : { state: finds, words: 'the secret expired', todo: 'Make one.' }
    },
  }
  const never: Check = { ...check, name: 'elsewhere', hourly: false }
  const say = (gravity: string) => (sentence: string) => void said.push(`${gravity}: ${sentence}`)
  const log = { say: say('say'), warn: say('warn'), alarm: say('alarm') }
  const watch = watchChecks([check, never], {} as Around, log, () => now)
  return {
    watch,
    said,
    made: () => made,
    finds: (state: CheckState) => {
      finds = state
    },
    later: async (milliseconds: number) => {
      now += milliseconds
      watch.tick()
      await watch.idle()
    },
  }
}

describe('the checks of a running bot', () => {
  it('are made at the start and every hour, and say nothing while all is well', async () => {
    const { watch, later, made, said } = watched('ok')
    await later(0)
    for (let minutes = 0; minutes < 59; minutes++) await later(60 * SECOND)
    expect(made()).toBe(1)
    await later(60 * SECOND)
    expect([made(), watch.problem(), said]).toEqual([2, undefined, []])
  })

  it('turn red at once at the start, say once what to do, and look again until it is done', async () => {
    const { watch, later, finds, said } = watched('wrong')
    await later(0)
    expect(watch.problem()).toBe('teamsToken')
    await later(HOUR)
    expect(said).toEqual(['alarm: The secret expired. Make one.'])
    finds('ok')
    await later(60 * SECOND)
    expect(watch.problem()).toBeUndefined()
    expect(said).toEqual(['alarm: The secret expired. Make one.', 'say: Taken.'])
  })

  it('let a hiccup pass: what is wrong while it runs counts when it is so again', async () => {
    const { watch, later, finds, said } = watched('ok')
    await later(0)
    finds('wrong')
    await later(HOUR)
    expect(watch.problem()).toBeUndefined()
    finds('ok')
    await later(5 * SECOND)
    expect([watch.problem(), said]).toEqual([undefined, []])
    finds('wrong')
    await later(HOUR)
    await later(5 * SECOND)
    expect([watch.problem(), said]).toEqual(['teamsToken', ['alarm: The secret expired. Make one.']])
  })
})
