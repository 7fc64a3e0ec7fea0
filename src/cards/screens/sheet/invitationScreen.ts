import type { PersonId } from '../../../flows/ids.ts'
import type { Sheet } from '../../../flows/sheet/sheet.ts'
import { buttons, type Card, card, heading, text } from '../../card.ts'
import { type Names, type Voice, when } from '../../voice.ts'
import { press } from './sheetButtons.ts'

export const invitationScreen = (voice: Voice, names: Names, sheet: Sheet): Card => {
  const { say } = voice
  return card(say('invitation.summary'), [
    heading(say('invitation.title')),
    text(sheet.title, 'strong'),
    text(
      say('invitation.text', {
        ...size(voice),
        coordinator: names(sheet.coordinator),
        when: when(voice, sheet.closesAt),
      }),
    ),
    text(say('invitation.online'), 'small'),
    text(say('invitation.confidential', { floor: sheet.floor })),
    buttons(
      { label: say('invitation.begin'), main: true, ...press(sheet, 'sheet.next') },
      { label: say('invitation.notice'), ...press(sheet, 'notice.open') },
      { label: say('invitation.decline'), ...press(sheet, 'sheet.decline') },
    ),
  ])
}

/** How many elements this round asks, and about how long they take: twenty seconds each. */
const size = ({ kit }: Voice) => ({
  total: kit.elements.length,
  minutes: Math.max(5, Math.round(kit.elements.length / 15) * 5),
})

/**
 * The privacy notice, before the first answer and at any time after: purpose, who sees what, until when, that it is
 * voluntary, and whom to ask. It informs and doesn't ask consent: who takes part at work can't refuse freely.
 */
export const noticeScreen = (voice: Voice, names: Names, sheet: Sheet, coordinator: PersonId): Card => {
  const { say } = voice
  const values = {
    floor: sheet.floor,
    when: when(voice, sheet.closesAt),
    coordinator: names(coordinator),
  }
  const points = ['purpose', 'who', 'until', 'voluntary', 'platform', 'ask'] as const
  return card(say('notice.summary'), [
    heading(say('notice.title')),
    ...points.map((point) => text(say(`notice.${point}`, values))),
    sheet.asksRole && text(say('notice.role', values)),
    buttons(
      sheet.at.on === 'invitation' && { label: say('invitation.begin'), main: true, ...press(sheet, 'sheet.next') },
      { label: say('notice.back'), ...press(sheet, 'sheet.show') },
    ),
  ])
}
