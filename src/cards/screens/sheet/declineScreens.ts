import { filled } from '../../../flows/sheet/position.ts'
import { isCounting, type Sheet } from '../../../flows/sheet/sheet.ts'
import type { Instant } from '../../../kit/calendar/instant.ts'
import { asking, buttons, type Card, card, heading, text } from '../../card.ts'
import { type Voice, when } from '../../voice.ts'
import { press } from './sheetButtons.ts'

/**
 * Whether she is sure. A second tap on the place of the first must not answer it: counted from the top and from the bottom,
 * the button that does stands where no card with [Niet deelnemen] has one (`declineScreens.test.ts`).
 */
export const declineQuestionScreen = ({ kit, say }: Voice, sheet: Sheet): Card => {
  const { round } = sheet
  const sure = say('whatCounts.decline.ask', { done: filled(sheet), total: kit.elements.length })
  const asked = isCounting(sheet) ? `${sure} ${say('promises.withdrawShows')}` : sure
  return asking(
    card(asked, [
      text(asked, 'strong'),
      buttons({ label: say('whatCounts.decline.yes'), verb: 'sheet.decline', data: { round, sure: true } }),
      buttons({ label: say('whatCounts.decline.no'), ...press(sheet, 'sheet.show') }),
    ]),
  )
}

/** She doesn't take part, and has a minute to undo that where there is something to get back. */
export const withdrawnScreen = (voice: Voice, sheet: Sheet, now: Instant): Card =>
  sheet.withdrawn && now < sheet.withdrawn.until ? undoScreen(voice, sheet) : declinedScreen(voice, sheet)

const undoScreen = ({ say }: Voice, sheet: Sheet): Card =>
  card(say('declined.summary'), [
    heading(say('declined.title')),
    text(say('whatCounts.decline.done')),
    buttons({ label: say('whatCounts.decline.undo'), ...press(sheet, 'sheet.undoDecline') }),
  ])

/** She doesn't take part. @param refused where she wanted it undone too late */
export const declinedScreen = (voice: Voice, sheet: Sheet, refused?: 'undoGone'): Card => {
  const { say } = voice
  return card(say('declined.summary'), [
    heading(say('declined.title')),
    refused && text(say(`refusal.${refused}`)),
    text(say('declined.text', { when: when(voice, sheet.closesAt) })),
    buttons({ label: say('declined.rejoin'), ...press(sheet, 'sheet.next') }),
  ])
}
