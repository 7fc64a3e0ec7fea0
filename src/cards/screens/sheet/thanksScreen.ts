import { filled } from '../../../flows/sheet/position.ts'
import { isCounting, type Sheet } from '../../../flows/sheet/sheet.ts'
import { buttons, type Card, card, heading, text } from '../../card.ts'
import { type Voice, when } from '../../voice.ts'
import { declining, press } from './sheetButtons.ts'

export const thanksScreen = (voice: Voice, sheet: Sheet): Card => {
  const { kit, say } = voice
  const left = kit.elements.length - filled(sheet)
  return card(say('thanks.summary'), [
    heading(say('thanks.title')),
    text(say('thanks.text', { when: when(voice, sheet.closesAt) })),
    left > 0 && text(say('thanks.gaps', { left })),
    !isCounting(sheet) && text(say('whatCounts.blank')),
    sheet.wantsCopy && text(say('thanks.copy')),
    buttons(
      { label: say('thanks.change'), ...press(sheet, 'sheet.review') },
      { label: say('invitation.notice'), ...press(sheet, 'notice.open') },
    ),
    ...declining(say('thanks.withdraw'), voice, sheet),
  ])
}
