import type { Hours } from '../../../kit/calendar/hours.ts'
import { LANGUAGES, type Language } from '../../../kit/languages.ts'
import { buttons, type Card, type Choice, card, heading, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
/** Hours someone can choose from; at night the bot never sends messages unasked. */
export const EARLIEST = 7
export const LATEST = 22
/** Where people of a Flemish team may well be; the name is the one the time zone database knows. */
export const ZONES = [
  'Europe/Brussels',
  'Europe/London',
  'Europe/Lisbon',
  'Europe/Athens',
  'Europe/Istanbul',
  'Africa/Casablanca',
  'Africa/Kinshasa',
  'America/New_York',
  'America/Paramaribo',
] as const

export interface Habits {
  /** Undefined while she follows her team's. */
  readonly language: Language | undefined
  readonly hours: Hours
}

export interface SentHabits {
  readonly said?: string | undefined
  readonly problem?: string | undefined
}

/** How the bot speaks to one person: her language, and when it may. */
export const habitsScreen = (voice: Voice, { language, hours }: Habits, { said, problem }: SentHabits = {}): Card => {
  const { say } = voice
  return card(say('habits.summary'), [
    heading(say('habits.title')),
    said !== undefined && text(said, 'strong'),
    {
      kind: 'choiceInput',
      id: 'language',
      label: say('habits.language'),
      value: language ?? '',
      choices: LANGUAGES.map((one) => ({ id: one, name: say(`language.${one}`) })),
      none: say('habits.teamLanguage'),
      spread: true,
    },
    buttons({ label: say('habits.saveLanguage'), verb: 'language.set', data: {} }),
    text(say('habits.hours'), 'strong'),
    text(say('habits.quiet'), 'small'),
    {
      kind: 'choicesInput',
      id: 'days',
      label: say('habits.days'),
      choices: DAYS.map((day, at): Choice => ({ id: String(at + 1), name: say(`habits.${day}`) })),
      chosen: hours.days.map(String),
      problem,
    },
    hour(voice, 'from', hours.from, EARLIEST, LATEST - 1),
    hour(voice, 'until', hours.until, EARLIEST + 1, LATEST),
    {
      kind: 'choiceInput',
      id: 'zone',
      label: say('habits.zone'),
      value: hours.zone,
      choices: [...new Set([hours.zone, ...ZONES])].map((zone) => ({ id: zone, name: zoneName(zone) })),
      none: zoneName(hours.zone),
    },
    buttons({ label: say('habits.saveHours'), main: true, verb: 'hours.set', data: {} }),
  ])
}

/** A city is called nearly the same in each language; the database's own name always works. */
export const zoneName = (zone: string): string => zone.replace(/^.*\//, '').replace(/_/g, ' ')

const hour = ({ say }: Voice, id: 'from' | 'until', value: number, least: number, most: number) => ({
  kind: 'choiceInput' as const,
  id,
  label: say(`habits.${id}`),
  value: String(value),
  choices: Array.from({ length: most - least + 1 }, (_, above) => least + above).map((one) => ({
    id: String(one),
    name: say('moment.hour', { hour: one }),
  })),
  none: say('moment.hour', { hour: value }),
})
