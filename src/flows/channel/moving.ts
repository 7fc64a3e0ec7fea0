import type { Instant } from '../../kit/calendar/instant.ts'
import { LANGUAGES } from '../../kit/languages.ts'
import { type Decision, decided, refuse, UNCHANGED } from '../decision.ts'
import { send } from '../effect.ts'
import { emptied } from '../emptied.ts'
import type { ChannelId } from '../ids.ts'
import { USUAL_MONTHS } from '../retention.ts'
import { type DigestPlace, planDigest } from './digest.ts'
import { type Channel, type ChannelAddress, roundsIn } from './state.ts'

/**
 * All that is a team's goes on in another channel, or in the same one under another id (`same`: its messages went along). First
 * the channel it goes to hears `arrived`, with all there was; then the one it leaves hears `movedTo`.
 */
export type MovingEvent =
  | (DigestPlace & { readonly type: 'arrived'; readonly from: Channel; readonly same?: true })
  | { readonly type: 'movedTo'; readonly to: ChannelId; readonly same?: true }

const both = <T>(one: readonly T[] = [], other: readonly T[] = []): readonly T[] => [...new Set([...one, ...other])]

/** Refuses `roundOpen` where a round runs in both. UNCHANGED when all of it arrived before. */
export const arriving = (
  channel: Channel,
  here: ChannelAddress,
  event: Extract<MovingEvent, { type: 'arrived' }>,
  now: Instant,
): Decision<Channel> => {
  const { same, team } = event
  // What says how long the other is kept, and that the app was taken out of it, isn't this one's.
  const { used: _used, removedAt: _removedAt, ...from } = event.from
  const { moved: _, ...known } = channel
  if (known.open !== undefined && from.open !== undefined && known.open !== from.open) return refuse('roundOpen')
  const rounds = [...known.ended, known.open]
  const isHere = roundsIn(from).every((id) => rounds.includes(id))
  if (isHere && (from.actions ?? []).every((id) => known.actions?.includes(id))) return UNCHANGED
  const rows = from.planRows?.filter(({ action }) => !known.planRows?.some((row) => row.action === action))
  // Planned anew, by this channel's own effect.
  const { next: __, ...digest } = from.digest ?? known.digest ?? {}
  const next: Channel = {
    ...from,
    ...known,
    open: known.open ?? from.open,
    ended: both(known.ended, from.ended),
    actions: both(known.actions, from.actions),
    planRows: [...(known.planRows ?? []), ...(rows ?? [])],
    ...(same && from.planCards ? { planCards: from.planCards } : {}),
    digest,
    heard: known.heard,
  }
  const { moved: ___, planCards = known.planCards, ...arrived } = next
  const shown = same || known.planCards ? planCards : undefined
  const state: Channel = {
    ...arrived,
    platform: here.platform,
    channel: here.channel,
    ...(shown ? { planCards: shown } : {}),
  }
  const planned = planDigest(state, here, event, now)
  return decided(
    { ...state, ...(planned.digest ? { digest: planned.digest } : {}) },
    ...planned.effects,
    ...(from.unposted ? [send({ type: 'channelTried', ...here }, now, `channelTried/${team}`)] : []),
  )
}

/**
 * What is left says where it went, for buttons and effects that still name it, and its cards of the plan say no more than that: nothing
 * follows there, and nobody would empty them. UNCHANGED when it said so before.
 */
export const leaving = (
  channel: Channel,
  { to, same }: Extract<MovingEvent, { type: 'movedTo' }>,
  now: Instant,
): Decision<Channel> => {
  if (channel.moved?.to === to && channel.ended.length === 0 && channel.open === undefined) return UNCHANGED
  const { platform, channel: id, actions = [], heard, used } = channel
  const rounds = roundsIn(channel)
  const how = { channel: to, ...(same ? { same } : {}) }
  const { keptMonths: months = USUAL_MONTHS, language = LANGUAGES[0], planCards = [] } = channel
  const shown = { what: 'movedPlan', id: rounds.at(-1) ?? actions[0] ?? 'plan', months, language } as const
  return decided(
    {
      platform,
      channel: id,
      open: undefined,
      ended: [],
      heard,
      moved: { to, ...(same ? { same } : {}) },
      ...(used ? { used } : {}),
      ...(channel.keptMonths ? { keptMonths: channel.keptMonths } : {}),
    },
    ...rounds.map((round) => send({ type: 'channelMoved', round, ...how }, now)),
    ...actions.map((action) => send({ type: 'actionMoved', action, ...how }, now)),
    ...(same ? [] : emptied(shown, planCards, now)),
  )
}
