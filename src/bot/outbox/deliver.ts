import { type Card, hasFields } from '../../cards/card.ts'
import type { Address, EffectPayload } from '../../flows/effect.ts'
import { type MessageRef, NOBODY, type Platform } from '../../flows/ids.ts'
import { channelKey } from '../../flows/keys.ts'
import { TYPING } from '../../flows/person/openForms.ts'
import { hoursOf } from '../../flows/person/person.ts'
import type { CardRef } from '../../flows/refs.ts'
import { isWithin, withinHours } from '../../kit/calendar/hours.ts'
import { DAY, HOUR } from '../../kit/calendar/instant.ts'
import type { Claimed } from '../../store/store.ts'
import { channelNow, messageNow } from '../channelMoves.ts'
import { channelHash, type Deps, withLanguage } from '../context.ts'
import { holdEdit } from '../people/openForms.ts'
import { chatWith, personOf } from '../people/people.ts'
import { withoutErased } from '../people/withoutErased.ts'
import { restOfCard } from '../plan/teamRest.ts'
import { isUnreachable, PlatformFailed } from '../ports/platform.ts'
import { cardIn, type Rendered } from '../render/screen.ts'
import { screenOf } from '../render/screens.ts'
import { stateOf } from '../stateOf.ts'
import { destroyRoundKey } from './destroyRoundKey.ts'
import { dispatch } from './dispatch.ts'
import type { DeliveryOutcome } from './outcome.ts'
import { noteErasure } from './replayErasures.ts'
import { deliverRestHome } from './restHome.ts'
import { retryStore } from './retryStore.ts'
import { deliverShare, deliverUnshare } from './shareFile.ts'

/** Attempts of an edit whose message isn't recorded yet; after that it is dropped, since the post renders the newest state. */
const EDIT_ATTEMPTS = 8

