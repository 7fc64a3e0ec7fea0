import { dateIn } from '../../kit/calendar/calendar.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import { type Decision, decided, refuse, UNCHANGED } from '../decision.ts'
import { type Effect, edit, once, post, quietly, send } from '../effect.ts'
import { finalEdits } from '../finalEdit.ts'
import type { PersonId } from '../ids.ts'
import { cardOf, controlsRedrawn } from './effects.ts'
import { type ControlCard, isCoordinator, type Round } from './round.ts'

/** One can steer alone, or two together. */
const MOST = 2
/** Presses that passed a round on, remembered: more than come in the minutes for which one can be delivered again. */
const REMEMBERED = 5

/** Whether this very press passed the round on: who pressed need not steer it any more. */
export const wasHandedOver = ({ handOvers = [] }: Pick<Round, 'handOvers'>, turn: string): boolean =>
  handOvers.includes(turn)

/**
 * Whoever steers gets a control card and finds the round among what is hers.
 * @param turn makes the ids of each time its own
 */
export const addControlCard = (round: Round, person: PersonId, turn: string, now: Instant): Effect[] => {
  const { id, platform } = round
  return [
    once(
      post(`control/${id}/${turn}`, { screen: 'control', round: id, person }, { in: 'private', platform, person }, now),
    ),
    send(
      { type: 'taskOpened', platform, person, task: { kind: 'round', round: id } },
      now,
      `taskOpened/${id}/steers/${turn}`,
    ),
  ]
}

/** The card of someone who no longer steers says so, and steers no more. */
const endControlCards = (round: Round, person: PersonId, turn: string, now: Instant): Effect[] => {
  const { id, platform } = round
  const card = { screen: 'handedOver', round: id, person } as const
  return [
    ...round.controlCards
      .filter((one) => one.person === person)
      .map(({ message }) => edit(`handedOver/${id}/${message.message}`, card, message, now)),
    send(
      { type: 'taskClosed', platform, person, task: { kind: 'round', round: id } },
      now,
      `taskClosed/${id}/steers/${turn}`,
    ),
  ]
}

/**
 * Her control card is there, below all that came before: it alone is followed from now on, and the former ones say that
 * it goes on there. Where she no longer coordinates, it says so.
 */
export const controlPosted = (round: Round, { person, message, told }: ControlCard, now: Instant): Decision<Round> => {
  // Handed over while its card was on its way.
  if (!isCoordinator(round, person))
    return decided(
      round,
      edit(
        `handedOver/${round.id}/${message.message}`,
        { screen: 'handedOver', round: round.id, person },
        message,
        now,
      ),
    )
  const { controlCards } = round
  if (controlCards.some((card) => card.message.message === message.message)) return UNCHANGED
  const card: ControlCard = {
    person,
    message,
    date: dateIn(round.zone, now),
    ...(told === undefined ? {} : { told }),
  }
  const former = controlCards.filter((one) => one.person === person)
  const next: Round = { ...round, controlCards: [...controlCards.filter((one) => one.person !== person), card] }
  return decided(
    next,
    ...ledElsewhere(round, former, person, now),
    // Something happened while it was on its way: it says what waits now.
    ...(told === undefined || (round.waiting && round.told === told) ? [] : controlsRedrawn(next, now)),
  )
}

/** Cards of hers that are followed no more say for the last time that it goes on elsewhere. */
const ledElsewhere = (
  { id, platform }: Round,
  cards: readonly ControlCard[],
  person: PersonId,
  now: Instant,
): readonly Effect[] =>
  cards.flatMap(({ message }) =>
    finalEdits(`moved/${id}/${message.message}`, { screen: 'moved', round: id, person }, message, platform, now),
  )

/** Messages that turned into her control card, followed besides the newest: older ones say that it goes on there. */
const COPIES = 5

/**
 * A message of another kind shows her control card, because of what she pressed there. It is drawn anew with hers, so that it never
 * steers by what was. UNCHANGED for who no longer coordinates, and for a message that is followed.
 */
export const controlShown = (
  round: Round,
  { person, message }: Pick<ControlCard, 'person' | 'message'>,
  now: Instant,
): Decision<Round> => {
  const { controlCards } = round
  if (!isCoordinator(round, person)) return UNCHANGED
  if (controlCards.some((card) => card.message.message === message.message)) return UNCHANGED
  const hers = controlCards.filter((one) => one.person === person)
  const copy: ControlCard = { person, message, date: dateIn(round.zone, now) }
  // Before the one that was posted, which stays her newest; the oldest copy is the last before it.
  const dropped = hers.length > COPIES ? hers.slice(-2, -1) : []
  const next: Round = { ...round, controlCards: [copy, ...controlCards.filter((one) => !dropped.includes(one))] }
  return decided(next, ...ledElsewhere(round, dropped, person, now))
}

/**
 * Passes the round on, or takes someone beside her. Refuses `twoAlready`; UNCHANGED for who coordinates it already.
 * @param turn the platform's event, so that a redelivery changes nothing
 */
export const handOver = (
  round: Round,
  { actor, to, as, turn }: { actor: PersonId; to: PersonId; as: 'instead' | 'beside'; turn: string },
  now: Instant,
): Decision<Round> => {
  if (to === actor || (as === 'beside' && isCoordinator(round, to))) return UNCHANGED
  if (as === 'beside' && round.coordinators.length >= MOST) return refuse('twoAlready')
  const known = isCoordinator(round, to)
  const others = round.coordinators.filter((person) => person !== actor && person !== to)
  const coordinators = as === 'beside' ? [...round.coordinators, to] : [to, ...others]
  const controlCards = round.controlCards.filter(({ person }) => coordinators.includes(person))
  const handOvers = [...(round.handOvers ?? []), turn].slice(-REMEMBERED)
  const next: Round = { ...round, coordinators, controlCards, handOvers }
  return decided(
    next,
    // She didn't ask for it: it waits for her hours.
    ...(known ? [] : addControlCard(next, to, turn, now).map(quietly)),
    ...(as === 'instead' ? endControlCards(round, actor, turn, now) : []),
  )
}

/**
 * Nobody who steered it is left in the channel: the first of the others to press does now. UNCHANGED for a draft, and
 * for who coordinates it already.
 */
export const takeOver = (round: Round, by: PersonId, now: Instant): Decision<Round> => {
  if (isCoordinator(round, by) || round.status === 'draft') return UNCHANGED
  const next: Round = { ...round, coordinators: [by], controlCards: [], takenOver: true }
  const asked = (round.takeOverCards ?? []).length > 0
  return decided(
    next,
    ...(asked ? [edit(`takeOver/${round.id}`, cardOf('takeOver', round), 'own', now)] : []),
    ...addControlCard(next, by, `over/${now}`, now),
    ...round.coordinators.flatMap((person, at) => endControlCards(round, person, `over/${now}/${at}`, now)),
  )
}
