import type { Pressable } from '../pressable.ts'
import type { DrawnCard } from '../world.ts'
import { fieldsOf, standing } from './fields.ts'

type Node = Readonly<Record<string, unknown>>
interface Button {
  readonly type: 'button'
  readonly action_id: string
  readonly text: { readonly text: string }
  readonly value: string
  readonly style?: string
  readonly accessibility_label?: string
}

const nodes = (value: unknown): readonly Node[] => (Array.isArray(value) ? (value as Node[]) : [])
const textIn = (value: unknown): string => String((value as { readonly text?: unknown } | undefined)?.text ?? '')
const blocksOf = (card: DrawnCard): readonly Node[] => nodes(card.blocks)

const buttonsOf = (block: Node): Button[] =>
  [...nodes(block.elements), block.accessory]
    .filter((element) => (element as Node | undefined)?.type === 'button')
    .map((element) => element as Button)

/** Buttons of one row may have one verb: what stands behind it tells them apart for Slack. */
const verbOf = ({ action_id }: Button): string => action_id.split('/', 1)[0] ?? ''

/** A sign alone is read out in the words that stand for it. */
const wordsOf = ({ text, accessibility_label }: Button): string => accessibility_label ?? textIn(text)

const said = (button: Button): string => {
  const full = wordsOf(button)
  const words = full.startsWith(textIn(button.text)) ? full : `${textIn(button.text)} ${full}`
  return button.style ? `[${words}]` : `(${words})`
}

/** Runs of one section belong together; a quote or section is a text of its own. */
const richTexts = (elements: readonly Node[]): string[] =>
  elements.map((section) =>
    nodes(section.elements)
      .map((run) => String(run.text ?? ''))
      .join(''),
  )

/** What a message, window or page says, line by line. */
export const slackTexts = (card: DrawnCard): string[] => {
  const errors = (card.errors ?? {}) as Readonly<Record<string, string>>
  const fields = new Map(fieldsOf(card).map((field) => [field.id, field]))
  const typed = (card.typed ?? {}) as Readonly<Record<string, unknown>>
  const blocks = blocksOf(card).flatMap((block): string[] => {
    switch (block.type) {
      case 'header':
        return [textIn(block.text)]
      case 'section':
        return [...textIn(block.text).split('\n'), ...buttonsOf(block).map(said)]
      case 'context':
        return nodes(block.elements).flatMap((element) => textIn(element).split('\n'))
      case 'rich_text':
        return richTexts(nodes(block.elements)).flatMap((text) => text.split('\n'))
      case 'actions':
        return buttonsOf(block).map(said)
      case 'input': {
        const field = fields.get(String(block.block_id))
        if (!field) return []
        const wrong = errors[field.id]
        return [`${field.label}: ${String(typed[field.id] ?? standing(field))}`, ...(wrong ? [wrong] : [])]
      }
      default:
        return []
    }
  })
  const title = card.title ? [textIn(card.title)] : []
  const submit = card.submit ? [`[${textIn(card.submit)}]`] : []
  return [...title, ...blocks, ...submit]
}

const parsed = (value: string): Pressable['data'] => JSON.parse(value) as Pressable['data']

export const slackPressables = (card: DrawnCard): Pressable[] => [
  ...blocksOf(card)
    .flatMap(buttonsOf)
    .map((button) => ({ verb: verbOf(button), label: wordsOf(button), data: parsed(button.value) })),
  ...(card.submit
    ? [{ verb: String(card.callback_id), label: textIn(card.submit), data: parsed(String(card.private_metadata)) }]
    : []),
]

/** What a client says back of the button that was pressed; of one that isn't there any more, as it was named then. */
export const slackActionId = (card: DrawnCard, verb: string, data: Pressable['data']): string =>
  blocksOf(card)
    .flatMap(buttonsOf)
    .find((button) => verbOf(button) === verb && JSON.stringify(parsed(button.value)) === JSON.stringify(data))
    ?.action_id ?? verb

export const slackInputs = (card: DrawnCard): Record<string, unknown> => ({
  ...Object.fromEntries(fieldsOf(card).map((field) => [field.id, standing(field)])),
  ...((card.typed ?? {}) as Readonly<Record<string, unknown>>),
})
