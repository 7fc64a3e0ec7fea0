import { Temporal } from 'temporal-polyfill'
import type { BlockId } from './kit.ts'

/** The kit's terms for an action: 0 to 6 months, 6 to 18 months, and 18 months or more. */
export const TERMS = ['short', 'middle', 'long'] as const
/** One of `TERMS`. */
export type Term = (typeof TERMS)[number]

/** How often an action is followed up. */
export const REPEATS = ['once', 'weekly', 'twoWeekly', 'monthly', 'quarterly', 'halfYearly'] as const
/** One of `REPEATS`. */
export type Repeat = (typeof REPEATS)[number]

const BY_TERM: Readonly<Record<Term, Repeat>> = { short: 'monthly', middle: 'quarterly', long: 'halfYearly' }

/** How often an action of that term is followed up when nobody says otherwise. */
export const defaultRepeat = (term: Term): Repeat => BY_TERM[term]

/** What a follow-up can say of an action. */
export const OUTCOMES = ['onTrack', 'adjust', 'done', 'stop'] as const
/** One of `OUTCOMES`. */
export type Outcome = (typeof OUTCOMES)[number]

/** A row of the kit's *Implementatieplan*, with every field of its template. Dates are `2026-12-04`; `''` where left open. */
export interface ActionFields {
  readonly what: string
  readonly block: BlockId
  readonly term: Term
  readonly start: string
  readonly end: string
  readonly goal: string
  /** A team or a function that owns it, with or instead of people. */
  readonly owner: string
  readonly means: string
  readonly indicator: string
  readonly remarks: string
  /** The date of the first follow-up. */
  readonly followUp: string
  /** How it repeats until `end`. */
  readonly repeat: Repeat
}

const EVERY: Readonly<Record<Exclude<Repeat, 'once'>, Temporal.DurationLike>> = {
  weekly: { weeks: 1 },
  twoWeekly: { weeks: 2 },
  monthly: { months: 1 },
  quarterly: { months: 3 },
  halfYearly: { months: 6 },
}

/**
 * The date of the follow-up after `date`. It is counted from the first one: a month after January 31 is February 28, and two
 * months after it March 31.
 * @returns undefined when none is left: it happens once, or the action has ended
 */
export const followUpAfter = (
  { followUp, repeat, end }: Pick<ActionFields, 'followUp' | 'repeat' | 'end'>,
  date: string,
): string | undefined => {
  if (repeat === 'once') return undefined
  const first = Temporal.PlainDate.from(followUp)
  const every = Temporal.Duration.from(EVERY[repeat])
  for (let times = 1; times < 10_000; times++) {
    const next = first.add({ weeks: every.weeks * times, months: every.months * times }).toString()
    if (next > date) return end && next > end ? undefined : next
  }
  return undefined
}
