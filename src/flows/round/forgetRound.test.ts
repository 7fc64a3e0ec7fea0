import { describe, expect, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { LOTTE, roundWith } from '../../../test/given/roundWith.ts'
import { monthsLater } from '../../kit/calendar/calendar.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import { FORGOTTEN } from '../decision.ts'
import { decideRound, type RoundEvent } from './decideRound.ts'
import type { RoundForgotten } from './forgetRound.ts'
import type { Round } from './round.ts'

const { given } = deciderSpecification<Round, RoundEvent>(decideRound)
const after = (months: number): Instant => monthsLater('Europe/Brussels', NOW, months)
const message = (id: string) => ({ platform: PLATFORM, conversation: '19:team', message: id })
const term = (part: Partial<RoundForgotten> = {}) => ({ type: 'roundForgotten', ...part }) as const
const again = (due: Instant) => ({ id: 'roundForgotten/r', due, tell: { type: 'roundForgotten', round: 'r' } }) as const
const prioritised = roundWith({ status: 'prioritised' })
const steers = (since: Instant, due: Instant) =>
  ({
    id: 'taskClosed/r/steers/forgotten/0',
    due,
    tell: { type: 'taskClosed', platform: PLATFORM, person: LOTTE, task: { kind: 'round', round: 'r' }, since },
  }) as const
const rest = (due: Instant) =>
  [
    {
      id: 'edit/planAfter/r',
      due,
      edit: { screen: 'plan', platform: PLATFORM, channel: '19:team' },
      message: 'own',
    },
    {
      id: 'channelForgotten/after/r',
      due,
      tell: { type: 'channelForgotten', platform: PLATFORM, channel: '19:team' },
    },
  ] as const

describe('privacy.5.6 a round', () => {
  it('is kept as long as an action that needs it runs, and is looked at again', () => {
    given(prioritised)
      .when(term({ actions: { run: true, ended: undefined } }), after(24))
      .thenChanged({}, again(after(25)))
  })

  it('of which the last action has ended is kept for its term from then, and not longer', () => {
    const ended = { actions: { run: false, ended: after(20) } } as const
    given(prioritised)
      .when(term(ended), after(24))
      .thenChanged({}, again(after(44)))
    given(prioritised)
      .when(term(ended), after(44))
      .thenForgotten(steers(after(20), after(44)), ...rest(after(44)))
  })

  it('without actions is forgotten after the months its team chose, and is then no longer hers who steered it', () => {
    given(prioritised)
      .when(term(), after(24))
      .thenForgotten(steers(NOW, after(24)), ...rest(after(24)))
    given(prioritised)
      .when(term({ keptMonths: 36 }), after(24))
      .thenChanged({}, again(after(36)))
  })

  it('is forgotten, whatever runs, where the app was taken out for that long', () => {
    given(prioritised)
      .when(term({ appGone: NOW, actions: { run: true, ended: undefined } }))
      .thenForgotten(steers(NOW, NOW), ...rest(NOW))
  })

  it('that was stopped is gone from among what is hers too', () => {
    given(roundWith({ status: 'stopped' }))
      .when(term())
      .thenForgotten(steers(NOW, NOW))
  })

  it('empties every card of it, also those that followed no more', () => {
    const round = roundWith({
      status: 'prioritised',
      progressCards: [message('m1')],
      resultCards: [message('m2')],
      talk: { at: { on: 'over' }, notes: [], cards: [message('m3')] },
      starsCards: [message('m4')],
      rankingCards: [message('m5')],
      prioritiesCards: [message('m6')],
      takeOverCards: [message('m7')],
      pastCards: [message('m8')],
      controlCards: [{ person: LOTTE, message: message('m9') }],
    })
    const decision = decideRound(round, term(), after(24))
    expect(decision).toMatchObject({ state: FORGOTTEN })
    const edits =
      decision.kind === 'decided'
        ? decision.effects.flatMap(({ payload }) => (payload.do === 'edit' ? payload : []))
        : []
    const emptied = edits.filter(({ card }) => card.screen === 'erased')
    expect(emptied.map(({ card }) => card)).toEqual(
      Array.from({ length: 9 }, () => ({ screen: 'erased', what: 'result', months: 24, language: 'nl' })),
    )
    expect(new Set(emptied.map(({ message: one }) => one)).size).toBe(9)
  })
})
