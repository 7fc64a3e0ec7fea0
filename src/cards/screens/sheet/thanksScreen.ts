import { filled } from '../../../flows/sheet/position.ts'
import type { Sheet } from '../../../flows/sheet/sheet.ts'
import { buttons, type Card, card, heading, text } from '../../card.ts'
import { type Voice, when } from '../../voice.ts'
import { press } from './sheetButtons.ts'

export const thanksScreen = (voice: Voice, sheet: Sheet): Card => {
  const { kit, say } = voice
  const left = kit.elements.length - filled(sheet)
  return card(say('thanks.summary'), [
    heading(say('thanks.title')),
    text(say('thanks.text', { when: when(voice, sheet.closesAt) })),
    left > 0 && text(say('thanks.gaps', { left })),
    sheet.wantsCopy && text(say('thanks.copy')),
    buttons(
      { label: say('thanks.change'), ...press(sheet, 'sheet.review') },
      { label: say('invitation.notice'), ...press(sheet, 'notice.open') },
      { label: say('thanks.withdraw'), ...press(sheet, 'sheet.decline') },
    ),
  ])
}

export const declinedScreen = (voice: Voice, sheet: Sheet): Card => {
  const { say } = voice
  return card(say('declined.summary'), [
    heading(say('declined.title')),
    text(say('declined.text', { when: when(voice, sheet.closesAt) })),
    buttons({ label: say('declined.rejoin'), ...press(sheet, 'sheet.next') }),
  ])
}
