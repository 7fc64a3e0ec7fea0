import type { Instant } from '../../kit/instant.ts'
import { type Decision, decided, refuse, UNCHANGED } from '../decision.ts'
import { type Effect, edit, once, post, send } from '../effect.ts'
import type { MessageRef, PersonId } from '../ids.ts'
import { isCoordinator, type Round } from './round.ts'

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

/** Her control card is there: it is followed from now on, or, where she no longer coordinates, says so. */
export const controlPosted = (round: Round, person: PersonId, message: MessageRef, now: Instant): Decision<Round> => {
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
  return decided({ ...round, controlCards: [...round.controlCards, { person, message }] })
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
    ...(known ? [] : addControlCard(next, to, turn, now)),
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
  return decided(
    next,
    ...addControlCard(next, by, `over/${now}`, now),
    ...round.coordinators.flatMap((person, at) => endControlCards(round, person, `over/${now}/${at}`, now)),
  )
}
