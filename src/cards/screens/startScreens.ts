import type { Round } from '../../flows/rounds.ts'
import { dateIn, workingDate } from '../../kit/calendar.ts'
import { FLOOR } from '../../kit/gate.ts'
import { DAY, type Instant } from '../../kit/instant.ts'
import { LONGEST } from '../../kit/plainText.ts'
import { buttons, type Card, card, heading, type PersonChoice, type PressData, text } from '../card.ts'
import { type Names, type Voice, when } from '../voice.ts'
import { planButtons } from './actionScreens.ts'

export const welcomeScreen = ({ say }: Voice): Card =>
  card(say('welcome.summary'), [
    heading(say('welcome.title')),
    text(say('welcome.what')),
    text(say('welcome.how'), 'small'),
    buttons({ label: say('welcome.start'), main: true, verb: 'round.form', data: {} }),
  ])

export const formSentScreen = ({ say }: Voice): Card =>
  card(say('form.sent.summary'), [
    heading(say('welcome.title')),
    text(say('form.sent.text')),
    buttons({ label: say('welcome.start'), verb: 'round.form', data: {} }),
  ])

export const planFormSentScreen = (voice: Voice, round: Round): Card =>
  card(voice.say('form.sent.summary'), [
    heading(voice.say('plan.title')),
    text(round.title, 'strong'),
    text(voice.say('plan.sent')),
    planButtons(voice, round),
  ])

/** Said in the channel, to nobody by name, when the private form couldn't be sent. */
export const unreachableScreen = ({ say }: Voice): Card =>
  card(say('form.unreachable.summary'), [heading(say('welcome.title')), text(say('form.unreachable.text'))])

export const helpScreen = ({ say }: Voice): Card =>
  card(say('help.summary'), [
    heading(say('help.title')),
    text(say('help.member')),
    text(say('help.start')),
    text(say('help.concern'), 'small'),
  ])

export interface RoundForm {
  /** The channel the round is for, as it goes back with the form; it is checked again when it comes in. */
  readonly where: PressData['data']
  readonly people: readonly PersonChoice[]
  readonly title: string
  readonly chosen: readonly string[]
  /** Instead of choosing: all of a large channel. */
  readonly everyone: boolean
  readonly date: string
  readonly problems: { readonly title?: string; readonly people?: string; readonly date?: string }
}

/** Preselected up to this many; in a larger channel nobody, since asking all of it is rarely meant. */
const PRESELECTED = 30
/** Two weeks: enough for people who work shifts, short enough to remember why it began. */
const USUAL_DAYS = 14

export const emptyForm = (
  voice: Voice,
  where: PressData['data'],
  people: readonly PersonChoice[],
  now: Instant,
): RoundForm => ({
  where,
  people,
  title: '',
  everyone: false,
  chosen: people.length <= PRESELECTED ? people.map(({ id }) => id) : [],
  date: workingDate(voice.zone, now + USUAL_DAYS * DAY),
  problems: {},
})

export const roundFormScreen = ({ say, zone }: Voice, form: RoundForm, now: Instant): Card =>
  card(say('form.summary'), [
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
    {
      kind: 'peopleInput',
      id: 'people',
      label: say('form.peopleLabel'),
      people: form.people,
      chosen: form.chosen,
      problem: form.problems.people,
    },
    form.people.length > PRESELECTED && {
      kind: 'toggle',
      id: 'everyone',
      label: say('form.everyone', { count: form.people.length }),
      on: form.everyone,
    },
    text(say('form.peopleHint'), 'small'),
    {
      kind: 'dateInput',
      id: 'date',
      label: say('form.dateLabel'),
      value: form.date,
      least: dateIn(zone, now),
      problem: form.problems.date,
    },
    buttons({ label: say('form.check'), main: true, verb: 'round.check', data: form.where }),
  ])

/** Before anything is sent: who gets a card, and what their number means for confidentiality. */
export const checkScreen = (voice: Voice, names: Names, round: Round, where: PressData['data']): Card => {
  const { say } = voice
  const count = round.members.length
  const meaning = count < FLOOR.least ? 'under' : count < round.floor ? 'blocks' : 'elements'
  return card(say('check.summary'), [
    heading(say('check.title')),
    text(say('check.round', { title: round.title, when: when(voice, round.closesAt) }), 'strong'),
    text(say('check.people', { count })),
    text(
      namedFew(
        voice,
        round.members.map(({ person }) => names(person)),
      ),
    ),
    text(
      say(`check.${meaning}`, { count, floor: round.floor, least: FLOOR.least }),
      meaning === 'under' ? 'warning' : undefined,
    ),
    buttons(
      { label: say('check.start'), main: true, verb: 'round.start', data: { round: round.id } },
      {
        label: say('check.change'),
        verb: 'round.form',
        data: { ...where, round: round.id },
      },
    ),
  ])
}

const NAMED = 30

/** All names of a team, the first of a crowd. */
export const namedFew = ({ say }: Voice, names: readonly string[]): string =>
  names.length <= NAMED
    ? names.join(', ')
    : say('check.others', { names: names.slice(0, NAMED).join(', '), count: names.length - NAMED })

export const startedScreen = ({ say }: Voice, round: Round): Card =>
  card(say('check.started.summary'), [
    heading(say('check.started.summary')),
    text(round.title, 'strong'),
    text(say('check.started.text')),
  ])
