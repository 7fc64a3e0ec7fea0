import type { Action, Evaluation } from '../../flows/acting.ts'
import type { Round } from '../../flows/rounds.ts'
import { blockOf } from '../../kit/kit.ts'
import { LONGEST } from '../../kit/plainText.ts'
import { OUTCOMES } from '../../kit/plan.ts'
import { buttons, type Card, card, heading, type Part, text } from '../card.ts'
import type { Names, Voice } from '../voice.ts'

/** Actions a page: with the longest names a page stays under the card's limit. */
const A_PAGE = 10
/** Followed up so often, the card shows only the last looks back. */
const LAST = 3

/** `2026-12-04` as people here write it. */
const written = ({ say }: Voice, date: string): string => {
  const [, month = '', day = ''] = date.split('-')
  return `${Number(day)} ${say(`moment.month${Number(month)}`)} ${date.slice(0, 4)}`
}

const ownersOf = (names: Names, { owners, owner }: Action): string =>
  [...owners.map(names), ...(owner ? [owner] : [])].join(', ')

const lookedBack = (voice: Voice, { date, outcome, note }: Evaluation): string =>
  voice.say('action.last', {
    date: written(voice, date),
    outcome: voice.say(`evaluation.${outcome}`),
    note: note || 'none',
  })

/** What of an action is filled in, line by line. */
const lines = (voice: Voice, names: Names, action: Action): string[] => {
  const { say } = voice
  const filled = (['goal', 'means', 'indicator', 'remarks'] as const).filter((field) => action[field])
  return [
    say('action.owners', { names: ownersOf(names, action) }),
    say('action.term', { term: say(`action.${action.term}`) }),
    ...(action.end ? [say('action.until', { date: written(voice, action.end) })] : []),
    ...filled.map((field) => say(`action.${field}`, { text: action[field] })),
    ...(action.value ? [say('action.value', { value: action.value })] : []),
    ...(action.next ? [say('action.next', { date: written(voice, action.next) })] : []),
  ]
}

/** One row of the plan, for the channel and for whoever opens it. */
export const actionScreen = (voice: Voice, names: Names, action: Action): Card => {
  const { kit, say } = voice
  const running = action.status === 'running'
  const act = (verb: 'action.done' | 'action.stop' | 'action.form') => ({
    verb,
    data: { action: action.id, round: action.round },
  })
  return card(say('action.summary'), [
    heading(say('action.new')),
    text(action.what, 'strong'),
    text(say('result.block', { block: action.block, name: blockOf(kit, action.block).name }), 'small'),
    text(lines(voice, names, action).join('\n')),
    !running && text(say(`plan.${action.status}`), 'strong'),
    action.history.length > 0 &&
      text(
        action.history
          .slice(-LAST)
          .map((one) => lookedBack(voice, one))
          .join('\n'),
        'small',
      ),
    running &&
      buttons(
        { label: say('action.edit'), ...act('action.form') },
        { label: say('action.finish'), ...act('action.done') },
        { label: say('action.stop'), ...act('action.stop') },
      ),
  ])
}

export interface Report {
  readonly outcome: string
  readonly value: string
  readonly note: string
  readonly problem?: string
}

/** On the day, in private: how it stands, the indicator's value, a word; or later. */
export const evaluationScreen = (
  voice: Voice,
  names: Names,
  action: Action,
  report: Report = { outcome: '', value: '', note: '' },
): Card => {
  const { say } = voice
  const due = action.asked
  if (action.status !== 'running' || due === undefined) return actionSaidScreen(voice, names, action, 'evaluation.over')
  const data = { action: action.id, due }
  return card(say('evaluation.summary'), [
    heading(say('evaluation.title')),
    text(action.what, 'strong'),
    text(lines(voice, names, action).join('\n'), 'small'),
    text(say('evaluation.kinds'), 'small'),
    {
      kind: 'choiceInput',
      id: 'outcome',
      label: say('evaluation.outcome'),
      value: report.outcome,
      choices: OUTCOMES.map((id) => ({ id, name: say(`evaluation.${id}`) })),
      none: say('action.form.nothing'),
    },
    report.problem !== undefined && text(report.problem, 'warning'),
    ...indicatorInput(voice, action, report.value),
    {
      kind: 'textInput',
      id: 'note',
      label: say('evaluation.note'),
      value: report.note,
      example: say('evaluation.noteExample'),
      most: LONGEST.remark,
      lines: 'many',
    },
    buttons(
      { label: say('evaluation.save'), main: true, verb: 'evaluation.report', data },
      { label: say('evaluation.later'), verb: 'evaluation.snooze', data: { ...data, until: 'today' } },
      { label: say('evaluation.week'), verb: 'evaluation.snooze', data: { ...data, until: 'week' } },
    ),
  ])
}

const indicatorInput = ({ say }: Voice, { indicator, value }: Action, typed: string): Part[] =>
  indicator
    ? [
        {
          kind: 'textInput',
          id: 'value',
          label: say('evaluation.value', { indicator }),
          value: typed,
          example: value,
          most: LONGEST.title,
          lines: 'one',
        },
      ]
    : []

/** A word after something was done with an action, and the action as it now stands. */
export const actionSaidScreen = (
  voice: Voice,
  names: Names,
  action: Action,
  said: 'action.saved' | 'evaluation.thanks' | 'evaluation.snoozed' | 'evaluation.over',
): Card => {
  const drawn = actionScreen(voice, names, action)
  return { ...drawn, parts: [text(voice.say(said), 'strong'), ...drawn.parts] }
}

/** The plan in the channel: each action a line that opens it. */
export const planScreen = (voice: Voice, round: Round, actions: readonly Action[], page = 0): Card => {
  const { say } = voice
  const from = page * A_PAGE
  return card(say('plan.summary'), [
    heading(say('plan.title')),
    text(round.title, 'strong'),
    ...directionsOf(voice, round),
    actions.length === 0 && text(say('plan.empty')),
    ...actions.slice(from, from + A_PAGE).map(
      (action): Part => ({
        kind: 'row',
        title: say('plan.row', { what: action.what }),
        detail: say('plan.detail', {
          state: say(`plan.${action.status}`),
          next: action.next ? written(voice, action.next) : 'none',
        }),
        label: say('plan.open', { what: action.what }),
        press: { verb: 'action.show', data: { action: action.id, round: round.id } },
      }),
    ),
    actions.length > from + A_PAGE &&
      buttons({ label: say('plan.more'), verb: 'plan.show', data: { round: round.id, page: page + 1 } }),
    planButtons(voice, round),
  ])
}

export const directionsOf = ({ kit, say }: Voice, round: Round): Part[] =>
  Object.entries(round.directions ?? {}).flatMap(([block, words]): Part[] =>
    words
      ? [text(say('result.block', { block, name: blockOf(kit, block).name }), 'strong'), { kind: 'quote', text: words }]
      : [],
  )

/** Under what the team chose, and under the plan itself. */
export const planButtons = ({ say }: Voice, round: Round): Part | undefined =>
  buttons(
    { label: say('plan.add'), main: true, verb: 'action.form', data: { round: round.id } },
    { label: say('plan.show'), verb: 'plan.show', data: { round: round.id } },
  )
