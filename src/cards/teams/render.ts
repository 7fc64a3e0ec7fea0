import type {
  CardElementArray,
  IAdaptiveCard,
  IChoiceSetInput,
  IColumn,
  IExecuteAction,
  ISubmitAction,
} from '@microsoft/teams.cards'
import { drawnSteps, stripes } from '../bars.ts'
import {
  type Button,
  type Card,
  type Choice,
  dials,
  fieldsOf,
  type Part,
  type PeopleField,
  type PressData,
} from '../card.ts'
import { drawnMarks, type MarkRow } from '../marks.ts'
import { buttonRows, fitsAlone } from './buttons.ts'
import { literal, TONES, title, unmarked } from './text.ts'

/** Draws each part of the vocabulary: add one, and this stops compiling until it is drawn. */
type Draw<Out> = { readonly [K in Part['kind']]: (part: Extract<Part, { kind: K }>, form: Form) => Out }

/** What each button of a card with fields carries: a client leaves out fields in which nothing stands. */
interface Form {
  readonly fields?: string
}

const SIGN = { green: '🟢', orange: '🟠', red: '🔴' } as const
/**
 * More names than this make a card too long. Teams' own picker is no help: "the current context" is the conversation the card is in,
 * a form in a private chat, and what a bot answers to a search of its own shows fifteen people at a time, and none on some phones
 * (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search). So names are typed or pasted.
 */
const CHOICES = 100
/** Characters of a paste. */
const TYPED = 4000
/** The whole organisation: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/people-picker */
const DIRECTORY = { type: 'Data.Query', dataset: 'graph.microsoft.com/users' } as const

const dataOf = ({ verb, data }: PressData): Record<string, unknown> => ({ v: 1, verb, ...data })

type Look = Pick<IExecuteAction, 'title' | 'style'>

/** Some phones don't know Action.Execute, so each has a Submit with the same data, which the bot handles alike. */
const execute = (press: PressData, form: Form, look: Look): IExecuteAction => {
  const data = { ...dataOf(press), ...form }
  const fallback: ISubmitAction = { type: 'Action.Submit', data, ...look }
  return { type: 'Action.Execute', verb: press.verb, data, ...look, fallback }
}

const button =
  (form: Form) =>
  (pressed: Button): IExecuteAction =>
    execute(pressed, form, { title: pressed.label, ...(pressed.main ? { style: 'positive' } : {}) })

