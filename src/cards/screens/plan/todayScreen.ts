import type { Action } from '../../../flows/action/action.ts'
import { buttons, type Card, card, heading, text } from '../../card.ts'
import type { Names, Voice } from '../../voice.ts'
import { ownersOf, written } from './actionScreens.ts'
import { isOpenLine, isTakenOnLine, type TodayLine, todayRow } from './todayRow.ts'

/** Rows a page: with the longest texts a page stays under each platform's limit of a message. */
export const ROWS_A_PAGE = 5

/** What a card of the day shows beside its rows. */
export interface TodayExtras {
  /** From 0. */
  readonly page?: number | undefined
  readonly said?: string | undefined
  /** Whether a calendar file can be given here. */
  readonly files?: boolean
}

/** Everything that is asked of someone about actions on a day: a row an action, answered with one tap. */
export const todayScreen = (voice: Voice, lines: readonly TodayLine[], extras: TodayExtras = {}): Card => {
  const { say } = voice
  const { page = 0, said, files = false } = extras
  const open = lines.filter(isOpenLine)
  const isNew = open.length > 0 && open.every(({ row }) => row.why === 'new')
  const from = page * ROWS_A_PAGE
  const [first] = lines
  const title = say(isNew ? 'today.new.title' : 'today.title', { count: lines.length })
  const drawn = card(summaryOf(voice, open), [
    heading(title),
    said !== undefined && text(said, 'strong'),
    !isNew && text(say(open.length > 0 ? 'today.howIs' : 'today.nothing')),
    ...lines.slice(from, from + ROWS_A_PAGE).flatMap((line) => todayRow(voice, line)),
    buttons(
      page > 0 && { label: say('today.previous'), verb: 'today.show', data: { page: page - 1 } },
      lines.length > from + ROWS_A_PAGE && {
        label: say('today.following', { count: lines.length - from - ROWS_A_PAGE }),
        verb: 'today.show',
        data: { page: page + 1 },
      },
      files &&
        lines.some(isTakenOnLine) && { label: say('calendar.file'), verb: 'calendar.mine', data: { from: 'today' } },
    ),
  ])
  return first ? { ...drawn, refresh: { press: { verb: 'today.show', data: {} }, person: first.person } } : drawn
}

/**
 * Its notification names an action, the one that came last: over a year "two actions" would be a dozen that look alike. A title may be read over a shoulder
 * on a locked phone; it stands in the channel, and whoever writes one is told to name nobody in it.
 */
const summaryOf = ({ say }: Voice, open: readonly TodayLine[]): string => {
  // What came last is what she is written to for: an older row stands on every card until it is answered.
  const [first] = open.toSorted((one, other) => other.row.date.localeCompare(one.row.date))
  if (!first) return say('today.summary')
  const whys = new Set(open.map(({ row }) => row.why))
  const kind = whys.size === 1 && (first.row.why === 'new' || first.row.why === 'silent') ? first.row.why : 'followUp'
  return say(`together.${kind}`, { what: first.action.what, rest: open.length - 1 })
}

/** What an older card says once there is a newer one. */
export const todayPastScreen = ({ say }: Voice): Card =>
  card(say('today.past'), [
    text(say('today.past')),
    buttons({ label: say('today.open'), verb: 'today.show', data: {} }),
  ])

/** In the channel, where no owner and no coordinator is left in it: who takes over? */
export const takeOverScreen = (voice: Voice, names: Names, action: Action): Card => {
  const { say } = voice
  const asked = action.ownerless === true && action.status === 'running'
  return card(say('today.over.summary', { what: action.what }), [
    heading(say('today.over.title')),
    text(action.what, 'strong'),
    asked ? text(say('today.over.text')) : text(say('today.over.taken', { names: ownersOf(names, action) || 'none' })),
    asked && action.next !== undefined && text(say('action.next', { date: written(voice, action.next) }), 'small'),
    asked &&
      buttons({ label: say('today.takeOver'), main: true, verb: 'action.takeOver', data: { action: action.id } }),
  ])
}
