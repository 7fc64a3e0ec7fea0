import type { Grade } from '../kit/kit.ts'
import type { Counts } from '../kit/tally.ts'
import type { BarRow, MarkRow } from './marks.ts'

/** What a screen says, before any platform draws it. Text is literal: no markup of anyone's is ever live. */
export interface Card {
  /** One sentence for notifications and screen readers. */
  readonly summary: string
  readonly parts: readonly Part[]
  /** It asks something that its buttons answer: until they did, nothing takes its place unasked. */
  readonly asks?: true
  /** The press that a client sends when this person opens the card; it must not change anything. */
  readonly refresh?: { readonly press: PressData; readonly person: string }
}

/** What a press sends: a verb of the public vocabulary (docs/verbs.md) and its data. */
export interface PressData {
  readonly verb: string
  readonly data: Readonly<Record<string, string | number | boolean>>
}

/** A button of a card. */
export interface Button extends PressData {
  readonly label: string
  /** At most one per card: the thing people come for. */
  readonly main?: boolean
}

/** An option of a choice. */
export interface Choice {
  readonly id: string
  /** A shorter id it may come back by: a person's in the directory, where many are named on one card. */
  readonly alias?: string
  readonly name: string
}

/** How people are found where they are too many for a list, on platforms without a picker that knows the channel. */
export interface PeopleSearch {
  /** What stands in the field: what was nobody's name stays there. */
  readonly typed: string
  /** People to tick besides who is chosen. */
  readonly offered: readonly string[]
  /** What became of what was typed, a sentence each. */
  readonly said: readonly string[]
}

/** A search as a form has it: its words, and the button that sends the form back to be filled in further. */
export interface PeopleField extends PeopleSearch {
  readonly id: string
  readonly label: string
  readonly example: string
  readonly button: Button
}

/** One of the stars of a row: the words are what it does, said to who doesn't see where it stands. */
export interface Star extends PressData {
  readonly label: string
}

/** How far one of those that progress is made of is. */
export type Step = 'done' | 'begun' | 'open'

/** A part of a card; each renderer draws every kind. */
export type Part =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly tone?: 'plain' | 'strong' | 'small' | 'warning' }
  | { readonly kind: 'quote'; readonly text: string }
  /** A mark for each block or person, and the same in words. */
  | { readonly kind: 'progress'; readonly marks: readonly Step[]; readonly label: string }
  | {
      readonly kind: 'gradeChoice'
      readonly grade: Grade
      /** The colour in a word: colours never stand alone. */
      readonly word: string
      readonly statement: string
      readonly chosen: string | undefined
      readonly press: PressData
    }
  /** What is said of each element of a block: a mark an element, and the same in words. `inText`: on a card that has no room for more. */
  | { readonly kind: 'marks'; readonly title?: string; readonly rows: readonly MarkRow[]; readonly inText?: true }
  /** What is ranked, the first first: a bar of at most so many stars, and the same in words. */
  | { readonly kind: 'bars'; readonly most: number; readonly rows: readonly BarRow[] }
  /** What was said of a block before version 0.3.0. */
  | { readonly kind: 'counts'; readonly title: string; readonly counts: Counts; readonly said: string }
  | {
      readonly kind: 'row'
      readonly title: string
      readonly detail: string
      readonly press: PressData
      readonly label: string
      /** What its button says where a phone has no room for more beside the row; the label is heard. */
      readonly brief?: string
    }
  | {
      readonly kind: 'textInput'
      readonly id: string
      readonly label: string
      readonly value: string
      readonly example: string
      readonly most: number
      readonly lines: 'one' | 'many'
      readonly problem?: string | undefined
    }
  | {
      readonly kind: 'dateInput'
      readonly id: string
      readonly label: string
      readonly value: string
      readonly problem?: string | undefined
    }
  | {
      readonly kind: 'choicesInput'
      readonly id: string
      readonly label: string
      readonly choices: readonly Choice[]
      /** Whether everyone in the organisation can be searched too. */
      readonly directory?: true
      readonly chosen: readonly string[]
      /** For people of a channel: drawn where they are too many for a list. */
      readonly search?: PeopleField | undefined
      readonly problem?: string | undefined
    }
  | {
      readonly kind: 'choiceInput'
      readonly id: string
      readonly label: string
      /** Empty: nothing chosen. */
      readonly value: string
      readonly choices: readonly Choice[]
      readonly none: string
      /** All choices in sight: for a few that are weighed against each other. */
      readonly spread?: true
      /** For one of a channel's people: drawn where they are too many for a list. */
      readonly search?: PeopleField | undefined
      readonly problem?: string | undefined
    }
  /** A long address to copy: it must not run off a phone's screen, nor be changed by a sign that breaks its line. */
  | { readonly kind: 'copyable'; readonly id: string; readonly label: string; readonly value: string }
  /** Opens a web page, or dials (`tel:`); only ever what our own content or whoever runs the bot names. */
  | { readonly kind: 'link'; readonly title: string; readonly detail: string; readonly url: string }
  | {
      readonly kind: 'toggle'
      readonly id: string
      readonly label: string
      /** What the box itself says, where the platform puts the label above it. */
      readonly yes: string
      readonly on: boolean
      readonly problem?: string | undefined
    }
  /** Stars to tap, five in a row; a tap is a press of its own. Platforms' own rating fields are sent with a form only. */
  | {
      readonly kind: 'rating'
      readonly title: string
      /** How many it has, in words: signs never stand alone. */
      readonly said: string
      readonly given: number
      readonly stars: readonly Star[]
      /** Takes them back. */
      readonly clear?: Star | undefined
      /** What is known of what gets the stars. */
      readonly beside?: Extract<Part, { kind: 'text' | 'marks' }> | undefined
    }
  /** `quiet`: what is there for who looks for it, in one low row beside each other. */
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[]; readonly quiet?: true }

