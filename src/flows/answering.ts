import { dateIn } from '../kit/calendar.ts'
import type { Instant } from '../kit/instant.ts'
import { type Answer, type BlockId, blockOf, type ElementId, elementOf, type Kit } from '../kit/kit.ts'
import { MOST_NUDGES } from '../kit/nudges.ts'
import { LONGEST, lengthOf } from '../kit/plainText.ts'
import type { SheetAnswers } from '../kit/result.ts'
import { workdaysAfter, workMorning } from '../kit/workdays.ts'
import { type Effect, edit, erasing, tell } from './effect.ts'
import type { ChannelId, MessageRef, PersonId, Platform, RoundId, SheetId } from './names.ts'
import { refuse, type Step, step, UNCHANGED } from './step.ts'

/** One person's answers, and where she is in them. */
export interface Sheet extends SheetAnswers {
  readonly round: RoundId
  readonly id: SheetId
  readonly page: number
  readonly platform: Platform
  readonly channel: ChannelId
  readonly person: PersonId
  readonly title: string
  readonly coordinator: PersonId
  readonly floor: number
  readonly closesAt: Instant
  readonly status: 'open' | 'handedIn' | 'declined' | 'closed' | 'stopped'
  readonly at: Position
  readonly wantsCopy: boolean
  /** Every card posted of it, so that each can be edited to one without answers. */
  readonly cards: readonly MessageRef[]
  readonly zone: string
  /** How often the bot reminded her; never more than twice. */
  readonly nudged: number
  /** She asked not to be reminded. */
  readonly quiet: boolean
  /** The result is frozen: only a copy on its way keeps it from being forgotten. */
  readonly released?: boolean
}

export type Position =
  | { readonly on: 'invitation' | 'review' | 'thanks' }
  | { readonly on: 'element'; readonly element: ElementId }
  | { readonly on: 'blockEnd'; readonly block: BlockId }
  | { readonly on: 'pause'; readonly from: Position }

export type AnsweringEvent =
  /** Asked for her card as it stands, also when it is over. */
  | { readonly type: 'shown' }
  /** Asked for something else to read; only while she can still answer. */
  | { readonly type: 'looked' }
  | { readonly type: 'wentOn' }
  | { readonly type: 'wentBack' }
  | { readonly type: 'wentTo'; readonly element: ElementId }
  | { readonly type: 'paused' }
  | { readonly type: 'answered'; readonly element: ElementId; readonly answer: Answer }
  | { readonly type: 'remarked'; readonly block: BlockId; readonly text: string }
  | { readonly type: 'reviewed' }
  | { readonly type: 'handedIn'; readonly wantsCopy: boolean }
  | { readonly type: 'declined' }
  /** Not now: tomorrow, or never. */
  | { readonly type: 'snoozed'; readonly until: 'tomorrow' | 'never' }

export const isFilled = (sheet: SheetAnswers, element: ElementId): boolean => sheet.grades[element] !== undefined
export const filled = (sheet: SheetAnswers): number => Object.keys(sheet.grades).length

const on = (element: ElementId): Position => ({ on: 'element', element })

/** Where she goes on: the first gap, or the overview when there is none. */
const firstGap = (kit: Kit, sheet: SheetAnswers): Position => {
  const gap = kit.elements.find(({ id }) => !isFilled(sheet, id))
  return gap ? on(gap.id) : { on: 'review' }
}

/** After an answer: the next gap of the block, else the block's end, where she can breathe. */
const afterAnswer = (kit: Kit, sheet: Sheet, element: ElementId): Position => {
  const { block, position } = elementOf(kit, element)
  const gaps = blockOf(kit, block).elements.filter(({ id }) => !isFilled(sheet, id))
  const next = gaps.find((gap) => gap.position > position) ?? gaps[0]
  if (next) return on(next.id)
  return filled(sheet) === kit.elements.length && sheet.status === 'handedIn'
    ? { on: 'review' }
    : { on: 'blockEnd', block }
}

const afterBlock = (kit: Kit, sheet: Sheet, block: BlockId): Position => {
  const last = blockOf(kit, block).elements.at(-1)
  const next = kit.elements.find(({ id, position }) => position > (last?.position ?? 0) && !isFilled(sheet, id))
  return next ? on(next.id) : firstGap(kit, sheet)
}

