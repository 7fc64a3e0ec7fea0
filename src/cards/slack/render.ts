import type { ActionsBlock, Button as ButtonElement, KnownBlock, RichTextBlock, RichTextElement } from '@slack/types'
import { drawnSteps, stripes } from '../bars.ts'
import { type Button, type Card, dials, type Part, type PressData, type Star } from '../card.ts'
import { cut } from '../cut.ts'
import { SLACK } from '../limits.ts'
import { drawnBar, drawnMarks, FILLED, HOLLOW, type MarkRow, TAKEN_BACK } from '../marks.ts'
import { inputBlock, plain } from './inputs.ts'
import { textOf } from './text.ts'

/** A message as Slack's `chat.postMessage` takes it. */
export interface SlackMessage {
  /** What the blocks say, for notifications and screen readers. */
  readonly text: string
  readonly blocks: KnownBlock[]
}

/** Draws each part of the vocabulary: add one, and this stops compiling until it is drawn. */
type Draw = { readonly [K in Part['kind']]: (part: Extract<Part, { kind: K }>) => KnownBlock[] }
type Style = NonNullable<Extract<RichTextElement, { type: 'text' }>['style']>

const SIGN = { green: '🟢', orange: '🟠', red: '🔴' } as const

/** Splits a text at Slack's limit: nothing of what someone wrote may be lost. */
const pieces = (text: string): string[] => {
  if (text.length <= SLACK.section) return [text]
  const characters = [...text]
  const count = Math.max(1, Math.ceil(characters.length / SLACK.section))
  return Array.from({ length: count }, (_, at) =>
    characters.slice(at * SLACK.section, (at + 1) * SLACK.section).join(''),
  )
}

const runs = (text: string, style?: Style): RichTextElement[] =>
  pieces(text).map((piece) => ({ type: 'text', text: piece, ...(style ? { style } : {}) }))

/** Literal text: a text element of rich text is never read as markup, mention or link. https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
const literal = (text: string, style?: Style): RichTextBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: runs(text, style) }],
})

const small = (text: string): KnownBlock => ({ type: 'context', elements: [plain(text, SLACK.section)] })

/** The value that comes back with a press. */
export const pressValue = ({ data }: PressData): string => JSON.stringify({ v: 1, ...data })

const button = (label: string, press: PressData, main = false): ButtonElement => ({
  type: 'button',
  action_id: press.verb,
  text: plain(label, SLACK.button),
  value: pressValue(press),
  ...(main ? { style: 'primary' } : {}),
})

/**
 * Slack wants each `action_id` once in a block, and ours are the verbs: a button with a verb that the row already has
 * begins a new row, so that buttons keep their order. https://docs.slack.dev/reference/block-kit/blocks/actions-block
 */
const rows = (buttons: readonly Button[]): ActionsBlock[] => {
  const all: Button[][] = []
  for (const one of buttons) {
    const row = all.at(-1)
    if (row && row.length < SLACK.actions && !row.some(({ verb }) => verb === one.verb)) row.push(one)
    else all.push([one])
  }
  return all.map((some) => ({
    type: 'actions',
    elements: some.map(({ label, main, ...press }) => button(label, press, main)),
  }))
}

/**
 * Stars of one row have one verb, and Slack wants each `action_id` once: what stands behind the sign tells them apart, and is
 * no part of the verb (`bot/slack/inbound.ts`).
 */
const star = (sign: string, { label, ...press }: Star): ButtonElement => ({
  ...button(sign, press),
  action_id: `${press.verb}/${press.data.stars}`,
  accessibility_label: plain(label, SLACK.button).text,
})

/** Beside a row that says the rest already, "Open …" needs its own words alone, and a phone has no room for more; who hears it hears all of it. */
const rowButton = ({ title, label, brief, press }: Extract<Part, { kind: 'row' }>): ButtonElement => {
  const heard = { accessibility_label: plain(label, SLACK.button).text }
  if (brief !== undefined) return { ...button(brief, press), ...heard }
  const said = [title, title.replace(/^\d+ /, '')].find((words) => words !== '' && label.endsWith(` ${words}`))
  const before = label.slice(0, label.length - (said ?? label).length).trim()
  // "Plan of" alone would say nothing.
  if (!/^(\S+|.+[:·])$/u.test(before)) return button(label, press)
  return { ...button(before.replace(/\s*[:·]$/u, ''), press), ...heard }
}

