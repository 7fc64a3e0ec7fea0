import { Temporal } from 'temporal-polyfill'
import type { BlockId } from './kit.ts'

/** The kit's three terms: 0 to 6, 6 to 18, and 18 months and more. */
export const TERMS = ['short', 'middle', 'long'] as const
export type Term = (typeof TERMS)[number]

export const REPEATS = ['once', 'weekly', 'twoWeekly', 'monthly', 'quarterly'] as const
export type Repeat = (typeof REPEATS)[number]

export const OUTCOMES = ['onTrack', 'adjust', 'done', 'stop'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** A row of the kit's Implementatieplan, with every field of its template; dates as `2026-12-04`, `''` where open. */
export interface ActionFields {
  readonly what: string
  readonly block: BlockId
  readonly term: Term
  readonly start: string
  readonly end: string
  readonly goal: string
  /** A team or a function, beside or instead of people. */
  readonly owner: string
  readonly means: string
  readonly indicator: string
  readonly remarks: string
  /** The first date of looking back, and how it repeats until the end. */
  readonly followUp: string
  readonly repeat: Repeat
}

const EVERY: Readonly<Record<Exclude<Repeat, 'once'>, Temporal.DurationLike>> = {
  weekly: { weeks: 1 },
  twoWeekly: { weeks: 2 },
  monthly: { months: 1 },
  quarterly: { months: 3 },
}

/**
 * The follow-up after one on `date`, counted from the first, so that a month's last day doesn't wander.
 * @returns undefined when there is none left: it was the only one, or the action has ended
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
