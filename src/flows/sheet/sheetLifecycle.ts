import { usualHours } from '../../kit/hours.ts'
import type { Instant } from '../../kit/instant.ts'
import type { Language } from '../../kit/languages.ts'
import { MOST_NUDGES, nudgeTimes } from '../../kit/nudges.ts'
import { type Decision, decided, NOT_YET, UNCHANGED } from '../decision.ts'
import { type Effect, post, quietly, send } from '../effect.ts'
import type { Member, MessageRef } from '../ids.ts'
import { closeSheet, endCopy, eraseSheet, finalEdit, forgetSheet, type SheetClosed } from './closeSheet.ts'
import { cardOf, newSheet, type RoundBrief, redraw, type Sheet, taskOf } from './sheet.ts'

/** What happens to a sheet without its person doing anything. */
export type SheetLifecycleEvent =
  | {
      readonly type: 'invited'
      readonly brief: RoundBrief
      readonly page: number
      readonly member: Member
      /** Her own language, where she chose one. */
      readonly own: Language | undefined
    }
  | { readonly type: 'spokenTo'; readonly language: Language }
  | { readonly type: 'personErased' }
  | { readonly type: 'posted'; readonly message: MessageRef }
  | { readonly type: 'sentAgain'; readonly event: string }
  | { readonly type: 'deadlineMoved'; readonly closesAt: Instant }
  | { readonly type: 'nudge' }
  | SheetClosed
  | { readonly type: 'copyDone' }
  | { readonly type: 'sheetForgotten' }

export const decideSheetLifecycle = (
  sheet: Sheet | undefined,
  event: SheetLifecycleEvent,
  now: Instant,
): Decision<Sheet> => {
  switch (event.type) {
    case 'invited':
      return sheet || !event.brief.open ? UNCHANGED : inviting(event, now)
    case 'sheetClosed':
      return closeSheet(sheet, event, now)
    case 'deadlineMoved':
      // The invitation may still be on its way, with the old deadline in hand: wait for it.
      if (!sheet) return NOT_YET
      return sheet.closesAt === event.closesAt
        ? UNCHANGED
        : decided(
            { ...sheet, closesAt: event.closesAt },
            redraw(sheet, now),
            ...reminders({ ...sheet, closesAt: event.closesAt }, now),
          )
    case 'posted':
      return posted(sheet, event.message, now)
    case 'sentAgain': {
      if (!sheet) return UNCHANGED
      const to = { in: 'private', platform: sheet.platform, person: sheet.person } as const
      return decided(sheet, post(`again/${event.event}`, cardOf(sheet), to, now))
    }
    case 'sheetForgotten':
      if (!sheet) return UNCHANGED
      // A copy that was asked for and has not arrived keeps the sheet a little longer.
      return sheet.wantsCopy ? decided({ ...sheet, released: true }) : forgetSheet(sheet, now)
    case 'copyDone':
      return endCopy(sheet, now)
    case 'spokenTo':
      if (!sheet || sheet.language === event.language) return UNCHANGED
      return decided({ ...sheet, language: event.language }, redraw(sheet, now))
    case 'personErased':
      return eraseSheet(sheet, now)
    case 'nudge':
      return nudging(sheet, now)
  }
}

const reminders = ({ round, id, zone, closesAt }: Sheet, now: Instant): Effect[] =>
  nudgeTimes(usualHours(zone), now, closesAt).map((at, times) => send({ type: 'nudge', round, sheet: id, times }, at))

/** A word to who hasn't finished: twice at most, never after finishing, and not to who asked for none. */
const nudging = (sheet: Sheet | undefined, now: Instant): Decision<Sheet> => {
  if (!sheet) return UNCHANGED
  const finished = sheet.status !== 'open' || now >= sheet.closesAt
  if (finished || sheet.quiet || sheet.nudged >= MOST_NUDGES) return UNCHANGED
  const { round, id, platform, person, nudged } = sheet
  const card = { screen: 'nudge', round, sheet: id } as const
  return decided(
    { ...sheet, nudged: nudged + 1 },
    quietly(post(`nudge/${round}/${id}/${now}`, card, { in: 'private', platform, person }, now)),
  )
}

const posted = (sheet: Sheet | undefined, message: MessageRef, now: Instant): Decision<Sheet> => {
  if (!sheet || sheet.cards.some((card) => card.message === message.message)) return UNCHANGED
  if (sheet.status !== 'closed' && sheet.status !== 'stopped')
    return decided({ ...sheet, cards: [...sheet.cards, message] })
  // Sent just before the close and recorded just after it: it must say goodbye like the others.
  return decided(sheet, ...finalEdit(sheet, sheet.status, message, now))
}

const inviting = (
  { brief, page, member, own }: Extract<SheetLifecycleEvent, { type: 'invited' }>,
  now: Instant,
): Decision<Sheet> => {
  const sheet: Sheet = { ...newSheet(brief, page, member), ...(own ? { language: own } : {}) }
  const { round, id } = sheet
  const to = { in: 'private', platform: brief.platform, person: member.person } as const
  const invitation = post(`invitation/${round}/${id}`, cardOf(sheet), to, now)
  return decided(
    sheet,
    // Who started it is at work, whatever the hour; the others may be at home.
    brief.coordinators.includes(member.person) ? invitation : quietly(invitation),
    send({ type: 'taskOpened', ...taskOf(sheet) }, now, `taskOpened/${round}/${id}`),
    ...reminders(sheet, now),
  )
}
