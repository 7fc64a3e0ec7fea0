import type { OpenThing } from '../../cards/screens/person/openScreen.ts'
import type { PersonId } from '../../flows/ids.ts'
import type { Person } from '../../flows/person/person.ts'

/** Everything the bot keeps of one person, as a machine reads it: her own words and choices, and nobody else's. */
export const exportOf = (person: Person, things: readonly OpenThing[], who: PersonId): object => ({
  id: who,
  directory: person.who?.alias ?? null,
  language: person.language ?? null,
  hours: person.hours ?? null,
  chat: person.chat ?? null,
  calendarFollowedSince: person.calendar ? new Date(person.calendar.since).toISOString() : null,
  asked: person.today?.rows ?? [],
  answered: person.answered ?? [],
  handedOn: person.handedOn ?? [],
  ...Object.fromEntries(
    Object.entries(SECTION_OF).map(([kind, section]) => [
      section,
      things.filter((thing) => thing.kind === kind).map((thing) => exported(thing, who)),
    ]),
  ),
})

/** What each kind is called in the file. */
const SECTION_OF: Readonly<Record<OpenThing['kind'], string>> = {
  sheet: 'scans',
  ballot: 'stars',
  round: 'rounds',
  action: 'actions',
}

/** The fields of one aggregate that are the person's own; everything else stays out. */
const exported = (thing: OpenThing, who: PersonId): object => {
  switch (thing.kind) {
    case 'sheet': {
      const { title, status, nudged, quiet } = thing.sheet
      // What she just withdrew is kept for a minute, and hers for as long.
      const { role = null, grades, remarks, wantsCopy } = thing.sheet.withdrawn ?? thing.sheet
      return { title, status, role, answers: grades, remarks, wantsCopy, reminded: nudged, remindNoMore: quiet }
    }
    case 'ballot': {
      const { title, status, stars, reasons, nudged, quiet } = thing.ballot
      return { title, status, stars, reasons, reminded: nudged, remindNoMore: quiet }
    }
    case 'round': {
      const { round } = thing
      const { title, status } = round
      if (round.status !== 'prioritised') return { title, status, directions: {}, priorities: null }
      return { title, status, directions: round.directions ?? {}, priorities: round.priorities }
    }
    case 'action': {
      const { what, block, term, start, end, goal, owner, means, indicator, remarks, status, value, history } =
        thing.action
      const answers = history.map(({ by, ...answer }) => ({ ...answer, yours: by === who }))
      return { what, block, term, start, end, goal, owner, means, indicator, remarks, status, value, history: answers }
    }
  }
}
