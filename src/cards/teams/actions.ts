import type { CardElementArray, IColumn, IExecuteAction, ISubmitAction } from '@microsoft/teams.cards'
import type { Button, PressData } from '../card.ts'
import { fitsAlone } from './buttons.ts'
import type { Form } from './draw.ts'
import { literal, TONES } from './text.ts'

/** What the platform hands back with a press. */
export const dataOf = ({ verb, data }: PressData): Record<string, unknown> => ({ v: 1, verb, ...data })

type Look = Pick<IExecuteAction, 'title' | 'style'>

/**
 * Some phones don't know Action.Execute, so each has a Submit with the same data, which the bot handles alike. An Execute says its verb
 * in its data too, as a Submit does: without it there, a round couldn't be closed in Microsoft's local client (`npm run realclient`).
 */
export const execute = (press: PressData, form: Form, look: Look): IExecuteAction => {
  const data = { ...dataOf(press), ...form }
  const fallback: ISubmitAction = { type: 'Action.Submit', data, ...look }
  return { type: 'Action.Execute', verb: press.verb, data, ...look, fallback }
}

const button =
  (form: Form) =>
  (pressed: Button): IExecuteAction =>
    execute(pressed, form, { title: pressed.label, ...(pressed.main ? { style: 'positive' } : {}) })

/** Buttons beside each other; one whose words are too long for any button is a line that wraps. */
export const buttonRow = (
  row: readonly Button[],
  form: Form,
  spacing: 'Medium' | 'Small',
): CardElementArray[number] => {
  const [first] = row
  if (!first || fitsAlone(first)) return { type: 'ActionSet', spacing, actions: row.map(button(form)) }
  return {
    type: 'Container',
    style: 'emphasis',
    spacing,
    minHeight: '44px',
    verticalContentAlignment: 'Center',
    selectAction: button(form)(first),
    items: [literal(first.label, TONES.strong)],
  }
}

/** Words to tap, each with the room that its letters take: an ActionSet would shorten them on a narrow phone. */
export const quietRow = (all: readonly Button[], form: Form): CardElementArray[number] => ({
  type: 'ColumnSet',
  spacing: 'Small',
  columns: all.map(
    (one): IColumn => ({
      type: 'Column',
      width: [...one.label].length + 3,
      minHeight: '44px',
      verticalContentAlignment: 'Center',
      selectAction: button(form)(one),
      items: [{ ...literal(one.label, { color: 'Accent' }), horizontalAlignment: 'Center' }],
    }),
  ),
})
