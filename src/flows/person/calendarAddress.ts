import type { Instant } from '../../kit/calendar/instant.ts'
import { type Decision, decided, UNCHANGED } from '../decision.ts'
import { type Effect, noteErasure, send, share } from '../effect.ts'
import type { PersonId, Platform, SubscriptionId } from '../ids.ts'
import type { CalendarRef, PaperRef } from '../refs.ts'
import type { Person } from './person.ts'

/** Presses and messages of hers that are remembered, so that a redelivered one changes nothing. */
const HEARD = 10

/** What a person asks of her calendar, and files she asks for. `event`: a keyed hash of the press. */
export type CalendarEvent =
  /** `subscription`: a keyed hash of the new address, which itself is stored nowhere. */
  | {
      readonly type: 'calendarSubscribed'
      readonly event: string
      readonly subscription: SubscriptionId
      readonly platform: Platform
      readonly person: PersonId
    }
  | { readonly type: 'calendarWithdrawn'; readonly event: string; readonly subscription?: SubscriptionId }
  | {
      readonly type: 'fileAsked'
      readonly event: string
      readonly platform: Platform
      readonly person: PersonId
      readonly file: CalendarRef | PaperRef
    }

/** Closes her address, if she has one, also in a backup from before. */
export const closing = ({ calendar }: Person, now: Instant): Effect[] => {
  if (!calendar) return []
  const { subscription } = calendar
  return [
    send({ type: 'subscriptionClosed', subscription }, now, `subscriptionClosed/${subscription}`),
    noteErasure({ what: 'subscription', subscription }, now),
  ]
}

/**
 * A person's own calendar: one address at a time, and files. UNCHANGED for a press that was heard before, and for withdrawing an
 * address that isn't hers any more.
 */
export const decideCalendar = (person: Person, event: CalendarEvent, now: Instant): Decision<Person> => {
  if (person.heard.includes(event.event)) return UNCHANGED
  const heard = [...person.heard, event.event].slice(-HEARD)
  switch (event.type) {
    case 'calendarSubscribed': {
      const { subscription } = event
      const opened = { type: 'subscriptionOpened', subscription, person: person.id } as const
      return decided(
        { ...person, heard, calendar: { subscription, since: now } },
        send(opened, now, `subscriptionOpened/${subscription}`),
        ...closing(person, now),
      )
    }
    case 'calendarWithdrawn': {
      const { calendar, ...left } = person
      if (!calendar || (event.subscription ?? calendar.subscription) !== calendar.subscription) return UNCHANGED
      return decided({ ...left, heard }, ...closing(person, now))
    }
    case 'fileAsked': {
      const to = { in: 'private', platform: event.platform, person: event.person } as const
      return decided({ ...person, heard }, share(event.event, event.file, to, now))
    }
  }
}
