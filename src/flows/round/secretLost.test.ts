import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { LOTTE, RESULT, redrawn, roundWith, starsRedrawn } from '../../../test/given/roundWith.ts'
import { decideRound, type RoundEvent } from './decideRound.ts'
import type { Round } from './round.ts'

const { given } = deciderSpecification<Round, RoundEvent>(decideRound)

const answersLost = (key = 'k1'): RoundEvent => ({ type: 'answersLost', key })
const starsLost: RoundEvent = { type: 'starsLost', key: 'k1' }
const told = (key = 'k1') =>
  ({
    id: `post/lost/r/${key}/0`,
    due: NOW,
    post: { screen: 'lost', round: 'r', person: LOTTE },
    to: { in: 'private', platform: PLATFORM, person: LOTTE },
    quiet: true,
  }) as const
const pages = (of: 'sheets' | 'ballots') =>
  [0, 1].map(
    (page) => ({ id: `pageLost/r/${page}`, due: NOW, tell: { type: 'pageLost', round: 'r', page, of } }) as const,
  )
const [, ...controls] = redrawn(NOW)
const after = { result: RESULT, closedAt: NOW } as const

describe('the keys of a round are lost', () => {
  it.each(['open', 'short'] as const)('while it is %s: everyone is told, and who steers it, once', (status) => {
    const open = roundWith({ status, handedIn: [3, 2] })
    // Who steers an open round waits for others again.
    const rests = status === 'open' ? { waiting: undefined } : {}
    given(open)
      .when(answersLost())
      .thenChanged({ lostKeys: ['k1'], handedIn: [], ...rests }, told(), ...pages('sheets'), ...redrawn(NOW))
    given(open, answersLost()).when(answersLost()).thenUnchanged()
  })

  it('for the second time: they hear of that too', () => {
    given(roundWith({ handedIn: [] }), answersLost())
      .when(answersLost('k2'))
      .thenChanged({ lostKeys: ['k1', 'k2'] }, told('k2'), ...pages('sheets'), ...controls)
  })

  it('while stars are given: everyone is asked again', () => {
    given(roundWith({ status: 'starring', ...after, starsCast: [2, 1] }))
      .when(starsLost)
      .thenChanged(
        { lostKeys: ['k1'], starsCast: [], waiting: undefined },
        told(),
        ...pages('ballots'),
        ...starsRedrawn(NOW),
      )
  })

  it('at the close: it ends with what there still is', () => {
    given(roundWith({ status: 'closing' }))
      .when(answersLost())
      .thenChanged({ lostKeys: ['k1'] }, told(), {
        id: 'allTallied/r',
        due: NOW,
        tell: { type: 'allTallied', round: 'r', pages: 2 },
      })
    given(roundWith({ status: 'starsClosing', ...after }))
      .when(starsLost)
      .thenChanged({ lostKeys: ['k1'] }, told(), {
        id: 'allStarred/r',
        due: NOW,
        tell: { type: 'allStarred', round: 'r', pages: 2 },
      })
  })

  it('once it is over: that was meant', () => {
    for (const status of ['closed', 'ranked', 'prioritised', 'stopped'] as const) {
      given(roundWith({ status, ...after }))
        .when(answersLost())
        .thenUnchanged()
      given(roundWith({ status, ...after }))
        .when(starsLost)
        .thenUnchanged()
    }
  })
})
