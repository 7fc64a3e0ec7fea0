import type { Grade } from '../kit/kit.ts'
import type { Counts } from '../kit/result.ts'

/** What a screen says, before any platform draws it. Text is literal: no markup of anyone's is ever live. */
export interface Card {
  /** One sentence for notifications and screen readers. */
  readonly summary: string
  readonly parts: readonly Part[]
  /** Asked again whenever its reader opens it; read-only, and for that one person. */
  readonly refresh?: { readonly press: PressData; readonly person: string }
}

/** What a button says back: a verb of the public vocabulary and its data. */
export interface PressData {
  readonly verb: string
  readonly data: Readonly<Record<string, string | number | boolean>>
}

export interface Button extends PressData {
  readonly label: string
  /** One main button a card, the thing people come for. */
  readonly main?: boolean
}

export interface Choice {
  readonly id: string
  readonly name: string
}

export type Part =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly tone?: 'plain' | 'strong' | 'small' | 'warning' }
  | { readonly kind: 'quote'; readonly text: string }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number; readonly label: string }
  | {
      readonly kind: 'gradeChoice'
      readonly grade: Grade
      /** The colour in a word: colours never stand alone. */
      readonly word: string
      readonly statement: string
      readonly chosen: string | undefined
      readonly press: PressData
    }
  | { readonly kind: 'counts'; readonly title: string; readonly counts: Counts; readonly said: string }
  | {
      readonly kind: 'row'
      readonly title: string
      readonly detail: string
      readonly press: PressData
      readonly label: string
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
      readonly least?: string | undefined
      readonly problem?: string | undefined
    }
  | {
      readonly kind: 'choicesInput'
      readonly id: string
      readonly label: string
      readonly choices: readonly Choice[]
      /** Anyone of the organisation can be looked up besides. */
      readonly directory?: true
      readonly chosen: readonly string[]
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
      readonly problem?: string | undefined
    }
  /** Leads out of the chat: only ever to what our own content names. */
  | { readonly kind: 'link'; readonly title: string; readonly detail: string; readonly url: string }
  | {
      readonly kind: 'toggle'
      readonly id: string
      readonly label: string
      /** What the box itself says, where the platform puts the label above it. */
      readonly yes: string
      readonly on: boolean
    }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] }

export const card = (summary: string, parts: readonly (Part | undefined | false)[]): Card => ({
  summary,
  parts: parts.filter((part) => part !== undefined && part !== false),
})

export const heading = (text: string): Part => ({ kind: 'heading', text })
export const text = (words: string, tone?: 'strong' | 'small' | 'warning' | undefined): Part =>
  tone ? { kind: 'text', text: words, tone } : { kind: 'text', text: words }
/** A row of buttons; none at all draws nothing. */
export const buttons = (...all: readonly (Button | undefined | false)[]): Part | undefined => {
  const shown = all.filter((button) => button !== undefined && button !== false)
  return shown.length > 0 ? { kind: 'buttons', buttons: shown } : undefined
}
