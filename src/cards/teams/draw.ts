import type { Part } from '../card.ts'

/** Draws each part of the vocabulary: add one, and this stops compiling until it is drawn. */
export type Draw<Out> = { readonly [K in Part['kind']]: (part: Extract<Part, { kind: K }>, form: Form) => Out }

/** What each button of a card with fields carries: a client leaves out fields in which nothing stands. */
export interface Form {
  readonly fields?: string
}
