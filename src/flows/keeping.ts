import { DAY, type Instant } from '../kit/instant.ts'
import { MOST_NUDGES, nudgeTimes } from '../kit/nudges.ts'
import type { Sheet } from './answering.ts'
import { type Effect, edit, erasing, post, tell } from './effect.ts'
import type { ChannelId, MessageRef, PersonId, Platform, RoundId } from './names.ts'
import type { Member } from './rosters.ts'
import { FORGOTTEN, NOT_YET, type Step, step, UNCHANGED } from './step.ts'

/** How long a copy that was asked for is tried before it is erased all the same. */
export const COPY_TRIED = DAY

/** What a sheet needs to know of its round. */
export interface RoundBrief {
  readonly round: RoundId
  readonly platform: Platform
  readonly channel: ChannelId
  readonly zone: string
  readonly title: string
  readonly coordinator: PersonId
  readonly floor: number
  readonly closesAt: Instant
  readonly open: boolean
}

/** What happens to a sheet without its person doing anything. */
export type KeepingEvent =
  | { readonly type: 'invited'; readonly brief: RoundBrief; readonly page: number; readonly member: Member }
  | { readonly type: 'posted'; readonly message: MessageRef }
  | { readonly type: 'sentAgain'; readonly event: string }
  | { readonly type: 'deadlineMoved'; readonly closesAt: Instant }
  | { readonly type: 'nudge' }
  | SheetClosed
  | { readonly type: 'copyDone' }
  | { readonly type: 'sheetForgotten' }

interface SheetClosed {
  readonly type: 'sheetClosed'
  readonly brief: RoundBrief
  readonly member: Member
  readonly page: number
  readonly counting: boolean
  /** Whether the round still waits for this sheet. */
  readonly live: boolean
}

const cardOf = (sheet: { round: RoundId; id: string }) =>
  ({ screen: 'sheet', round: sheet.round, sheet: sheet.id }) as const

export const keeping = (sheet: Sheet | undefined, event: KeepingEvent, now: Instant): Step<Sheet> => {
  switch (event.type) {
    case 'invited':
      return sheet || !event.brief.open ? UNCHANGED : inviting(event.brief, event.page, event.member, now)
    case 'sheetClosed':
      return closing(sheet, event, now)
    case 'deadlineMoved':
      // The invitation may still be on its way, with the old deadline in hand: wait for it.
      if (!sheet) return NOT_YET
      return sheet.closesAt === event.closesAt
        ? UNCHANGED
        : step(
            { ...sheet, closesAt: event.closesAt },
            redraw(sheet, now),
            ...reminders({ ...sheet, closesAt: event.closesAt }, now),
          )
    case 'posted':
      return posted(sheet, event.message, now)
    case 'sentAgain': {
      if (!sheet) return UNCHANGED
      const to = { in: 'private', platform: sheet.platform, person: sheet.person } as const
      return step(sheet, post(`again/${event.event}`, cardOf(sheet), to, now))
    }
    case 'sheetForgotten':
      if (!sheet) return UNCHANGED
      // A copy that was asked for and has not arrived keeps the sheet a little longer.
      return sheet.wantsCopy ? step({ ...sheet, released: true }) : step(FORGOTTEN)
    case 'copyDone':
      return copied(sheet)
    case 'nudge':
      return nudging(sheet, now)
  }
}

const reminders = ({ round, id, zone, closesAt }: Sheet, now: Instant): Effect[] =>
  nudgeTimes(zone, now, closesAt).map((at, times) => tell({ type: 'nudge', round, sheet: id, times }, at))

/** A word to who hasn't finished: twice at most, never after finishing, and not to who asked for none. */
const nudging = (sheet: Sheet | undefined, now: Instant): Step<Sheet> => {
  if (!sheet) return UNCHANGED
  const finished = sheet.status !== 'open' || now >= sheet.closesAt
  if (finished || sheet.quiet || sheet.nudged >= MOST_NUDGES) return UNCHANGED
  const { round, id, platform, person, nudged } = sheet
  const card = { screen: 'nudge', round, sheet: id } as const
  return step(
    { ...sheet, nudged: nudged + 1 },
    post(`nudge/${round}/${id}/${now}`, card, { in: 'private', platform, person }, now),
  )
}

