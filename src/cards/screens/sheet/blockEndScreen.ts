import { isFilled } from '../../../flows/sheet/position.ts'
import type { Sheet } from '../../../flows/sheet/sheet.ts'
import { type BlockId, blockOf } from '../../../kit/kit.ts'
import { LONGEST, lengthOf } from '../../../kit/plainText.ts'
import { buttons, type Card, card, heading, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'
import { clientWarning } from '../clientWarning.ts'
import { sheetProgress } from './elementScreen.ts'
import { press } from './sheetButtons.ts'

/** A breath after a block, and room for a remark; what was typed stays when it is too long. */
export const blockEndScreen = (voice: Voice, sheet: Sheet, id: BlockId, typed = sheet.remarks[id] ?? ''): Card => {
  const { kit, say } = voice
  const left = kit.blocks.filter(({ elements }) => elements.some((element) => !isFilled(sheet, element.id))).length
  const tooLong = lengthOf(typed) > LONGEST.remark
  return card(say('blockEnd.summary', { block: id }), [
    heading(`${say('blockEnd.title', { block: id })} ${say('blockEnd.left', { left })}`),
    sheetProgress(voice, sheet),
    text(say('blockEnd.ask', { about: blockOf(kit, id).about })),
    {
      kind: 'textInput',
      id: 'text',
      label: say('blockEnd.label'),
      value: typed,
      example: say('blockEnd.example'),
      most: LONGEST.remark,
      lines: 'many',
      problem: tooLong ? say('blockEnd.tooLong', { most: LONGEST.remark, length: lengthOf(typed) }) : undefined,
    },
    clientWarning(voice, 'work', say('blockEnd.warning')),
    buttons(
      { label: say('blockEnd.on'), main: true, verb: 'sheet.remark', data: { round: sheet.round, block: id } },
      { label: say('element.back'), ...press(sheet, 'sheet.back') },
      { label: say('element.pause'), ...press(sheet, 'sheet.pause') },
    ),
  ])
}
