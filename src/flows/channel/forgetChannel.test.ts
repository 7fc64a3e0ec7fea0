import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { monthsLater } from '../../kit/calendar/calendar.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import { type ChannelEvent, decideChannel } from './channel.ts'
import type { Channel } from './state.ts'

const here = { platform: PLATFORM, channel: '19:team' } as const
const { given } = deciderSpecification<Channel, ChannelEvent>((channel, event, now) =>
  decideChannel(here, channel, event, now),
)
const after = (months: number): Instant => monthsLater('UTC', NOW, months)
const used = { at: NOW, effect: 'e' } as const
const team: Channel = { ...here, open: undefined, ended: ['r'], heard: [], used }
const again = (due: Instant, id = 'e') =>
  ({ id: `channelForgotten/${id}`, due, tell: { type: 'channelForgotten', ...here } }) as const
const term = (rounds: readonly string[], actions: readonly string[]) =>
  ({ type: 'channelForgotten', team: 'hash', rounds, actions }) as const
const gone = { type: 'channelGone', team: 'hash' } as const
const mentioned = { type: 'mentioned', event: 'f', wish: { show: 'library', found: [], language: 'nl' } } as const
const answered = {
  id: 'post/f',
  due: after(3),
  post: { screen: 'library', found: [], language: 'nl' },
  to: { in: 'channel', ...here },
} as const

describe('privacy.5.6 a channel', () => {
  it('is kept for its term after it was last used', () => {
    given(team)
      .when(mentioned, after(3))
      .thenChanged({ heard: ['f'], used: { ...used, at: after(3) } }, answered, again(after(27)))
    given(team).when(term([], []), after(24)).thenForgotten()
    given({ ...team, callLine: 'De permanentie' })
      .when(term([], []), after(24))
      .thenForgotten()
    given({ ...team, used: { ...used, at: after(3) } })
      .when(term([], []), after(24))
      .thenChanged({}, again(after(27)))
  })

  it('is kept as long as a round or an action of it', () => {
    given(team)
      .when(term(['r'], []), after(24))
      .thenChanged({}, again(after(25)))
    given(team)
      .when(term([], ['a']), after(24))
      .thenChanged({}, again(after(25)))
  })

  it('that the app was taken out of is rid of all of it after its term', () => {
    const removed = { ...team, removedAt: NOW }
    given(team)
      .when(gone)
      .thenChanged({ removedAt: NOW }, again(after(24)))
    given(removed)
      .when(term(['r'], ['a']), after(24))
      .thenChanged(
        {},
        {
          id: 'actionForgotten/a',
          due: after(24),
          tell: { type: 'actionForgotten', action: 'a', appGone: NOW },
        },
        { id: 'roundForgotten/r', due: after(24), tell: { type: 'roundForgotten', round: 'r', appGone: NOW } },
        again(after(25)),
      )
    given(removed).when(term([], []), after(25)).thenForgotten()
  })

  it('in which it is used again was never left', () => {
    given({ ...team, removedAt: NOW })
      .when(mentioned, after(3))
      .thenChanged({ heard: ['f'], removedAt: undefined, used: { ...used, at: after(3) } }, answered, again(after(27)))
  })

  it('that was saved without its last use is kept from the next look at it', () => {
    const { used: _, ...old } = team
    given(old)
      .when(term([], []))
      .thenChanged({ used: { at: NOW, effect: 'hash' } }, again(after(24), 'hash'))
  })

  it('that is forgotten isn’t brought back by an action that is forgotten after it', () => {
    given(undefined)
      .when({ type: 'planChanged', team: 'hash', zone: 'UTC', earlier: [], rows: [], gone: ['a'] })
      .thenUnchanged()
    given(undefined).when(term([], [])).thenUnchanged()
    given(undefined).when(gone).thenUnchanged()
  })

  it('empties the cards of its plan when it is forgotten', () => {
    const message = { platform: PLATFORM, conversation: '19:team', message: 'm' }
    given({ ...team, planCards: [message] })
      .when(term([], []), after(24))
      .thenForgotten({
        id: 'edit/erased/hash/m',
        due: after(24),
        edit: { screen: 'erased', what: 'plan', months: 24, language: 'nl' },
        message,
      })
  })
})
