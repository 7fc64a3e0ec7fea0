import { daysLater, workingDate } from '../../../kit/calendar/calendar.ts'
import type { Instant } from '../../../kit/calendar/instant.ts'
import { FLOOR } from '../../../kit/gate.ts'
import type { Language } from '../../../kit/languages.ts'
import { LONGEST } from '../../../kit/plainText.ts'
import {
  buttons,
  type Card,
  type Choice,
  card,
  heading,
  type Part,
  type PeopleSearch,
  type PressData,
  text,
} from '../../card.ts'
import type { Voice } from '../../voice.ts'
import { clientWarning } from '../clientWarning.ts'
import { peopleField } from '../peopleField.ts'

/** The form as it stands: everything given so far, right or wrong. */
export interface RoundForm {
  /** The channel the round is for, as it goes back with the form; it is checked again when it comes in. */
  readonly where: PressData['data']
  readonly people: readonly Choice[]
  /** Who is in the channel too and can't be looked up: their names, empty where nobody knows it. */
  readonly unknown?: readonly string[]
  readonly title: string
  readonly chosen: readonly string[]
  /** Who was looked for by name, in a channel too large for a list. */
  readonly search?: PeopleSearch
  /** From outside the channel, as the organisation's directory knows them. */
  readonly outsiders: readonly string[]
  /** Instead of choosing: all of a large channel. */
  readonly everyone: boolean
  readonly date: string
  /** On the wall, in whole hours. */
  readonly hour: number
  readonly floor: number
  readonly blocks: readonly string[]
  readonly language: Language
  /** Each role in words, in place of the team as a whole. */
  readonly perRole: boolean
  readonly more: boolean
  readonly problems: Readonly<Partial<Record<'title' | 'people' | 'date' | 'blocks' | 'perRole', string>>>
}

/** Preselected up to this many; in a larger channel nobody, since asking all of it is rarely meant. */
const PRESELECTED = 30
/** Two weeks: enough for people who work shifts, short enough to remember why it began. */
const USUAL_DAYS = 14
const USUAL_HOUR = 17
/** The hours a round can close at. */
export const HOURS = [9, 12, 15, 17, 20, 22] as const

export const emptyForm = (
  voice: Voice,
  where: PressData['data'],
  people: readonly Choice[],
  floor: number,
  now: Instant,
): RoundForm => ({
  where,
  people,
  title: '',
  everyone: false,
  chosen: people.length <= PRESELECTED ? people.map(({ id }) => id) : [],
  outsiders: [],
  date: workingDate(voice.zone, daysLater(voice.zone, now, USUAL_DAYS)),
  hour: USUAL_HOUR,
  floor,
  blocks: voice.kit.blocks.map(({ id }) => id),
  language: voice.language,
  perRole: false,
  more: false,
  problems: {},
})

/** Three fields; the rest under [Meer instellingen], and nothing typed is lost in between. */
export const roundFormScreen = (voice: Voice, form: RoundForm): Card => {
  const { say } = voice
  return card(say('form.summary'), [
    heading(say('form.title')),
    text(say('form.intro'), 'small'),
    {
      kind: 'textInput',
      id: 'title',
      label: say('form.titleLabel'),
      value: form.title,
      example: say('form.titleExample'),
      most: LONGEST.title,
      lines: 'one',
      problem: form.problems.title,
    },
    clientWarning(voice, 'name'),
    {
      kind: 'choicesInput',
      id: 'people',
      label: say('form.peopleLabel'),
      choices: form.people,
      chosen: form.chosen,
      problem: form.problems.people,
      search: peopleField(
        voice,
        'people',
        { verb: 'round.form', data: { ...form.where, more: form.more } },
        form.search,
      ),
    },
    form.people.length > PRESELECTED && {
      kind: 'toggle',
      id: 'everyone',
      label: say('form.everyone', { count: form.people.length }),
      yes: say('form.yes'),
      on: form.everyone,
    },
    text(say('form.peopleHint'), 'small'),
    unknownLine(voice, form.unknown ?? []),
    {
      kind: 'dateInput',
      id: 'date',
      label: say('form.dateLabel'),
      value: form.date,
      problem: form.problems.date,
    },
    ...(form.more ? further(voice, form) : []),
    buttons(
      { label: say('form.check'), main: true, verb: 'round.check', data: { ...form.where, more: form.more } },
      !form.more && { label: say('form.more'), verb: 'round.form', data: { ...form.where, more: true } },
    ),
  ])
}

/** One of them keeps nobody else from being asked. */
export const unknownLine = ({ say }: Voice, names: readonly string[]): Part | undefined => {
  const known = names.filter((name) => name !== '')
  const named = known.length === names.length ? 'yes' : 'no'
  return names.length === 0
    ? undefined
    : text(say('unknownPeople.line', { count: names.length, named, names: known.join(', ') }), 'small')
}

const further = ({ kit, say, languages }: Voice, form: RoundForm): Part[] => [
  {
    kind: 'choicesInput',
    id: 'outsiders',
    label: say('form.outsiders'),
    // Only the directory knows their names; ticked stays ticked.
    choices: form.outsiders.map((id, at) => ({ id, name: say('form.outsider', { number: at + 1 }) })),
    chosen: form.outsiders,
    directory: true,
  },
  text(say('form.outsidersHint'), 'small'),
  {
    kind: 'choiceInput',
    id: 'hour',
    label: say('form.hour'),
    value: String(form.hour),
    choices: HOURS.map((hour) => ({ id: String(hour), name: say('moment.hour', { hour }) })),
    none: say('moment.hour', { hour: form.hour }),
  },
  {
    kind: 'choiceInput',
    id: 'floor',
    label: say('form.floor'),
    value: String(form.floor),
    choices: floors.map((floor) => ({ id: String(floor), name: say('form.floorChoice', { floor }) })),
    none: say('form.floorChoice', { floor: form.floor }),
  },
  text(say('form.floorHint'), 'small'),
  ...perRole(say, form),
  {
    kind: 'choicesInput',
    id: 'blocks',
    label: say('form.blocks'),
    choices: kit.blocks.map(({ id, name }) => ({ id, name: say('result.block', { block: id, name }) })),
    chosen: form.blocks,
    problem: form.problems.blocks,
  },
  {
    kind: 'choiceInput',
    id: 'language',
    label: say('form.language'),
    value: form.language,
    choices: languages.map((language) => ({ id: language, name: say(`language.${language}`) })),
    none: say(`language.${form.language}`),
  },
]

/** So many people make a view per role possible: two sides of the floor. */
export const enoughForRoles = (floor: number): number => 2 * floor

/** Offered only where the channel is large enough for it; elsewhere it says why not. */
const perRole = (say: Voice['say'], form: RoundForm): Part[] => {
  const least = enoughForRoles(form.floor)
  if (form.people.length + form.outsiders.length < least && !form.perRole)
    return [text(say('perRole.tooFew', { least }), 'small')]
  return [
    {
      kind: 'toggle',
      id: 'perRole',
      label: say('perRole.label'),
      yes: say('form.yes'),
      on: form.perRole,
      problem: form.problems.perRole,
    },
    text(say('perRole.hint', { floor: form.floor, least }), 'small'),
  ]
}

const floors: readonly number[] = Array.from(
  { length: FLOOR.most - FLOOR.standard + 1 },
  (_, above) => FLOOR.standard + above,
)
