import type { Sheet } from '../../../flows/sheet/sheet.ts'
import { type BlockId, blockOf } from '../../../kit/kit.ts'
import { type Card, card, heading, type Part, quietButtons, text } from '../../card.ts'
import { cut } from '../../cut.ts'
import type { Voice } from '../../voice.ts'
import { goTo, press } from './sheetButtons.ts'
import { answerSaid } from './sheetWords.ts'

/** Characters of a remark in a row: enough to know it by. */
const REMARK = 60

/** A row of the overview, opened: its elements, each with what she gave, and her remark; a tap opens one to look at again. */
export const reviewBlockScreen = (voice: Voice, sheet: Sheet, id: BlockId): Card => {
  const { kit, say } = voice
  const { elements, name } = blockOf(kit, id)
  return card(say('scan.block.summary', { block: id }), [
    heading(say('result.block', { block: id, name })),
    text(say('scan.block.text')),
    ...elements.map(
      (element): Part => ({
        kind: 'row',
        title: element.title,
        detail: answerSaid(voice, sheet, element.id),
        label: element.title,
        press: goTo(sheet, element.id, 'review'),
      }),
    ),
    {
      kind: 'row',
      title: say('ownRemark.title'),
      detail: cut(sheet.remarks[id]?.replace(/\n/g, ' ') ?? say('ownRemark.none'), REMARK),
      label: say('ownRemark.title'),
      press: { verb: 'sheet.block', data: { round: sheet.round, block: id, opens: 'remark' } },
    },
    quietButtons(
      { label: say('element.review'), ...press(sheet, 'sheet.review') },
      { label: say('element.pause'), ...press(sheet, 'sheet.pause') },
    ),
  ])
}
