import type { Action } from '../../flows/action/action.ts'
import { planStateOf } from '../../flows/channel/plan.ts'
import { endOf } from '../../kit/plan.ts'
import { nextWords, stateWords } from '../screens/plan/planScreen.ts'
import type { Voice } from '../voice.ts'
import type { Picture, TimelineRow } from './picture.ts'

/** So many actions are a picture; more are a list. */
export const MOST_IN_A_PICTURE = 30

const monthOf = (date: string): string => `${date.slice(0, 7)}-01`
/** The first of the month so many months on. */
const monthsOn = (date: string, months: number): string => {
  const [year = 0, month = 1] = date.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10)
}
const monthsBetween = (from: string, to: string): number => {
  const [one, other] = [from, to].map((date) => date.split('-').map(Number))
  return ((other?.[0] ?? 0) - (one?.[0] ?? 0)) * 12 + (other?.[1] ?? 0) - (one?.[1] ?? 0)
}

/**
 * The plan over time, the first dates first; whoever needs all actions has the list.
 * @param today ISO date in the team's zone @returns undefined for a plan without actions
 */
export const planPicture = (
  voice: Voice,
  title: string,
  actions: readonly Action[],
  today: string,
): Picture | undefined => {
  if (actions.length === 0) return undefined
  const { say } = voice
  const all = actions.map((action): TimelineRow => rowOf(voice, action, today))
  const rows = all.toSorted((a, b) => (a.start < b.start ? -1 : Number(a.start > b.start))).slice(0, MOST_IN_A_PICTURE)
  const dates = [today, ...rows.flatMap(({ start, end }) => [start, end])].toSorted()
  const from = monthOf(dates[0] ?? today)
  const to = monthsOn(monthOf(dates.at(-1) ?? today), 1)
  return {
    title: say('plan.title'),
    under: say('pictures.plan', {
      title,
      part: rows.length === all.length ? 'all' : 'some',
      shown: rows.length,
      all: all.length,
    }),
    drawing: {
      kind: 'timeline',
      from,
      to,
      today,
      months: axis(voice, from, to),
      todayName: say('pictures.today'),
      rows,
    },
  }
}

/** The later of two ISO dates. */
const latest = (one: string, other: string): string => (Date.parse(one) < Date.parse(other) ? other : one)

const rowOf = (voice: Voice, action: Action, today: string): TimelineRow => {
  const begun = action.start || action.followUp || today
  const ended = action.endedAt === undefined ? undefined : new Date(action.endedAt).toISOString().slice(0, 10)
  const last = ended ?? endOf(action)
  return {
    title: action.what,
    start: begun,
    end: latest(begun, last),
    state: planStateOf(action),
    said: [stateWords(voice, action), nextWords(voice, action)].filter(Boolean).join(' · '),
    next: action.status === 'running' ? (action.asked ?? action.next) : undefined,
  }
}

/** At most five months by name, so that they stand apart on a phone. */
const axis = ({ language }: Voice, from: string, to: string): readonly { date: string; name: string }[] => {
  const months = monthsBetween(from, to)
  const every = [1, 2, 3, 6, 12, 24].find((step) => months / step <= 5) ?? 24
  const name = new Intl.DateTimeFormat(language, { month: 'short', year: '2-digit', timeZone: 'UTC' })
  return Array.from({ length: Math.ceil(months / every) }, (_, at) => monthsOn(from, at * every)).map((date) => ({
    date,
    name: name.format(new Date(`${date}T00:00:00Z`)),
  }))
}
