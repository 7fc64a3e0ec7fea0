import { filled } from '../../../flows/sheet/position.ts'
import { isCounting, type Sheet } from '../../../flows/sheet/sheet.ts'
import { buttons, type Card, card, heading, text } from '../../card.ts'
import { type Voice, when } from '../../voice.ts'
import { press } from './sheetButtons.ts'

export const pauseScreen = (voice: Voice, sheet: Sheet): Card => {
  const { kit, say } = voice
  const values = { done: filled(sheet), total: kit.elements.length, when: when(voice, sheet.closesAt) }
  return card(say('pause.summary'), [
    heading(say('pause.title')),
    text(say('pause.text', values)),
    sheet.status === 'handedIn' && text(say(isCounting(sheet) ? 'pause.handedIn' : 'whatCounts.blank')),
    buttons(
      { label: say('pause.on'), main: true, ...press(sheet, 'sheet.next') },
      filled(sheet) > 0 && { label: say('pause.review'), ...press(sheet, 'sheet.review') },
      { label: say('invitation.notice'), ...press(sheet, 'notice.open') },
    ),
  ])
}
