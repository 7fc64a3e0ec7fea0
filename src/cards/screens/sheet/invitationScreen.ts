import type { Sheet } from '../../../flows/sheet/sheet.ts'
import { FLOOR, SHARES_FROM } from '../../../kit/gate.ts'
import { buttons, type Card, card, heading, text } from '../../card.ts'
import { type Names, type Voice, when } from '../../voice.ts'
import { shownFor } from '../round/whatIsShown.ts'
import { declining, press } from './sheetButtons.ts'

/** Before the first answer: what is asked, that it is a choice, and what the team will see if everyone who was asked hands in. */
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
    text(say('credit.invitation'), 'small'),
    text(say('invitation.confidential', shown(sheet))),
    (sheet.readers ?? 0) > 0 && text(say('invitation.readers', { count: sheet.readers ?? 0 }), 'small'),
    buttons(
      { label: say('invitation.begin'), main: true, ...press(sheet, 'sheet.next') },
      { label: say('invitation.notice'), ...press(sheet, 'notice.open') },
    ),
    ...declining(say('invitation.decline'), voice, sheet),
  ])
}

/** How many elements this round asks, and about how long they take: twenty seconds each. */
const size = ({ kit }: Voice) => ({
  total: kit.elements.length,
  minutes: Math.max(5, Math.round(kit.elements.length / 15) * 5),
})

/** What is shown for the number of people asked; of sheets of before that was kept, what is usual. */
const shown = ({ asked, floor, perRole }: Sheet) => ({
  known: asked === undefined ? 'no' : 'yes',
  shown: perRole ? 'roles' : shownFor(asked ?? floor, floor),
  count: asked ?? floor,
  floor,
  least: FLOOR.least,
  from: SHARES_FROM,
})
