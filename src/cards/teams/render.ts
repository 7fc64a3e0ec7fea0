import type { CardElementArray, IAdaptiveCard, IColumn } from '@microsoft/teams.cards'
import { drawnSteps, stripes } from '../bars.ts'
import { type Card, dials, fieldsOf, type Part } from '../card.ts'
import { buttonRow, dataOf, execute, quietRow } from './actions.ts'
import { buttonRows } from './buttons.ts'
import type { Draw, Form } from './draw.ts'
import { drawInputs } from './inputs.ts'
import { barRows, drawMarks } from './pictures.ts'
import { starRow } from './stars.ts'
import { literal, TONES, title } from './text.ts'

const SIGN = { green: '🟢', orange: '🟠', red: '🔴' } as const

const column = (width: string, ...items: CardElementArray): IColumn => ({
  type: 'Column',
  width,
  items,
  verticalContentAlignment: 'Center',
})

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
  marks: drawMarks,
  bars: (part) => [barRows(part)],
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
  ...drawInputs,
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
  rating: (part, form) => [
    {
      type: 'RichTextBlock',
      separator: true,
      inlines: [
        { type: 'TextRun', text: part.title, ...TONES.strong },
        { type: 'TextRun', text: ` · ${part.said}` },
      ],
    },
    ...(part.beside ? drawPart(part.beside, form) : []),
    starRow(part),
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