/** Carries out an effect. @throws {PlatformFailed} when the platform fails, and what the store throws */
export const deliver = async (deps: Deps, { effect, attempts }: Claimed): Promise<DeliveryOutcome> => {
  const payload = await withoutErased(deps, effect.payload)
  if (!payload) return 'delivered'
  switch (payload.do) {
    case 'tell':
      return dispatch(deps, payload.event, effect.id)
    case 'post':
      return deliverPost(deps, effect.id, payload)
    case 'edit':
      return deliverEdit(deps, { ...payload, erases: effect.erases === true, attempts })
    case 'share':
      return deliverShare(deps, payload)
    case 'unshare':
      return deliverUnshare(deps, payload)
    case 'restHome':
      return deliverRestHome(deps, payload)
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
  const conversation = to.in === 'channel' ? (await channelNow(deps, to.platform, to.channel)).channel : undefined
  try {
    const place = conversation ?? (to.in === 'private' ? await chatWith(deps, to.platform, to.person) : '')
    const message = await postTo(deps, to, place, rendered.card)
    // The effect is acknowledged only after this is saved.
    await retryStore(async () => screen.onPosted?.(deps, ref, message))
  } catch (error) {
    // What a channel doesn't take is kept with it (`refusedPost.ts`).
    if (!isUnreachable(error) || to.in === 'channel') throw error
    await screen.onUnreachable?.(deps, ref, to)
    return 'unreachable'
  }
  return 'delivered'
}

/** In the thread it answers; where that was deleted, or takes no replies, in the channel. */
const postTo = async (deps: Deps, to: Address, conversation: string, card: Card): Promise<MessageRef> => {
  if (to.in === 'channel' && to.thread !== undefined) {
    try {
      return await deps.platform.post(to.platform, conversation, card, to.thread)
    } catch (error) {
      if (!hasNoThread(to.platform, error)) throw error
    }
  }
  return deps.platform.post(to.platform, conversation, card)
}

/** Teams finds no such conversation; Slack has words for a thread that takes no reply, all of them refusals. */
const hasNoThread = ({ name }: Platform, error: unknown): boolean =>
  isUnreachable(error) || (name === 'slack' && error instanceof PlatformFailed && error.kind === 'refused')

/** Emptying a card is tried as long as that may help, and is no dead letter after that: its platform lets nobody edit it any more. */
const isGivenUp = (ref: CardRef, error: unknown, attempts: number): boolean =>
  ref.screen === 'erased' &&
  error instanceof PlatformFailed &&
  (error.kind === 'refused' ||
    ((error.kind === 'unauthorized' || error.kind === 'credentials') && attempts >= EDIT_ATTEMPTS))

/**
 * Effects saved before they said so by themselves are told by their ids. A post is delivered within days of being saved, so
 * this can go with the first release after the one that says `once`.
 */
const isOnce = (id: string, { once }: Post): boolean =>
  once ?? /^post\/(invitation|progress|control|stars|ballot|action)\//.test(id)

/** A sheet or ballot whose card has fields at the moment: she may be filling them in, and goes on by herself. */
const isFilledInNow = (ref: CardRef, { card }: Rendered): boolean =>
  (ref.screen === 'sheet' || ref.screen === 'ballot') && hasFields(card)
/** After this many times `TYPING` nobody is filling it in any more. */
const FORM_ATTEMPTS = 4

/** Whether something is open for its reader in that message, for which the edit waits. Who left has nothing open. */
const isHeld = async (deps: Deps, ref: CardRef, { reader }: Rendered, message: MessageRef): Promise<boolean> =>
  reader !== undefined && reader !== NOBODY && holdEdit(deps, reader, ref, message)

interface Edit {
  readonly card: CardRef
  readonly message: MessageRef | 'own'
  /** Nothing waits for what has to be gone. */
  readonly erases: boolean
  readonly attempts: number
}

const deliverEdit = async (deps: Deps, { card: ref, message, erases, attempts }: Edit): Promise<DeliveryOutcome> => {
  const screen = screenOf(ref)
  const rendered = await screen.render(deps, ref)
  if (!rendered) return 'delivered'
  if (!erases && isFilledInNow(ref, rendered) && attempts < FORM_ATTEMPTS) return { openUntil: deps.now() + TYPING }
  const messages = message === 'own' ? rendered.shown : [message]
  if (messages.length === 0) return attempts < EDIT_ATTEMPTS ? 'notYet' : 'delivered'
  let closed = false
  for (const one of messages) {
    if (!erases && (await isHeld(deps, ref, rendered, one))) continue
    try {
      await editWhereItIs(deps, one, cardIn(rendered, one))
    } catch (error) {
      // Deleted by its reader, or the bot was removed: there is nothing left to edit.
      if (!isUnreachable(error) && !isGivenUp(ref, error, attempts)) throw error
      if (isUnreachable(error)) await screen.onMissing?.(deps, ref, one)
      closed ||= isUnreachable(error) && (await isClosedNow(deps, one))
    }
  }
  if (!closed || attempts >= CLOSED_ATTEMPTS) return 'delivered'
  return { closedUntil: deps.now() + (attempts < CLOSED_HOURLY ? HOUR : DAY) }
}

/** For two weeks an edit is tried every hour, so that a channel that is back soon says what is so; then daily, for two months. */
const CLOSED_HOURLY = 14 * 24
const CLOSED_ATTEMPTS = CLOSED_HOURLY + 60

/** Whether the message's channel takes nothing now, and may again: what stands in it comes back as it was left. */
const isClosedNow = async (deps: Deps, { platform, conversation }: MessageRef): Promise<boolean> => {
  const { channel } = await channelNow(deps, platform, conversation)
  const known = await stateOf(deps, channelKey(channelHash(deps.hash, platform, channel)))
  const trouble = known?.removedAt === undefined ? known?.unposted?.trouble : 'gone'
  return trouble !== undefined && trouble !== 'gone' && trouble !== 'outside'
}

/** A channel that got another id took its messages along. */
const editWhereItIs = async (deps: Deps, message: MessageRef, card: Card): Promise<void> => {
  try {
    await deps.platform.edit(message, card)
  } catch (error) {
    const now = isUnreachable(error) ? await messageNow(deps, message) : undefined
    if (!now) throw error
    await deps.platform.edit(now, card)
  }
}
