import type { Instant } from '../kit/calendar/instant.ts'
import type { Effect, EffectPayload, Message } from './effect.ts'

/** What takes something of a person away goes on, whoever she is. */
const TAKES_AWAY = [
  'personForgotten',
  'ownerErased',
  'subscriptionOpened',
  'subscriptionClosed',
  'erasedForgotten',
  'listsChecked',
] as const
type TakesAway = (typeof TAKES_AWAY)[number]

/** A message that brings something to a person, keeps something of her, or fills her place. */
export type Reaching = Exclude<
  Extract<Message, { readonly person: unknown } | { readonly member: unknown } | { readonly members: unknown }>,
  { readonly type: TakesAway }
>

/** Whether a message would reach a person, or write down who she is. */
export const isReaching = (event: Message): event is Reaching =>
  ['person', 'member', 'members'].some((field) => field in event) &&
  !(TAKES_AWAY as readonly string[]).includes(event.type)

const reaches = (payload: EffectPayload): boolean => {
  switch (payload.do) {
    case 'tell':
      return isReaching(payload.event)
    case 'post':
    case 'share':
      return payload.to.in === 'private'
    // Only what she has already, as things stand by then.
    case 'edit':
    case 'unshare':
    case 'restHome':
    case 'note':
    case 'destroyKey':
      return false
  }
}

/** The same effects; those that would reach a person say when that was decided. */
export const madeAt = (effects: readonly Effect[], now: Instant): readonly Effect[] =>
  effects.some(({ payload }) => reaches(payload))
    ? effects.map((one) => (reaches(one.payload) ? { ...one, payload: { ...one.payload, made: now } } : one))
    : effects
