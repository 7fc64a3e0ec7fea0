import type { Sheet } from '../../../flows/sheet/sheet.ts'
import { type BlockId, blockOf } from '../../../kit/kit.ts'
import { type Card, card, heading, type Part, quietButtons, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'
import { goTo, press } from './sheetButtons.ts'
import { answerSaid } from './sheetWords.ts'

/** A row of the overview, opened: its elements, each with what she gave; a tap opens one to look at again. */
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
    quietButtons(
      { label: say('element.review'), ...press(sheet, 'sheet.review') },
      { label: say('element.pause'), ...press(sheet, 'sheet.pause') },
    ),
  ])
}
