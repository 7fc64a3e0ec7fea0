import type { Effect } from './effect.ts'

/** In place of a state: the aggregate is to be erased. */
export const FORGOTTEN = 'forgotten'
/** See `FORGOTTEN`. */
export type Forgotten = typeof FORGOTTEN

/** What a person may do wrong, or too late: each has a sentence `refusal.<why>` in the content and a way on. */
export type Why =
  | 'scanClosed'
  | 'roundStopped'
  | 'scanClosing'
  | 'scanOver'
  | 'scanOverEmpty'
  | 'scanStillOpen'
  | 'starsNotOpen'
  | 'starsOpen'
  | 'starsClosing'
  | 'starsOver'
  | 'confirmedAlready'
  | 'notYours'
  | 'lost'
  | 'notCoordinator'
  | 'notMember'
  | 'roundOpen'
  | 'roundGone'
  | 'tooFew'
  | 'noResult'
  | 'notesFull'
  | 'unknownButton'
  | 'remarkTooLong'
  | 'noDirection'
  | 'nothingYet'
  | 'undoGone'
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
  | 'notSaved'
  | 'tooFast'

/** What a person asked can't be done: nothing is saved, and she is told why. */
export interface Refusal {
  readonly kind: 'refusal'
  readonly why: Why
}

/** To be saved in one transaction: the state as it is from now on, and what the bot does because of it. */
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

/** What a decider makes of an event. Deciders are pure: state, event and time in, a decision out. */
export type Decision<S> = Decided<S> | Unchanged | Refusal | NotYet

/** The state as it is from now on, or FORGOTTEN, with its effects. */
export const decided = <S>(state: S | Forgotten, ...effects: readonly Effect[]): Decided<S> => ({
  kind: 'decided',
  state,
  effects,
})
/** See `Unchanged`. */
export const UNCHANGED: Unchanged = { kind: 'unchanged' }
/** See `NotYet`. */
export const NOT_YET: NotYet = { kind: 'notYet' }
/** Refuses, with the reason that has a sentence in every language. */
export const refuse = (why: Why): Refusal => ({ kind: 'refusal', why })
