import { type DocumentPart, printed } from './documentParts.ts'

type Texts = readonly string[]
/** What the library prepared, with other texts in it. */
type Filled = (texts: Texts) => unknown

/** Where a text comes: by a character that nobody can type, since what people write has no control characters. */
const PLACE = '\u0000'

/** @returns undefined for what holds no place, which all can share */
const fillerOf = (prepared: unknown): Filled | undefined => {
  if (typeof prepared === 'string') {
    if (!prepared.startsWith(PLACE)) return undefined
    const at = Number(prepared.slice(PLACE.length))
    return (texts) => texts[at]
  }
  if (typeof prepared !== 'object' || prepared === null) return undefined
  const parts = Object.entries(prepared).map(([name, value]) => ({ name, value, fill: fillerOf(value) }))
  if (parts.every(({ fill }) => !fill)) return undefined
  if (Array.isArray(prepared)) return (texts) => parts.map(({ value, fill }) => (fill ? fill(texts) : value))
  return (texts) => Object.fromEntries(parts.map(({ name, value, fill }) => [name, fill ? fill(texts) : value]))
}

const fillerIn = (prepared: unknown): Filled => fillerOf(prepared) ?? (() => prepared)

/**
 * Parts that differ in their texts alone, such as the table of each action. The library makes some two hundred objects of such a table;
 * here it does so once, and what it prepared is used for each with its own texts. What is written is the same to the byte.
 * @param made the part with such texts @param count how many texts it has
 */
export const alike = <Part extends DocumentPart>(
  made: (texts: Texts) => Part,
  count: number,
): ((texts: Texts) => Part) => {
  const model = made(Array.from({ length: count }, (_, at) => `${PLACE}${at}`))
  let filler: Filled | undefined
  return (texts) => {
    // A line break is a piece of its own.
    if (texts.some((text) => text.includes('\n'))) return made(texts)
    const part = Object.create(model) as Part
    part.prepForXml = (context) => {
      filler ??= fillerIn(model.prepForXml(context))
      return filler(texts.map(printed)) as ReturnType<Part['prepForXml']>
    }
    return part
  }
}
