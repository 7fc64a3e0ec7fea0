import type { Pressable } from '../pressable.ts'
import type { DrawnCard } from '../world.ts'

const walk = (node: unknown, visit: (node: Readonly<Record<string, unknown>>) => void): void => {
  if (Array.isArray(node)) for (const one of node) walk(one, visit)
  else if (typeof node === 'object' && node !== null) {
    visit(node as Record<string, unknown>)
    for (const [key, value] of Object.entries(node))
      if (key !== 'fallback' && key !== 'refresh' && key !== 'data') walk(value, visit)
  }
}

/** A sign that a row opens something: what tapping it does is said in words already. */
const OPENS = '›'

interface CellsOf {
  readonly cells: readonly { readonly items: readonly { readonly inlines: readonly { readonly text: string }[] }[] }[]
}
/** Cells beside each other are one line to who reads them. */
const lineOfCells = ({ cells }: CellsOf): string =>
  cells.map(({ items }) => items.flatMap(({ inlines }) => inlines.map(({ text }) => text)).join('')).join(' ')

/** What can be tapped as a whole is read as it is seen: first what it says, then what tapping does. */
const inReadingOrder = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(inReadingOrder)
  if (typeof node !== 'object' || node === null) return node
  if ('type' in node && node.type === 'TableRow')
    return { type: 'TextBlock', text: lineOfCells(node as unknown as CellsOf) }
  const { selectAction, ...rest } = node as Readonly<Record<string, unknown>>
  const read = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, inReadingOrder(value)]))
  return selectAction === undefined ? read : { ...read, selectAction }
}

/** What an Adaptive Card says, line by line. */
export const teamsTexts = (card: DrawnCard): string[] => {
  const texts: string[] = []
  walk(inReadingOrder(card.body), (node) => {
    if (node.type === 'RichTextBlock') {
      texts.push((node.inlines as readonly { readonly text: string }[]).map(({ text }) => text).join(''))
    }
    if (node.type === 'TextBlock') texts.push(String(node.text))
    if (node.type === 'Action.Execute' && node.style !== undefined) texts.push(`[${String(node.title)}]`)
    else if (node.type === 'Action.Execute') texts.push(`(${String(node.title)})`)
    if (String(node.type).startsWith('Input.'))
      texts.push(`${String(node.label ?? node.title)}: ${String(node.value ?? '')}`)
  })
  return texts.flatMap((text) => text.split('\n')).filter((text) => text !== OPENS)
}

export const teamsPressables = (card: DrawnCard): Pressable[] => {
  const found: Pressable[] = []
  walk(card.body, (node) => {
    if (node.type !== 'Action.Execute') return
    const { verb, title, data } = node as { verb: string; title?: string; data: Record<string, unknown> }
    found.push({ verb, label: title ?? '', data })
  })
  return found
}

/**
 * What a client lets someone send: longer texts are cut off where the field ends, and a value that the client itself finds wrong
 * holds the whole press back. Undefined then. https://learn.microsoft.com/adaptive-cards/authoring-cards/input-validation
 */
export const sentByTeams = (
  card: DrawnCard,
  inputs: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | undefined => {
  const sent: Record<string, unknown> = { ...inputs }
  let wrong = false
  walk(card.body, ({ type, id, maxLength, min, max, isRequired }) => {
    const value = sent[String(id)]
    if (!String(type).startsWith('Input.')) return
    if (isRequired === true && (value === undefined || value === '')) wrong = true
    if (typeof value !== 'string' || value === '') return
    if (typeof maxLength === 'number') sent[String(id)] = value.slice(0, maxLength)
    if ((typeof min === 'string' && value < min) || (typeof max === 'string' && value > max)) wrong = true
  })
  return wrong ? undefined : sent
}

/** The values a client sends along with any press: each input's own, unless the person changed it. */
export const teamsInputs = (card: DrawnCard): Record<string, unknown> => {
  const values: Record<string, unknown> = {}
  walk(card.body, (node) => {
    if (String(node.type).startsWith('Input.') && node.value !== undefined) values[String(node.id)] = node.value
  })
  return values
}
