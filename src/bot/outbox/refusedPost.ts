import type { EffectPayload } from '../../flows/effect.ts'
import type { CardRef } from '../../flows/refs.ts'
import type { Claimed } from '../../store/store.ts'
import { channelNow } from '../channelMoves.ts'
import { type Deps, withLanguage } from '../context.ts'
import { chatWith, personOf } from '../people/people.ts'
import { isUnreachable, type PlatformFailed } from '../ports/platform.ts'
import { screenOf } from '../render/screens.ts'
import { updateChannel } from '../updateChannel.ts'

type Post = Extract<EffectPayload, { do: 'post' }>

/**
 * A post that isn't tried any more. In a channel it is kept with the channel it goes to by now, which posts it once it takes it; whoever asked for it is
 * told instead. In private, someone may have to know that it didn't arrive.
 * @returns whether nothing of it is lost: then it is no dead letter
 */
export const gaveUp = async (deps: Deps, { effect }: Claimed, failure: PlatformFailed): Promise<boolean> => {
  const { payload } = effect
  if (payload.do !== 'post') return false
  const { card, to, by } = payload
  if (to.in === 'private') {
    await screenOf(card).onUnreachable?.(deps, card, to)
    return false
  }
  // A call that is wrong is a fault of ours, and none of the channel's: a dead letter, for whoever operates the bot.
  if (by !== undefined) return failure.kind === 'refused' ? false : tellWhoAsked(deps, payload, by, failure)
  const { platform } = to
  const { channel } = await channelNow(deps, platform, to.channel)
  const event = { type: 'postRefused', id: effect.id, card, trouble: failure.trouble } as const
  const done = await updateChannel(deps, { platform, channel }, (team) => ({ ...event, team }))
  return done.kind === 'saved' || done.state?.unposted?.posts.some(({ id }) => id === effect.id) === true
}

/** In private, at once: she waits for an answer. */
const tellWhoAsked = async (deps: Deps, { to }: Post, person: string, failure: PlatformFailed): Promise<boolean> => {
  const { platform } = to
  const ref: CardRef = { screen: 'cantPost', platform, person, trouble: failure.trouble }
  try {
    const reader = await personOf(deps, platform, person)
    const rendered = await screenOf(ref).render(withLanguage(deps, reader?.language), ref)
    if (rendered) await deps.platform.post(platform, await chatWith(deps, platform, person), rendered.card)
    return true
  } catch (error) {
    if (!isUnreachable(error)) throw error
    return false
  }
}
