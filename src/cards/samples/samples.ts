import type { Platform } from '../../flows/ids.ts'
import type { ClosedRound, OpenRound } from '../../flows/round/round.ts'
import type { Position, Sheet } from '../../flows/sheet/sheet.ts'
import { type Instant, MINUTE } from '../../kit/calendar/instant.ts'
import { gate } from '../../kit/gate.ts'
import { growthBetween } from '../../kit/growth.ts'
import { ANSWERS, type Answer, type Kit } from '../../kit/kit.ts'
import { LANGUAGES } from '../../kit/languages.ts'
import { LONGEST } from '../../kit/plainText.ts'
import type { Result } from '../../kit/result.ts'
import { ROLES } from '../../kit/roles.ts'
import { addSheet, EMPTY_TALLY, type SheetAnswers } from '../../kit/tally.ts'
import type { Card } from '../card.ts'
import { erasedScreen } from '../screens/erasedScreen.ts'
import { refusalScreen } from '../screens/refusalScreen.ts'
import { resultElementScreen, resultElementsScreen } from '../screens/result/elementScreens.ts'
import { resultScreen } from '../screens/result/resultScreen.ts'
import { resultRemarksScreen, resultRolesScreen } from '../screens/result/resultViews.ts'
import { controlScreen } from '../screens/round/controlScreen.ts'
import { progressScreen } from '../screens/round/progressScreen.ts'
import { closeQuestionScreen, shortScreen, stopQuestionScreen } from '../screens/round/questionScreens.ts'
import {
  filesScreen,
  formSentScreen,
  helpScreen,
  notHereScreen,
  unreachableScreen,
  waitingScreen,
  welcomeScreen,
} from '../screens/round/startScreens.ts'
import { blockEndScreen } from '../screens/sheet/blockEndScreen.ts'
import { copyErasedScreen, copyScreen } from '../screens/sheet/copyScreen.ts'
import { declinedScreen, declineQuestionScreen } from '../screens/sheet/declineScreens.ts'
import { elementScreen } from '../screens/sheet/elementScreen.ts'
import { endedScreen, waitsScreen } from '../screens/sheet/endedScreen.ts'
import { formerScreen } from '../screens/sheet/formerScreen.ts'
import { noticeScreen, rightsScreen } from '../screens/sheet/noticeScreens.ts'
import { nudgeScreen } from '../screens/sheet/nudgeScreen.ts'
import { sheetScreen } from '../screens/sheet/sheetScreen.ts'
import type { Voice, Voices } from '../voice.ts'
import { starSamples } from './ballotSamples.ts'
import { personSamples } from './personSamples.ts'
import { planSamples } from './planSamples.ts'
import { steeringSamples } from './roundSamples.ts'
import { CLOSES, draftRound, long, openRound, PLATFORMS, ROUND, type Size } from './sampleRounds.ts'

const NAMES = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout', 'Noor', 'Bram', 'Yasmine', 'Pieter', 'Elif', 'Tom']
const NOW: Instant = Date.parse('2026-11-23T09:00:00+01:00')
const answers = (kit: Kit, from: number, until = kit.elements.length): Record<string, Answer> =>
  Object.fromEntries(
    kit.elements
      .slice(0, until)
      .map(({ id, position }) => [id, ANSWERS[(position * from + from) % ANSWERS.length] ?? 'green']),
  )

