import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { ADA, CHANNEL, RESULT, redrawn, roundWith, stepTold, waits } from '../../../test/given/roundWith.ts'
import { DAY, SECOND } from '../../kit/calendar/instant.ts'
import type { Growth } from '../../kit/growth.ts'
import type { Result } from '../../kit/result.ts'
import { decideRound, type RoundEvent } from './decideRound.ts'
import type { Round } from './round.ts'

const { given } = deciderSpecification<Round, RoundEvent>(decideRound)

const closing = roundWith({ status: 'closing', handedIn: [4, 2] })
const tallied = (page: number): RoundEvent => ({ type: 'pageTallied', page })
const GROWTH: readonly Growth[] = [{ block: '1', direction: 'greener' }]
const allTallied = (result: Result = RESULT): RoundEvent => ({ type: 'allTallied', result, growth: GROWTH })

describe('a round that closes', () => {
  it('waits for each page of its tally', () => {
    given(closing)
      .when(tallied(1))
      .thenChanged({ tallied: [1] })
    given(closing, tallied(1)).when(tallied(1)).thenUnchanged()
  })

  it('makes its result when the last page is in', () => {
    given(closing, tallied(1))
      .when(tallied(0))
      .thenChanged(
        { tallied: [1, 0] },
        { id: 'allTallied/r', due: NOW, tell: { type: 'allTallied', round: 'r', pages: 2 } },
      )
  })
})

describe('a result', () => {
  const talk = {
    id: 'post/talk/r',
    due: NOW + 2 * SECOND,
    post: { screen: 'talk', round: 'r' },
    to: CHANNEL,
  } as const
  const eachPage = [0, 1].flatMap(
    (page) =>
      [
        { id: `tallyForgotten/r/${page}`, due: NOW, tell: { type: 'tallyForgotten', round: 'r', page } },
        { id: `pageReleased/r/${page}`, due: NOW, tell: { type: 'pageReleased', round: 'r', page } },
        {
          id: `rosterForgotten/r/${page}`,
          due: NOW + 60 * DAY,
          tell: { type: 'rosterForgotten', round: 'r', page, platform: PLATFORM },
        },
      ] as const,
  )
  const frozen = [
    { id: 'post/result/r', due: NOW, post: { screen: 'result', round: 'r' }, to: CHANNEL } as const,
    ...eachPage,
    {
      id: 'roundEnded/r',
      due: NOW,
      tell: { type: 'roundEnded', round: 'r', channel: '19:team', platform: PLATFORM },
    } as const,
    {
      id: 'roundForgotten/r',
      due: Date.parse('2028-11-23T09:30:00+01:00'),
      tell: { type: 'roundForgotten', round: 'r' },
    } as const,
    { id: 'destroyKey/scan/r', due: NOW, destroyKey: 'scan', round: 'r', erases: true } as const,
    ...redrawn(NOW),
  ]

  // Eleven months on is a Saturday.
  const again = { due: Date.parse('2027-10-25T09:30:00+02:00'), state: 'planned' } as const
  const shown = [
    ...stepTold(NOW),
    { id: 'againDue/r', due: again.due, tell: { type: 'againDue', round: 'r' } } as const,
    talk,
  ]

  it('privacy.5.6 stands for two years, of which the channel hears; who was asked is nobody’s business any more', () => {
    given(roundWith({ ...closing, tallied: [0, 1], unreachable: [ADA], added: ['s7'] }))
      .when(allTallied())
      .thenChanged(
        {
          status: 'closed',
          posting: ['result'],
          closedAt: NOW,
          result: RESULT,
          growth: GROWTH,
          unreachable: [],
          added: [],
          handedIn: [],
          tallied: [],
          again,
          ...waits('talk', NOW),
        },
        ...frozen,
        ...shown,
      )
  })

  it('brings along what still runs of earlier rounds', () => {
    given(closing)
      .when({ ...allTallied(), carry: ['a', 'b'] } as RoundEvent)
      .thenChanged(
        {
          status: 'closed',
          posting: ['result'],
          closedAt: NOW,
          result: RESULT,
          growth: GROWTH,
          handedIn: [],
          again,
          carry: ['a', 'b'],
          ...waits('talk', NOW),
        },
        ...frozen,
        ...shown,
      )
  })

  it('that shows nothing is nothing to talk about', () => {
    const nothing: Result = { ...RESULT, depth: 'nothing', remarks: [] }
    given(closing)
      .when(allTallied(nothing))
      .thenChanged(
        { status: 'closed', posting: ['result'], closedAt: NOW, result: nothing, growth: GROWTH, handedIn: [] },
        ...frozen,
      )
  })

  const others: readonly Round['status'][] = [
    ...(['draft', 'open', 'short', 'closed', 'starring', 'starsClosing', 'ranked', 'prioritised', 'stopped'] as const),
  ]
  it.each(others)('is frozen once, and only while the round closes: %s', (status) => {
    given(roundWith({ status })).when(allTallied()).thenUnchanged()
  })
})
