import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { eventsIn, firstEvent } from '../../../test/icalEvents.ts'
import { type CalendarEvent, calendarText } from './icalendar.ts'

const CHANGED = Date.parse('2026-11-23T08:30:00Z')
const event = (part: Partial<CalendarEvent>): CalendarEvent => ({
  uid: 'een@onlife-quickscan',
  sequence: 0,
  changed: CHANGED,
  cancelled: false,
  time: { date: '2026-12-04' },
  title: 'Opvolging',
  text: '',
  ...part,
})
const write = (...events: readonly CalendarEvent[]): string => calendarText('Opvolgingen', 'nl', events)

describe('a calendar file', () => {
  it('names who made it and how often to look again', () => {
    const calendar = new ICAL.Component(ICAL.parse(write()))
    expect(calendar.getFirstPropertyValue('prodid')).toBe('-//Onlife//Quickscan//NL')
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0')
    expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH')
    expect(String(calendar.getFirstPropertyValue('refresh-interval'))).toBe('PT1H')
  })

  it.each(['2028-02-29', '2027-01-31', '2026-03-29', '2026-10-25', '2026-12-31'])(
    'gives %s as that whole day, in every zone',
    (date) => {
      const { startDate, endDate } = firstEvent(write(event({ time: { date } })))
      expect([startDate.isDate, endDate.isDate, startDate.toString()]).toEqual([true, true, date])
      expect(endDate.subtractDate(startDate).toSeconds()).toBe(24 * 3600)
      // A date without a zone is that date in Kiritimati, where it begins first, as anywhere.
      expect(startDate.zone).toBe(ICAL.Timezone.localTimezone)
      expect(write(event({ time: { date } }))).toContain(`DTSTART;VALUE=DATE:${date.replaceAll('-', '')}\r\n`)
    },
  )

  it.each([
    ['2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z'],
    ['2026-10-25T00:30:00Z', '2026-10-25T02:30:00Z'],
  ])('gives a meeting from %s to %s its true length, in a night the clocks change', (start, end) => {
    const { startDate, endDate } = firstEvent(
      write(event({ time: { start: Date.parse(start), end: Date.parse(end) } })),
    )
    expect([startDate, endDate].map((one) => one.toJSDate().toISOString())).toEqual(
      [start, end].map((one) => new Date(one).toISOString()),
    )
  })

  it('takes no hour of the day for a follow-up, and does for a meeting', () => {
    expect(write(event({}))).toContain('TRANSP:TRANSPARENT')
    expect(write(event({ time: { start: CHANGED, end: CHANGED + 1000 } }))).toContain('TRANSP:OPAQUE')
  })

  it('says which version it is, and cancels', () => {
    const { component, sequence } = firstEvent(write(event({ sequence: 3, cancelled: true })))
    expect(sequence).toBe(3)
    expect(component.getFirstPropertyValue('status')).toBe('CANCELLED')
    for (const name of ['dtstamp', 'last-modified'])
      expect(String(component.getFirstPropertyValue(name))).toBe('2026-11-23T08:30:00Z')
    expect(firstEvent(write(event({}))).component.getFirstPropertyValue('status')).toBe('CONFIRMED')
  })

  it.each([
    'Jongeren, ouders; en wie er nog is: "samen" \\ alleen',
    'Eerste regel\nTweede regel',
    'BEGIN:VALARM\nEND:VEVENT',
    `Lang ${'heel '.repeat(60)}`.trim(),
    'Één 📅 en 日本語',
    '👋🏽'.repeat(40),
    'é'.repeat(200),
  ])('keeps %j word for word, in lines of 75 octets at most', (title) => {
    const text = write(event({ title, text: title }))
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(text.split('\r\n').filter((line) => /[\r\n]/.test(line))).toEqual([])
    expect(Buffer.from(text).toString('utf8')).toBe(text)
    const events = eventsIn(text)
    expect(events).toHaveLength(1)
    expect([events[0]?.summary, events[0]?.description]).toEqual([title, title])
  })

  it('has nothing hidden in it', () => {
    const { summary } = firstEvent(write(event({ title: 'a\u0000b\u202Ec\u0007d' })))
    expect(summary).toBe('abcd')
  })

  it('is the same text for the same content', () => {
    expect(write(event({}))).toBe(write(event({})))
  })
})