const sheetOn = (
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

/** What people answer in turn, so that a result says each of its words. */
const LEANS: readonly (readonly Answer[])[] = [
  ['green', 'green', 'orange', 'green', 'green'],
  ['orange', 'orange', 'green', 'orange', 'orange'],
  ['green', 'red', 'orange', 'green', 'orange'],
  ['red', 'red', 'orange', 'red', 'red'],
  ['green', 'green', 'green', 'green', 'red'],
  ['orange', 'orange', 'red', 'orange', 'green'],
  ['skipped', 'skipped', 'skipped', 'skipped', 'orange'],
]
const leaning = (kit: Kit, person: number, role: number): Record<string, Answer> =>
  Object.fromEntries(
    kit.elements.map(({ id, position }) => {
      const lean =
        LEANS[(position * 3 + Math.floor(position / LEANS.length) + (position % 3 === 0 ? role : 0)) % LEANS.length]
      return [id, lean?.[person % lean.length] ?? 'green']
    }),
  )

const resultOf = (kit: Kit, size: Size, sheets: number, roles = 0): Result => {
  const remarks = (at: number): SheetAnswers['remarks'] =>
    at < (size === 'longest' ? sheets : 3)
      ? { [at === 2 ? '2' : '1']: size === 'longest' ? long(LONGEST.remark) : 'Een vast moment zou helpen.' }
      : {}
  let tally = EMPTY_TALLY
  for (let at = 0; at < sheets; at++) {
    const role = at % Math.max(1, roles)
    const grades = leaning(kit, Math.floor(at / Math.max(1, roles)), role)
    tally = addSheet(tally, { grades, remarks: remarks(at), role: ROLES[role] ?? 'other' })
  }
  return gate(kit, tally, 5, roles > 0)
}

/** The same as a version before 0.3.0 froze it, with all the figures it could have. */
const countedOf = (kit: Kit, result: Result): Result => {
  const counts = { green: 33, orange: 39, red: 15 }
  const blocks = kit.blocks.map(({ id }) => ({ block: id, counts: { ...counts, skipped: 1 } }))
  const roles = [...ROLES.slice(0, 2), 'others' as const].map((role) => ({ role, blocks }))
  const elements = kit.elements.slice(0, 30).map(({ id }) => ({ element: id, counts: { ...counts, red: 0 } }))
  return { ...result, counted: { blocks, elements, roles } }
}

/** Every screen by name, with data as it really occurs; `longest` with as much as the product lets people give. */
const samples = (voice: Voice, size: Size, platform: Platform['name']): Readonly<Record<string, Card>> => {
  const { kit } = voice
  const sheetOf = sheetOn.bind(undefined, platform)
  const longName = 'Maria-Magdalena van den Abeele-Vandenbroucke (jeugdwerk, halftijds)'
  const names = (id: string): string =>
    size === 'longest' ? longName : (NAMES[Number(id.slice(1))] ?? voice.say('colleague'))
  const members = size === 'longest' ? 30 : 12
  const people = Array.from({ length: members }, (_, at) => ({ id: `p${at}`, name: names(`p${at}`) }))
  const sheet = (at: Position, filled: number, status?: Sheet['status']): Card =>
    sheetScreen(voice, names, sheetOf(kit, size, at, filled, status), NOW)
  const handedIn = sheetOf(kit, size, { on: 'thanks' }, 40, 'handedIn')
  const withdrawn = { ...handedIn, status: 'handedIn', until: NOW + MINUTE } as const
  const result = resultOf(kit, size, members - 1)
  const words = (usual: string, most: number): string => (size === 'longest' ? long(most) : usual)
  const informed = {
    coordinator: 'p0',
    months: 24,
    controller: {
      organisation: words('Jeugddienst Testdorp', 120),
      contact: words('privacy@testdorp.be', 200),
      dpo: words('dpo@testdorp.be', 200),
      host: words('Koepel Jeugd vzw', 120),
      noticeUrl: 'https://quickscan.example.org/privacy/nl',
    },
  }
  const perRole = resultOf(kit, size, size === 'longest' ? 5 * ROLES.length : 11, size === 'longest' ? ROLES.length : 2)
  const counted = countedOf(kit, result)
  const growth = growthBetween(resultOf(kit, size, 6), result)
  const open = openRound(kit, size, members, platform)
  const short: OpenRound = { ...open, status: 'short', handedIn: [2], unreachable: [] }
  const closed: ClosedRound = { ...open, status: 'closed', closedAt: CLOSES, unreachable: [], result, growth }
  const first = { ...closed, growth: [] }
  const small = { ...first, asked: 5 }
  return {
    welcome: welcomeScreen(voice),
    help: helpScreen(voice),
    files: filesScreen(voice),
    formSent: formSentScreen(voice),
    formUnreachable: unreachableScreen(voice),
    notHere: notHereScreen(voice),
    waiting: waitingScreen(voice),
    ...steeringSamples(voice, names, draftRound(kit, size, members, platform), people, NOW),
    invitation: sheet({ on: 'invitation' }, 0),
    notice: noticeScreen(voice, names, sheetOf(kit, size, { on: 'invitation' }, 0), informed),
    noticeMore: rightsScreen(voice, names, sheetOf(kit, size, { on: 'invitation' }, 0), informed),
    role: sheet({ on: 'role' }, 0),
    element: sheet({ on: 'element', element: '1.3' }, 2),
    elementAnswered: sheet({ on: 'element', element: '6.4' }, 40),
    elementExplained: elementScreen(voice, sheetOf(kit, size, { on: 'element', element: '1.3' }, 2), '1.3', true),
    blockEnd: sheet({ on: 'blockEnd', block: '1' }, 8),
    blockEndTooLong: blockEndScreen(
      voice,
      sheetOf(kit, size, { on: 'blockEnd', block: '1' }, 8),
      '1',
      long(LONGEST.remark + 20),
    ),
    sheetFormer: formerScreen(voice, sheetOf(kit, size, { on: 'invitation' }, 0)),
    nudge: nudgeScreen(voice, sheetOf(kit, size, { on: 'element', element: '2.1' }, 31)),
    nudgeFresh: nudgeScreen(voice, sheetOf(kit, size, { on: 'invitation' }, 0)),
    pause: sheet({ on: 'pause', from: { on: 'element', element: '2.1' } }, 8),
    review: sheet({ on: 'review' }, 39),
    reviewBlock: sheet({ on: 'block', block: '1' }, 5),
    reviewRemark: sheet({ on: 'blockEnd', block: '1', from: 'review' }, 8),
    reviewAgain: sheet({ on: 'review' }, 42, 'handedIn'),
    thanks: sheet({ on: 'thanks' }, 40, 'handedIn'),
    thanksBlank: sheetScreen(voice, names, { ...handedIn, grades: { '1.1': 'skipped' } }, NOW),
    declineQuestion: declineQuestionScreen(voice, handedIn),
    withdrawn: sheetScreen(voice, names, { ...handedIn, status: 'declined', withdrawn }, NOW),
    declined: sheet({ on: 'invitation' }, 0, 'declined'),
    declinedTooLate: declinedScreen(voice, handedIn, 'undoGone'),
    scanClosed: sheet({ on: 'invitation' }, 0, 'closed'),
    scanWaits: waitsScreen(voice, sheetOf(kit, size, { on: 'review' }, 0).title),
    roundStopped: endedScreen(voice, 'roundStopped', sheetOf(kit, size, { on: 'review' }, 0).title),
    copy: copyScreen(voice, sheetOf(kit, size, { on: 'review' }, 42, 'closed')),
    copyErased: copyErasedScreen(voice),
    progress: progressScreen(voice, open),
    progressSent: progressScreen(voice, open, true),
    progressClosed: progressScreen(voice, closed),
    control: controlScreen(voice, names, open),
    controlAllIn: controlScreen(voice, names, { ...open, handedIn: [members] }),
    controlClosed: controlScreen(voice, names, closed),
    closeQuestion: closeQuestionScreen(voice, open),
    stopQuestion: stopQuestionScreen(voice, open),
    short: shortScreen(voice, short),
    result: resultScreen(voice, first, result),
    resultBlocks: resultScreen(voice, small, resultOf(kit, size, 4)),
    resultNothing: resultScreen(voice, small, resultOf(kit, size, 2)),
    resultPerRole: resultScreen(voice, first, perRole),
    resultPerRoleElements: resultElementsScreen(voice, first, perRole),
    resultPerRoleElement: resultElementScreen(voice, first, perRole, '2.6'),
    resultRoles: resultRolesScreen(voice, closed, perRole),
    resultCounted: resultScreen(voice, first, counted),
    resultCountedElements: resultElementsScreen(voice, first, counted),
    resultCountedRoles: resultRolesScreen(voice, first, counted),
    resultGrown: resultScreen(voice, closed, result),
    resultElements: resultElementsScreen(voice, closed, result),
    resultElementsNext: resultElementsScreen(voice, closed, result, 1),
    resultElement: resultElementScreen(voice, closed, result, '2.6'),
    resultRemarks: resultRemarksScreen(voice, closed, result, { forCoordinator: true }),
    ...starSamples(voice, names, closed, words, NOW),
    ...planSamples(voice, names, closed, people, words),
    ...personSamples(voice, sheetOf(kit, size, { on: 'review' }, 31), closed, words),
    refusal: refusalScreen(voice, 'nothingYet', ROUND),
    erased: erasedScreen(voice, { what: 'result', months: 24 }),
  }
}

/** Every screen in every language, as it usually is and with the longest that people can give, as said on that platform. */
export const everySample = (voices: Voices, platform: Platform['name'] = 'teams') =>
  LANGUAGES.flatMap((language) =>
    (['usual', 'longest'] as const).flatMap((size) =>
      Object.entries(samples(voices[language], size, platform)).map(([screen, sample]) => ({
        screen,
        size,
        language,
        sample,
      })),
    ),
  )
