import { type BlockId, blockOf, type ElementId, elementOf, type Kit } from '../../kit/kit.ts'
import type { SheetAnswers } from '../../kit/tally.ts'
import type { Position, Sheet } from './sheet.ts'

/** Whether she answered or skipped the element. */
export const isFilled = (sheet: SheetAnswers, element: ElementId): boolean => sheet.grades[element] !== undefined
/** How many elements she answered or skipped. */
export const filled = (sheet: SheetAnswers): number => Object.keys(sheet.grades).length

/** At an element. */
export const on = (element: ElementId): Extract<Position, { on: 'element' }> => ({ on: 'element', element })

/** At the row of the overview that the element belongs to. */
const inBlock = (kit: Kit, element: ElementId): Position => ({ on: 'block', block: elementOf(kit, element).block })

/** Where she goes on: the first gap, or the overview when there is none. */
export const firstGap = (kit: Kit, sheet: SheetAnswers): Position => {
  const gap = kit.elements.find(({ id }) => !isFilled(sheet, id))
  return gap ? on(gap.id) : { on: 'review' }
}

/** Whether she looks at an answer again that she gave before: then nothing leads her through what comes after it. */
const isChange = ({ at, grades }: Sheet, element: ElementId): boolean =>
  at.on === 'element' && at.element === element && at.from === 'review' && grades[element] !== undefined

/** After an answer: the overview if she changes one there, else the next gap of the block, else the block's end, where she can breathe. */
export const afterAnswer = (kit: Kit, before: Sheet, sheet: Sheet, element: ElementId): Position => {
  if (isChange(before, element)) return { on: 'review' }
  const { block, position } = elementOf(kit, element)
  const gaps = blockOf(kit, block).elements.filter(({ id }) => !isFilled(sheet, id))
  const next = gaps.find((gap) => gap.position > position) ?? gaps[0]
  if (next) return on(next.id)
  return filled(sheet) === kit.elements.length && sheet.status === 'handedIn'
    ? { on: 'review' }
    : { on: 'blockEnd', block }
}

/** After a block: the next gap beyond it, else the first of all, else the overview. */
const afterBlock = (kit: Kit, sheet: Sheet, block: BlockId): Position => {
  const last = blockOf(kit, block).elements.at(-1)
  const next = kit.elements.find(({ id, position }) => position > (last?.position ?? 0) && !isFilled(sheet, id))
  return next ? on(next.id) : firstGap(kit, sheet)
}

/** After a remark: the block in the overview if she opened it there, else what comes after the block. */
export const afterRemark = (kit: Kit, sheet: Sheet, block: BlockId): Position =>
  sheet.at.on === 'blockEnd' && sheet.at.from === 'review' ? { on: 'block', block } : afterBlock(kit, sheet, block)

/** Where [Next] leads from where she is. */
export const onwards = (kit: Kit, sheet: Sheet): Position => {
  const { at } = sheet
  switch (at.on) {
    case 'pause':
      return at.from
    case 'element':
      return at
    case 'blockEnd':
      return afterRemark(kit, sheet, at.block)
    case 'block':
      return firstGap(kit, sheet)
    case 'invitation':
      return sheet.asksRole && sheet.role === undefined ? { on: 'role' } : firstGap(kit, sheet)
    case 'role':
    case 'review':
    case 'thanks':
      return firstGap(kit, sheet)
  }
}

/** Where [Back] leads from where she is; the invitation is the first of all. */
export const backwards = (kit: Kit, { at }: Sheet): Position => {
  switch (at.on) {
    case 'element': {
      if (at.from === 'review') return inBlock(kit, at.element)
      const { position, block } = elementOf(kit, at.element)
      const before = kit.elements[position - 2]
      if (!before) return { on: 'invitation' }
      // Over the border of a block lies its end, with the remark.
      return before.block === block ? on(before.id) : { on: 'blockEnd', block: before.block }
    }
    case 'blockEnd':
      if (at.from === 'review') return { on: 'block', block: at.block }
      return on(blockOf(kit, at.block).elements.at(-1)?.id ?? '')
    case 'block':
      return { on: 'review' }
    case 'review':
      return on(kit.elements.at(-1)?.id ?? '')
    case 'pause':
      return at.from
    case 'role':
      return { on: 'invitation' }
    case 'invitation':
    case 'thanks':
      return at
  }
}
