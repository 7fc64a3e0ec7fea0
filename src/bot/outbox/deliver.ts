import type { Card } from '../../cards/card.ts'
import type { Address, EffectPayload } from '../../flows/effect.ts'
import type { CardRef, MessageRef } from '../../flows/ids.ts'
import { hoursOf } from '../../flows/person/person.ts'
import { isWithin, withinHours } from '../../kit/calendar/hours.ts'
import type { Claimed } from '../../store/store.ts'
import { type Deps, withLanguage } from '../context.ts'
import { chatWith, personOf } from '../people/people.ts'
import { restOfCard } from '../plan/teamRest.ts'
import { isUnreachable, PlatformFailed } from '../ports/platform.ts'
import { screenOf } from '../render/screens.ts'
import { destroyRoundKey } from './destroyRoundKey.ts'
import { dispatch } from './dispatch.ts'
import type { DeliveryOutcome } from './outcome.ts'
import { noteErasure } from './replayErasures.ts'
import { retryStore } from './retryStore.ts'
import { deliverShare } from './shareFile.ts'

/** Attempts of an edit whose message isn't recorded yet; after that it is dropped, since the post renders the newest state. */
const EDIT_ATTEMPTS = 8

/** Carries out an effect. @throws {PlatformFailed} when the platform fails, and what the store throws */
export const deliver = async (deps: Deps, { effect, attempts }: Claimed): Promise<DeliveryOutcome> => {
  const { payload } = effect
  switch (payload.do) {
    case 'tell':
      return dispatch(deps, payload.event, effect.id)
    case 'post':
      return deliverPost(deps, effect.id, payload)
    case 'edit':
      return deliverEdit(deps, payload.card, payload.message, attempts)
    case 'share':
      return deliverShare(deps, payload)
    case 'note':
      return noteErasure(deps, payload.erasure)
    case 'destroyKey':
      return destroyRoundKey(deps, payload)
  }
}

type Post = Extract<EffectPayload, { do: 'post' }>

const deliverPost = async (deps: Deps, id: string, payload: Post): Promise<DeliveryOutcome> => {
  const { card: ref, to, quiet } = payload
  const reader = to.in === 'private' ? await personOf(deps, to.platform, to.person) : undefined
  if (quiet) {
    const hours = hoursOf(reader, deps.voice.zone)
    if (!isWithin(hours, deps.now())) return { quietUntil: withinHours(hours, deps.now()) }
    const rest = await restOfCard(deps, ref)
    if (rest !== undefined) return { quietUntil: rest }
  }
  const screen = screenOf(ref)
  const rendered = await screen.render(withLanguage(deps, reader?.language), ref)
  // Posted and recorded before, and cut off before the effect was acknowledged: it isn't posted again.
  if (!rendered || rendered.left || (isOnce(id, payload) && rendered.shown.length > 0)) return 'delivered'
  // It waited for the reader's hours, and by then it was over.
  if (quiet && rendered.over) return 'delivered'
  try {
    const conversation = to.in === 'channel' ? to.channel : await chatWith(deps, to.platform, to.person)
    const message = await postTo(deps, to, conversation, rendered.card)
    // The effect is acknowledged only after this is saved.
    await retryStore(async () => screen.onPosted?.(deps, ref, message))
  } catch (error) {
    if (!isUnreachable(error)) throw error
    if (screen.onUnreachable) await screen.onUnreachable(deps, ref, to)
    else if (to.in === 'channel') throw error
  }
  return 'delivered'
}

/** In the thread it answers; where that was deleted, or takes no replies, in the channel. */
const postTo = async (deps: Deps, to: Address, conversation: string, card: Card): Promise<MessageRef> => {
  if (to.in === 'channel' && to.thread !== undefined) {
    try {
      return await deps.platform.post(to.platform, conversation, card, to.thread)
    } catch (error) {
      if (!isUnreachable(error) && !(error instanceof PlatformFailed && error.kind === 'refused')) throw error
    }
  }
  return deps.platform.post(to.platform, conversation, card)
}

/** Emptying a card is tried as long as that may help, and is no dead letter after that: its platform lets nobody edit it any more. */
const isGivenUp = (ref: CardRef, error: unknown, attempts: number): boolean =>
  ref.screen === 'erased' &&
  error instanceof PlatformFailed &&
  (error.kind === 'refused' || (error.kind === 'unauthorized' && attempts >= EDIT_ATTEMPTS))

/**
 * Effects saved before they said so by themselves are told by their ids. A post is delivered within days of being saved, so
 * this can go with the first release after the one that says `once`.
 */
const isOnce = (id: string, { once }: Post): boolean =>
  once ?? /^post\/(invitation|progress|control|stars|ballot|action)\//.test(id)

const deliverEdit = async (
  deps: Deps,
  ref: CardRef,
  message: MessageRef | 'own',
  attempts: number,
): Promise<DeliveryOutcome> => {
  const rendered = await screenOf(ref).render(deps, ref)
  if (!rendered) return 'delivered'
  const messages = message === 'own' ? rendered.shown : [message]
  if (messages.length === 0) return attempts < EDIT_ATTEMPTS ? 'notYet' : 'delivered'
  for (const one of messages) {
    try {
      await deps.platform.edit(one, rendered.card)
    } catch (error) {
      // Deleted by its reader, or the bot was removed: there is nothing left to edit.
      if (!isUnreachable(error) && !isGivenUp(ref, error, attempts)) throw error
    }
  }
  return 'delivered'
}
