import { wordsTyped } from './phrases.ts'

/** Where someone stops within a sentence: not in a number, nor in a word such as “d.w.z.”. */
const STOP = /[!?;\n…]+|[.,:](?=\s|$)|\s[-–—]+\s/
/** In clauses, and in letters of the text that has them: what is longer is a story. */
const MOST_CLAUSES = 6
const LONGEST = 600

const beginsAt = (words: readonly string[], at: number, phrase: readonly string[]): boolean =>
  phrase.every((word, further) => words[at + further] === word)

/** What stands before a reason: why someone asks changes nothing about what she asks. */
const withoutReason = (clause: string, reasons: readonly (readonly string[])[]): string => {
  const words = wordsTyped(clause)
  const at = words.findIndex((_, here) => here > 0 && reasons.some((phrase) => beginsAt(words, here, phrase)))
  return at === -1 ? clause : words.slice(0, at).join(' ')
}

/**
 * The parts of what someone typed that may each say something, without the reasons she gives.
 * @returns none where there is one part, and no reason in it: it was read already
 */
export const clausesOf = (text: string, reasons: readonly (readonly string[])[]): readonly string[] => {
  if (text.length > LONGEST) return []
  const parts = text.split(STOP).filter((part) => wordsTyped(part).length > 0)
  const clauses = parts.map((part) => withoutReason(part, reasons))
  const isRead = clauses.length === 1 && clauses[0] === parts[0]
  return isRead || clauses.length > MOST_CLAUSES ? [] : clauses
}
