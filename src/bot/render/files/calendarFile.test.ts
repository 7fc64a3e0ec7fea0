import { describe, expect, it } from 'vitest'
import { actionWith } from '../../../../test/given/actionWith.ts'
import { eventsIn, firstEvent } from '../../../../test/icalEvents.ts'
import { voice, voices } from '../../../../test/voice.ts'
import { calendarText } from '../../../kit/calendar/icalendar.ts'
import { followUpEvents, meetingFile } from './calendarFile.ts'

const hash = (...parts: readonly string[]): string => Buffer.from(parts.join('/')).toString('hex')
const NOW = Date.parse('2026-11-23T09:30:00+01:00')

describe('follow-ups in a calendar', () => {
  it.each([
    ['the 31st', { followUp: '2027-08-31', next: '2027-08-31', end: '2028-03-31' }],
    ['29 February', { followUp: '2028-02-29', next: '2028-02-29', end: '2028-05-31' }],
    ['the morning after the clocks change', { followUp: '2027-03-29', next: '2027-03-29', end: '2027-10-29' }],
  ])('from %s on are on the day the action says, whole, in any zone', (_when, dates) => {
    for (const zone of ['Europe/Brussels', 'Pacific/Kiritimati', 'America/Paramaribo']) {
      const events = followUpEvents(hash, voice, actionWith({ ...dates, zone }))
      const shown = eventsIn(calendarText('x', 'nl', events)).map(({ startDate }) => startDate)
      expect(shown.every(({ isDate }) => isDate)).toBe(true)
      const [start, ...later] = shown.map(String)
      expect(start).toBe(dates.followUp)
      expect(later.length).toBeGreaterThan(2)
      expect(later.every((date) => date > dates.followUp && date <= dates.end)).toBe(true)
    }
  })

  it('have entries that nobody can tie to a person, each its own', () => {
    const uids = followUpEvents(hash, voice, actionWith({})).map(({ uid }) => uid)
    expect(new Set(uids).size).toBe(uids.length)
    expect(uids.join()).not.toContain('29:')
  })

  it('say what is asked, what for and by whom of the team, and nothing that was answered', () => {
    const history = [{ date: '2026-12-01', outcome: 'onTrack', value: 'MERK', note: 'MERK' }] as const
    const action = actionWith({
      history,
      value: 'MERK',
      remarks: 'MERK',
      means: 'MERK',
      indicator: 'MERK',
      owner: 'het onthaal',
    })
    const [event] = followUpEvents(hash, voice, action)
    expect(event?.text).toBe(
      'Dan kijken we samen terug: hoe staat het ermee?\nDoel: Bereikbaar zijn waar jongeren zijn\nWie: het onthaal',
    )
    expect(JSON.stringify(event)).not.toContain('MERK')
    expect(followUpEvents(hash, voices.en, action)[0]?.title).toBe('Follow-up: Chatpermanentie op woensdag')
  })

  it('ask about its end on the last of its dates', () => {
    const events = followUpEvents(hash, voice, actionWith({ end: '2027-01-29' }))
    expect(events.map(({ title }) => title.split(':')[0])).toEqual(['Opvolging', 'Opvolging', 'Einde'])
    expect(events.at(-1)?.text).toContain('gehaald, verlengen of stoppen?')
  })

  it('that are gone are cancelled, with the version of the change', () => {
    const calendar = { revision: 3, changed: NOW, gone: [{ number: 4, date: '2027-05-17' }] }
    const events = followUpEvents(hash, voice, actionWith({ calendar, repeat: 'once', end: '2026-12-17' }))
    expect(events.map(({ sequence, cancelled }) => [sequence, cancelled])).toEqual([
      [3, false],
      [3, true],
    ])
  })
})

describe('a meeting in a calendar', () => {
  const meeting = { id: 'm', title: 'Talk; and more', zone: 'Europe/Brussels' }
  const planned = (start: string, end: string) => ({ ...meeting, start: Date.parse(start), end: Date.parse(end) })
  const winter = planned('2026-12-04T14:00:00+01:00', '2026-12-04T14:45:00+01:00')

  it('is at its moment, whatever zone who comes is in', () => {
    const { startDate, endDate, summary, uid } = firstEvent(meetingFile(hash, voice, winter, NOW).content)
    expect([startDate, endDate].map((one) => one.toJSDate().getTime())).toEqual([winter.start, winter.end])
    expect([summary, uid]).toEqual(['Talk; and more', `${hash('calendar', 'meeting', 'm')}@onlife-quickscan`])
  })

  it('lasts as long as it lasts in a night the clocks go back', () => {
    const night = planned('2026-10-25T02:30:00+02:00', '2026-10-25T02:15:00+01:00')
    const { startDate, endDate } = firstEvent(meetingFile(hash, voice, night, NOW).content)
    expect(endDate.toJSDate().getTime() - startDate.toJSDate().getTime()).toBe(45 * 60_000)
  })

  it('that is moved or called off replaces itself', () => {
    const before = firstEvent(meetingFile(hash, voice, winter, NOW).content)
    const moved = firstEvent(meetingFile(hash, voice, { ...winter, start: winter.start + 1 }, NOW + 60_000).content)
    const off = firstEvent(meetingFile(hash, voice, winter, NOW + 120_000, true).content)
    expect([moved.uid, off.uid]).toEqual([before.uid, before.uid])
    expect(before.sequence < moved.sequence && moved.sequence < off.sequence).toBe(true)
    expect(off.component.getFirstPropertyValue('status')).toBe('CANCELLED')
  })
})
