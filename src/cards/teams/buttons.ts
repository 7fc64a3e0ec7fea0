import type { Button } from '../card.ts'

/**
 * Pixels that a card has for its buttons on the narrowest phone (320), between Teams' own margins of 16.
 * Teams sets the buttons of one ActionSet beside each other and shortens what doesn't fit to "…".
 */
const ROOM = 288
/** Pixels between two buttons, and around the words of one. */
const BETWEEN = 8
const AROUND = 24

/** Pixels of a character at 14 px semi-bold: those of a wide typeface, since phones use their own. */
const widthOf = (character: string): number => {
  if (/[\u{1f000}-\u{1ffff}\u2600-\u27bf]/u.test(character)) return 18
  if (/[ijlt.,:;'’!|()[\]fr ]/.test(character)) return 5.4
  if (/[mwMW@%]/.test(character)) return 14
  return /[A-Z0-9&?]/.test(character) ? 10 : 8.9
}

/** Pixels of a button with these words. */
export const buttonWidth = (label: string): number =>
  AROUND + [...label].reduce((sum, character) => sum + widthOf(character), 0)

/** Whether the words fit a button of their own; else they need a part that wraps. */
export const fitsAlone = ({ label }: Button): boolean => buttonWidth(label) <= ROOM

/** The buttons in their order, as many to a row as a phone of 320 pixels shows whole. */
export const buttonRows = (all: readonly Button[]): Button[][] => {
  const rows: Button[][] = []
  let left = 0
  for (const button of all) {
    const width = buttonWidth(button.label)
    const row = rows.at(-1)
    if (row && width + BETWEEN <= left) {
      row.push(button)
      left -= width + BETWEEN
    } else {
      rows.push([button])
      left = ROOM - width
    }
  }
  return rows
}
