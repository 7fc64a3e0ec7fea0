import type { Action } from '../../../flows/action/action.ts'
import { buttons, type Card, card, heading, type PressData, text } from '../../card.ts'
import type { Names, Voice } from '../../voice.ts'
import { ownersOf, shortDate } from './actionScreens.ts'

/** So many actions are named in each line; of more, only how many. */
const NAMED = 4

/** What a digest looks at: from one date until another, both `2026-12-04`, the last one not included. */
export interface DigestSpan {
  readonly since: string
  readonly until: string
}

const within = ({ since, until }: DigestSpan, date: string): boolean => date >= since && date < until

/** When it was ended, by what was last said of it. */
const endedIn = (span: DigestSpan, action: Action, dateOf: (at: number) => string): boolean => {
  const change = action.changes?.findLast(({ what }) => what === 'done' || what === 'stopped')
  const answer = action.history.findLast(({ outcome }) => outcome === 'done' || outcome === 'stop')
  const dates = [...(change ? [dateOf(change.at)] : []), ...(answer ? [answer.date] : [])]
  return action.status !== 'running' && dates.some((date) => within(span, date))
}

/** The first date from the day of the digest on. What is asked that morning may be asked before the digest is drawn, or after. */
const dateOfNext = ({ until }: DigestSpan, { asked = '', next = '' }: Action): string => (asked >= until ? asked : next)

/** From the day of the digest until the end of its month. */
const isDue = (span: DigestSpan, action: Action): boolean =>
  dateOfNext(span, action) >= span.until && dateOfNext(span, action).startsWith(span.until.slice(0, 7))

/** Asked before the day of the digest, and unanswered until then; or within its span, and never answered. */
const isUnanswered = (span: DigestSpan, { asked, missed = [], history }: Action): boolean => {
  if (asked !== undefined && asked < span.until) return true
  const last = missed.at(-1)
  const stoodOpen = asked !== undefined && last !== undefined && last > (history.at(-1)?.date ?? '')
  return stoodOpen || missed.some((date) => within(span, date))
}

/**
 * Once a month in the channel: what moved, what to celebrate, what went unanswered, what is due. Undefined when nothing runs.
 * @param dateOf the date of a moment in the team's zone
 */
export const digestScreen = (
  voice: Voice,
  names: Names,
  {
    actions,
    span,
    where,
    dateOf,
  }: {
    readonly actions: readonly Action[]
    readonly span: DigestSpan
    readonly where: PressData['data']
    readonly dateOf: (at: number) => string
  },
): Card | undefined => {
  const { say } = voice
  const running = actions.filter(({ status }) => status === 'running')
  if (running.length === 0) return undefined
  const answers = running.flatMap(({ history }) => history.filter(({ date }) => within(span, date)))
  const [onTrack, adjust] = (['onTrack', 'adjust'] as const).map(
    (outcome) => answers.filter((answer) => answer.outcome === outcome).length,
  )
  const done = actions.filter((action) => action.status === 'done' && endedIn(span, action, dateOf))
  const stopped = actions.filter((action) => action.status === 'stopped' && endedIn(span, action, dateOf))
  const unanswered = running.filter((action) => isUnanswered(span, action))
  const due = running
    .filter((action) => isDue(span, action))
    .toSorted((a, b) => dateOfNext(span, a).localeCompare(dateOfNext(span, b)))
  return card(say('teamPlan.digest.summary'), [
    heading(titleOf(voice, span)),
    text(say('teamPlan.digest.moved', { running: running.length, onTrack: onTrack ?? 0, adjust: adjust ?? 0 })),
    done.length > 0 && text(say('teamPlan.digest.done', { names: listed(voice, done), count: done.length }), 'strong'),
    stopped.length > 0 && text(say('teamPlan.digest.stopped', { names: listed(voice, stopped) }), 'small'),
    unanswered.length > 0 && text(say('teamPlan.digest.unanswered', { names: listed(voice, unanswered) })),
    text(
      due.length > 0
        ? say('teamPlan.digest.due', { list: dueList(voice, names, span, due) })
        : say('teamPlan.digest.noneDue'),
    ),
    buttons(
      { label: say('plan.show'), main: true, verb: 'plan.show', data: where },
      { label: say('teamPlan.digest.noMore'), verb: 'digest.set', data: { ...where, on: false } },
    ),
  ])
}

/** The month before, by its name; a longer time, since when. */
const titleOf = (voice: Voice, { since, until }: DigestSpan): string => {
  const months = Number(until.slice(0, 4)) * 12 + Number(until.slice(5, 7))
  const before = Number(since.slice(0, 4)) * 12 + Number(since.slice(5, 7))
  return months - before <= 1
    ? voice.say('teamPlan.digest.title', { month: voice.say(`teamPlan.digest.month${Number(since.slice(5, 7))}`) })
    : voice.say('teamPlan.digest.titleSince', { date: shortDate(voice, since) })
}

const more = ({ say }: Voice, lines: readonly string[], all: number): readonly string[] =>
  all > lines.length ? [...lines, say('teamPlan.digest.others', { count: all - lines.length })] : lines

/** Titles have commas of their own. */
const listed = (voice: Voice, actions: readonly Action[]): string =>
  more(
    voice,
    actions.slice(0, NAMED).map(({ what }) => what),
    actions.length,
  ).join(' · ')

const dueList = (voice: Voice, names: Names, span: DigestSpan, due: readonly Action[]): string => {
  const lines = due.slice(0, NAMED).map((action) =>
    voice.say('teamPlan.digest.dueLine', {
      date: shortDate(voice, dateOfNext(span, action)),
      what: action.what,
      names: ownersOf(names, action),
    }),
  )
  return more(voice, lines, due.length).join('\n')
}

/** In answer to [Geen maandbericht meer], with the way back. */
export const digestSetScreen = ({ say }: Voice, where: PressData['data'], on: boolean): Card =>
  card(say('teamPlan.digest.summary'), [
    text(say(on ? 'teamPlan.digest.isOn' : 'teamPlan.digest.isOff'), 'strong'),
    buttons({
      label: say(on ? 'teamPlan.digest.noMore' : 'teamPlan.digest.again'),
      verb: 'digest.set',
      data: { ...where, on: !on },
    }),
  ])
