import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NOW } from '../../test/deciderSpecification.ts'
import { ballotWith, GIVEN } from '../../test/given/ballotWith.ts'
import { roundWith } from '../../test/given/roundWith.ts'
import { sheetWith } from '../../test/given/sheetWith.ts'
import { kit } from '../../test/voice.ts'
import { decideBallot } from './ballot/decideBallot.ts'
import { type Decision, FORGOTTEN } from './decision.ts'
import type { Effect, Message } from './effect.ts'
import { decideRound } from './round/decideRound.ts'
import { handedIn, type OpenRound, type StarringRound, starsCast } from './round/round.ts'
import { decideSheet, type SheetEvent } from './sheet/decideSheet.ts'
import { isCounting, type Sheet } from './sheet/sheet.ts'
import { decideSheetLifecycle } from './sheet/sheetLifecycle.ts'
import { decideBallotTally, newBallotTallyPage } from './tally/ballotTally.ts'
import { decideSheetTally, newSheetTallyPage } from './tally/sheetTally.ts'

/** The state after a decision, and the messages of one type that it sends. */
const after = <S, T extends Message['type']>(state: S, decision: Decision<S>, type: T) => {
  if (decision.kind !== 'decided' || decision.state === FORGOTTEN) return { state, told: [] }
  const told = decision.effects.flatMap(({ payload }: Effect) =>
    payload.do === 'tell' && payload.event.type === type ? [payload.event as Extract<Message, { type: T }>] : [],
  )
  return { state: decision.state, told }
}

/**
 * The outbox promises delivery at least once and no order: a lease that ends early delivers again, and two bots overtake each
 * other. Each message up to three times, shuffled by the property's own numbers, so that a failure shrinks and repeats.
 */
const delivered = <M>(all: readonly M[], chances: readonly number[]): M[] => {
  const copies = all.flatMap((one, at) => Array.from({ length: 1 + ((chances[at] ?? 0) % 3) }, () => one))
  return copies
    .map((one, at) => ({ one, rank: (chances[at % Math.max(1, chances.length)] ?? 0) * (at + 7) * 7919 }))
    .toSorted((a, b) => (a.rank % 1009) - (b.rank % 1009))
    .map(({ one }) => one)
}

const PEOPLE = ['s0', 's1', 's2'] as const
const person = fc.constantFrom(...PEOPLE)
const chances = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 120 })

describe('privacy.5.3 the number handed in', () => {
  const act = fc.constantFrom<SheetEvent | { readonly type: 'personErased' }>(
    { type: 'answered', element: '1.1', answer: 'green' },
    { type: 'answered', element: '1.1', answer: 'skipped' },
    { type: 'handedIn', wantsCopy: false },
    { type: 'handedIn', wantsCopy: true },
    { type: 'declined', sure: true },
    { type: 'declined', sure: false },
    { type: 'declineUndone' },
    { type: 'wentOn' },
    { type: 'personErased' },
  )

  it('is the true one, whatever people do and in whatever order, and however often, word of it comes', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(person, act), { maxLength: 40 }), chances, chances, (acts, first, second) => {
        const sheets = new Map<string, Sheet>(PEOPLE.map((id) => [id, sheetWith({ id, page: 0 })]))
        const told = acts.flatMap(([who, event]) => {
          const sheet = sheets.get(who) ?? sheetWith({})
          const decision =
            event.type === 'personErased'
              ? decideSheetLifecycle(sheet, event, NOW)
              : decideSheet(kit, sheet, event, NOW)
          const done = after(sheet, decision, 'counted')
          sheets.set(who, done.state)
          return done.told
        })
        let page = newSheetTallyPage('r', 0)
        const counts = delivered(told, first).flatMap((message) => {
          const done = after(page, decideSheetTally(page, message, NOW), 'pageCounted')
          page = done.state
          return done.told
        })
        const counting = PEOPLE.filter((id) => isCounting(sheets.get(id) ?? sheetWith({})))
        expect([...page.given].toSorted()).toEqual(counting)
        let round = roundWith({ asked: 9, pages: 1 })
        for (const message of delivered(counts, second))
          round = after(round, decideRound(round, message, NOW), 'ended').state
        expect(handedIn(round as OpenRound)).toBe(counting.length)
      }),
    )
  })
})

describe('privacy.5.3 the number of who gave stars', () => {
  it('is the true one as well', () => {
    const act = fc.constantFrom('cast', 'ballotErased', 'reopened')
    fc.assert(
      fc.property(fc.array(fc.tuple(person, act), { maxLength: 40 }), chances, chances, (acts, first, second) => {
        const ballots = new Map(PEOPLE.map((id) => [id as string, ballotWith({ id, page: 0 })]))
        const told = acts.flatMap(([who, type]) => {
          const ballot = ballots.get(who) ?? ballotWith({})
          const event = type === 'cast' ? ({ type, given: GIVEN } as const) : ({ type } as { type: 'reopened' })
          const done = after(ballot, decideBallot(ballot, event, NOW), 'ballotCast')
          ballots.set(who, done.state)
          return done.told
        })
        let page = newBallotTallyPage('r', 0)
        const counts = delivered(told, first).flatMap((message) => {
          const done = after(page, decideBallotTally(page, message, NOW), 'starsCounted')
          page = done.state
          return done.told
        })
        const given = PEOPLE.filter((id) => Object.keys(ballots.get(id)?.stars ?? {}).length > 0)
        expect([...page.given].toSorted()).toEqual(given)
        let round = roundWith({ status: 'starring', asked: 9, pages: 1 })
        for (const message of delivered(counts, second))
          round = after(round, decideRound(round, message, NOW), 'ended').state
        expect(starsCast(round as StarringRound)).toBe(given.length)
      }),
    )
  })
})
