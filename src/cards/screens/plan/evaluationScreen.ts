import { type Action, kindOf } from '../../../flows/action/action.ts'
import type { PersonId } from '../../../flows/ids.ts'
import { LONGEST } from '../../../kit/plainText.ts'
import { asksOn, OUTCOMES } from '../../../kit/plan.ts'
import { PAGE } from '../../../kit/reading/pages.ts'
import { buttons, type Card, type Choice, card, heading, type Part, text } from '../../card.ts'
import { type Names, type Voice, when } from '../../voice.ts'
import { clientWarning } from '../clientWarning.ts'
import { peopleField } from '../peopleField.ts'
import type { Asking } from '../round/handOverScreens.ts'
import { actionScreen, lines, written } from './actionScreens.ts'
import { answerOf, questionOf } from './todayRow.ts'

export interface Report {
  readonly outcome: string
  readonly value: string
  readonly note: string
  /** Of the outcome. */
  readonly problem?: string
}

type Explanation = Pick<Report, 'value' | 'note'>

const NOTHING: Report = { outcome: '', value: '', note: '' }

/** A tap deeper than the card of the day: how it stands, the indicator's value, a word; the team's agenda, or later. */
export const evaluationScreen = (voice: Voice, names: Names, action: Action, report: Report = NOTHING): Card => {
  const { say } = voice
  const due = action.asked
  if (action.status !== 'running' || due === undefined) return evaluationOverScreen(voice, names, action, undefined)
  const data = { action: action.id, due }
  const kind = kindOf(action)
  return card(say('evaluation.summary'), [
    heading(say('evaluation.title')),
    text(action.what, 'strong'),
    text(lines(voice, names, action).join('\n'), 'small'),
    text(questionOf(voice, action, due)),
    asksOn(action, due) === 'evaluation' && text(say(`today.kind.${kind}.advice`), 'small'),
    buttons({ label: say('wisdom.evaluate'), verb: 'page.read', data: { page: PAGE.evaluating, from: 'today' } }),
    {
      kind: 'choiceInput',
      id: 'outcome',
      label: say('evaluation.outcome'),
      value: report.outcome,
      choices: OUTCOMES.map((id) => ({ id, name: say(`evaluation.${id}`) })),
      none: say('action.form.nothing'),
      spread: true,
      problem: report.problem,
    },
    ...further(voice, action, report),
    buttons(
      { label: say('evaluation.save'), main: true, verb: 'evaluation.report', data },
      { label: say('evaluation.agenda'), verb: 'evaluation.toAgenda', data },
    ),
    buttons({ label: say('evaluation.later'), verb: 'evaluation.snooze', data: { ...data, until: 'today' } }),
    buttons({ label: say('today.tomorrow'), verb: 'evaluation.snooze', data: { ...data, until: 'tomorrow' } }),
    buttons(
      { label: say('evaluation.week'), verb: 'evaluation.snooze', data: { ...data, until: 'week' } },
      { label: say('today.date'), verb: 'action.date', data: { action: action.id } },
      { label: say('today.passOn'), verb: 'action.passOn', data: { action: action.id } },
      { label: say('today.back'), verb: 'today.show', data: {} },
    ),
  ])
}

/** More about what was answered. */
export const explainScreen = (
  voice: Voice,
  names: Names,
  action: Action,
  due: string,
  report: Explanation = NOTHING,
): Card => {
  const { say } = voice
  return card(say('evaluation.summary'), [
    heading(say('today.explain')),
    text(action.what, 'strong'),
    text(answerOf(voice, names, action, due)),
    ...further(voice, action, report),
    buttons(
      {
        label: say('evaluation.save'),
        main: true,
        verb: 'evaluation.explain',
        data: { action: action.id, due, saved: true },
      },
      { label: say('today.back'), verb: 'today.show', data: {} },
    ),
  ])
}

/** Why a date isn't asked about any more, and how the action stands. @param due the date, where one was named */
export const evaluationOverScreen = (
  voice: Voice,
  names: Names,
  action: Action,
  due: string | undefined,
  reader?: PersonId,
): Card => {
  const drawn = actionScreen(voice, names, action)
  return { ...drawn, parts: [text(overOf(voice, names, action, due, reader), 'strong'), ...drawn.parts] }
}

const overOf = (
  voice: Voice,
  names: Names,
  action: Action,
  due: string | undefined,
  reader: PersonId | undefined,
): string => {
  const { say } = voice
  const last = due ?? action.history.at(-1)?.date ?? ''
  const answer = answerOf(voice, names, action, last, reader)
  if (answer) return say('today.over.answered', { answer })
  if (action.status !== 'running') return say('today.said.ended', { state: say(`plan.${action.status}`) })
  if (action.snoozedUntil !== undefined) return say('today.said.snoozed', { when: when(voice, action.snoozedUntil) })
  return say('today.over.moved', { date: action.next ? written(voice, action.next) : '' })
}

const further = (voice: Voice, { indicator, value }: Action, report: Explanation): Part[] => [
  ...(indicator
    ? [
        {
          kind: 'textInput',
          id: 'value',
          label: voice.say('evaluation.value', { indicator }),
          value: report.value,
          example: value,
          most: LONGEST.title,
          lines: 'one',
        } as const,
      ]
    : []),
  {
    kind: 'textInput',
    id: 'note',
    label: voice.say('evaluation.note'),
    value: report.note,
    example: voice.say('evaluation.noteExample'),
    most: LONGEST.remark,
    lines: 'many',
  },
  clientWarning(voice),
]

/** Which date: of the next look back, of the first one for who takes it on, or a new end. */
export const dateScreen = (
  { say }: Voice,
  action: Action,
  asks: {
    readonly question: 'today.ask.date' | 'today.ask.again' | 'today.ask.end'
    readonly verb: 'action.date' | 'action.extend'
    readonly field: 'date' | 'end'
    readonly value: string
    readonly problem?: string
  },
): Card =>
  card(say('evaluation.summary'), [
    heading(say(asks.question)),
    text(action.what, 'strong'),
    {
      kind: 'dateInput',
      id: asks.field,
      label: say(asks.field === 'end' ? 'action.form.end' : 'today.ask.label'),
      value: asks.value,
      problem: asks.problem,
    },
    buttons(
      { label: say('evaluation.save'), main: true, verb: asks.verb, data: { action: action.id } },
      { label: say('today.back'), verb: 'today.show', data: {} },
    ),
  ])

/** To whom it is passed on, among the people of its channel. */
export const passOnScreen = (
  voice: Voice,
  action: Action,
  people: readonly Choice[],
  { chosen: [person = ''] = [], search, problem }: Asking = {},
): Card => {
  const { say } = voice
  return card(say('evaluation.summary'), [
    heading(say('today.ask.who')),
    text(action.what, 'strong'),
    {
      kind: 'choiceInput',
      id: 'person',
      label: say('today.ask.whoLabel'),
      value: person,
      choices: people,
      none: say('action.form.nothing'),
      problem,
      search: peopleField(voice, 'person', { verb: 'action.passOn', data: { action: action.id, find: true } }, search),
    },
    buttons(
      { label: say('today.passOn'), main: true, verb: 'action.passOn', data: { action: action.id } },
      { label: say('today.back'), verb: 'today.show', data: {} },
    ),
  ])
}
