import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import {
  ADA,
  CHANNEL,
  controlRedrawn,
  LOTTE,
  overdue,
  RANKING,
  roundWith,
  stepTold,
  waits,
} from '../../../test/given/roundWith.ts'
import { DAY } from '../../kit/calendar/instant.ts'
import { decideRound, type RoundEvent } from './decideRound.ts'
import { starsStand } from './pressedAgain.ts'
import type { Round } from './round.ts'

const { given } = deciderSpecification<Round, RoundEvent>(decideRound)

const ranked = roundWith({ status: 'ranked', ranking: RANKING })
const priorities = { blocks: ['2', '1'], reason: 'zo besproken' }
const prioritised = roundWith({ ...ranked, status: 'prioritised', priorities })
const directions = { '2': 'elke week online', '1': 'samen' }
const directed = roundWith({ ...prioritised, directions })
const cardRedrawn = {
  id: 'edit/priorities/r',
  due: NOW,
  edit: { screen: 'priorities', round: 'r' },
  message: 'own',
} as const
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
    ...stepTold(NOW),
    ...[0, 1].map(
      (page) =>
        ({
          id: `rosterForgotten/r/${page}`,
          due: NOW + DAY,
          tell: { type: 'rosterForgotten', round: 'r', page, platform: PLATFORM },
        }) as const,
    ),
  ]

  it('confirms what the team agreed on: the channel hears, and who was asked is forgotten', () => {
    given(ranked)
      .when(confirmed(['2', '1']))
      .thenChanged(
        { status: 'prioritised', posting: ['priorities'], priorities, ...waits('directions', NOW, LOTTE) },
        ...told,
      )
  })

  it('confirms nothing that the round isn’t about', () => {
    given(ranked)
      .when(confirmed(['2', '9', '1']))
      .thenChanged(
        { status: 'prioritised', posting: ['priorities'], priorities, ...waits('directions', NOW, LOTTE) },
        ...told,
      )
    given(ranked)
      .when(confirmed(['9']))
      .thenUnchanged()
    given(ranked).when(confirmed([])).thenUnchanged()
    given(ranked)
      .when(confirmed(['2', '1', '2']))
      .thenChanged(
        { status: 'prioritised', posting: ['priorities'], priorities, ...waits('directions', NOW, LOTTE) },
        ...told,
      )
  })

  it('is told when her reason is longer than fits', () => {
    given(ranked)
      .when(confirmed(['1'], 'x'.repeat(501)))
      .thenRefused('remarkTooLong')
    given(ranked)
      .when(confirmed(['1'], '🙂'.repeat(500)))
      .thenChanged(
        {
          status: 'prioritised',
          posting: ['priorities'],
          priorities: { blocks: ['1'], reason: '🙂'.repeat(500) },
          ...waits('directions', NOW, LOTTE),
        },
        ...told,
      )
  })

  it.each<Round['status']>([
    ...(['draft', 'open', 'short', 'closing', 'closed'] as const),
    ...(['starring', 'starsClosing', 'prioritised', 'stopped'] as const),
  ])('confirms once, and only what was ranked: %s', (status) => {
    given(roundWith({ ...ranked, status }))
      .when(confirmed(['1']))
      .thenRefused(status === 'prioritised' ? 'confirmedAlready' : starsStand(roundWith({ ...ranked, status })))
  })

  it('confirms the same once more without a word', () => {
    given(ranked, confirmed(['2', '1']))
      .when(confirmed(['2', '1']))
      .thenUnchanged()
  })
})

describe('where a team wants to be', () => {
  const direct = (block: string, text: string): RoundEvent => ({ type: 'directed', ...lotte, block, text })
  const redrawn = [controlRedrawn(NOW), cardRedrawn]

  it('is written for each priority, and what waits is counted anew; after the last the plan is next', () => {
    given(prioritised)
      .when(direct('2', 'elke week online'))
      .thenChanged({ directions: { '2': 'elke week online' } }, ...redrawn, overdue(NOW))
    given(prioritised, direct('2', 'elke week online'))
      .when(direct('1', 'samen'))
      .thenChanged({ directions, ...waits('plan', NOW, LOTTE) }, ...redrawn, ...stepTold(NOW))
  })

  it('can be written anew: the last word stands, and who changed it when is kept', () => {
    given(directed)
      .when(direct('2', 'elke dag online'))
      .thenChanged(
        {
          directions: { ...directions, '2': 'elke dag online' },
          directionChanges: { '2': { by: LOTTE, at: NOW } },
        },
        ...redrawn,
        overdue(NOW),
      )
    given(directed).when(direct('2', 'elke week online')).thenUnchanged()
  })

  it('is written for nothing else, nor before there are priorities', () => {
    given(prioritised).when(direct('3', 'elke week online')).thenUnchanged()
    given(ranked).when(direct('2', 'elke week online')).thenUnchanged()
  })

  it('is refused when it is empty, or longer than fits', () => {
    given(prioritised).when(direct('2', '')).thenRefused('noDirection')
    given(prioritised)
      .when(direct('2', 'x'.repeat(501)))
      .thenRefused('remarkTooLong')
  })
})

describe('priorities that were confirmed', () => {
  const change = (blocks: readonly string[], reason = 'zo besproken'): RoundEvent => ({
    type: 'confirmed',
    ...lotte,
    blocks,
    reason,
    changing: true,
  })
  const changed = { by: LOTTE, at: NOW }

  it('can be changed: who did so when is kept, the channel’s card follows, and a new one needs a direction', () => {
    given(directed)
      .when(change(['2', '3']))
      .thenChanged(
        { priorities: { blocks: ['2', '3'], reason: 'zo besproken', changed }, ...waits('directions', NOW, LOTTE) },
        cardRedrawn,
        controlRedrawn(NOW),
        ...stepTold(NOW),
      )
    given(directed)
      .when(change(['2', '1'], 'anders bekeken'))
      .thenChanged(
        { priorities: { blocks: ['2', '1'], reason: 'anders bekeken', changed } },
        cardRedrawn,
        controlRedrawn(NOW),
      )
  })

  it('stay as they are for what says the same, for an older card, and before they were confirmed', () => {
    given(directed)
      .when(change(['2', '1']))
      .thenUnchanged()
    given(directed)
      .when({ type: 'confirmed', ...lotte, blocks: ['3'], reason: '' })
      .thenRefused('confirmedAlready')
    given(ranked)
      .when(change(['2', '3']))
      .thenUnchanged()
    given(directed)
      .when(change(['2'], 'x'.repeat(501)))
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
    given(directed)
      .when({ type: 'actionSaved', action: 'a' })
      .thenChanged({ actions: ['a'], waiting: undefined }, controlRedrawn(NOW))
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
