import type { Action } from '../../../flows/action/action.ts'
import { LONGEST } from '../../../kit/plainText.ts'
import { OUTCOMES } from '../../../kit/plan.ts'
import { buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import type { Names, Voice } from '../../voice.ts'
import { actionSaidScreen, lines } from './actionScreens.ts'

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
      spread: true,
      problem: report.problem,
    },
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
      { label: say('evaluation.agenda'), verb: 'evaluation.toAgenda', data },
    ),
    buttons(
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
