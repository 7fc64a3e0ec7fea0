import { openingOn, usualHours } from '../../kit/calendar/hours.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import { type Effect, edit, send } from '../effect.ts'
import type { PersonId } from '../ids.ts'
import type { AskedRow } from '../person/person.ts'
import { monthsOf, termEnd } from '../retention.ts'
import type { Action } from './action.ts'

/** A plan is kept as long as a result. */
export const PLAN_KEPT_MONTHS = monthsOf('action')

/** The action's row in the channel. */
export const rowOf = ({ id }: Pick<Action, 'id'>) => ({ screen: 'action', action: id }) as const

/** When it ended; undefined while it runs. What was saved without the moment has the day of its last answer. */
export const endOf = ({ status, endedAt, history, zone }: Action, now: Instant): Instant | undefined => {
  if (status === 'running') return undefined
  const last = history.at(-1)
  return endedAt ?? (last ? openingOn(usualHours(zone), last.on ?? last.date) : now)
}

/** Counted from its end, whatever is done with it after that; none while it runs. */
export const forgetting = (action: Action, now: Instant): Effect[] => {
  const { id, zone, keptMonths } = action
  const end = endOf(action, now)
  if (end === undefined) return []
  return [send({ type: 'actionForgotten', action: id }, termEnd('action', zone, end, keptMonths))]
}

/** The team's plan follows. */
export const planChanged = ({ id, platform, channel }: Action, now: Instant): Effect =>
  send({ type: 'planChanged', platform, channel, action: id }, now)

/** The team's plan, the channel's row, and each card that asked about it alone say how it stands now. */
export const redrawn = (action: Action, now: Instant): Effect[] => [
  planChanged(action, now),
  edit(`action/${action.id}`, rowOf(action), 'own', now),
  ...action.cards.map(({ person, message }) =>
    edit(
      `evaluated/${action.id}/${message.message}`,
      { screen: 'evaluation', action: action.id, person },
      message,
      now,
    ),
  ),
]

/** By number and moment: effect ids stand in the store unencrypted, so no person is in them. */
const toEach = (people: readonly PersonId[], id: string, tell: (person: PersonId, id: string) => Effect): Effect[] =>
  people.map((person, at) => tell(person, `${id}/${at}`))

/** Among what is hers, or no longer, for each of these people. */
export const tasks = (
  { id, platform }: Action,
  type: 'taskOpened' | 'taskClosed',
  people: readonly PersonId[],
  now: Instant,
): Effect[] =>
  toEach(people, `${type}/${id}/${now}`, (person, effect) =>
    send({ type, platform, person, task: { kind: 'action', action: id } }, now, effect),
  )

/** It is forgotten, which begins no new term for anyone. @param since when what was hers came to its end */
export const tasksForgotten = (
  { id, platform }: Action,
  people: readonly PersonId[],
  since: Instant,
  now: Instant,
): Effect[] =>
  toEach(people, `taskClosed/${id}/${now}`, (person, effect) =>
    send({ type: 'taskClosed', platform, person, task: { kind: 'action', action: id }, since }, now, effect),
  )

/** A row on the card of the day of each of these people. */
export const ask = (
  { id, platform, zone }: Action,
  people: readonly PersonId[],
  row: Omit<AskedRow, 'action'>,
  now: Instant,
): Effect[] =>
  toEach(people, `evaluationAsked/${id}/${row.date}/${row.why}/${row.times}`, (person, effect) =>
    send({ type: 'evaluationAsked', platform, person, zone, action: id, ...row }, now, effect),
  )

/** With these people among those who have it on a card of their day. */
export const telling = (action: Action, people: readonly PersonId[]): Action => ({
  ...action,
  told: [...new Set([...(action.told ?? []), ...people])],
})

/** Who of them did it, and is therefore told more than that it is over. */
interface Doer {
  readonly person: PersonId
  /** `typing`: given a form to fill in instead of her card. `putOff`: she wants to be asked again later that day. */
  readonly does: 'typing' | 'putOff'
}

/** Their cards of the day say how it stands now, and no longer wait for it. */
export const closeRows = ({ id, platform }: Action, people: readonly PersonId[], now: Instant, doer?: Doer): Effect[] =>
  toEach(people, `evaluationClosed/${id}/${now}`, (person, effect) =>
    send(
      {
        type: 'evaluationClosed',
        platform,
        person,
        action: id,
        ...(person === doer?.person ? { [doer.does]: true } : {}),
      },
      now,
      effect,
    ),
  )

/** Her erasure has to find what she answered. */
export const signed = ({ id, platform }: Action, by: PersonId, now: Instant): Effect =>
  send({ type: 'evaluationSigned', platform, person: by, action: id }, now, `evaluationSigned/${id}/${now}`)
