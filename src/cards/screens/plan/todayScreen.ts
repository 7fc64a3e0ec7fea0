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
  const drawn = card(say('today.summary', { count: open.length, what: first?.action.what ?? '' }), [
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
