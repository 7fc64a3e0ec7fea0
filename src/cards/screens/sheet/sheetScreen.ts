import { type Position, SHEET, type Sheet } from '../../../flows/sheet/sheet.ts'
import type { Instant } from '../../../kit/calendar/instant.ts'
import { type Card, text } from '../../card.ts'
import type { Names, Voice } from '../../voice.ts'
import { blockEndScreen } from './blockEndScreen.ts'
import { withdrawnScreen } from './declineScreens.ts'
import { elementScreen } from './elementScreen.ts'
import { endedScreen, waitsScreen } from './endedScreen.ts'
import { invitationScreen } from './invitationScreen.ts'
import { pauseScreen } from './pauseScreen.ts'
import { reviewBlockScreen } from './reviewBlockScreen.ts'
import { reviewScreen } from './reviewScreen.ts'
import { roleScreen } from './roleScreen.ts'
import { thanksScreen } from './thanksScreen.ts'

/** A person's card as it stands: where she is in her sheet, and what became of it. */
export const sheetScreen = (voice: Voice, names: Names, sheet: Sheet, now: Instant): Card => ({
  ...withLost(voice, sheet, whole(voice, names, sheet, now)),
  // A press is answered with a view that a reload loses; opening the card anew asks for the sheet as it stands.
  refresh: { press: { verb: 'sheet.show', data: { round: sheet.round } }, person: sheet.person },
})

/** What she gave can't be opened any more, or others will read the result: above everything else she reads so. */
export const withLost = ({ say }: Voice, sheet: Sheet, drawn: Card): Card => {
  if (SHEET.endingOf(sheet)) return drawn
  const told = [
    ...(sheet.lost ? [text(say('roundKeys.sheetLost'), 'warning')] : []),
    ...(sheet.restored !== undefined
      ? [text(say(SHEET.counts(sheet) ? 'restored.kept' : 'restored.sheet'), 'warning')]
      : []),
    ...(sheet.moved ? [text(say('moving.told'), 'warning')] : []),
  ]
  return told.length > 0 ? { ...drawn, parts: [...told, ...drawn.parts] } : drawn
}

const whole = (voice: Voice, names: Names, sheet: Sheet, now: Instant): Card => {
  if (sheet.status === 'stopped') return endedScreen(voice, 'roundStopped', sheet.title)
  if (sheet.status === 'closed') return endedScreen(voice, 'scanClosed', sheet.title)
  if (now >= sheet.closesAt) return waitsScreen(voice, sheet.title)
  if (sheet.status === 'declined') return withdrawnScreen(voice, sheet, now)
  return standing(voice, names, sheet, sheet.at)
}

const standing = (voice: Voice, names: Names, sheet: Sheet, at: Position): Card => {
  switch (at.on) {
    case 'invitation':
      return invitationScreen(voice, names, sheet)
    case 'role':
      return roleScreen(voice, sheet)
    case 'element':
      return elementScreen(voice, sheet, at.element)
    case 'block':
      return reviewBlockScreen(voice, sheet, at.block)
    case 'blockEnd':
      return blockEndScreen(voice, sheet, at.block)
    case 'review':
      return reviewScreen(voice, sheet)
    case 'thanks':
      return thanksScreen(voice, sheet)
    case 'pause':
      return pauseScreen(voice, sheet)
  }
}
