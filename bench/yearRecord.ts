import type { Action } from '../src/flows/action/action.ts'
import { dateIn } from '../src/kit/calendar/calendar.ts'
import { type Hours, isWithin } from '../src/kit/calendar/hours.ts'
import type { Instant } from '../src/kit/calendar/instant.ts'
import { isWorkday } from '../src/kit/calendar/workdays.ts'

/** What a simulated year is held to: who got what when, and what must be so of it. */

const middle = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0

/** What was said in a year, and what came of the plans. */
export interface YearFigures {
  readonly people: number
  readonly messages: number
  readonly perPersonMonthMedian: number
  readonly perPersonMonthP99: number
  readonly perPersonMonthMax: number
  readonly followUpCards: number
  /** On one day, to one person, who didn't put anything off till later that day. */
  readonly mostCardsADay: number
  /** Days on which someone had another card because she put something off till later that day. */
  readonly daysPutOff: number
  readonly outsideHours: number
  readonly digests: number
  readonly running: number
  readonly ended: number
  readonly withoutNextDate: number
  readonly nextDateInPast: number
  readonly neverAsked: number
}

/** Someone is sent a message on the bot's own account. */
interface Sent {
  readonly person: string
  readonly hours: Hours
  readonly at: Instant
  readonly followUp: boolean
}

/** Remembers who got what when. */
export interface YearRecord {
  readonly sent: (sent: Sent) => void
  /** She asked to be asked again later that day. */
  readonly putOff: (person: string, hours: Hours, at: Instant) => void
  readonly digest: (hours: Hours, at: Instant) => void
  /** @param today the last day, on which everything due was done */
  readonly figures: (people: number, actions: readonly Action[], today: string) => YearFigures
}

/** A record in which nothing is written yet. */
export const yearRecord = (): YearRecord => {
  const perMonth = new Map<string, number>()
  const cards = new Map<string, number>()
  const putOff = new Map<string, number>()
  const said = { messages: 0, followUpCards: 0, outsideHours: 0, digests: 0 }
  const more = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1)
  return {
    sent: ({ person, hours, at, followUp }) => {
      const day = dateIn(hours.zone, at)
      said.messages += 1
      if (!isWithin(hours, at)) said.outsideHours += 1
      more(perMonth, `${person} ${day.slice(0, 7)}`)
      if (!followUp) return
      said.followUpCards += 1
      more(cards, `${person} ${day}`)
    },
    putOff: (person, hours, at) => more(putOff, `${person} ${dateIn(hours.zone, at)}`),
    digest: (hours, at) => {
      said.digests += 1
      if (!isWithin(hours, at)) said.outsideHours += 1
    },
    figures: (people, actions, today) => {
      const quiet = Math.max(0, people * 12 - perMonth.size)
      const months = [...Array.from({ length: quiet }, () => 0), ...[...perMonth.values()].sort((a, b) => a - b)]
      const running = actions.filter(({ status }) => status === 'running')
      const uncalled = [...cards].map(([key, count]) => count - (putOff.get(key) ?? 0))
      return {
        people,
        ...said,
        perPersonMonthMedian: middle(months, 0.5),
        perPersonMonthP99: middle(months, 0.99),
        perPersonMonthMax: months.at(-1) ?? 0,
        mostCardsADay: uncalled.reduce((most, count) => Math.max(most, count), 0),
        daysPutOff: [...cards].filter(([key, count]) => count > 1 && putOff.has(key)).length,
        running: running.length,
        ended: actions.length - running.length,
        withoutNextDate: running.filter(({ next }) => next === undefined).length,
        nextDateInPast: running.filter(({ next }) => next !== undefined && (next <= today || !isWorkday(next))).length,
        neverAsked: running.filter(
          ({ asked, history, missed = [], followUp }) =>
            followUp < today && asked === undefined && history.length + missed.length === 0,
        ).length,
      }
    },
  }
}

/** What of a year isn't as it must be: a sentence each. */
export const wrongIn = (year: YearFigures): readonly string[] => [
  ...(year.mostCardsADay > 1 ? [`someone got ${year.mostCardsADay} follow-up cards on one day`] : []),
  ...(year.outsideHours > 0 ? [`${year.outsideHours} messages came outside hours`] : []),
  ...(year.withoutNextDate > 0 ? [`${year.withoutNextDate} running actions have no next date`] : []),
  ...(year.nextDateInPast > 0
    ? [`${year.nextDateInPast} running actions have a next date that doesn't lie ahead`]
    : []),
  ...(year.neverAsked > 0 ? [`${year.neverAsked} running actions were never asked about`] : []),
  ...(year.followUpCards === 0 ? ['nobody was asked anything'] : []),
]
