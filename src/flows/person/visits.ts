import { DAY, type Instant } from '../../kit/calendar/instant.ts'
import { type Decision, decided, UNCHANGED } from '../decision.ts'
import type { Whose } from './forgetPerson.ts'
import type { Person } from './person.ts'

/** So long a visit lasts. */
export const VISIT_LASTS = DAY
/** Of so many at once one loses sight; a link that was used must stay known as long as it could be used again. */
export const MOST_VISITS = 40

/** What happens to her visits. */
export type VisitEvent =
  | (Whose & {
      readonly type: 'visitBegan'
      readonly visit: string
      /** The platform itself says who she is, each time anew: the same visit goes on, also one that was over. */
      readonly vouched?: true
    })
  | { readonly type: 'visitEnded'; readonly visit: string }
  /** Her account is gone. */
  | { readonly type: 'visitsEnded' }

/** Whether that visit goes on. */
export const isVisiting = (person: Person | undefined, visit: string, now: Instant): boolean =>
  person?.visits?.some((one) => one.visit === visit && !one.over && now < one.until) === true

/** UNCHANGED for a link that was used before, for one visit too many, and for ending what isn't there. */
export const decideVisits = (person: Person, event: VisitEvent, now: Instant): Decision<Person> => {
  const visits = (person.visits ?? []).filter(({ until }) => now < until)
  switch (event.type) {
    case 'visitBegan': {
      const known = visits.find(({ visit }) => visit === event.visit)
      if (event.vouched ? known && !known.over : known) return UNCHANGED
      const others = visits.filter((one) => one !== known)
      if (others.length >= MOST_VISITS) return UNCHANGED
      return decided({ ...person, visits: [...others, { visit: event.visit, until: now + VISIT_LASTS }] })
    }
    case 'visitEnded':
      if (!isVisiting(person, event.visit, now)) return UNCHANGED
      return decided({
        ...person,
        visits: visits.map((one) => (one.visit === event.visit ? { ...one, over: true } : one)),
      })
    case 'visitsEnded':
      if (visits.every(({ over }) => over)) return UNCHANGED
      return decided({ ...person, visits: visits.map((one) => ({ ...one, over: true })) })
  }
}
