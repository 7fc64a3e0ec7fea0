import ical, { ICalCalendarMethod, ICalEventBusyStatus, ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import { Temporal } from 'temporal-polyfill'
import { plainText } from '../plainText.ts'
import type { Instant } from './instant.ts'

/** A whole day, or two moments: who reads a moment sees it in her own zone, whatever changes there in summer. */
export type CalendarTime =
  /** ISO `YYYY-MM-DD`; the same date everywhere. */
  { readonly date: string } | { readonly start: Instant; readonly end: Instant }

/** One entry of a calendar file, in whatever version it is. */
export interface CalendarEvent {
  /** Unguessable and unchanging: a later file with the same one replaces the entry. */
  readonly uid: string
  /** Counts changes of this entry: a higher one wins. */
  readonly sequence: number
  /** When it last changed; equal content gives equal text. */
  readonly changed: Instant
  readonly cancelled: boolean
  readonly time: CalendarTime
  readonly title: string
  readonly text: string
}

/** Whom the file is by: https://www.rfc-editor.org/rfc/rfc5545#section-3.7.3 */
const PRODUCT = { company: 'Onlife', product: 'Quickscan' }
/** Seconds after which a calendar that follows an address looks again. */
export const REFRESHED_AFTER = 3600

/** Dates are written from their UTC fields, so the zone of the machine has no say in them. */
const midnight = (date: Temporal.PlainDate): Date => new Date(date.toZonedDateTime('UTC').epochMilliseconds)

const timesOf = (time: CalendarTime) => {
  if ('start' in time) return { start: new Date(time.start), end: new Date(time.end) }
  const date = Temporal.PlainDate.from(time.date)
  // The end of a day is the next one: https://www.rfc-editor.org/rfc/rfc5545#section-3.6.1
  return { start: midnight(date), end: midnight(date.add({ days: 1 })), allDay: true }
}

/** A follow-up is something to know of a day, not an hour that is taken. */
const busyOf = (time: CalendarTime) =>
  'start' in time
    ? { transparency: ICalEventTransparency.OPAQUE, busystatus: ICalEventBusyStatus.BUSY }
    : { transparency: ICalEventTransparency.TRANSPARENT, busystatus: ICalEventBusyStatus.FREE }

/**
 * A calendar file (RFC 5545), in the order of the events given. Moments are in UTC, which needs no description of a zone.
 * @param name what a calendar program calls it @param language of its texts
 */
export const calendarText = (name: string, language: string, events: readonly CalendarEvent[]): string => {
  const calendar = ical({
    name,
    prodId: { ...PRODUCT, language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESHED_AFTER,
  })
  for (const { uid, sequence, changed, cancelled, time, title, text } of events)
    calendar.createEvent({
      id: uid,
      sequence,
      stamp: new Date(changed),
      lastModified: new Date(changed),
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      summary: plainText(title),
      ...(text ? { description: plainText(text) } : {}),
      ...timesOf(time),
      ...busyOf(time),
    })
  return `${calendar.toString()}\r\n`
}
