import type { CardElementArray } from '@microsoft/teams.cards'
import type { Choice, Part, PeopleField } from '../card.ts'
import { cut } from '../cut.ts'
import { buttonRow } from './actions.ts'
import type { Form } from './draw.ts'
import { literal, TONES } from './text.ts'

/**
 * More names than this make a card too long. Teams' own picker is no help: "the current context" is the conversation the card is in,
 * a form in a private chat, and what a bot answers to a search of its own shows fifteen people at a time, and none on some phones
 * (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search). So names are typed or pasted.
 */
const CHOICES = 100
/** Characters of it that stand in the field again. */
const TYPED = 4000
type PeoplePart = Extract<Part, { kind: 'choicesInput' | 'choiceInput' }>

/** What looks for people, where they are too many for a list. */
export const searchOf = ({ choices, search }: PeoplePart): PeopleField | undefined =>
  choices.length > CHOICES ? search : undefined

/** Those who are chosen or may be meant; without a search everyone. */
export const listedOf = (part: PeoplePart): readonly Choice[] => {
  const search = searchOf(part)
  const chosen = part.kind === 'choicesInput' ? part.chosen : [part.value]
  if (!search) return part.choices
  return part.choices.filter(({ id }) => chosen.includes(id) || search.offered.includes(id)).map(shorter)
}

/** The platform's own ids are three times as long: of a hundred people they would fill the card. */
const shorter = ({ id, alias, name }: Choice): Choice => ({ id: alias ?? id, name })

/** What is chosen, as the list has it. */
export const valuesIn = (part: PeoplePart): readonly string[] => {
  const chosen = part.kind === 'choicesInput' ? part.chosen : [part.value]
  // What isn't in the list can't stand in it; whom the directory knows, no card lists.
  if (!searchOf(part))
    return 'directory' in part && part.directory
      ? chosen
      : chosen.filter((one) => part.choices.some(({ id }) => id === one))
  return part.choices.filter(({ id }) => chosen.includes(id)).map((choice) => shorter(choice).id)
}

/** A field to type or paste names in, with what the search said; nothing where everyone is in the list. */
export const searchFor = (part: PeoplePart, form: Form): CardElementArray => {
  const search = searchOf(part)
  if (!search) return []
  const { id, label, example, typed, said } = search
  return [
    {
      type: 'Input.Text',
      id,
      label,
      value: cut(typed, TYPED),
      placeholder: example,
      isMultiline: true,
    },
    buttonRow([search.button], form, 'Small'),
    ...said.map((sentence) => literal(sentence, TONES.strong, 'Small')),
  ]
}
