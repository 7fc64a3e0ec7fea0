import type { CardElementArray, IChoiceSetInput } from '@microsoft/teams.cards'
import type { Part } from '../card.ts'
import type { Draw } from './draw.ts'
import { listedOf, searchFor, searchOf, valuesIn } from './people.ts'
import { literal, TONES, unmarked } from './text.ts'

/** The whole organisation: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/people-picker */
const DIRECTORY = { type: 'Data.Query', dataset: 'graph.microsoft.com/users' } as const

/** An input's own `errorMessage` only shows for checks the client makes; ours come from the bot. */
const problem = (said: string | undefined): CardElementArray =>
  said ? [literal(`⚠️ ${said}`, TONES.strong, 'Small')] : []

type ChoiceSet = Pick<IChoiceSetInput, 'style' | 'choices' | 'choices.data'>

/** Names to tick, or a search box over everyone in the organisation. */
const choicesOf = (part: Extract<Part, { kind: 'choicesInput' }>): ChoiceSet => {
  const named = listedOf(part).map(({ id, name }) => ({ title: unmarked(name), value: id }))
  return part.directory ? { choices: named, 'choices.data': DIRECTORY } : { style: 'expanded', choices: named }
}

/** What is typed, chosen or ticked; each comes back under its own id. */
export const drawInputs: Pick<
  Draw<CardElementArray>,
  'textInput' | 'dateInput' | 'choicesInput' | 'choiceInput' | 'copyable' | 'toggle'
> = {
  textInput: (part) => [
    {
      type: 'Input.Text',
      id: part.id,
      label: part.label,
      value: part.value,
      placeholder: part.example,
      // No `maxLength`: a client would cut a paste there, in the middle of a word, and say nothing.
      isMultiline: part.lines === 'many',
    },
    ...problem(part.problem),
  ],
  dateInput: (part) => [
    {
      type: 'Input.Date',
      id: part.id,
      label: part.label,
      // No `min`: what a client checks itself holds every button back, without a word where it has none.
      value: part.value,
    },
    ...problem(part.problem),
  ],
  choicesInput: (part, form) => [
    ...searchFor(part, form),
    {
      type: 'Input.ChoiceSet',
      id: part.id,
      label: part.label,
      isMultiSelect: true,
      wrap: true,
      value: valuesIn(part).join(','),
      ...choicesOf(part),
    },
    ...problem(part.problem),
  ],
  choiceInput: (part, form) => [
    ...searchFor(part, form),
    {
      type: 'Input.ChoiceSet',
      id: part.id,
      label: part.label,
      style: part.spread || searchOf(part) ? 'expanded' : 'compact',
      wrap: true,
      placeholder: part.none,
      ...(valuesIn(part).length > 0 ? { value: valuesIn(part).join() } : {}),
      choices: listedOf(part).map(({ id, name }) => ({ title: unmarked(name), value: id })),
    },
    ...problem(part.problem),
  ],
  copyable: (part) => [{ type: 'Input.Text', id: part.id, label: part.label, value: part.value }],
  toggle: (part) => [
    { type: 'Input.Toggle', id: part.id, title: unmarked(part.label), value: String(part.on), wrap: true },
    ...problem(part.problem),
  ],
}
