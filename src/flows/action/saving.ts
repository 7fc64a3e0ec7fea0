import type { Instant } from '../../kit/calendar/instant.ts'
import { workdaysAfter } from '../../kit/calendar/workdays.ts'
import type { ActionFields } from '../../kit/plan.ts'
import { type Decision, decided } from '../decision.ts'
import { type Effect, edit, once, post } from '../effect.ts'
import type { PersonId } from '../ids.ts'
import type { Action, ActionPlace } from './action.ts'
import { ask, closeRows, planChanged, rowOf, tasks, telling } from './effects.ts'
import { isSameSeries, needsDate, planNext, todayOf } from './schedule.ts'

/** The action's form, sent; `by`: who did, who needn't be told that it is hers. */
export interface Saving extends ActionPlace {
  readonly type: 'saved'
  readonly fields: ActionFields
  readonly by?: PersonId
}

const FRESH = {
  status: 'running',
  next: undefined,
  asked: undefined,
  value: '',
  history: [],
  cards: [],
  agenda: [],
} as const

/** See `decideAction`: written, or written anew. An action that has ended stays ended. */
export const saving = (known: Action | undefined, event: Saving, now: Instant): Decision<Action> => {
  const { type: _, fields, by, ...place } = event
  const written: Action = { ...(known ?? FRESH), ...place, ...fields, ...acceptedIn(known, event) }
  const [action, due] = scheduled(known, written, now)
  const came = action.owners.filter((owner) => owner !== by && !known?.owners.includes(owner))
  const offered = action.status === 'running' ? came : []
  const left = (known?.owners ?? []).filter((owner) => !action.owners.includes(owner))
  const told = (action.told ?? []).filter((one) => !left.includes(one))
  const row = { date: action.asked ?? action.next ?? '', role: 'owner', why: 'new', times: 1 } as const
  const follow: Effect[] = [
    planChanged(action, now),
    ...due,
    ...tasks(action, 'taskOpened', action.owners, now),
    ...tasks(action, 'taskClosed', left, now),
    ...closeRows(action, left, now),
    ...ask(action, offered, row, now),
    known ? edit(`action/${event.id}`, rowOf(action), 'own', now) : posted(action, now),
  ]
  const saved = known?.told || offered.length > 0 ? telling({ ...action, told }, offered) : action
  return decided(known ? { ...saved, missedInRow: 0 } : saved, ...follow)
}

const posted = (action: Action, now: Instant): Effect => {
  const { id, platform, channel } = action
  return once(post(`action/${id}`, rowOf(action), { in: 'channel', platform, channel }, now))
}

/** Who saves it with herself among the owners has taken it on; whoever had, still has. */
const acceptedIn = (known: Action | undefined, { owners, by }: Saving): Pick<Action, 'accepted'> => {
  const had = known ? (known.accepted ?? known.owners) : []
  return { accepted: owners.filter((owner) => owner === by || had.includes(owner)) }
}

/** The next date stays while the series does; a first one that doesn't lie ahead becomes the next working day. */
const scheduled = (known: Action | undefined, written: Action, now: Instant): readonly [Action, readonly Effect[]] => {
  if (written.status !== 'running') return [{ ...written, next: undefined }, []]
  const same = known !== undefined && isSameSeries(known, written)
  if (same && !needsDate(written)) return [written, []]
  const today = todayOf(written, now)
  const begins = written.followUp !== '' && written.followUp !== known?.followUp && written.followUp <= today
  const [action, due] = planNext(begins ? { ...written, followUp: workdaysAfter(today, 1) } : written, now)
  return [action, [due]]
}
