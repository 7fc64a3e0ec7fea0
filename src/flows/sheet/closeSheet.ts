import { type Instant, MINUTE } from '../../kit/calendar/instant.ts'
import type { SheetAnswers } from '../../kit/tally.ts'
import { tellingCount } from '../counted.ts'
import { type Decision, decided, FORGOTTEN, UNCHANGED } from '../decision.ts'
import { type Effect, erasing, post, send } from '../effect.ts'
import { type Member, NOBODY } from '../ids.ts'
import { endCard, forget, leave, redraw } from '../questionnaire.ts'
import { durationOf } from '../retention.ts'
import { destroyKey } from '../roundSecrets.ts'
import { isCounting, newSheet, type RoundBrief, SHEET, type Sheet } from './sheet.ts'
import { emptied } from './withdrawing.ts'

/** How long a copy that was asked for is tried before it is erased all the same. */
export const COPY_TRIED = durationOf('copy')

/** The round closed or was stopped. `counting`: what she handed in goes to the tally. */
export interface SheetClosed {
  readonly type: 'sheetClosed'
  readonly brief: RoundBrief
  readonly member: Member
  readonly page: number
  readonly counting: boolean
  /** Whether the round still waits for this sheet. */
  readonly live: boolean
}

/**
 * She took everything back; her place stays, empty, so that the number of people asked doesn't drop. Answers that have left the
 * sheet and may still be on their way to the sum are replaced by none: the message has the same id.
 * @param leaves all of hers is erased, not only what she gave: nothing more is sent to her
 */
export const eraseSheet = (sheet: Sheet | undefined, now: Instant, leaves = false): Decision<Sheet> => {
  if (!sheet) return UNCHANGED
  if (leaves) return leaving(sheet, now)
  if (sheet.status === 'stopped' || sheet.released) return endCopy(sheet, now)
  if (sheet.status === 'closed') {
    const closed: Sheet = { ...sheet, wantsCopy: false, grades: {}, remarks: {} }
    const ends = sheet.wantsCopy ? [copiesEnd(sheet, now)] : []
    return decided(closed, erasing(nothingAdded(sheet, sheet.page, now)), ...ends)
  }
  const empty = decided<Sheet>({ ...emptied(sheet), quiet: true }, erasing(redraw(SHEET, sheet, now)))
  return tellingCount(SHEET, sheet, empty, now)
}

/** With who she is as well. */
const leaving = (sheet: Sheet, now: Instant): Decision<Sheet> => {
  const erased = eraseSheet(sheet, now)
  if (erased.kind === 'decided' && erased.state === FORGOTTEN) return erased
  const before = erased.kind === 'decided' ? (erased.state as Sheet) : sheet
  if (before.person === NOBODY) return erased
  return leave(SHEET, before, erased.kind === 'decided' ? erased.effects : [], now)
}

/**
 * The sheet's last words. Its answers leave with `added`, in the same transaction in which they leave the sheet; a
 * tombstone stays until the result is frozen, because a second telling that found nothing would count it as empty.
 */
export const closeSheet = (sheet: Sheet | undefined, event: SheetClosed, now: Instant): Decision<Sheet> => {
  const { brief, page, counting, member } = event
  const { round } = brief
  if (!sheet) {
    // Never invited, or forgotten after the freeze: only the first still owes the tally a word.
    if (!event.live) return UNCHANGED
    const tombstone: Sheet = { ...newSheet(brief, page, member), status: counting ? 'closed' : 'stopped' }
    return decided(
      tombstone,
      ...(counting ? [send({ type: 'added', round, page, sheet: member.sheet, answers: undefined }, now)] : []),
    )
  }
  // Asked on two pages, she answers for her own; the other waits for nothing of hers, but has to hear so.
  if (sheet.page !== page && counting && event.live) return decided(sheet, nothingAdded(sheet, page, now))
  if (sheet.status === 'closed' || sheet.status === 'stopped' || sheet.page !== page) return UNCHANGED
  const copy = counting && sheet.status === 'handedIn' && sheet.wantsCopy
  const answers = isCounting(sheet) ? answersOf(sheet) : undefined
  const { role: _, withdrawn: __, ...rest } = sheet
  const closed: Sheet = {
    ...rest,
    status: counting ? 'closed' : 'stopped',
    at: { on: 'invitation' },
    grades: copy ? sheet.grades : {},
    remarks: copy ? sheet.remarks : {},
    wantsCopy: copy,
    cards: [],
    heard: [],
  }
  return decided(
    closed,
    ...(counting ? [erasing(send({ type: 'added', round, page, sheet: sheet.id, answers }, now))] : []),
    ...sheet.cards.flatMap((message) => endCard(SHEET, closed, message, now)),
    ...(copy ? copying(sheet, now) : []),
  )
}

const nothingAdded = ({ round, id }: Sheet, page: number, now: Instant): Effect =>
  send({ type: 'added', round, page, sheet: id, answers: undefined }, now)

const answersOf = ({ grades, remarks, role }: Sheet): SheetAnswers => ({ grades, remarks, ...(role ? { role } : {}) })

const copying = (sheet: Sheet, now: Instant): Effect[] => {
  const { round, id, platform, person } = sheet
  const to = { in: 'private', platform, person } as const
  return [
    post(`copy/${round}/${id}`, { screen: 'copy', round, sheet: id }, to, now),
    send({ type: 'copyDone', round, sheet: id }, now + COPY_TRIED),
  ]
}

/** When the last copy of a round ends, the key of its copies does: looked at a little later, once for many. */
export const COPIES_SETTLE = MINUTE

const copiesEnd = ({ round }: Sheet, now: Instant): Effect => destroyKey(round, 'copies', now + COPIES_SETTLE)

/** The copy has arrived or was given up: nothing of it stays. */
export const endCopy = (sheet: Sheet | undefined, now: Instant): Decision<Sheet> => {
  if (!sheet?.wantsCopy) return UNCHANGED
  const ended: Decision<Sheet> = sheet.released
    ? forget(SHEET, sheet, now)
    : decided({ ...sheet, wantsCopy: false, grades: {}, remarks: {} })
  if (ended.kind !== 'decided') return ended
  return decided(ended.state, ...ended.effects, copiesEnd(sheet, now))
}
