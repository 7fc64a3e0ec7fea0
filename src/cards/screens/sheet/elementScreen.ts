import { filled } from '../../../flows/sheet/position.ts'
import type { Sheet } from '../../../flows/sheet/sheet.ts'
import { blockOf, type ElementId, elementOf, GRADES, type Kit } from '../../../kit/kit.ts'
import { buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'
import { answer, press } from './sheetButtons.ts'

export const sheetProgress = ({ kit, say }: Voice, sheet: Sheet): Part => {
  const [done, total] = [filled(sheet), kit.elements.length]
  return { kind: 'progress', done, total, label: say('element.progress', { done, total }) }
}

export const whereScreen = ({ kit, say }: Voice, block: string): Part =>
  heading(say('element.where', { block, blocks: kit.blocks.length, name: blockOf(kit, block).name }))

/** One element: three statements to tap. A tap answers, and the next element stands in the same card. */
export const elementScreen = (voice: Voice, sheet: Sheet, id: ElementId, explained = false): Card => {
  const { kit, say } = voice
  const element = elementOf(kit, id)
  const given = sheet.grades[id]
  return card(`${element.title}. ${say('element.ask')}`, [
    whereScreen(voice, element.block),
    sheetProgress(voice, sheet),
    text(element.title, 'strong'),
    explained ? { kind: 'quote', text: element.explanation } : text(say('element.ask'), 'small'),
    ...GRADES.map(
      (grade): Part => ({
        kind: 'gradeChoice',
        grade,
        word: say(`grade.${grade}`),
        statement: element.statements[grade],
        chosen: given === grade ? say('grade.chosen') : undefined,
        press: answer(sheet, id, grade),
      }),
    ),
    buttons({ label: say(given === 'skipped' ? 'element.skipped' : 'element.skip'), ...answer(sheet, id, 'skipped') }),
    buttons(
      !isFirst(kit, id) && { label: say('element.back'), ...press(sheet, 'sheet.back') },
      { label: say('element.pause'), ...press(sheet, 'sheet.pause') },
      !explained && { label: say('element.explain'), verb: 'sheet.explain', data: { round: sheet.round, element: id } },
      filled(sheet) > 0 && { label: say('element.review'), ...press(sheet, 'sheet.review') },
    ),
  ])
}

const isFirst = (kit: Kit, id: ElementId): boolean => kit.elements[0]?.id === id
