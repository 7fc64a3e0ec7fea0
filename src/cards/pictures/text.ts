/** Widths of characters in parts of the font's size, a little generous, so that no line is ever longer than it was taken for. */
const NARROW = /[ijlI.,:;'’|!()[\]tfr\u00a0 ·-]/
const WIDE = /[mwMW@%—…]/
const widthOfCharacter = (character: string): number => {
  if (NARROW.test(character)) return 0.42
  if (WIDE.test(character)) return 1
  return /[A-ZÀ-Þ]/.test(character) ? 0.74 : 0.63
}

/** How wide a line is at most, in the unit of `size`. */
export const widthOf = (line: string, size: number, bold = false): number =>
  [...line].reduce((sum, character) => sum + widthOfCharacter(character), 0) * size * (bold ? 1.06 : 1)

/** As much of a line as fits, with an ellipsis where some of it doesn't. */
const fitted = (line: string, width: number, size: number, bold: boolean): string => {
  if (widthOf(line, size, bold) <= width) return line
  let kept = [...line]
  while (kept.length > 0 && widthOf(`${kept.join('')}…`, size, bold) > width) kept = kept.slice(0, -1)
  return `${kept.join('').trimEnd()}…`
}

/** A text over lines of at most `width`; what doesn't fit in `most` lines is cut, and shows that it is. */
export const linesOf = (text: string, width: number, size: number, { bold = false, most = 2 } = {}): string[] => {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && widthOf(longer, size, bold) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  lines.push(line)
  const kept = lines.slice(0, most)
  const rest = lines.slice(most - 1).join(' ')
  return [...kept.slice(0, -1), lines.length > most ? fitted(rest, width, size, bold) : (kept.at(-1) ?? '')].map(
    (one) => fitted(one, width, size, bold),
  )
}

const ENTITY: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** What XML can't hold at all, and what our font has no picture of, is left out: pictograms mostly. */
const UNDRAWN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that XML can't hold
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]|\p{Extended_Pictographic}|\ufe0f|\u200d/gu

/** Text as it may stand in XML, without what couldn't be drawn. */
export const escaped = (text: string): string =>
  text.replace(UNDRAWN, '').replace(/[&<>"]/g, (character) => ENTITY[character] ?? '')