const posted = (sheet: Sheet | undefined, message: MessageRef, now: Instant): Step<Sheet> => {
  if (!sheet || sheet.cards.some((card) => card.message === message.message)) return UNCHANGED
  if (sheet.status !== 'closed' && sheet.status !== 'stopped')
    return step({ ...sheet, cards: [...sheet.cards, message] })
  // Sent just before the close and recorded just after it: it must say goodbye like the others.
  return step(sheet, goodbye(sheet, sheet.status, message, now))
}

const goodbye = ({ round, id }: Sheet, how: 'closed' | 'stopped', message: MessageRef, now: Instant): Effect => {
  const screen = how === 'closed' ? 'scanClosed' : 'roundStopped'
  return edit(`goodbye/${round}/${id}/${message.message}`, { screen, round }, message, now)
}

const redraw = (sheet: Sheet, now: Instant): Effect =>
  edit(`sheet/${sheet.round}/${sheet.id}`, cardOf(sheet), 'own', now)

const blank = (brief: RoundBrief, page: number, member: Member): Sheet => {
  const { open: _, ...round } = brief
  return {
    ...round,
    id: member.sheet,
    person: member.person,
    page,
    status: 'open',
    at: { on: 'invitation' },
    grades: {},
    remarks: {},
    wantsCopy: false,
    cards: [],
    nudged: 0,
    quiet: false,
  }
}

const inviting = (brief: RoundBrief, page: number, member: Member, now: Instant): Step<Sheet> => {
  const sheet = blank(brief, page, member)
  const to = { in: 'private', platform: brief.platform, person: member.person } as const
  return step(sheet, post(`invitation/${sheet.round}/${sheet.id}`, cardOf(sheet), to, now), ...reminders(sheet, now))
}

/**
 * The sheet's last words. Its answers leave with `added`, in the same transaction in which they leave the sheet; a
 * tombstone stays until the result is frozen, because a second telling that found nothing would count it as empty.
 */
const closing = (sheet: Sheet | undefined, event: SheetClosed, now: Instant): Step<Sheet> => {
  const { brief, page, counting, member } = event
  const { round } = brief
  if (!sheet) {
    // Never invited, or forgotten after the freeze: only the first still owes the tally a word.
    if (!event.live) return UNCHANGED
    const tombstone: Sheet = { ...blank(brief, page, member), status: counting ? 'closed' : 'stopped' }
    return step(
      tombstone,
      ...(counting ? [tell({ type: 'added', round, page, sheet: member.sheet, answers: undefined }, now)] : []),
    )
  }
  if (sheet.status === 'closed' || sheet.status === 'stopped') return UNCHANGED
  const counts = counting && sheet.status === 'handedIn'
  const copy = counts && sheet.wantsCopy
  const answers = counts ? { grades: sheet.grades, remarks: sheet.remarks } : undefined
  const how = counting ? 'closed' : 'stopped'
  const closed: Sheet = {
    ...sheet,
    status: how,
    at: { on: 'invitation' },
    grades: copy ? sheet.grades : {},
    remarks: copy ? sheet.remarks : {},
    wantsCopy: copy,
    cards: [],
  }
  return step(
    closed,
    ...(counting ? [erasing(tell({ type: 'added', round, page, sheet: sheet.id, answers }, now))] : []),
    ...sheet.cards.map((message) => goodbye(sheet, how, message, now)),
    ...(copy ? copying(sheet, now) : []),
  )
}

const copying = (sheet: Sheet, now: Instant): Effect[] => {
  const { round, id, platform, person } = sheet
  const to = { in: 'private', platform, person } as const
  return [
    post(`copy/${round}/${id}`, { screen: 'copy', round, sheet: id }, to, now),
    tell({ type: 'copyDone', round, sheet: id }, now + COPY_TRIED),
  ]
}

/** The copy has arrived or was given up: nothing of it stays. */
const copied = (sheet: Sheet | undefined): Step<Sheet> => {
  if (!sheet?.wantsCopy) return UNCHANGED
  return sheet.released ? step(FORGOTTEN) : step({ ...sheet, wantsCopy: false, grades: {}, remarks: {} })
}
