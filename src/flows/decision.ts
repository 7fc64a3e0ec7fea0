import type { Effect } from './effect.ts'

/** In place of a state: the aggregate is to be erased. */
export const FORGOTTEN = 'forgotten'
export type Forgotten = typeof FORGOTTEN

/** What a person may do wrong, or too late: each has a sentence `refusal.<why>` in the content and a way on. */
export type Why =
  | 'scanClosed'
  | 'roundStopped'
  | 'notYours'
  | 'notCoordinator'
  | 'notMember'
  | 'roundOpen'
  | 'roundGone'
  | 'tooFew'
  | 'noResult'
  | 'unknownButton'
  | 'remarkTooLong'
  | 'nothingYet'
  | 'dateInPast'
  | 'starsClosed'
  | 'noStars'
  | 'actionGone'
  | 'actionEnded'
  | 'alreadyReported'
  | 'alreadyStarted'
  | 'twoAlready'
  | 'nobodyLeft'
  | 'nothingKept'
  | 'tooLate'
  | 'tryAgain'
  | 'tooFast'

export interface Refusal {
  readonly kind: 'refusal'
  readonly why: Why
}

export interface Decided<S> {
  readonly kind: 'decided'
  readonly state: S | Forgotten
  readonly effects: readonly Effect[]
}

/** Nothing to save: the event only looks, or was seen before. */
export interface Unchanged {
  readonly kind: 'unchanged'
}

/** Can't be decided yet, because something that must come first hasn't: only effects wait, people are refused. */
export interface NotYet {
  readonly kind: 'notYet'
}

export type Decision<S> = Decided<S> | Unchanged | Refusal | NotYet

export const decided = <S>(state: S | Forgotten, ...effects: readonly Effect[]): Decided<S> => ({
  kind: 'decided',
  state,
  effects,
})
export const UNCHANGED: Unchanged = { kind: 'unchanged' }
export const NOT_YET: NotYet = { kind: 'notYet' }
export const refuse = (why: Why): Refusal => ({ kind: 'refusal', why })
