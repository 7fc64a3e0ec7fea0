import type { Hours } from '../../../kit/calendar/hours.ts'
import type { Language } from '../../../kit/languages.ts'
import { buttons, type Card, type Choice, card, heading, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
/** Hours someone can choose from; at night the bot never sends messages unasked. */
export const EARLIEST = 7
export const LATEST = 22
/** Where people of a Flemish team may well be: the name that the time zone database knows, and the sentence that says it. */
const CITIES = {
  'Europe/Brussels': 'brussels',
  'Europe/London': 'london',
  'Europe/Lisbon': 'lisbon',
  'Europe/Athens': 'athens',
  'Europe/Istanbul': 'istanbul',
  'Africa/Casablanca': 'casablanca',
  'Africa/Kinshasa': 'kinshasa',
  'America/New_York': 'newYork',
  'America/Paramaribo': 'paramaribo',
} as const
type Zone = keyof typeof CITIES
export const ZONES = Object.keys(CITIES) as readonly Zone[]

export interface Habits {
  /** Undefined while she follows her team's. */
  readonly language: Language | undefined
  readonly hours: Hours
}

/** What was sent of the card, right or wrong, and what is said of it. */
export interface SentHabits {
  readonly language?: string | undefined
  /** Numbers with commas between, as a choice set sends them. */
  readonly days?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly zone?: string | undefined
  readonly said?: string | undefined
  readonly problems?: Readonly<Partial<Record<'language' | 'days' | 'until', string>>>
}

/** How the bot speaks to one person: her language, and when it may. */
export const habitsScreen = (voice: Voice, { language, hours }: Habits, sent: SentHabits = {}): Card => {
  const { say } = voice
  const { said, problems = {} } = sent
  return card(say('habits.summary'), [
    heading(say('habits.title')),
    said !== undefined && text(said, 'strong'),
    {
      kind: 'choiceInput',
      id: 'language',
      label: say('habits.language'),
      value: sent.language ?? language ?? '',
      choices: voice.languages.map((one) => ({ id: one, name: say(`language.${one}`) })),
      none: say('habits.teamLanguage'),
      spread: true,
      problem: problems.language,
    },
    language === undefined && text(say('together.languageFollows'), 'small'),
    buttons({ label: say('habits.saveLanguage'), verb: 'language.set', data: {} }),
    text(say('habits.hours'), 'strong'),
    text(say('habits.quiet'), 'small'),
    {
      kind: 'choicesInput',
      id: 'days',
      label: say('habits.days'),
      choices: DAYS.map((day, at): Choice => ({ id: String(at + 1), name: say(`habits.${day}`) })),
      chosen: sent.days?.split(',') ?? hours.days.map(String),
      problem: problems.days,
    },
    hour(voice, 'from', sent.from || String(hours.from), EARLIEST, LATEST - 1),
    hour(voice, 'until', sent.until || String(hours.until), EARLIEST + 1, LATEST, problems.until),
    {
      kind: 'choiceInput',
      id: 'zone',
      label: say('habits.zone'),
      value: sent.zone || hours.zone,
      choices: [...new Set([hours.zone, ...ZONES])].map((zone) => ({ id: zone, name: zoneName(voice, zone) })),
      none: zoneName(voice, hours.zone),
    },
    buttons({ label: say('habits.saveHours'), main: true, verb: 'hours.set', data: {} }),
  ])
}

const isListed = (zone: string): zone is Zone => Object.hasOwn(CITIES, zone)

/** A zone as people of the reader's language call its city; of one that isn't in the list, as the database does. */
export const zoneName = ({ say }: Voice, zone: string): string =>
  isListed(zone) ? say(`play.zone.${CITIES[zone]}`) : zone.replace(/^.*\//, '').replace(/_/g, ' ')

const hour = (
  { say }: Voice,
  id: 'from' | 'until',
  value: string,
  least: number,
  most: number,
  problem?: string | undefined,
) => ({
  kind: 'choiceInput' as const,
  id,
  label: say(`habits.${id}`),
  value,
  choices: Array.from({ length: most - least + 1 }, (_, above) => least + above).map((one) => ({
    id: String(one),
    name: say('moment.hour', { hour: one }),
  })),
  none: say('moment.hour', { hour: value }),
  problem,
})
