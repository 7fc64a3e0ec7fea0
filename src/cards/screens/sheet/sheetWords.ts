import { isFilled } from '../../../flows/sheet/position.ts'
import type { Sheet } from '../../../flows/sheet/sheet.ts'
import type { Block, ElementId } from '../../../kit/kit.ts'
import type { Step } from '../../card.ts'
import type { Voice } from '../../voice.ts'

/** What stands for an element in her own sheet, in the order in which it is counted. */
const SIGNS = { green: '🟢', orange: '🟠', red: '🔴', skipped: '➖', open: '⚪' } as const
const GIVEN = Object.keys(SIGNS) as readonly (keyof typeof SIGNS)[]

const givenAt = (sheet: Sheet, element: ElementId): keyof typeof SIGNS => sheet.grades[element] ?? 'open'

/** What she gave an element: its mark and its word. */
export const answerSaid = ({ say }: Voice, sheet: Sheet, element: ElementId): string => {
  const given = givenAt(sheet, element)
  return `${SIGNS[given]} ${say(`scan.given.${given}`)}`
}

/** What she gave a block: how many of each. */
export const blockCounted = ({ say }: Voice, sheet: Sheet, { elements }: Block): string => {
  const all = elements.map(({ id }) => givenAt(sheet, id))
  return GIVEN.flatMap((given) => {
    const count = all.filter((one) => one === given).length
    return count > 0 ? [say(`scan.count.${given}`, { count })] : []
  }).join(', ')
}

/** With a mark an element before it. */
export const blockSaid = (voice: Voice, sheet: Sheet, block: Block): string =>
  `${block.elements.map(({ id }) => SIGNS[givenAt(sheet, id)]).join('')} ${blockCounted(voice, sheet, block)}`

/** How far each block is. */
export const blockSteps = ({ kit }: Voice, sheet: Sheet): readonly Step[] =>
  kit.blocks.map(({ elements }) => {
    const done = elements.filter(({ id }) => isFilled(sheet, id)).length
    return done === elements.length ? 'done' : done > 0 ? 'begun' : 'open'
  })
