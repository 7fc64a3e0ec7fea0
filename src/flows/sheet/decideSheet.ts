import type { Instant } from '../../kit/calendar/instant.ts'
import type { Snooze } from '../../kit/calendar/nudges.ts'
import { type Answer, type BlockId, type ElementId, hasBlock, hasElement, type Kit, partOf } from '../../kit/kit.ts'
import { LONGEST, lengthOf } from '../../kit/plainText.ts'
import type { Role } from '../../kit/roles.ts'
import { tellingCount } from '../counted.ts'
import { type Decision, decided, refuse, UNCHANGED } from '../decision.ts'
import type { Effect } from '../effect.ts'
import { redraw, snooze } from '../questionnaire.ts'
import { afterAnswer, afterRemark, backwards, filled, firstGap, on, onwards } from './position.ts'
import { SHEET, type Sheet } from './sheet.ts'
import { rejoin, undoWithdrawal, withdraw } from './withdrawing.ts'

/** What stood in the field for a remark when she pressed another button than the one that saves it. */
export interface Typed {
  readonly block: BlockId
  readonly text: string
}

/** What a person does with her sheet. */
export type SheetEvent =
  /** Asked for her card as it stands, also when it is over. */
  | { readonly type: 'shown' }
  /** Asked for something else to read; only while she can still answer. */
  | { readonly type: 'looked'; readonly element: ElementId }
  | { readonly type: 'looked'; readonly block: BlockId }
  | { readonly type: 'wentOn' }
  | { readonly type: 'wentBack'; readonly typed?: Typed | undefined }
  /** `from`: to look at it again, out of the overview. */
  | { readonly type: 'wentTo'; readonly element: ElementId; readonly from?: 'review' | undefined }
  /** A row of the overview, to see its elements. */
  | { readonly type: 'opened'; readonly block: BlockId; readonly remark?: boolean }
  | { readonly type: 'paused'; readonly typed?: Typed | undefined }
  | { readonly type: 'answered'; readonly element: ElementId; readonly answer: Answer }
  | { readonly type: 'remarked'; readonly block: BlockId; readonly text: string }
  | { readonly type: 'reviewed'; readonly typed?: Typed | undefined }
  | { readonly type: 'handedIn'; readonly wantsCopy: boolean }
  /** `sure`: she was asked whether she really means it. */
  | { readonly type: 'declined'; readonly sure: boolean }
  | { readonly type: 'declineUndone' }
  /** What she does, or that she'd rather not say; without either, the question again. */
  | { readonly type: 'roleGiven'; readonly role: Role | 'none' | undefined }
  /** Not now: later, or never. */
  | { readonly type: 'snoozed'; readonly until: Snooze | 'never' }

/** The stored message shows what the last press showed; where the answer stays, only further cards of hers don't yet. */
const asAnswered = (sheet: Sheet, now: Instant): Effect[] =>
  sheet.platform.keepsAnswers && sheet.cards.length <= 1 ? [] : [redraw(SHEET, sheet, now)]

/**
 * One person fills in her sheet, in any order, until the round closes.
 * Refuses `roundStopped` and `scanClosed` once it is over, `unknownButton` for an element, block or role the round
 * doesn't ask, `remarkTooLong`, `nothingYet` to hand in an empty sheet, and `undoGone` to undo what is erased. UNCHANGED for
 * what only looks, for a pause in a pause, and for who is still to be asked whether she is sure.
 * @param whole the whole kit; the sheet knows which blocks it is about
 */
export const decideSheet = (whole: Kit, sheet: Sheet, event: SheetEvent, now: Instant): Decision<Sheet> =>
  tellingCount(SHEET, sheet, decide(whole, sheet, event, now), now)

const withRemark = (sheet: Sheet, { block, text }: Typed): Sheet => {
  const { [block]: _, ...others } = sheet.remarks
  return { ...sheet, remarks: text ? { ...others, [block]: text } : others }
}

