import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { LOTTE, redrawn, roundWith, starsRedrawn, stepTold, waits } from '../../../test/given/roundWith.ts'
import { HOUR } from '../../kit/calendar/instant.ts'
import { decideRound, type RoundEvent } from './decideRound.ts'
import type { Round } from './round.ts'

const { given } = deciderSpecification<Round, RoundEvent>(decideRound)

const asOf = NOW - HOUR
const restored: RoundEvent = { type: 'storeRestored', at: NOW, asOf }
const starsEnded: RoundEvent = { type: 'starsEndedBeforeRestore' }
const told = {
  ...{ id: `post/restored/r/${NOW}/0`, due: NOW, quiet: true as const },
  post: { screen: 'restored', round: 'r', person: LOTTE } as const,
  to: { in: 'private', platform: PLATFORM, person: LOTTE } as const,
}
const pages = (of: 'sheets' | 'ballots') =>
  [0, 1].map(
    (page) =>
      ({
        id: `pageRestored/r/${page}`,
        due: NOW,
        tell: { type: 'pageRestored', round: 'r', page, of, at: NOW },
      }) as const,
  )
const cards = redrawn(NOW)
const starsCards = [...cards, ...starsRedrawn(NOW).filter(({ id }) => id === 'edit/stars/r')]
const priorities = {
  id: 'edit/priorities/r',
  due: NOW,
  edit: { screen: 'priorities', round: 'r' },
  message: 'own',
} as const

describe('a round in a store that was put back', () => {
  it('has everyone who may have answered since told, and who steers it, once', () => {
    const open = roundWith({})
    given(open)
      .when(restored)
      .thenChanged({ restored: { at: NOW, asOf } }, told, ...pages('sheets'), ...cards)
    given(open, restored).when(restored).thenUnchanged()
  })

  it('has everyone who may have given stars since told', () => {
    given(roundWith({ status: 'starring' }))
      .when(restored)
      .thenChanged({ restored: { at: NOW, asOf } }, told, ...pages('ballots'), ...starsCards)
  })

  it('asks nobody anything between the two: who steers it may have to take a step again', () => {
    given(roundWith({ status: 'closed' }))
      .when(restored)
      .thenChanged({ restored: { at: NOW, asOf } }, told, ...cards)
  })

  it('only draws its cards once it has a plan, or was stopped: of plans people hear for all of them together', () => {
    given(roundWith({ status: 'prioritised' }))
      .when(restored)
      .thenChanged({ restored: { at: NOW } }, ...starsCards, priorities)
    given(roundWith({ status: 'stopped' }))
      .when(restored)
      .thenChanged({ restored: { at: NOW } }, ...cards)
  })

  it('is told nothing while it is a draft: nobody was asked anything', () => {
    given(roundWith({ status: 'draft' }))
      .when(restored)
      .thenUnchanged()
  })
})

describe('a round that was closed after the backup that was put back', () => {
  const ended: RoundEvent = { type: 'endedBeforeRestore' }

  it('is stopped, and who steers it hears that, also when it is noticed at that very moment', () => {
    given(roundWith({}), ended)
      .when(restored)
      .thenChanged({ restored: { at: NOW, asOf, ended: true } }, told, ...cards)
    // Put back once more: that it had ended was told.
    given(roundWith({}), ended, restored)
      .when({ ...restored, at: NOW + HOUR })
      .thenChanged({ restored: { at: NOW + HOUR } }, ...cards)
  })

  it.each(['draft', 'closing', 'closed', 'starring', 'prioritised', 'stopped'] as const)(
    'is left alone where the backup has it as %s',
    (status) => {
      given(roundWith({ status })).when(ended).thenUnchanged()
    },
  )
})

describe('stars that were closed after the backup that was put back', () => {
  it('are erased and not asked again; the ranking in the channel stays, and no second one comes beside it', () => {
    given(roundWith({ status: 'starring', starsCast: [2, 1] }))
      .when(starsEnded)
      .thenChanged(
        {
          status: 'ranked',
          ranking: { ballots: 0, depth: 'nothing', places: [], reasons: [] },
          starsCast: [],
          restored: { at: 0, ended: true },
          ...waits('confirm', NOW),
        },
        ...stepTold(NOW),
        ...starsRedrawn(NOW),
        { id: 'destroyKey/stars/r', due: NOW, destroyKey: 'stars', round: 'r', erases: true },
        ...[0, 1].flatMap((page) => [
          { id: `starsForgotten/r/${page}`, due: NOW, tell: { type: 'starsForgotten', round: 'r', page } } as const,
          { id: `ballotsReleased/r/${page}`, due: NOW, tell: { type: 'ballotsReleased', round: 'r', page } } as const,
        ]),
      )
    given(roundWith({ status: 'starring' }), starsEnded)
      .when(restored)
      .thenChanged({ restored: { at: NOW, asOf, ended: true } }, told, ...starsCards)
  })

  it.each(['open', 'closed', 'starsClosing', 'ranked', 'prioritised'] as const)(
    'are no matter where the backup has the round as %s',
    (status) => {
      given(roundWith({ status })).when(starsEnded).thenUnchanged()
    },
  )
})
