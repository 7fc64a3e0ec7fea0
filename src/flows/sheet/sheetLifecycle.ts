import type { Instant } from '../../kit/calendar/instant.ts'
import type { Language } from '../../kit/languages.ts'
import { type Decision, decided, NOT_YET, UNCHANGED } from '../decision.ts'
import { post, quietly } from '../effect.ts'
import { type Member, type MessageRef, NOBODY, type PersonId } from '../ids.ts'
import { recordMissing, recordPosted } from '../livingCard.ts'
import {
  forget,
  invite,
  moveDeadline,
  nudge,
  redraw,
  sendAgain,
  silence,
  speak,
  tellLost,
  tellRestored,
} from '../questionnaire.ts'
import { closeSheet, endCopy, eraseSheet, type SheetClosed } from './closeSheet.ts'
import { newSheet, type RoundBrief, SHEET, type Sheet } from './sheet.ts'
import { endWithdrawal } from './withdrawing.ts'

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
  | { readonly type: 'personErased'; readonly leaves?: boolean }
  /** Who steers the round had everything of hers erased. */
  | { readonly type: 'coordinatorErased'; readonly person: PersonId; readonly next: PersonId | undefined }
  | { readonly type: 'posted'; readonly message: MessageRef }
  /** One of its cards couldn't be reached. */
  | { readonly type: 'cardMissing'; readonly message: MessageRef }
  | { readonly type: 'sentAgain'; readonly event: string }
  | { readonly type: 'deadlineMoved'; readonly closesAt: Instant }
  | { readonly type: 'othersAdded'; readonly asked: number; readonly readers?: number }
  | { readonly type: 'nudge' }
  | SheetClosed
  | { readonly type: 'withdrawalEnds'; readonly until: Instant }
  | { readonly type: 'sheetLost' }
  | { readonly type: 'sheetRestored'; readonly at: Instant }
  | { readonly type: 'sheetLeft' }
  | { readonly type: 'sheetMoved' }
  | { readonly type: 'copyDone' }
  | { readonly type: 'sheetForgotten' }

/**
 * What happens to a sheet from its invitation to its end. It refuses nothing, since no person waits for an answer.
 * NOT_YET for a new deadline, others or another channel, of a sheet whose invitation is still on its way. UNCHANGED for what happened before, for
 * who is not to be reminded, and for sheets that are not there.
 */
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
      return sheet ? moveDeadline(SHEET, sheet, event.closesAt, now) : NOT_YET
    case 'othersAdded':
      return sheet ? withOthers(sheet, event, now) : NOT_YET
    case 'posted':
      return recordPosted(SHEET, sheet, event.message, now)
    case 'cardMissing':
      return recordMissing(SHEET, sheet, event.message, now)
    case 'sentAgain':
      return sendAgain(SHEET, sheet, event.event, now)
    case 'sheetForgotten':
      if (!sheet) return UNCHANGED
      // A copy that was asked for and has not arrived keeps the sheet a little longer.
      return sheet.wantsCopy ? decided({ ...sheet, released: true }) : forget(SHEET, sheet, now)
    case 'copyDone':
      return endCopy(sheet, now)
    case 'sheetLeft':
      return silence(sheet)
    case 'sheetMoved':
      return sheet ? readElsewhere(sheet, now) : NOT_YET
    case 'sheetLost':
      return tellLost(SHEET, sheet, now)
    case 'sheetRestored':
      return tellRestored(SHEET, sheet, event.at, now)
    case 'spokenTo':
      return speak(SHEET, sheet, event.language, now)
    case 'personErased':
      return eraseSheet(sheet, now, event.leaves)
    case 'coordinatorErased':
      if (sheet?.coordinator !== event.person) return UNCHANGED
      return decided({ ...sheet, coordinator: event.next ?? NOBODY }, redraw(SHEET, sheet, now))
    case 'withdrawalEnds':
      return endWithdrawal(sheet, event.until, now)
    case 'nudge':
      return nudge(SHEET, sheet, now)
  }
}

const inviting = (
  { brief, page, member, own }: Extract<SheetLifecycleEvent, { type: 'invited' }>,
  now: Instant,
): Decision<Sheet> => {
  const sheet: Sheet = { ...newSheet(brief, page, member), ...(own ? { language: own } : {}) }
  // Who started it is at work, whatever the hour; the others may be at home.
  return invite(SHEET, sheet, !brief.coordinators.includes(member.person), now)
}

/**
 * Others will read the result than she was told: she gets her card once more, which says so. Who doesn't take part, or is to be left
 * alone, reads it there when she opens it.
 */
const readElsewhere = (sheet: Sheet, now: Instant): Decision<Sheet> => {
  if (SHEET.endingOf(sheet) || sheet.moved) return UNCHANGED
  const { readers: _, ...rest } = sheet
  const next: Sheet = { ...rest, moved: true }
  const { round, id, platform, person, quiet, status } = next
  const to = { in: 'private', platform, person } as const
  const again = quietly(post(`elsewhere/${round}/${id}`, SHEET.cardOf(next), to, now))
  return decided(next, redraw(SHEET, next, now), ...(quiet || status === 'declined' ? [] : [again]))
}

/** More people are asked by now: what her invitation says of their number is true again. */
const withOthers = (
  sheet: Sheet,
  { asked, readers }: Extract<SheetLifecycleEvent, { type: 'othersAdded' }>,
  now: Instant,
): Decision<Sheet> => {
  // Told late, an older number is never put in place of a newer one.
  if (SHEET.endingOf(sheet) || asked <= (sheet.asked ?? 0)) return UNCHANGED
  const next: Sheet = { ...sheet, asked, ...(readers === undefined ? {} : { readers }) }
  const shows = sheet.status === 'open' && sheet.at.on === 'invitation'
  return decided(next, ...(shows ? [redraw(SHEET, next, now)] : []))
}