/** Whichever button she pressed, what she typed stays; who withdrew keeps nothing. */
const keepTyped = (kit: Kit, sheet: Sheet, typed: Typed): Sheet | 'remarkTooLong' => {
  if (!hasBlock(kit, typed.block) || sheet.status === 'declined') return sheet
  return lengthOf(typed.text) > LONGEST.remark ? 'remarkTooLong' : withRemark(sheet, typed)
}

const decide = (whole: Kit, sheet: Sheet, event: SheetEvent, now: Instant): Decision<Sheet> => {
  const kit = partOf(whole, sheet.blocks)
  if (sheet.status === 'stopped') return refuse('roundStopped')
  if (event.type === 'shown') return UNCHANGED
  if (sheet.status === 'closed' || now >= sheet.closesAt) return refuse('scanClosed')
  if ('element' in event && !hasElement(kit, event.element)) return refuse('unknownButton')
  if ('block' in event && !hasBlock(kit, event.block)) return refuse('unknownButton')
  if (!('typed' in event) || event.typed === undefined) return act(kit, sheet, event, now)
  const kept = keepTyped(kit, sheet, event.typed)
  return kept === 'remarkTooLong' ? refuse(kept) : act(kit, kept, event, now)
}

const act = (kit: Kit, sheet: Sheet, event: Exclude<SheetEvent, { type: 'shown' }>, now: Instant): Decision<Sheet> => {
  switch (event.type) {
    case 'looked':
      return UNCHANGED
    case 'answered': {
      // The element comes from the button: a second tap on an old card overwrites and never skips.
      const { sheet: hers, effects } = rejoin(sheet, now)
      const answered: Sheet = { ...hers, grades: { ...hers.grades, [event.element]: event.answer } }
      const next: Sheet = { ...answered, at: afterAnswer(kit, hers, answered, event.element) }
      return decided(next, ...(next.at.on === 'element' ? [] : asAnswered(sheet, now)), ...effects)
    }
    case 'wentOn': {
      const { sheet: hers, effects } = rejoin(sheet, now)
      return decided({ ...hers, at: onwards(kit, hers) }, ...effects)
    }
    case 'wentBack':
      return decided({ ...sheet, at: backwards(kit, sheet) })
    case 'wentTo':
      return decided({ ...sheet, at: event.from ? { ...on(event.element), from: event.from } : on(event.element) })
    case 'opened':
      return decided({
        ...sheet,
        at: event.remark ? { on: 'blockEnd', block: event.block, from: 'review' } : { on: 'block', block: event.block },
      })
    case 'paused':
      if (sheet.at.on === 'pause') return event.typed ? decided(sheet) : UNCHANGED
      return decided({ ...sheet, at: { on: 'pause', from: sheet.at } }, ...asAnswered(sheet, now))
    case 'remarked': {
      if (lengthOf(event.text) > LONGEST.remark) return refuse('remarkTooLong')
      const { sheet: hers, effects } = rejoin(sheet, now)
      return decided({ ...withRemark(hers, event), at: afterRemark(kit, hers, event.block) }, ...effects)
    }
    case 'roleGiven':
      if (!sheet.asksRole) return refuse('unknownButton')
      if (event.role === undefined) return decided({ ...sheet, at: { on: 'role' } })
      return decided({ ...sheet, role: event.role, at: firstGap(kit, sheet) })
    case 'reviewed':
      return decided({ ...sheet, at: { on: 'review' } })
    case 'handedIn':
      if (filled(sheet) === 0) return refuse('nothingYet')
      return decided(
        { ...sheet, status: 'handedIn', wantsCopy: event.wantsCopy, at: { on: 'thanks' } },
        ...asAnswered(sheet, now),
      )
    case 'snoozed':
      return snooze(SHEET, sheet, event.until, now)
    case 'declined':
      return withdraw(sheet, event.sure, now)
    case 'declineUndone':
      return undoWithdrawal(sheet, now)
  }
}
