import { isFilled } from '../../../flows/sheet/position.ts'
import type { Sheet } from '../../../flows/sheet/sheet.ts'
import { type BlockId, blockOf } from '../../../kit/kit.ts'
import { LONGEST } from '../../../kit/plainText.ts'
import { buttons, type Card, card, heading, quietButtons, text } from '../../card.ts'
import { tooLongBy } from '../../fieldProblems.ts'
import type { Voice } from '../../voice.ts'
import { clientWarning } from '../clientWarning.ts'
import { blockSteps } from './sheetWords.ts'

/** A breath after a block, and room for a remark, which the overview opens too; what was typed stays when it is too long. */
export const blockEndScreen = (voice: Voice, sheet: Sheet, id: BlockId, typed = sheet.remarks[id] ?? ''): Card => {
  const { kit, say } = voice
  const again = sheet.at.on === 'blockEnd' && sheet.at.from === 'review'
  const left = kit.blocks.filter(({ elements }) => elements.some((element) => !isFilled(sheet, element.id))).length
  // Which block the field is about, so that what stands in it is kept whichever button is pressed.
  const data = { round: sheet.round, block: id }
  return card(say('blockEnd.summary', { block: id }), [
    heading(again ? say('ownRemark.title') : say('blockEnd.title', { block: id })),
    !again && { kind: 'progress', marks: blockSteps(voice, sheet), label: say('blockEnd.left', { left }) },
    text(say('blockEnd.ask', { about: blockOf(kit, id).about })),
    {
      kind: 'textInput',
      id: 'text',
      label: say('blockEnd.label'),
      value: typed,
      example: say('blockEnd.example'),
      most: LONGEST.remark,
      lines: 'many',
      problem: tooLongBy(voice, typed, LONGEST.remark),
    },
    clientWarning(voice, 'work', say('blockEnd.warning')),
    buttons({ label: say(again ? 'ownRemark.save' : 'blockEnd.on'), main: true, verb: 'sheet.remark', data }),
    quietButtons(
      { label: say('element.back'), verb: 'sheet.back', data },
      { label: say('element.pause'), verb: 'sheet.pause', data },
      { label: say('element.review'), verb: 'sheet.review', data },
    ),
  ])
}
