import type { Instant } from '../../../kit/calendar/instant.ts'
import { type Decision, decided, UNCHANGED } from '../../decision.ts'
import { type Effect, edit, post, quietly, send } from '../../effect.ts'
import type { MessageRef, PersonId } from '../../ids.ts'
import { cardOf, controlsRedrawn, eachPage } from '../effects.ts'
import type { ChannelMoved, ChannelRefused } from '../messages.ts'
import { hasResult, isOpen, type Posting, type Round } from '../round.ts'
import { withPast } from './pastCards.ts'

/** It is to stand in the channel; until that is recorded no card says that it does. */
export const willPost = <R extends Round>(round: R, card: Posting): R => ({
  ...round,
  posting: [...(round.posting ?? []).filter((one) => one !== card), card],
})

/** Something stands in the channel: it takes posts, and the cards that said otherwise say so. */
export const nowPosted = (round: Round, card: string, now: Instant): Decision<Round> => {
  const { posting = [], refused } = round
  const waits = posting.some((one) => one === card)
  const wasRefused = refused !== undefined && !refused.over
  if (!waits && !wasRefused) return decided(round)
  const { posting: _, ...rest } = round
  const left = posting.filter((one) => one !== card)
  const next = {
    ...rest,
    ...(left.length > 0 ? { posting: left } : {}),
    ...(wasRefused ? { refused: { ...refused, over: true } } : {}),
  } as Round
  return decided(
    next,
    ...controlsRedrawn(next, now),
    ...(wasRefused && left.length === 0 ? noticesRedrawn(next, now) : []),
  )
}

const noticeFor = (round: Round, person: PersonId) => ({ screen: 'notPosted', round: round.id, person }) as const

const noticesRedrawn = (round: Round, now: Instant): Effect[] =>
  (round.refusedCards ?? []).map(({ person, message }) =>
    edit(`notPosted/${round.id}/${message.message}`, noticeFor(round, person), message, now),
  )

/**
 * The channel takes nothing: whoever steers the round gets what should have stood there, and why it doesn't. UNCHANGED for what was
 * told before, for a draft, and for a round that was stopped.
 */
export const channelRefused = (
  round: Round,
  { trouble, since }: Pick<ChannelRefused, 'trouble' | 'since'>,
  now: Instant,
): Decision<Round> => {
  if (round.status === 'draft' || round.status === 'stopped' || (round.refused && round.refused.since >= since))
    return UNCHANGED
  const { id, platform } = round
  const next: Round = { ...round, refused: { trouble, since } }
  return decided(
    next,
    // By their place: effect ids stand in the store unencrypted, so no person is in them.
    ...round.coordinators.map((person, at) =>
      quietly(
        post(`notPosted/${id}/${since}/${at}`, noticeFor(round, person), { in: 'private', platform, person }, now),
      ),
    ),
    ...controlsRedrawn(next, now),
  )
}

/**
 * Its channel is another from now on; a scan that runs shows itself where it comes to. Other people read there than those whom its
 * people were told of: each of them hears so, while she can still take back what she gave. UNCHANGED when it is there already.
 */
export const channelMoved = (
  round: Round,
  { channel, same }: Pick<ChannelMoved, 'channel' | 'same'>,
  now: Instant,
): Decision<Round> => {
  if (round.channel === channel) return UNCHANGED
  const { id, platform } = round
  if (same) return decided({ ...round, channel })
  if (!isOpen(round)) {
    const readable = hasResult(round)
      ? eachPage(round, (page) => send({ type: 'pageMoved', round: id, page, platform }, now))
      : []
    return decided({ ...round, channel }, ...readable)
  }
  const { readers: _, ...rest } = round
  return decided(
    { ...rest, channel },
    post(`progress/${id}/${now}`, cardOf('progress', round), { in: 'channel', platform, channel }, now),
    ...eachPage(round, (page) => send({ type: 'pageMoved', round: id, page }, now)),
  )
}

/** Its channel is gone, or the bot was taken out of it, while people were asked: whoever steers it hears how that ended. */
export const endingWithChannel = (stopped: Decision<Round>, round: Round, now: Instant): Decision<Round> => {
  if (stopped.kind !== 'decided') return stopped
  const { id, platform } = round
  const told = round.coordinators.map((person, at) =>
    quietly(
      post(
        `channelEnded/${id}/${at}`,
        { screen: 'channelEnded', round: id, person },
        { in: 'private', platform, person },
        now,
      ),
    ),
  )
  return decided(stopped.state, ...stopped.effects, ...told)
}

/** Her notice is there: it says so once the channel takes posts again. */
export const noticePosted = (round: Round, person: PersonId, message: MessageRef): Decision<Round> => {
  const cards = round.refusedCards ?? []
  if (cards.some((card) => card.message.message === message.message)) return UNCHANGED
  const all = [...cards, { person, message }]
  const past = all.slice(0, -MOST_NOTICES).map((card) => card.message)
  return decided(withPast({ ...round, refusedCards: all.slice(-MOST_NOTICES) }, past))
}

const MOST_NOTICES = 4
