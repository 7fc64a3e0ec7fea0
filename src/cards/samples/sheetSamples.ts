import type { Platform } from '../../flows/ids.ts'
import type { Position, Sheet } from '../../flows/sheet/sheet.ts'
import { type Instant, MINUTE } from '../../kit/calendar/instant.ts'
import { ANSWERS, type Answer, type Kit } from '../../kit/kit.ts'
import { LONGEST } from '../../kit/plainText.ts'
import type { Card } from '../card.ts'
import { blockEndScreen } from '../screens/sheet/blockEndScreen.ts'
import { copyErasedScreen, copyScreen } from '../screens/sheet/copyScreen.ts'
import { declinedScreen, declineQuestionScreen } from '../screens/sheet/declineScreens.ts'
import { elementScreen } from '../screens/sheet/elementScreen.ts'
import { endedScreen, waitsScreen } from '../screens/sheet/endedScreen.ts'
import { formerScreen } from '../screens/sheet/formerScreen.ts'
import { type Informed, noticeScreen, rightsScreen } from '../screens/sheet/noticeScreens.ts'
import { nudgeScreen } from '../screens/sheet/nudgeScreen.ts'
import { sheetScreen } from '../screens/sheet/sheetScreen.ts'
import type { Names, Voice } from '../voice.ts'
import { CLOSES, long, PLATFORMS, ROUND, type Size } from './sampleRounds.ts'

const answers = (kit: Kit, from: number, until = kit.elements.length): Record<string, Answer> =>
  Object.fromEntries(
    kit.elements
      .slice(0, until)
      .map(({ id, position }) => [id, ANSWERS[(position * from + from) % ANSWERS.length] ?? 'green']),
  )

/** Someone's sheet, filled in so far. */
export const sheetOn = (
  platform: Platform['name'],
  kit: Kit,
  size: Size,
  at: Position,
  filled: number,
  status: Sheet['status'] = 'open',
): Sheet => ({
  round: ROUND,
  id: 's',
  page: 0,
  platform: PLATFORMS[platform],
  channel: 'channel',
  person: 'p0',
  title: size === 'longest' ? long(LONGEST.title) : 'Online werken 2026',
  coordinator: 'p0',
  floor: 5,
  asked: size === 'longest' ? 30 : 12,
  readers: size === 'longest' ? 400 : 2,
  closesAt: CLOSES,
  language: 'nl',
  blocks: kit.blocks.map(({ id }) => id),
  asksRole: true,
  status,
  at,
  grades: answers(kit, 1, filled),
  remarks: Object.fromEntries(
    kit.blocks
      .slice(0, size === 'longest' ? 7 : 1)
      .map(({ id }) => [id, size === 'longest' ? long(LONGEST.remark) : 'Een vast moment zou helpen.']),
  ),
  wantsCopy: true,
  cards: [],
  zone: 'Europe/Brussels',
  nudged: 0,
  quiet: false,
  heard: [],
})

/** Her sheet at a position, filled in so far. */
export type SheetOf = (at: Position, filled: number, status?: Sheet['status']) => Sheet

/** The cards of a scan, from the invitation to its end. */
export const sheetSamples = (
  voice: Voice,
  names: Names,
  sheetOf: SheetOf,
  informed: Informed,
  now: Instant,
): Readonly<Record<string, Card>> => {
  const sheet = (at: Position, filled: number, status?: Sheet['status']): Card =>
    sheetScreen(voice, names, sheetOf(at, filled, status), now)
  const handedIn = sheetOf({ on: 'thanks' }, 40, 'handedIn')
  const withdrawn = { ...handedIn, status: 'handedIn', until: now + MINUTE } as const
  return {
    invitation: sheet({ on: 'invitation' }, 0),
    notice: noticeScreen(voice, names, sheetOf({ on: 'invitation' }, 0), informed),
    noticeMore: rightsScreen(voice, names, sheetOf({ on: 'invitation' }, 0), informed),
    role: sheet({ on: 'role' }, 0),
    element: sheet({ on: 'element', element: '1.3' }, 2),
    elementAnswered: sheet({ on: 'element', element: '6.4' }, 40),
    elementExplained: elementScreen(voice, sheetOf({ on: 'element', element: '1.3' }, 2), '1.3', true),
    blockEnd: sheet({ on: 'blockEnd', block: '1' }, 8),
    blockEndTooLong: blockEndScreen(voice, sheetOf({ on: 'blockEnd', block: '1' }, 8), '1', long(LONGEST.remark + 20)),
    sheetFormer: formerScreen(voice, sheetOf({ on: 'invitation' }, 0)),
    nudge: nudgeScreen(voice, sheetOf({ on: 'element', element: '2.1' }, 31)),
    nudgeFresh: nudgeScreen(voice, sheetOf({ on: 'invitation' }, 0)),
    pause: sheet({ on: 'pause', from: { on: 'element', element: '2.1' } }, 8),
    review: sheet({ on: 'review' }, 39),
    reviewBlock: sheet({ on: 'block', block: '1' }, 5),
    reviewRemark: sheet({ on: 'blockEnd', block: '1', from: 'review' }, 8),
    reviewAgain: sheet({ on: 'review' }, 42, 'handedIn'),
    thanks: sheet({ on: 'thanks' }, 40, 'handedIn'),
    thanksBlank: sheetScreen(voice, names, { ...handedIn, grades: { '1.1': 'skipped' } }, now),
    declineQuestion: declineQuestionScreen(voice, handedIn),
    withdrawn: sheetScreen(voice, names, { ...handedIn, status: 'declined', withdrawn }, now),
    declined: sheet({ on: 'invitation' }, 0, 'declined'),
    declinedTooLate: declinedScreen(voice, handedIn, 'undoGone'),
    scanClosed: sheet({ on: 'invitation' }, 0, 'closed'),
    scanWaits: waitsScreen(voice, sheetOf({ on: 'review' }, 0).title),
    roundStopped: endedScreen(voice, 'roundStopped', sheetOf({ on: 'review' }, 0).title),
    copy: copyScreen(voice, sheetOf({ on: 'review' }, 42, 'closed')),
    copyErased: copyErasedScreen(voice),
  }
}