/** Buttons beside each other; one whose words are too long for any button is a line that wraps. */
const buttonRow = (row: readonly Button[], form: Form, spacing: 'Medium' | 'Small'): CardElementArray[number] => {
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
const quietRow = (all: readonly Button[], form: Form): CardElementArray[number] => ({
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

const column = (width: string, ...items: CardElementArray): IColumn => ({
  type: 'Column',
  width,
  items,
  verticalContentAlignment: 'Center',
})

/** An input's own `errorMessage` only shows for checks the client makes; ours come from the bot. */
const problem = (said: string | undefined): CardElementArray =>
  said ? [literal(`⚠️ ${said}`, TONES.strong, 'Small')] : []

type ChoiceSet = Pick<IChoiceSetInput, 'style' | 'choices' | 'choices.data'>

type PeoplePart = Extract<Part, { kind: 'choicesInput' | 'choiceInput' }>

/** What looks for people, where they are too many for a list. */
const searchOf = ({ choices, search }: PeoplePart): PeopleField | undefined =>
  choices.length > CHOICES ? search : undefined

/** Those who are chosen or may be meant; without a search everyone. */
const listedOf = (part: PeoplePart): readonly Choice[] => {
  const search = searchOf(part)
  const chosen = part.kind === 'choicesInput' ? part.chosen : [part.value]
  if (!search) return part.choices
  return part.choices.filter(({ id }) => chosen.includes(id) || search.offered.includes(id)).map(shorter)
}

/** The platform's own ids are three times as long: of a hundred people they would fill the card. */
const shorter = ({ id, alias, name }: Choice): Choice => ({ id: alias ?? id, name })

/** What is chosen, as the list has it. */
const valuesIn = (part: PeoplePart): readonly string[] => {
  const chosen = part.kind === 'choicesInput' ? part.chosen : [part.value]
  if (!searchOf(part)) return chosen
  return part.choices.filter(({ id }) => chosen.includes(id)).map((choice) => shorter(choice).id)
}

const searchFor = (part: PeoplePart, form: Form): CardElementArray => {
  const search = searchOf(part)
  if (!search) return []
  const { id, label, example, typed, said } = search
  return [
    {
      type: 'Input.Text',
      id,
      label,
      value: [...typed].slice(0, TYPED).join(''),
      placeholder: example,
      maxLength: TYPED,
      isMultiline: true,
    },
    buttonRow([search.button], form, 'Small'),
    ...said.map((sentence) => literal(sentence, TONES.strong, 'Small')),
  ]
}

/** Names to tick, or a search box over everyone in the organisation. */
const choicesOf = (part: Extract<Part, { kind: 'choicesInput' }>): ChoiceSet => {
  const named = listedOf(part).map(({ id, name }) => ({ title: unmarked(name), value: id }))
  return part.directory ? { choices: named, 'choices.data': DIRECTORY } : { style: 'expanded', choices: named }
}

const markRow = ({ name, marks, said }: MarkRow, underTitle: boolean): CardElementArray => [
  {
    type: 'RichTextBlock',
    spacing: underTitle ? 'None' : 'Small',
    inlines: [
      ...(name === undefined ? [] : [{ type: 'TextRun', text: `${name}\n` } as const]),
      { type: 'TextRun', text: drawnMarks(marks) },
      { type: 'TextRun', text: `\n${said}`, ...TONES.small },
    ],
  },
]

const draw: Draw<CardElementArray> = {
  heading: (part) => [title(part.text)],
  text: (part) => [literal(part.tone === 'warning' ? `⚠️ ${part.text}` : part.text, TONES[part.tone ?? 'plain'])],
  quote: (part) => [{ type: 'Container', style: 'emphasis', items: [literal(part.text)] }],
  progress: (part) => [
    {
      type: 'RichTextBlock',
      inlines: [
        { type: 'TextRun', text: drawnSteps(part.marks), color: 'Accent', size: 'Small' },
        { type: 'TextRun', text: ` ${part.label}`, ...TONES.small },
      ],
    },
  ],
  gradeChoice: (part, form) => {
    const head = [`${SIGN[part.grade]} ${part.word}`, part.chosen].filter(Boolean).join(' · ')
    return [
      {
        type: 'Container',
        style: part.chosen ? 'accent' : 'emphasis',
        spacing: 'Small',
        minHeight: '44px',
        selectAction: execute(part.press, form, { title: `${part.word}: ${part.statement}` }),
        items: [literal(head, TONES.strong), literal(part.statement, {}, 'None')],
      },
    ]
  },
  marks: (part) => [
    ...(part.title === undefined ? [] : [literal(part.title, TONES.strong, 'Medium')]),
    ...part.rows.flatMap((row, at) => markRow(row, at === 0 && part.title !== undefined)),
  ],
  counts: (part) => [
    literal(part.title, TONES.strong, 'Medium'),
    literal(stripes(part.counts), {}, 'None'),
    literal(part.said, TONES.small, 'None'),
  ],
  row: (part, form) => [
    {
      type: 'Container',
      spacing: 'Small',
      minHeight: '44px',
      selectAction: execute(part.press, form, { title: part.label }),
      items: [
        {
          type: 'ColumnSet',
          columns: [
            column('stretch', literal(part.title), literal(part.detail, TONES.small, 'None')),
            column('auto', literal('›')),
          ],
        },
      ],
    },
  ],
  textInput: (part) => [
    {
      type: 'Input.Text',
      id: part.id,
      label: part.label,
      value: part.value,
      placeholder: part.example,
      maxLength: part.most,
      isMultiline: part.lines === 'many',
    },
    ...problem(part.problem),
  ],
  dateInput: (part) => [
    {
      type: 'Input.Date',
      id: part.id,
      label: part.label,
      value: part.value,
      ...(part.least ? { min: part.least } : {}),
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
      ...(part.value ? { value: valuesIn(part).join() } : {}),
      choices: listedOf(part).map(({ id, name }) => ({ title: unmarked(name), value: id })),
    },
    ...problem(part.problem),
  ],
  link: (part) => [
    {
      type: 'Container',
      spacing: 'Small',
      minHeight: '44px',
      selectAction: { type: 'Action.OpenUrl', title: part.title, url: part.url },
      items: [
        literal(dials(part) ? `📞 ${part.title}` : `${part.title} ↗`, { weight: 'Bolder', color: 'Accent' }),
        literal(part.detail, TONES.small, 'None'),
      ],
    },
  ],
  copyable: (part) => [{ type: 'Input.Text', id: part.id, label: part.label, value: part.value }],
  toggle: (part) => [
    { type: 'Input.Toggle', id: part.id, title: unmarked(part.label), value: String(part.on), wrap: true },
  ],
  buttons: (part, form) =>
    part.quiet
      ? [quietRow(part.buttons, form)]
      : buttonRows(part.buttons).map((row, at) => buttonRow(row, form, at === 0 ? 'Medium' : 'Small')),
}

const drawPart = <K extends Part['kind']>(part: Extract<Part, { kind: K }>, form: Form): CardElementArray =>
  (draw[part.kind] as Draw<CardElementArray>[K])(part, form)

const formOf = ({ parts }: Card): Form => {
  const ids = fieldsOf(parts)
  return ids.length > 0 ? { fields: ids.join(',') } : {}
}

/** One Adaptive Card 1.5, as https://adaptivecards.io/schemas/1.5.0/adaptive-card.json describes it. */
export const teamsCard = (card: Card): IAdaptiveCard => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  fallbackText: card.summary,
  body: card.parts.flatMap((part) => drawPart(part, formOf(card))),
  ...(card.refresh
    ? {
        refresh: {
          action: { type: 'Action.Execute', verb: card.refresh.press.verb, data: dataOf(card.refresh.press) },
          userIds: [card.refresh.person],
        },
      }
    : {}),
})