/** The ids of what is filled in on a card. */
export const fieldsOf = (parts: readonly Part[]): string[] => parts.flatMap(fieldsIn)

const fieldsIn = (part: Part): string[] => {
  // Only there to be copied.
  if (!('id' in part) || part.kind === 'copyable') return []
  return 'search' in part && part.search ? [part.search.id, part.id] : [part.id]
}

/** Whether a card asks for something to be filled in. */
export const hasFields = ({ parts }: Pick<Card, 'parts'>): boolean => fieldsOf(parts).length > 0

/** Whether it waits for an answer: fields to be filled in, or a question. */
export const waitsForAnswer = (shown: Card): boolean => shown.asks === true || hasFields(shown)

/** The same card, asking something. */
export const asking = (shown: Card): Card => ({ ...shown, asks: true })

/** A card of the parts that are there. */
export const card = (summary: string, parts: readonly (Part | undefined | false)[]): Card => ({
  summary,
  parts: parts.filter((part) => part !== undefined && part !== false),
})

/** Whether a link dials. Not every client does (https://github.com/microsoft/AdaptiveCards/issues/3905), so its title has the number. */
export const dials = ({ url }: { readonly url: string }): boolean => url.startsWith('tel:')

/** A heading. */
export const heading = (text: string): Part => ({ kind: 'heading', text })
/** Literal text. */
export const text = (words: string, tone?: 'strong' | 'small' | 'warning' | undefined): Part =>
  tone ? { kind: 'text', text: words, tone } : { kind: 'text', text: words }
/** A row of buttons; none at all draws nothing. */
export const buttons = (...all: readonly (Button | undefined | false)[]): Part | undefined => {
  const shown = all.filter((button) => button !== undefined && button !== false)
  return shown.length > 0 ? { kind: 'buttons', buttons: shown } : undefined
}
/** The same, in one quiet row. */
export const quietButtons = (...all: readonly (Button | undefined | false)[]): Part | undefined => {
  const row = buttons(...all)
  return row?.kind === 'buttons' ? { ...row, quiet: true } : undefined
}
