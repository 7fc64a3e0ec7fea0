import { type Instant, MINUTE } from '../../kit/calendar/instant.ts'
import { type Decision, decided, refuse, UNCHANGED } from '../decision.ts'
import { type Effect, erasing, noteErasure, send } from '../effect.ts'
import { redraw, taskChanged } from '../questionnaire.ts'
import { SHEET, type Sheet } from './sheet.ts'

/** How long it can be undone. */
const UNDONE_WITHIN = MINUTE

/** Her place without anything she gave in it, so that nobody notices. */
export const emptied = (sheet: Sheet): Sheet => {
  const { role: _, withdrawn: __, ...rest } = sheet
  return { ...rest, status: 'declined', grades: {}, remarks: {}, wantsCopy: false, at: { on: 'invitation' } }
}

/** Whether there is anything on it to lose. */
const hasAnything = ({ grades, remarks }: Sheet): boolean =>
  Object.keys(grades).length > 0 || Object.keys(remarks).length > 0

/** Nothing of it may be left, on her cards, on disk, or in a backup that is put back. */
const gone = (sheet: Sheet, now: Instant): Effect[] => [
  erasing(redraw(SHEET, sheet, now)),
  noteErasure({ what: 'sheet', round: sheet.round, sheet: sheet.id }, now),
]

/**
 * She doesn't take part, or no longer. What she filled in stops counting at once, and is kept for the minute in which she can
 * undo it. UNCHANGED where she is still to be asked whether she is sure, and where she did so before.
 */
export const withdraw = (sheet: Sheet, sure: boolean, now: Instant): Decision<Sheet> => {
  if (sheet.status !== 'open' && sheet.status !== 'handedIn') return UNCHANGED
  if (!hasAnything(sheet)) return decided(emptied(sheet), ...gone(sheet, now))
  if (!sure) return UNCHANGED
  const { round, id, status, grades, remarks, role, wantsCopy, at } = sheet
  const until = now + UNDONE_WITHIN
  const withdrawn = { status, grades, remarks, ...(role ? { role } : {}), wantsCopy, at, until }
  return decided(
    { ...emptied(sheet), withdrawn },
    redraw(SHEET, sheet, now),
    // By itself, also when the bot was down meanwhile: nothing she does is needed for it.
    erasing(send({ type: 'withdrawalEnds', round, sheet: id, until }, until)),
  )
}

/** The minute is over: what she had given is erased. UNCHANGED when she undid it, or withdrew anew since. */
export const endWithdrawal = (sheet: Sheet | undefined, until: Instant, now: Instant): Decision<Sheet> => {
  if (sheet?.withdrawn?.until !== until) return UNCHANGED
  const { withdrawn: _, ...rest } = sheet
  return decided(rest, ...gone(sheet, now))
}

/** All is as it was. Refuses `undoGone` after the minute; UNCHANGED for who takes part. */
export const undoWithdrawal = (sheet: Sheet, now: Instant): Decision<Sheet> => {
  if (sheet.status !== 'declined') return UNCHANGED
  const { withdrawn, ...rest } = sheet
  // By the clock: the effect that erases it may still be on its way.
  if (!withdrawn || now >= withdrawn.until) return refuse('undoGone')
  const { until: _, ...given } = withdrawn
  return decided({ ...rest, ...given }, redraw(SHEET, sheet, now))
}

/** Who takes part after all, with an empty sheet; what she could still have undone is erased. */
export const rejoin = (sheet: Sheet, now: Instant): { readonly sheet: Sheet; readonly effects: readonly Effect[] } => {
  if (sheet.status !== 'declined') return { sheet, effects: [] }
  const { withdrawn, ...rest } = sheet
  const rejoined: Sheet = { ...rest, status: 'open' }
  // Among what is hers, also after she had everything of hers erased.
  const task = taskChanged(SHEET, 'taskOpened', sheet, now)
  return { sheet: rejoined, effects: withdrawn ? [...gone(sheet, now), task] : [task] }
}