const onwards = (kit: Kit, sheet: Sheet): Position => {
  const { at } = sheet
  switch (at.on) {
    case 'pause':
      return at.from
    case 'element':
      return at
    case 'blockEnd':
      return afterBlock(kit, sheet, at.block)
    case 'invitation':
    case 'review':
    case 'thanks':
      return firstGap(kit, sheet)
  }
}

const backwards = (kit: Kit, { at }: Sheet): Position => {
  switch (at.on) {
    case 'element': {
      const { position, block } = elementOf(kit, at.element)
      const before = kit.elements[position - 2]
      if (!before) return { on: 'invitation' }
      // Over the border of a block lies its end, with the remark.
      return before.block === block ? on(before.id) : { on: 'blockEnd', block: before.block }
    }
    case 'blockEnd':
      return on(blockOf(kit, at.block).elements.at(-1)?.id ?? '')
    case 'review':
      return on(kit.elements.at(-1)?.id ?? '')
    case 'pause':
      return at.from
    case 'invitation':
    case 'thanks':
      return at
  }
}

/** The stored message shows what the last press showed: presses answer with a view of their own that a reload loses. */
const redraw = (sheet: Sheet, now: Instant): Effect =>
  edit(`sheet/${sheet.round}/${sheet.id}`, { screen: 'sheet', round: sheet.round, sheet: sheet.id }, 'own', now)

const snoozing = (sheet: Sheet, until: 'tomorrow' | 'never', now: Instant): Step<Sheet> => {
  if (until === 'never') return step({ ...sheet, quiet: true })
  const { round, id, zone } = sheet
  const tomorrow = workMorning(zone, workdaysAfter(dateIn(zone, now), 1))
  if (tomorrow >= sheet.closesAt) return UNCHANGED
  // It was put off, not used up: the same reminder comes once more.
  const again = tell({ type: 'nudge', round, sheet: id, times: MOST_NUDGES + 1 }, tomorrow)
  return step({ ...sheet, nudged: Math.max(0, sheet.nudged - 1) }, again)
}

/** One person fills in her sheet, in any order, until the round closes. */
export const answering = (kit: Kit, sheet: Sheet, event: AnsweringEvent, now: Instant): Step<Sheet> => {
  if (sheet.status === 'stopped') return refuse('roundStopped')
  if (event.type === 'shown') return UNCHANGED
  if (sheet.status === 'closed' || now >= sheet.closesAt) return refuse('scanClosed')
  switch (event.type) {
    case 'looked':
      return UNCHANGED
    case 'answered': {
      // The element comes from the button: a second tap on an old card overwrites and never skips.
      const grades = { ...sheet.grades, [event.element]: event.answer }
      const status = sheet.status === 'declined' ? 'open' : sheet.status
      const answered: Sheet = { ...sheet, grades, status }
      const next: Sheet = { ...answered, at: afterAnswer(kit, answered, event.element) }
      return next.at.on === 'element' ? step(next) : step(next, redraw(sheet, now))
    }
    case 'wentOn':
      return step({ ...sheet, status: sheet.status === 'declined' ? 'open' : sheet.status, at: onwards(kit, sheet) })
    case 'wentBack':
      return step({ ...sheet, at: backwards(kit, sheet) })
    case 'wentTo':
      return step({ ...sheet, at: on(event.element) })
    case 'paused':
      return sheet.at.on === 'pause'
        ? UNCHANGED
        : step({ ...sheet, at: { on: 'pause', from: sheet.at } }, redraw(sheet, now))
    case 'remarked': {
      if (lengthOf(event.text) > LONGEST.remark) return refuse('remarkTooLong')
      const { [event.block]: _, ...others } = sheet.remarks
      const remarked = { ...sheet, remarks: event.text ? { ...others, [event.block]: event.text } : others }
      return step({ ...remarked, at: afterBlock(kit, sheet, event.block) })
    }
    case 'reviewed':
      return step({ ...sheet, at: { on: 'review' } })
    case 'handedIn':
      if (filled(sheet) === 0) return refuse('nothingYet')
      return step(
        { ...sheet, status: 'handedIn', wantsCopy: event.wantsCopy, at: { on: 'thanks' } },
        tell({ type: 'counted', round: sheet.round, page: sheet.page, sheet: sheet.id }, now),
        redraw(sheet, now),
      )
    case 'snoozed':
      return snoozing(sheet, event.until, now)
    case 'declined':
      return step(
        { ...sheet, status: 'declined', grades: {}, remarks: {}, wantsCopy: false, at: { on: 'invitation' } },
        erasing(redraw(sheet, now)),
      )
  }
}
