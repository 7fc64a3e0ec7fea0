import { filled } from '../../../flows/sheet/position.ts'
import { isCounting, type Sheet } from '../../../flows/sheet/sheet.ts'
import type { Block } from '../../../kit/kit.ts'
import { buttons, type Card, card, heading, text } from '../../card.ts'
import { type Voice, when } from '../../voice.ts'
import { declining, press } from './sheetButtons.ts'
import { blockCounted } from './sheetWords.ts'

/** Handed in: what happens next, and what she gave, for her alone until the close. */
export const thanksScreen = (voice: Voice, sheet: Sheet): Card => {
  const { kit, say } = voice
  const left = kit.elements.length - filled(sheet)
  return card(say('thanks.summary'), [
    heading(say('thanks.title')),
    text(say('thanks.text', { when: when(voice, sheet.closesAt) })),
    text(say('scan.next.text', { when: when(voice, sheet.closesAt) })),
    left > 0 && text(say('thanks.gaps', { left })),
    !isCounting(sheet) && text(say('whatCounts.blank')),
    sheet.wantsCopy && text(say('thanks.copy')),
    text(say('scan.next.own'), 'strong'),
    text(kit.blocks.map((block) => ownRow(voice, sheet, block)).join('\n'), 'small'),
    buttons(
      { label: say('thanks.change'), ...press(sheet, 'sheet.review') },
      { label: say('invitation.notice'), ...press(sheet, 'notice.open') },
    ),
    ...declining(say('thanks.withdraw'), voice, sheet),
  ])
}

const ownRow = (voice: Voice, sheet: Sheet, block: Block): string =>
  voice.say('scan.next.row', { block: block.id, name: block.name, said: blockCounted(voice, sheet, block) })
