import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../../test/deciderSpecification.ts'
import { BEN, controlRedrawn, LOTTE, roundWith } from '../../../../test/given/roundWith.ts'
import { decideRound, type RoundEvent } from '../decideRound.ts'
import type { Round } from '../round.ts'

const { given } = deciderSpecification<Round, RoundEvent>(decideRound)
const message = (id: string) => ({ platform: PLATFORM, conversation: '19:team', message: id })
const refused = { type: 'channelRefused', trouble: 'archived', since: NOW } as const
const posted = { type: 'posted', card: 'result', message: message('m1') } as const
const closed = roundWith({ status: 'closed', posting: ['result'] })
const notice = (person: string, at: number) =>
  ({
    id: `post/notPosted/r/${NOW}/${at}`,
    due: NOW,
    post: { screen: 'notPosted', round: 'r', person },
    to: { in: 'private', platform: PLATFORM, person },
    quiet: true,
  }) as const

describe('what stands in the channel', () => {
  it('is said to once it is recorded there', () => {
    given(closed)
      .when(posted)
      .thenChanged({ posting: undefined, resultCards: [message('m1')] }, controlRedrawn(NOW))
  })

  it('is said to of what was posted before that was kept', () => {
    given(roundWith({ status: 'closed' }))
      .when(posted)
      .thenChanged({ resultCards: [message('m1')] })
  })
})

describe('a channel that takes nothing', () => {
  it('is told of to each who steers the round, within her hours, once', () => {
    const two = roundWith({ ...closed, coordinators: [LOTTE, BEN] })
    given(two)
      .when(refused)
      .thenChanged(
        { refused: { trouble: 'archived', since: NOW } },
        notice(LOTTE, 0),
        notice(BEN, 1),
        controlRedrawn(NOW),
        { ...controlRedrawn(NOW), id: 'edit/control/r/1', edit: { screen: 'control', round: 'r', person: BEN } },
      )
    given(closed, refused).when(refused).thenUnchanged()
  })

  it('is nobody’s business in a draft or a round that was stopped', () => {
    for (const status of ['draft', 'stopped'] as const) given(roundWith({ status })).when(refused).thenUnchanged()
  })

  it('takes posts again: what said otherwise says so, and hearing of the trouble again changes nothing', () => {
    const told = { type: 'noticePosted', person: LOTTE, message: message('n1') } as const
    given(closed, refused, told)
      .when(posted)
      .thenChanged(
        {
          posting: undefined,
          refused: { trouble: 'archived', since: NOW, over: true },
          resultCards: [message('m1')],
        },
        controlRedrawn(NOW),
        {
          id: 'edit/notPosted/r/n1',
          due: NOW,
          edit: { screen: 'notPosted', round: 'r', person: LOTTE },
          message: message('n1'),
        },
      )
    given(closed, refused, told).when(told).thenUnchanged()
    given(closed, refused, posted).when(refused).thenUnchanged()
    given(roundWith({ status: 'open' }), refused)
      .when({ type: 'channelBack' })
      .thenChanged({ refused: { trouble: 'archived', since: NOW, over: true } }, controlRedrawn(NOW))
    given(closed).when({ type: 'channelBack' }).thenUnchanged()
  })
})

describe('a channel that is another from now on', () => {
  const to = '19:nieuw'
  it('takes the round along, and everyone who was asked hears that others read its result', () => {
    const told = (page: number) =>
      ({
        id: `pageMoved/r/${page}`,
        due: NOW,
        tell: { type: 'pageMoved', round: 'r', page, platform: PLATFORM },
      }) as const
    given(closed).when({ type: 'channelMoved', channel: to }).thenChanged({ channel: to }, told(0), told(1))
    given(closed, { type: 'channelMoved', channel: to }).when({ type: 'channelMoved', channel: to }).thenUnchanged()
    given(closed).when({ type: 'channelMoved', channel: to, same: true }).thenChanged({ channel: to })
    const stopped = roundWith({ status: 'stopped' })
    given(stopped).when({ type: 'channelMoved', channel: to }).thenChanged({ channel: to })
  })

  it('is shown the scan that runs, unless its messages went along; whoever is asked hears that others will read', () => {
    const open = roundWith({ status: 'open', readers: 1 })
    const told = (page: number) =>
      ({ id: `pageMoved/r/${page}`, due: NOW, tell: { type: 'pageMoved', round: 'r', page } }) as const
    given(open)
      .when({ type: 'channelMoved', channel: to })
      .thenChanged(
        { channel: to, readers: undefined },
        {
          id: `post/progress/r/${NOW}`,
          due: NOW,
          post: { screen: 'progress', round: 'r' },
          to: { in: 'channel', platform: PLATFORM, channel: to },
        },
        ...[0, 1].map(told),
      )
    given(open).when({ type: 'channelMoved', channel: to, same: true }).thenChanged({ channel: to })
  })
})
