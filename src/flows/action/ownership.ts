import type { Instant } from '../../kit/calendar/instant.ts'
import { type Decision, decided, refuse, UNCHANGED } from '../decision.ts'
import { type Effect, edit } from '../effect.ts'
import { NOBODY, type PersonId } from '../ids.ts'
import type { Action } from './action.ts'
import { answered } from './answer.ts'
import { withoutPerson } from './changes.ts'
import { ask, closeRows, redrawn, tasks, telling } from './effects.ts'
import { silentFrom } from './followUp.ts'
import { planNext, todayOf } from './schedule.ts'

/** Who takes an action on. */
export type OwnershipEvent =
  /** `date`: her first follow-up, where she wants another one. */
  | { readonly type: 'accepted'; readonly by: PersonId; readonly date?: string | undefined }
  /** `gone`: the owners who left the channel. */
  | { readonly type: 'passedOn'; readonly by: PersonId; readonly to: PersonId; readonly gone: readonly PersonId[] }
  | { readonly type: 'tookOver'; readonly by: PersonId; readonly gone: readonly PersonId[] }
  | { readonly type: 'ownerErased'; readonly person: PersonId }

/** See `decideAction`: an action is taken on, passed on, taken over, or loses an owner. */
export const decideOwnership = (action: Action, event: OwnershipEvent, now: Instant): Decision<Action> => {
  if (event.type === 'ownerErased') return withoutTrace(action, event.person, now)
  if (action.status !== 'running') return refuse('actionEnded')
  switch (event.type) {
    case 'accepted':
      return accepting(action, event, now)
    case 'passedOn': {
      const { by, to, gone } = event
      const own = action.owners.includes(by) ? [by] : gone
      return handing(action, own.length > 0 ? own : action.owners, to, by === to, now)
    }
    case 'tookOver':
      return handing(action, event.gone, event.by, true, now)
  }
}

/** Those of the owners who took it on; where they never were asked, all of them did. */
const acceptedOf = ({ accepted, owners }: Action): readonly PersonId[] => accepted ?? owners

const accepting = (
  action: Action,
  { by, date }: Extract<OwnershipEvent, { type: 'accepted' }>,
  now: Instant,
): Decision<Action> => {
  if (!action.owners.includes(by)) return refuse('notYours')
  const already = acceptedOf(action).includes(by)
  const accepted = { ...action, accepted: [...new Set([...acceptedOf(action), by])], missedInRow: 0 }
  if (date === undefined) {
    if (already) return UNCHANGED
    return decided(accepted, ...redrawn(action, now), ...closeRows(action, [by], now))
  }
  if (date <= todayOf(action, now)) return refuse('dateInPast')
  const [moved, due] = planNext({ ...answered(accepted), followUp: date }, now)
  const told = [...new Set([...(action.told ?? []), by])]
  return decided(moved, due, ...redrawn(action, now), ...closeRows(action, told, now))
}

/** From some of its owners to someone: the series goes on. @param accepts whether that someone chose it herself */
const handing = (
  action: Action,
  from: readonly PersonId[],
  to: PersonId,
  accepts: boolean,
  now: Instant,
): Decision<Action> => {
  const left = from.filter((one) => one !== to)
  const known = action.owners.includes(to)
  if (known && !left.some((one) => action.owners.includes(one))) return UNCHANGED
  const stay = action.owners.filter((owner) => !left.includes(owner))
  const accepted = acceptedOf(action).filter((owner) => stay.includes(owner))
  const { ownerless, ...rest } = action
  const handed: Action = {
    ...rest,
    owners: known ? stay : [...stay, to],
    accepted: accepts ? [...new Set([...accepted, to])] : accepted,
    told: (action.told ?? []).filter((one) => stay.includes(one)),
    missedInRow: 0,
  }
  const closed = (action.told ?? []).filter((one) => !stay.includes(one) && one !== to)
  return decided(
    handedTo(handed, to),
    ...offering(handed, to, accepts || known, now),
    ...tasks(action, 'taskOpened', [to], now),
    ...tasks(action, 'taskClosed', left, now),
    ...closeRows(action, closed, now),
    ...(ownerless ? [edit(`takeOver/${action.id}`, { screen: 'ownerSought', action: action.id }, 'own', now)] : []),
    ...redrawn(action, now),
  )
}

const handedTo = (action: Action, to: PersonId): Action => telling(action, [to])

/** What is being asked is asked of her too; who didn't choose it herself can say whether she takes it on. */
const offering = (action: Action, to: PersonId, accepts: boolean, now: Instant): Effect[] => {
  const { asked, next = '' } = action
  const row = { date: asked ?? next, role: 'owner', why: accepts ? 'due' : 'new', times: 1 } as const
  return [
    ...(asked !== undefined || !accepts ? ask(action, [to], row, now) : []),
    ...(asked === undefined ? [] : [silentFrom(action, asked, 1, now)]),
  ]
}

/** She had everything of hers erased: what she answered stays the team's, and no longer says that it was hers. */
const withoutTrace = (action: Action, person: PersonId, now: Instant): Decision<Action> => {
  const others = (people: readonly PersonId[]): PersonId[] => people.filter((one) => one !== person)
  const { accepted, told, reopened, ...rest } = withoutPerson(action, person)
  const history = action.history.map(({ by, ...entry }) =>
    by === undefined || by === person ? entry : { ...entry, by },
  )
  return decided(
    {
      ...rest,
      coordinator: action.coordinator === person ? NOBODY : action.coordinator,
      owners: others(action.owners),
      history,
      cards: action.cards.filter((card) => card.person !== person),
      ...(accepted ? { accepted: others(accepted) } : {}),
      ...(told ? { told: others(told) } : {}),
      ...(reopened && reopened.by !== person ? { reopened } : {}),
    },
    ...redrawn({ ...action, cards: [] }, now),
  )
}
