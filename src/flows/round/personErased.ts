import type { Instant } from '../../kit/calendar/instant.ts'
import { type Decision, decided, FORGOTTEN, UNCHANGED } from '../decision.ts'
import { type Effect, edit, post, quietly } from '../effect.ts'
import { NOBODY, type PersonId } from '../ids.ts'
import { cardOf, controlsRedrawn } from './effects.ts'
import { type Change, isCoordinator, type Round } from './round.ts'

/** Someone had everything of hers erased: whoever was asked in it, steers it, or once did. */
export interface PersonErased {
  readonly type: 'personErased'
  readonly person: PersonId
}

/**
 * What the team decided stays, and says no more that she was in it. Where she steered it alone, the channel is asked who takes
 * over; a draft that nobody steers is forgotten. UNCHANGED where nothing of hers is in it.
 */
export const personErased = (round: Round, { person }: PersonErased, now: Instant): Decision<Round> => {
  const next = withoutPerson(round, person)
  if (JSON.stringify(next) === JSON.stringify(round)) return UNCHANGED
  if (!isCoordinator(round, person))
    return decided(next, ...(hadChanged(round, person) ? changesRedrawn(next, now) : []))
  if (round.status === 'draft' && next.coordinators.length === 0) return decided(FORGOTTEN)
  return decided(
    next,
    // Those that showed her the result in private too.
    ...[...round.controlCards, ...(round.refusedCards ?? [])]
      .filter((card) => card.person === person)
      .map(({ message }) =>
        edit(
          `handedOver/${round.id}/${message.message}`,
          { screen: 'handedOver', round: round.id, person: NOBODY },
          message,
          now,
        ),
      ),
    ...controlsRedrawn(next, now),
    ...changesRedrawn(next, now),
    ...(next.coordinators.length === 0 && round.status !== 'stopped' ? [takeOverAsked(next, now)] : []),
  )
}

/** It holds nobody's id and waits for their hours, like everything said unasked. */
const takeOverAsked = (round: Round, now: Instant): Effect => {
  const { id, platform, channel } = round
  return quietly(post(`takeOver/${id}/erased`, cardOf('takeOver', round), { in: 'channel', platform, channel }, now))
}

const changesRedrawn = (round: Round, now: Instant): Effect[] =>
  round.status === 'prioritised' ? [edit(`priorities/${round.id}`, cardOf('priorities', round), 'own', now)] : []

/** Whether what the team agreed says that she changed it. */
export const hadChanged = (round: Round, person: PersonId): boolean =>
  round.status === 'prioritised' &&
  [round.priorities.changed, ...Object.values(round.directionChanges ?? {})].some((change) => change?.by === person)

const nobodys = (change: Change, person: PersonId): Change => {
  const { by, at } = change
  return by === person ? { at } : change
}

const withoutPerson = (round: Round, person: PersonId): Round => {
  const others = (people: readonly PersonId[]): PersonId[] => people.filter((one) => one !== person)
  const left: Round = {
    ...round,
    coordinators: others(round.coordinators),
    unreachable: others(round.unreachable),
    members: round.members.filter((member) => member.person !== person),
    controlCards: round.controlCards.filter((card) => card.person !== person),
    ...(round.left ? { left: round.left.filter((member) => member.person !== person) } : {}),
    ...(round.refusedCards ? { refusedCards: round.refusedCards.filter((card) => card.person !== person) } : {}),
    ...(round.waiting ? { waiting: waitingWithout(round.waiting, person) } : {}),
  }
  if (left.status !== 'prioritised') return left
  const { priorities, directionChanges } = left
  const directions = Object.entries(directionChanges ?? {}).map(([block, change]) => [block, nobodys(change, person)])
  return {
    ...left,
    ...(priorities.changed ? { priorities: { ...priorities, changed: nobodys(priorities.changed, person) } } : {}),
    ...(directionChanges ? { directionChanges: Object.fromEntries(directions) } : {}),
  }
}

const waitingWithout = (waiting: NonNullable<Round['waiting']>, person: PersonId): NonNullable<Round['waiting']> => {
  const { by, missed, ...rest } = waiting
  return {
    ...rest,
    ...(by === undefined || by === person ? {} : { by }),
    ...(missed ? { missed: missed.filter((one) => one !== person) } : {}),
  }
}
