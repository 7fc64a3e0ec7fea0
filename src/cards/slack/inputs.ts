import type { Checkboxes, InputBlock, InputBlockElement, PlainTextElement, PlainTextOption } from '@slack/types'
import { isDate } from '../../kit/calendar/calendar.ts'
import type { Choice, Part } from '../card.ts'
import { cut } from '../cut.ts'
import { SLACK } from '../limits.ts'

/** Plain and literal: neither markup nor `:emoji:` of anyone's is ever live. */
export const plain = (text: string, most: number): PlainTextElement => ({
  type: 'plain_text',
  text: cut(text, most),
  emoji: false,
})

const option = ({ id, name }: Choice): PlainTextOption => ({ text: plain(name, SLACK.option), value: id })

const field = (id: string, label: string, element: InputBlockElement): InputBlock => ({
  type: 'input',
  block_id: id,
  label: plain(label, SLACK.label),
  element,
  // The bot says itself what is missing or wrong, with the field.
  optional: true,
})

/** What is typed, chosen or ticked; each comes back under its own id. */
export const inputBlock = (part: Extract<Part, { kind: InputKind }>): InputBlock => {
  switch (part.kind) {
    case 'textInput':
      return field(part.id, part.label, {
        type: 'plain_text_input',
        action_id: part.id,
        multiline: part.lines === 'many',
        // As much as Slack takes: how much is too much the bot says itself, on every platform alike.
        max_length: SLACK.typed,
        ...(part.value ? { initial_value: cut(part.value, SLACK.typed) } : {}),
        ...(part.example ? { placeholder: plain(part.example, SLACK.placeholder) } : {}),
      })
    case 'dateInput':
      return field(part.id, part.label, {
        type: 'datepicker',
        action_id: part.id,
        // Slack refuses a whole card for a day that doesn't exist.
        ...(isDate(part.value) ? { initial_date: part.value } : {}),
      })
    case 'choicesInput':
      return field(part.id, part.label, several(part))
    case 'choiceInput':
      return field(part.id, part.label, one(part))
    case 'toggle': {
      const yes = { text: plain(part.yes, SLACK.option), value: 'true' }
      const boxes: Checkboxes = {
        type: 'checkboxes',
        action_id: part.id,
        options: [yes],
        ...(part.on ? { initial_options: [yes] } : {}),
      }
      return field(part.id, part.label, boxes)
    }
  }
}

export type InputKind = 'textInput' | 'dateInput' | 'choicesInput' | 'choiceInput' | 'toggle'

/** Boxes for a few, a list for many, and Slack's own picker for people beyond that or from the whole workspace. */
const several = ({ id, choices, chosen, directory }: Extract<Part, { kind: 'choicesInput' }>): InputBlockElement => {
  if (directory || choices.length > SLACK.options)
    return { type: 'multi_users_select', action_id: id, ...(chosen.length > 0 ? { initial_users: [...chosen] } : {}) }
  const options = choices.map(option)
  const ticked = options.filter(({ value }) => chosen.includes(value ?? ''))
  const initial = ticked.length > 0 ? { initial_options: ticked } : {}
  return options.length > SLACK.boxes
    ? { type: 'multi_static_select', action_id: id, options, ...initial }
    : { type: 'checkboxes', action_id: id, options, ...initial }
}

const one = (part: Extract<Part, { kind: 'choiceInput' }>): InputBlockElement => {
  // Slack's own picker finds anyone of the workspace by what is typed; who isn't of the channel is refused with a word.
  if (part.search && part.choices.length > SLACK.options)
    return { type: 'users_select', action_id: part.id, ...(part.value ? { initial_user: part.value } : {}) }
  const options = part.choices.slice(0, SLACK.options).map(option)
  const chosen = options.find(({ value }) => value === part.value)
  const initial = chosen ? { initial_option: chosen } : {}
  if (part.spread && options.length <= SLACK.boxes)
    return { type: 'radio_buttons', action_id: part.id, options, ...initial }
  return {
    type: 'static_select',
    action_id: part.id,
    options,
    placeholder: plain(part.none, SLACK.placeholder),
    ...initial,
  }
}
