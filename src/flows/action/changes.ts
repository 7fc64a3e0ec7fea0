import type { Instant } from '../../kit/calendar/instant.ts'
import { type Decision, decided, FORGOTTEN } from '../decision.ts'
import { send } from '../effect.ts'
import type { PersonId } from '../ids.ts'
import type { Action, Change } from './action.ts'

/** The last so many are kept: enough to see who did what, and never a log of somebody's days. */
const CHANGES_KEPT = 10

/**
 * The same decision, with who it was by and when. It is hers from then on, so that her export and her erasure find it.
 * What changes nothing isn't noted.
 */
export const noted = (
  decision: Decision<Action>,
  what: Change['what'],
  by: PersonId,
  now: Instant,
): Decision<Action> => {
  if (decision.kind !== 'decided' || decision.state === FORGOTTEN) return decision
  const action = decision.state
  const changes = [...(action.changes ?? []), { what, by, at: now }].slice(-CHANGES_KEPT)
  const { id, platform, owners } = action
  const task = { kind: 'action', action: id } as const
  const next: Action = { ...action, changes }
  // Her change is too long ago to be kept: nothing of hers is left in it.
  const left = everyoneIn(action).filter((person) => !everyoneIn(next).includes(person))
  const notHers = left.map((person, at) =>
    send({ type: 'taskClosed', platform, person, task }, now, `taskClosed/${id}/${now}/changed/${at}`),
  )
  const hers = send({ type: 'taskOpened', platform, person: by, task }, now, `taskOpened/${id}/${now}/changed`)
  return decided(next, ...decision.effects, ...(owners.includes(by) ? [] : [hers]), ...notHers)
}

/** Everyone of whom the action holds something: its owners, and who changed it. */
export const everyoneIn = ({ owners, changes = [] }: Pick<Action, 'owners' | 'changes'>): readonly PersonId[] => [
  ...new Set([...owners, ...changes.flatMap(({ by }) => by ?? [])]),
]

/** What she did stays, and says no more that it was she. */
export const withoutPerson = (action: Action, person: PersonId): Action =>
  action.changes
    ? {
        ...action,
        changes: action.changes.map((change) => {
          if (change.by !== person) return change
          const { by: _, ...nobodys } = change
          return nobodys
        }),
      }
    : action
