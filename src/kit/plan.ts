import { Temporal } from 'temporal-polyfill'
import { workdayFrom } from './calendar/workdays.ts'
import type { BlockId } from './kit.ts'

/** The kit's terms for an action: 0 to 6 months, 6 to 18 months, and 18 months or more. */
export const TERMS = ['short', 'middle', 'long'] as const
/** One of `TERMS`. */
export type Term = (typeof TERMS)[number]

/** How often an action is followed up. */
export const REPEATS = ['once', 'weekly', 'twoWeekly', 'monthly', 'quarterly', 'halfYearly'] as const
/** One of `REPEATS`. */
export type Repeat = (typeof REPEATS)[number]

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
  /** The rhythm of the others, until `end` or the end of the term. */
  readonly repeat: Repeat
}

/** A series of follow-ups as data: where it begins, its rhythm, and where it ends. */
export type Series = Pick<ActionFields, 'followUp' | 'repeat' | 'end' | 'term' | 'start'>

/** What is asked on a date: how it stands, or, at its end, whether it goes on. */
export type Asks = 'evaluation' | 'end'

/** A date on which something is asked; always a working day. */
export interface PlannedDate {
  readonly date: string
  readonly asks: Asks
}

/**
 * The kit's three kinds of evaluation (its block 7): does it run (procesevaluatie), does it bring what was hoped for
 * (effectevaluatie), was it well thought out (planevaluatie). Asked in turn, in this order, over an action's life.
 */
export const EVALUATION_KINDS = ['process', 'effect', 'plan'] as const
/** One of `EVALUATION_KINDS`. */
export type EvaluationKind = (typeof EVALUATION_KINDS)[number]

/** The kind whose turn it is. @param answered how many evaluations there were before */
export const kindAfter = (answered: number): EvaluationKind =>
  EVALUATION_KINDS[answered % EVALUATION_KINDS.length] ?? 'process'

const DEFAULTS: Readonly<Record<Term, Exclude<Repeat, 'once'>>> = {
  short: 'monthly',
  middle: 'quarterly',
  long: 'halfYearly',
}

/** How often an action of this term is looked back at, where nobody chose otherwise. */
export const defaultRepeat = (term: Term): Exclude<Repeat, 'once'> => DEFAULTS[term]

const EVERY: Readonly<Record<Exclude<Repeat, 'once'>, { readonly weeks: number } | { readonly months: number }>> = {
  weekly: { weeks: 1 },
  twoWeekly: { weeks: 2 },
  monthly: { months: 1 },
  quarterly: { months: 3 },
  halfYearly: { months: 6 },
}

/** `once` ends nothing: silence on its date is followed by the default rhythm of its term. */
const rhythmOf = ({ repeat, term }: Pick<Series, 'repeat' | 'term'>): Exclude<Repeat, 'once'> =>
  repeat === 'once' ? defaultRepeat(term) : repeat

/** The terms are 0-6, 6-18 and 18+ months (DESIGN section 1): a term ends with its last month, and the open one after twice 18. */
const TERM_MONTHS: Readonly<Record<Term, number>> = { short: 6, middle: 18, long: 36 }

const dateOf = (date: string): Temporal.PlainDate => Temporal.PlainDate.from(date)

/** When the end is asked about: the chosen end, else the end of the term, counted from the start or the first follow-up. */
export const endOf = ({ end, start, followUp, term }: Pick<Series, 'end' | 'start' | 'followUp' | 'term'>): string =>
  end ||
  dateOf(start || followUp)
    .add({ months: TERM_MONTHS[term] })
    .toString()

/**
 * The next date of a rhythm, counted from `first` each time: a month after 31 January is 28 February, two are 31 March.
 * `times`: how often the rhythm has passed then.
 */
const inRhythm = (
  first: string,
  repeat: Exclude<Repeat, 'once'>,
  after: string,
): { readonly date: string; readonly times: number } => {
  const from = dateOf(first)
  const every = Temporal.Duration.from(EVERY[repeat])
  const passed = from.until(dateOf(after), { largestUnit: every.weeks > 0 ? 'week' : 'month' })
  const begun = Math.floor((every.weeks > 0 ? passed.weeks : passed.months) / (every.weeks || every.months))
  for (let times = Math.max(1, begun - 1); ; times++) {
    const date = workdayFrom(from.add({ weeks: every.weeks * times, months: every.months * times }).toString())
    if (date > after) return { date, times }
  }
}

/**
 * The first date of the series after `after`. There always is one: at the end it is asked whether the action goes on, and
 * until someone answers that again in the same rhythm.
 */
export const nextAfter = (series: Series, after: string): PlannedDate => {
  const last = endOf(series)
  const lastDay = workdayFrom(last)
  const firstDay = workdayFrom(series.followUp)
  const from = lastDay <= after && series.followUp < last ? last : series.followUp
  const date = firstDay > after ? firstDay : inRhythm(from, rhythmOf(series), after).date
  if (lastDay <= after) return { date, asks: 'end' }
  return date < lastDay ? { date, asks: 'evaluation' } : { date: lastDay, asks: 'end' }
}

/** How many dates of the series lie before the one that `date` is, or that stands for it: the last that isn't after it. */
export const placeOf = (series: Series, date: string): number => {
  const lastDay = workdayFrom(endOf(series))
  const until = date < lastDay ? date : dateOf(lastDay).subtract({ days: 1 }).toString()
  if (workdayFrom(series.followUp) > until) return 0
  const { times } = inRhythm(series.followUp, rhythmOf(series), until)
  return date < lastDay ? times - 1 : times
}

/** What the series asks on a date. */
export const asksOn = (series: Series, date: string): Asks => (date < workdayFrom(endOf(series)) ? 'evaluation' : 'end')

/** The date one rhythm of the series after another: where no first follow-up was chosen, it begins there. */
export const aRhythmAfter = (series: Pick<Series, 'repeat' | 'term'>, date: string): string =>
  workdayFrom(dateOf(date).add(EVERY[rhythmOf(series)]).toString())
