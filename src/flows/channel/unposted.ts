import { DAY, HOUR, type Instant, SECOND } from '../../kit/calendar/instant.ts'
import { type Decision, decided, UNCHANGED } from '../decision.ts'
import { type Effect, post, send } from '../effect.ts'
import type { ChannelTrouble, RoundId } from '../ids.ts'
import type { CardRef } from '../refs.ts'
import type { Channel, ChannelAddress, Unposted } from './state.ts'

/** The channel didn't take a post, or is tried again. `team`: the channel's own hash, since ids of effects hold no platform's id. */
export type UnpostedEvent =
  | {
      readonly type: 'postRefused'
      readonly team: string
      /** The id of its effect. */
      readonly id: string
      readonly card: CardRef
      readonly trouble: ChannelTrouble
    }
  /** The platform says that the channel takes nothing from now on. */
  | { readonly type: 'channelArchived'; readonly team: string }
  /** It takes posts again, or it is time to see whether it does. */
  | {
      readonly type: 'channelTried'
      readonly team: string
      /** It just took this one. */
      readonly taken?: string
      /** The platform says so, also of one that was deleted. */
      readonly back?: true
    }

/** Milliseconds to the next try, by how many there were; after these it is tried once a day. */
const PAUSES: readonly number[] = [HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR]
/** Then it is tried when the platform says that the channel is back, or when someone asks for it. */
const MOST_TRIES = 60
/** A team's plan may have many actions; older cards than these are not worth a post any more. */
const MOST_KEPT = 40
/** Channels order messages by when they arrive. */
const APART = 2 * SECOND

const RETRIED = 'post/'
const tryAgain = ({ platform, channel }: ChannelAddress, team: string, due: Instant): Effect =>
  send({ type: 'channelTried', platform, channel }, due, `channelTried/${team}`)

const nextTry = (here: ChannelAddress, team: string, { tries }: Unposted, now: Instant): Effect[] =>
  tries >= MOST_TRIES ? [] : [tryAgain(here, team, now + (PAUSES[tries] ?? DAY))]

/**
 * What a channel doesn't take is kept and tried again, with longer and longer pauses, and the round the channel is in hears of it
 * once. UNCHANGED for a post that is kept already, and for a try where nothing is.
 * @param round the one the channel is in, or was in last
 */
export const decideUnposted = (
  channel: Channel,
  here: ChannelAddress,
  event: UnpostedEvent,
  round: RoundId | undefined,
  now: Instant,
): Decision<Channel> => {
  switch (event.type) {
    case 'postRefused':
      return refused(channel, here, event, round, now)
    case 'channelArchived': {
      if (channel.unposted) return UNCHANGED
      const unposted: Unposted = { trouble: 'archived', since: now, tries: 0, posts: [], trying: [] }
      return decided({ ...channel, unposted }, ...told(round, unposted, now))
    }
    case 'channelTried':
      return tried(event.back ? restored(channel) : channel, here, { round, ...event }, now, channel)
  }
}

const told = (round: RoundId | undefined, { trouble, since }: Unposted, now: Instant): Effect[] =>
  round === undefined ? [] : [send({ type: 'channelRefused', round, trouble, since }, now)]

/** What a team waits for: whoever steers its round gets it, each time one of them isn't taken. */
const AWAITED: ReadonlySet<string> = new Set(['result', 'ranking', 'priorities'])

const refused = (
  channel: Channel,
  here: ChannelAddress,
  { team, id, card, trouble }: Extract<UnpostedEvent, { type: 'postRefused' }>,
  round: RoundId | undefined,
  now: Instant,
): Decision<Channel> => {
  const known = channel.unposted
  if (known?.posts.some((one) => one.id === id)) return UNCHANGED
  const isRetry = known?.trying.includes(id) ?? false
  const isFirst = !known || known.posts.length + known.trying.length === 0
  const isNews = !isRetry && (isFirst || AWAITED.has(card.screen))
  const { since = now, tries = 0, posts = [], trying = [] } = known ?? {}
  const unposted: Unposted = {
    // The platform may have said more of it before.
    trouble: trouble === 'refused' && known ? known.trouble : trouble,
    since: isNews ? now : since,
    tries,
    posts: [...posts, { id, card }].slice(-MOST_KEPT),
    trying,
  }
  return decided(
    { ...channel, unposted },
    ...nextTry(here, team, unposted, now),
    ...(isNews ? told(round, unposted, now) : []),
  )
}

const backTold = (round: RoundId | undefined, now: Instant): Effect[] =>
  round === undefined ? [] : [send({ type: 'channelBack', round }, now)]

/** It was deleted, and isn't any more. */
const restored = (channel: Channel): Channel => {
  if (channel.removedAt === undefined) return channel
  const { removedAt: _, ...back } = channel
  return back
}

/** Those it doesn't take once more come back by themselves. */
const tried = (
  channel: Channel,
  { platform, channel: id }: ChannelAddress,
  { round, taken }: { readonly round: RoundId | undefined; readonly taken?: string | undefined },
  now: Instant,
  before: Channel,
): Decision<Channel> => {
  const { unposted, ...back } = channel
  if (!unposted) return channel === before ? UNCHANGED : decided(channel, ...backTold(round, now))
  const { tries } = unposted
  const posts = unposted.posts.filter((one) => one.id !== taken)
  if (posts.length === 0) return decided(back, ...backTold(round, now))
  return decided(
    { ...channel, unposted: { ...unposted, tries: tries + 1, posts: [], trying: posts.map((one) => one.id) } },
    ...posts.map(({ id: effect, card }, at) =>
      post(effect.slice(RETRIED.length), card, { in: 'channel', platform, channel: id }, now + at * APART),
    ),
  )
}
