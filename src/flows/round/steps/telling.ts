import { dateIn } from '../../../kit/calendar/calendar.ts'
import type { Instant } from '../../../kit/calendar/instant.ts'
import { type Decision, decided, UNCHANGED } from '../../decision.ts'
import { type Effect, edit, once, post, quietly } from '../../effect.ts'
import type { PersonId } from '../../ids.ts'
import { cardOf } from '../effects.ts'
import type { ControlCard, Round } from '../round.ts'

/** Whoever steers the round is to hear message number `told`, as far as she is there. */
export type TellingEvent =
  | {
      readonly type: 'stepWaits'
      readonly told: number
      /** Who is in its channel no more. */
      readonly gone: readonly PersonId[]
    }
  /** Her private chat couldn't be reached. */
  | { readonly type: 'coordinatorMissed'; readonly told: number; readonly person: PersonId }

/** Her newest control card. */
const newestOf = (cards: readonly ControlCard[], person: PersonId): ControlCard | undefined =>
  cards.findLast((card) => card.person === person)

/** Whether a new card is on its way to her, below the one she looks at. */
export const movesDown = (round: Round, person: PersonId, now: Instant): boolean =>
  round.waiting?.by === person && newestOf(round.controlCards, person)?.date !== dateIn(round.zone, now)

/** Whether nobody steers the round any more, or nobody who does heard of what waits: anyone of its channel may take over. */
export const isOrphaned = ({ coordinators, waiting }: Pick<Round, 'coordinators' | 'waiting'>): boolean =>
  coordinators.length === 0 ||
  (waiting !== undefined && coordinators.every((person) => waiting.missed?.includes(person)))

/**
 * Each who steers the round gets a new control card below everything else, that says what waits; never two on one day:
 * then the newest says it. Where none of them is there, the channel is asked who takes over. UNCHANGED for a message
 * that is no longer the last.
 */
export const decideTelling = (round: Round, event: TellingEvent, now: Instant): Decision<Round> => {
  if (!round.waiting || round.told !== event.told) return UNCHANGED
  if (event.type === 'coordinatorMissed') return missing(round, [event.person], now)
  const gone = round.coordinators.filter((person) => event.gone.includes(person))
  const { state, effects } = telling(round, gone, now)
  if (gone.length === 0) return effects.length > 0 ? decided(state, ...effects) : UNCHANGED
  const missed = missing(state, gone, now)
  return missed.kind === 'decided'
    ? { ...missed, effects: [...effects, ...missed.effects] }
    : decided(state, ...effects)
}

const telling = (
  round: Round,
  gone: readonly PersonId[],
  now: Instant,
): { state: Round; effects: readonly Effect[] } => {
  const { id, platform, told = 0, waiting } = round
  const today = dateIn(round.zone, now)
  let cards = round.controlCards
  const effects = round.coordinators.flatMap((person, at): Effect[] => {
    const newest = newestOf(cards, person)
    if (gone.includes(person) || (newest?.told ?? 0) >= told) return []
    const card = { screen: 'control', round: id, person } as const
    if (newest?.date === today) {
      cards = cards.map((one) => (one === newest ? { ...one, told } : one))
      return [edit(`control/${id}/${at}`, card, 'own', now)]
    }
    // By its place: effect ids stand in the store unencrypted, so no person is in them.
    const message = once(post(`step/${id}/${at}`, { ...card, told }, { in: 'private', platform, person }, now))
    return [waiting?.by === person ? message : quietly(message)]
  })
  return { state: cards === round.controlCards ? round : { ...round, controlCards: cards }, effects }
}

/** They heard nothing; when nobody did, the channel is asked, once for each message. */
const missing = (round: Round, people: readonly PersonId[], now: Instant): Decision<Round> => {
  const { id, platform, channel, told, waiting } = round
  if (!waiting || people.every((person) => waiting.missed?.includes(person))) return UNCHANGED
  const next = { ...round, waiting: { ...waiting, missed: [...new Set([...(waiting.missed ?? []), ...people])] } }
  return decided(
    next,
    ...(isOrphaned(next)
      ? [quietly(post(`takeOver/${id}/${told}`, cardOf('takeOver', round), { in: 'channel', platform, channel }, now))]
      : []),
  )
}
