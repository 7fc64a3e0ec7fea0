import { filled } from '../../../flows/sheet/position.ts'
import type { Sheet } from '../../../flows/sheet/sheet.ts'
import { blockOf, type ElementId, elementOf, GRADES, type Kit } from '../../../kit/kit.ts'
import { buttons, type Card, card, heading, type Part, quietButtons, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'
import { answer, press } from './sheetButtons.ts'
import { blockSteps } from './sheetWords.ts'

/** Where she is: a mark a block, and the same in words. */
const whereShe = (voice: Voice, sheet: Sheet, block: string): Part => {
  const { kit, say } = voice
  const { name } = blockOf(kit, block)
  const where = { name, done: filled(sheet), total: kit.elements.length }
  return { kind: 'progress', marks: blockSteps(voice, sheet), label: say('scan.where', where) }
}

/** One element: three statements to tap. A tap answers, and the next element stands in the same card. */
export const elementScreen = (voice: Voice, sheet: Sheet, id: ElementId, explained = false): Card => {
  const { kit, say } = voice
  const element = elementOf(kit, id)
  const given = sheet.grades[id]
  return card(`${element.title}. ${say('element.ask')}`, [
    whereShe(voice, sheet, element.block),
    heading(element.title),
    explained && { kind: 'quote', text: element.explanation },
    // Once: who reads it on every card reads it forty-two times.
    isFirst(kit, id) && !explained && text(say('element.ask'), 'small'),
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
    quietButtons(
      !isFirst(kit, id) && { label: say('element.back'), ...press(sheet, 'sheet.back') },
      { label: say('element.pause'), ...press(sheet, 'sheet.pause') },
      filled(sheet) > 0 && { label: say('element.review'), ...press(sheet, 'sheet.review') },
      !explained && { label: say('element.explain'), verb: 'sheet.explain', data: { round: sheet.round, element: id } },
    ),
  ])
}

const isFirst = (kit: Kit, id: ElementId): boolean => kit.elements[0]?.id === id
