import { dateIn, isDate, monthsLater } from '../kit/calendar/calendar.ts'
import type { Instant } from '../kit/calendar/instant.ts'
import { lengthOf, plainText } from '../kit/plainText.ts'
import type { Card, Choice, Part } from './card.ts'
import { cut } from './cut.ts'
import type { Voice } from './voice.ts'

/** What is wrong with fields of a card, a sentence by the field's id. */
export type Problems = Readonly<Record<string, string>>

/** Months to the furthest day that anything here is about: further is a slip of the year. */
const FURTHEST = 120
/** Characters of what was typed that are said back. */
const SAID_BACK = 40

/** By how much a text is too long, in a sentence; undefined while it fits. */
export const tooLongBy = ({ say }: Pick<Voice, 'say'>, typed: string, most: number): string | undefined => {
  const over = lengthOf(typed) - most
  return over > 0 ? say('fields.tooLong', { over, most }) : undefined
}

const isListed = (choices: readonly Choice[], sent: string): boolean =>
  choices.some(({ id, alias }) => id === sent || alias === sent)

const dateProblem = ({ say, zone }: Voice, sent: string, now: Instant): string | undefined => {
  if (sent === '') return undefined
  if (!isDate(sent)) return say('fields.noDay', { typed: cut(plainText(sent), SAID_BACK) })
  return sent > dateIn(zone, monthsLater(zone, now, FURTHEST)) ? say('fields.farDay') : undefined
}

const problemIn = (voice: Voice, part: Part, sent: string, now: Instant): string | undefined => {
  // Who may be chosen, and why someone isn't there any more, its own form knows.
  if ('search' in part && part.search) return undefined
  switch (part.kind) {
    case 'textInput':
      return tooLongBy(voice, plainText(sent), part.most)
    case 'dateInput':
      return dateProblem(voice, sent.trim(), now)
    case 'choiceInput':
      return sent === '' || isListed(part.choices, sent) ? undefined : voice.say('fields.notListed')
    case 'choicesInput': {
      // Whom the directory knows, no card lists.
      if (part.directory) return undefined
      const ids = sent.split(',').map((id) => id.trim())
      return ids.every((id) => id === '' || isListed(part.choices, id)) ? undefined : voice.say('fields.notListed')
    }
    default:
      return undefined
  }
}

/**
 * What was sent that the fields of a card can't hold: a text too long, a day that doesn't exist or lies too far off, a choice
 * that isn't there. What a field means, its own form knows: whether it may be empty, or lie behind.
 */
export const misfits = (voice: Voice, { parts }: Pick<Card, 'parts'>, sent: object, now: Instant): Problems => {
  const values = sent as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    parts.flatMap((part) => {
      const value = 'id' in part ? values[part.id] : undefined
      const problem = 'id' in part && typeof value === 'string' ? problemIn(voice, part, value, now) : undefined
      return problem === undefined || !('id' in part) ? [] : [[part.id, problem]]
    }),
  )
}

/** The same card with what is wrong beside each field; of what is chosen, its own form knows better why. */
export const withProblems = (shown: Card, problems: Problems): Card => ({
  ...shown,
  parts: shown.parts.map((part) => {
    const problem = 'id' in part && part.kind !== 'copyable' ? problems[part.id] : undefined
    return problem === undefined || ('choices' in part && part.problem) ? part : ({ ...part, problem } as Part)
  }),
})

/** The form again, where something sent doesn't fit it; undefined where everything does. */
export const formAgain = (voice: Voice, form: Card, sent: object, now: Instant): Card | undefined => {
  const wrong = misfits(voice, form, sent, now)
  return Object.keys(wrong).length > 0 ? withProblems(form, wrong) : undefined
}
