import type { Card } from '../../cards/card.ts'
import {
  calendarLinkScreen,
  calendarScreen,
  noCalendarLinkScreen,
} from '../../cards/screens/calendar/calendarScreens.ts'
import type { PersonId, Platform } from '../../flows/ids.ts'
import type { Person } from '../../flows/person/person.ts'
import { CALENDAR_LINKS } from '../calendar.ts'
import { type Deps, withLanguage } from '../context.ts'
import { personOf } from '../people/people.ts'
import { drawCalendarFile } from './files/calendarFile.ts'
import { openThings } from './personScreens.ts'
import { type Screens, untracked } from './screen.ts'

/** Her calendar card as it stands now. @param said about what just changed */
export const calendarOf = async (
  deps: Deps,
  platform: Platform,
  person: Person | undefined,
  id: PersonId,
  said?: string,
): Promise<Card> => {
  const things = await openThings(deps, person, id)
  const standing = {
    actions: things.filter(({ kind }) => kind === 'action').length,
    followed: person?.calendar !== undefined,
    reachable: deps.publicUrl() !== undefined,
    files: platform.takesFiles === true,
  }
  return calendarScreen(deps.voice, standing, said)
}

/** Follow-ups in a person's own calendar, for her alone. */
export const calendarScreens: Pick<Screens, 'calendar' | 'calendarLink'> = {
  calendar: {
    render: async (deps, { platform, person: id, language }) => {
      const person = await personOf(deps, platform, id)
      return untracked(await calendarOf(withLanguage(deps, person?.language ?? language), platform, person, id))
    },
  },
  calendarLink: {
    render: async (deps, ref) => {
      const file = await drawCalendarFile(deps, ref.file)
      if (!file) return undefined
      const { voice } = withLanguage(deps, (await personOf(deps, ref.platform, ref.person))?.language)
      const link = CALENDAR_LINKS.to(deps, { file: ref.file })
      return untracked(link ? calendarLinkScreen(voice, file.title, link) : noCalendarLinkScreen(voice))
    },
  },
}
