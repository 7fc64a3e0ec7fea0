import ICAL from 'ical.js'

/** As Thunderbird's own parser reads a calendar file: the file is ours, the reading isn't. */
export const eventsIn = (text: string): readonly ICAL.Event[] =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))

/** The first event of a file that has one. */
export const firstEvent = (text: string): ICAL.Event => {
  const [one] = eventsIn(text)
  if (!one) throw new Error('no event')
  return one
}
