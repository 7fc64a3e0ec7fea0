import { Temporal } from 'temporal-polyfill'
import { dateIn } from './calendar/calendar.ts'
import { DAY, type Instant, MINUTE } from './calendar/instant.ts'
import { isWorkday } from './calendar/workdays.ts'
import type { BlockId, ElementId } from './kit.ts'
import { differentOf, needOf, type Result, spreadOverBlocks } from './result.ts'

/** The steps of the team's talk about its result, in order. */
export const TALK_STEPS = ['look', 'alike', 'different', 'block', 'decide'] as const
/** One of `TALK_STEPS`. */
export type TalkStep = (typeof TALK_STEPS)[number]

/** Minutes for each step: forty-five in all. */
export const TALK_MINUTES: Readonly<Record<TalkStep, number>> = {
  look: 5,
  alike: 10,
  different: 15,
  block: 10,
  decide: 5,
}
/** So many topics in a quarter of an hour: as many as the result's card names. */
const MOST_TOPICS = 5

/** What the talk's card shows at once: a step, and in `different` one topic at a time. */
export interface TalkPage {
  readonly step: TalkStep
  readonly topic?: ElementId | BlockId
}

/**
 * What the team talks about one by one: the elements that the published result calls different, the same as its card names.
 * A result that shows blocks alone has no such elements: then its blocks, those with the most orange and red first.
 */
const topicsOf = (result: Result): readonly string[] => {
  if (result.depth === 'elements') return spreadOverBlocks(differentOf(result)).slice(0, MOST_TOPICS)
  const blocks = result.blocks.map(({ block }) => block)
  const need = (block: BlockId): number => needOf(result, block)
  return blocks.toSorted((a, b) => need(b) - need(a) || a.localeCompare(b)).slice(0, MOST_TOPICS)
}

/** The talk from its first card to its last; made of the frozen result alone, and so always the same. */
export const pagesOf = (result: Result): readonly TalkPage[] =>
  TALK_STEPS.flatMap((step): TalkPage[] => {
    const topics = step === 'different' ? topicsOf(result) : []
    return topics.length > 0 ? topics.map((topic) => ({ step, topic })) : [{ step }]
  })

/** Milliseconds from the beginning of a step to the end of the talk. */
export const lengthFrom = (step: TalkStep): number =>
  TALK_STEPS.slice(TALK_STEPS.indexOf(step)).reduce((total, one) => total + TALK_MINUTES[one] * MINUTE, 0)

/** A talk is planned at most this far ahead: longer than that, the result says little about the team. */
const FURTHEST = 366 * DAY
const TIME = /^([01]?\d|2[0-3])[:.uh]([0-5]\d)$/

/** What is wrong with a date and an hour, by field. */
export interface WrongMoment {
  readonly date?: 'dateMissing' | 'dateFree' | 'datePast' | 'dateFar'
  readonly time?: 'timeMissing' | 'timePast'
}

/**
 * The moment of a date and an hour, both as people and clients send them, or what is wrong with them: a talk is planned on a
 * working day to come. An hour that a change to summer time skips becomes the hour after it.
 */
export const talkMoment = (zone: string, date: string, time: string, now: Instant): Instant | WrongMoment => {
  const [, hour, minute] = TIME.exec(time.trim()) ?? []
  const badTime: WrongMoment = hour === undefined ? { time: 'timeMissing' } : {}
  const day = dayOf(date)
  if (!day) return { ...badTime, date: 'dateMissing' }
  const today = dateIn(zone, now)
  if (date < today) return { ...badTime, date: 'datePast' }
  if (date > dateIn(zone, now + FURTHEST)) return { ...badTime, date: 'dateFar' }
  if (!isWorkday(date)) return { ...badTime, date: 'dateFree' }
  if (hour === undefined) return badTime
  const at = day.toZonedDateTime({ timeZone: zone, plainTime: { hour: Number(hour), minute: Number(minute) } })
  return at.epochMilliseconds > now ? at.epochMilliseconds : { time: 'timePast' }
}

const dayOf = (date: string): Temporal.PlainDate | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined
  try {
    return Temporal.PlainDate.from(date, { overflow: 'reject' })
  } catch {
    return undefined
  }
}
