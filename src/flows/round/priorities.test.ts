import { describe, it } from 'vitest'
import { deciderSpecification, NOW } from '../../../test/deciderSpecification.ts'
import { ADA, CHANNEL, controlRedrawn, LOTTE, RANKING, roundWith } from '../../../test/given/roundWith.ts'
import { DAY } from '../../kit/instant.ts'
import { decideRound, type RoundEvent } from './decideRound.ts'
import type { Round } from './round.ts'

const { given } = deciderSpecification<Round, RoundEvent>(decideRound)

const ranked = roundWith({ status: 'ranked', ranking: RANKING })
const priorities = { blocks: ['2', '1'], reason: 'zo besproken' }
const prioritised = roundWith({ ...ranked, status: 'prioritised', priorities })
const lotte = { actor: LOTTE } as const

describe('who steers a round', () => {
  const confirmed = (blocks: readonly string[], reason = 'zo besproken'): RoundEvent => ({
    type: 'confirmed',
    ...lotte,
    blocks,
    reason,
  })
  const told = [
    { id: 'post/priorities/r', due: NOW, post: { screen: 'priorities', round: 'r' }, to: CHANNEL } as const,
    controlRedrawn(NOW),
    ...[0, 1].map(
      (page) =>
        ({
          id: `rosterForgotten/r/${page}`,
          due: NOW + DAY,
          tell: { type: 'rosterForgotten', round: 'r', page },
        }) as const,
    ),
  ]

  it('confirms what the team agreed on: the channel hears, and who was asked is forgotten', () => {
    given(ranked)
      .when(confirmed(['2', '1']))
      .thenChanged({ status: 'prioritised', priorities }, ...told)
  })

  it('confirms nothing that the round isn’t about', () => {
    given(ranked)
      .when(confirmed(['2', '9', '1']))
      .thenChanged({ status: 'prioritised', priorities }, ...told)
    given(ranked)
      .when(confirmed(['9']))
      .thenUnchanged()
    given(ranked).when(confirmed([])).thenUnchanged()
    given(ranked)
      .when(confirmed(['2', '1', '2']))
      .thenChanged({ status: 'prioritised', priorities }, ...told)
  })

  it('is told when her reason is longer than fits', () => {
    given(ranked)
      .when(confirmed(['1'], 'x'.repeat(501)))
      .thenRefused('remarkTooLong')
    given(ranked)
      .when(confirmed(['1'], '🙂'.repeat(500)))
      .thenChanged({ status: 'prioritised', priorities: { blocks: ['1'], reason: '🙂'.repeat(500) } }, ...told)
  })

  it.each<Round['status']>([
    ...(['draft', 'open', 'short', 'closing', 'closed'] as const),
    ...(['starring', 'starsClosing', 'prioritised', 'stopped'] as const),
  ])('confirms once, and only what was ranked: %s', (status) => {
    given(roundWith({ ...ranked, status }))
      .when(confirmed(['1']))
      .thenUnchanged()
  })
})

describe('where a team wants to be', () => {
  const directed = (block: string, text: string): RoundEvent => ({ type: 'directed', ...lotte, block, text })

  it('is written for each priority; the last word typed stands', () => {
    given(prioritised)
      .when(directed('2', 'elke week online'))
      .thenChanged({ directions: { '2': 'elke week online' } }, controlRedrawn(NOW))
    given(prioritised, directed('2', 'elke week online'), directed('1', 'samen'))
      .when(directed('2', 'elke dag online'))
      .thenChanged({ directions: { '2': 'elke dag online', '1': 'samen' } }, controlRedrawn(NOW))
  })

  it('is written for nothing else, nor before there are priorities', () => {
    given(prioritised).when(directed('3', 'elke week online')).thenUnchanged()
    given(ranked).when(directed('2', 'elke week online')).thenUnchanged()
  })

  it('is refused when it is longer than fits', () => {
    given(prioritised)
      .when(directed('2', 'x'.repeat(501)))
      .thenRefused('remarkTooLong')
  })
})

describe('a reason for someone’s stars', () => {
  const hide = (reason: number): RoundEvent => ({ type: 'reasonHidden', ...lotte, reason })
  const [first, second] = RANKING.reasons

  it('that names someone is hidden by who steers the round', () => {
    given(prioritised)
      .when(hide(1))
      .thenChanged({ ranking: { ...RANKING, reasons: [first, { ...second, hidden: true }] } as typeof RANKING })
    given(prioritised).when(hide(7)).thenChanged({})
  })

  it('can’t be hidden before there is a ranking', () => {
    given(roundWith({ status: 'starring' }))
      .when(hide(0))
      .thenRefused('noResult')
  })
})

describe('an action of the plan', () => {
  it('is in it once', () => {
    given(prioritised)
      .when({ type: 'actionSaved', action: 'a' })
      .thenChanged({ actions: ['a'] })
    given(prioritised, { type: 'actionSaved', action: 'a' }).when({ type: 'actionSaved', action: 'a' }).thenUnchanged()
  })

  it('is one of two hundred at most', () => {
    const actions = Array.from({ length: 199 }, (_, at) => `a${at}`)
    given(roundWith({ ...prioritised, actions }))
      .when({ type: 'actionSaved', action: 'last' })
      .thenChanged({ actions: [...actions, 'last'] })
    given(roundWith({ ...prioritised, actions: [...actions, 'last'] }))
      .when({ type: 'actionSaved', action: 'more' })
      .thenUnchanged()
  })
})

describe('a command', () => {
  it.each<RoundEvent>([
    { type: 'confirmed', actor: ADA, blocks: ['1'], reason: '' },
    { type: 'directed', actor: ADA, block: '2', text: 'samen' },
    { type: 'reasonHidden', actor: ADA, reason: 0 },
  ])('$type is only for who steers the round', (event) => {
    for (const round of [ranked, prioritised]) given(round).when(event).thenRefused('notCoordinator')
  })
})