/** Shows what is wrong right under its field. */
const withProblem = (block: KnownBlock, problem: string | undefined): KnownBlock[] =>
  problem ? [block, small(`⚠️ ${problem}`)] : [block]

const markRow = ({ name, marks, said }: MarkRow): string =>
  [...(name === undefined ? [] : [name]), drawnMarks(marks), said].join('\n')

/** One block a block of the kit: a message has room for fifty. */
const marked = (title: string | undefined, rows: readonly MarkRow[]): RichTextBlock => ({
  type: 'rich_text',
  elements: [
    {
      type: 'rich_text_section',
      elements: [
        ...(title === undefined ? [] : runs(`${title}\n`, { bold: true })),
        ...runs(rows.map(markRow).join('\n')),
      ],
    },
  ],
})

const draw: Draw = {
  heading: (part) => [{ type: 'header', text: plain(part.text, SLACK.header) }],
  text: (part) => {
    if (part.tone === 'small') return [small(part.text)]
    if (part.tone === 'warning') return [literal(`⚠️ ${part.text}`)]
    return [literal(part.text, part.tone === 'strong' ? { bold: true } : undefined)]
  },
  quote: (part) => [{ type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: runs(part.text) }] }],
  copyable: (part) => [{ type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: runs(part.value) }] }],
  progress: (part) => [small(`${drawnSteps(part.marks)}  ${part.label}`)],
  gradeChoice: (part) => {
    const head = [`${SIGN[part.grade]} ${part.word}`, part.chosen].filter(Boolean).join(' · ')
    return [
      {
        type: 'section',
        text: plain(`${head}\n${part.statement}`, SLACK.section),
        accessory: button(part.chosen ? `✓ ${part.word}` : part.word, part.press, Boolean(part.chosen)),
      },
    ]
  },
  marks: (part) => [marked(part.title, part.rows)],
  bars: ({ rows, most }) => [
    literal(rows.map((row) => [drawnBar(row, most), row.said].filter(Boolean).join(' ')).join('\n')),
  ],
  counts: (part) => [literal(part.title, { bold: true }), small(`${stripes(part.counts)}\n${part.said}`)],
  row: (part) =>
    part.label === part.title
      ? // The button has the same words already, and a phone has no room for both.
        [{ type: 'actions', elements: [button(part.label, part.press)] }, small(part.detail)]
      : [
          {
            type: 'section',
            text: plain(`${part.title}\n${part.detail}`, SLACK.section),
            accessory: rowButton(part),
          },
        ],
  link: (part) => [
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'link', url: part.url, text: dials(part) ? `📞 ${part.title}` : part.title, style: { bold: true } },
            { type: 'text', text: `\n${part.detail}` },
          ],
        },
      ],
    },
  ],
  textInput: (part) => withProblem(inputBlock(part), part.problem),
  dateInput: (part) => withProblem(inputBlock(part), part.problem),
  choicesInput: (part) => withProblem(inputBlock(part), part.problem),
  choiceInput: (part) => withProblem(inputBlock(part), part.problem),
  toggle: (part) => withProblem(inputBlock(part), part.problem),
  rating: (part) => [
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [...runs(part.title, { bold: true }), ...runs(` · ${part.said}`)],
        },
      ],
    },
    ...(part.beside ? drawPart(part.beside) : []),
    {
      type: 'actions',
      elements: [
        ...part.stars.map((one, at) => star(at < part.given ? FILLED : HOLLOW, one)),
        ...(part.clear ? [star(TAKEN_BACK, part.clear)] : []),
      ],
    },
  ],
  buttons: (part) => rows(part.buttons),
}

const drawPart = <K extends Part['kind']>(part: Extract<Part, { kind: K }>): KnownBlock[] =>
  (draw[part.kind] as Draw[K])(part)

export const slackBlocks = ({ parts }: Card): KnownBlock[] => parts.flatMap((part) => drawPart(part))

/** One Slack message: https://docs.slack.dev/reference/block-kit */
export const slackMessage = (card: Card): SlackMessage => ({
  text: cut(textOf(card), SLACK.fallback),
  blocks: slackBlocks(card),
})
