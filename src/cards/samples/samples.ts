import type { ClosedRound, OpenRound } from '../../flows/round/round.ts'
import type { Position, Sheet } from '../../flows/sheet/sheet.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import { gate } from '../../kit/gate.ts'
import { growthBetween } from '../../kit/growth.ts'
import { ANSWERS, type Answer, type Kit } from '../../kit/kit.ts'
import { LANGUAGES } from '../../kit/languages.ts'
import { LONGEST } from '../../kit/plainText.ts'
import { addSheet, EMPTY_TALLY, type Result, type SheetAnswers } from '../../kit/result.ts'
import { ROLES } from '../../kit/roles.ts'
import type { Card } from '../card.ts'
import { refusalScreen } from '../screens/refusalScreen.ts'
import { resultScreen } from '../screens/result/resultScreen.ts'
import { resultElementsScreen, resultRemarksScreen, resultRolesScreen } from '../screens/result/resultViews.ts'
import { controlScreen } from '../screens/round/controlScreen.ts'
import { progressScreen } from '../screens/round/progressScreen.ts'
import { closeQuestionScreen, shortScreen, stopQuestionScreen } from '../screens/round/questionScreens.ts'
import {
  formSentScreen,
  helpScreen,
  notHereScreen,
  unreachableScreen,
  waitingScreen,
  welcomeScreen,
} from '../screens/round/startScreens.ts'
import { blockEndScreen } from '../screens/sheet/blockEndScreen.ts'
import { copyErasedScreen, copyScreen } from '../screens/sheet/copyScreen.ts'
import { elementScreen } from '../screens/sheet/elementScreen.ts'
import { endedScreen } from '../screens/sheet/endedScreen.ts'
import { noticeScreen } from '../screens/sheet/invitationScreen.ts'
import { nudgeScreen } from '../screens/sheet/nudgeScreen.ts'
import { sheetScreen } from '../screens/sheet/sheetScreen.ts'
import type { Voice, Voices } from '../voice.ts'
import { starSamples } from './ballotSamples.ts'
import { personSamples } from './personSamples.ts'
import { planSamples } from './planSamples.ts'
import { steeringSamples } from './roundSamples.ts'
import { CLOSES, draftRound, long, openRound, PLATFORM, ROUND, type Size } from './sampleRounds.ts'

const NAMES = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout', 'Noor', 'Bram', 'Yasmine', 'Pieter', 'Elif', 'Tom']
const NOW: Instant = Date.parse('2026-11-23T09:00:00+01:00')
const answers = (kit: Kit, from: number, until = kit.elements.length): Record<string, Answer> =>
  Object.fromEntries(
    kit.elements
      .slice(0, until)
      .map(({ id, position }) => [id, ANSWERS[(position * from + from) % ANSWERS.length] ?? 'green']),
  )

const sheetOf = (kit: Kit, size: Size, at: Position, filled: number, status: Sheet['status'] = 'open'): Sheet => ({
  round: ROUND,
  id: 's',
  page: 0,
  platform: PLATFORM,
  channel: 'channel',
  person: 'p0',
  title: size === 'longest' ? long(LONGEST.title) : 'Online werken 2026',
  coordinator: 'p0',
  floor: 5,
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

const resultOf = (kit: Kit, size: Size, sheets: number): Result => {
  const remarks = (at: number): SheetAnswers['remarks'] =>
    at < (size === 'longest' ? sheets : 3)
      ? { [at === 2 ? '2' : '1']: size === 'longest' ? long(LONGEST.remark) : 'Een vast moment zou helpen.' }
      : {}
  let tally = EMPTY_TALLY
  for (let at = 0; at < sheets; at++) {
    const role = ROLES[at % 2] ?? 'other'
    tally = addSheet(tally, { grades: answers(kit, at + 1), remarks: remarks(at), role })
  }
  return gate(kit, tally, 5)
}

/** Every screen by name, with data as it really occurs; `longest` with as much as the product lets people give. */
const samples = (voice: Voice, size: Size): Readonly<Record<string, Card>> => {
  const { kit } = voice
  const longName = 'Maria-Magdalena van den Abeele-Vandenbroucke (jeugdwerk, halftijds)'
  const names = (id: string): string =>
    size === 'longest' ? longName : (NAMES[Number(id.slice(1))] ?? voice.say('colleague'))
  const members = size === 'longest' ? 30 : 12
  const people = Array.from({ length: members }, (_, at) => ({ id: `p${at}`, name: names(`p${at}`) }))
  const sheet = (at: Position, filled: number, status?: Sheet['status']): Card =>
    sheetScreen(voice, names, sheetOf(kit, size, at, filled, status), NOW)
  const result = resultOf(kit, size, members - 1)
  const growth = growthBetween(resultOf(kit, size, 6), result)
  const open = openRound(kit, size, members)
  const short: OpenRound = { ...open, status: 'short', handedIn: [2], unreachable: [] }
  const closed: ClosedRound = { ...open, status: 'closed', closedAt: CLOSES, unreachable: [], result, growth }
  const first = { ...closed, growth: [] }
  const small = { ...first, asked: 5 }
  const words = (usual: string, most: number): string => (size === 'longest' ? long(most) : usual)
  return {
    welcome: welcomeScreen(voice),
    help: helpScreen(voice),
    formSent: formSentScreen(voice),
    formUnreachable: unreachableScreen(voice),
    notHere: notHereScreen(voice),
    waiting: waitingScreen(voice),
    ...steeringSamples(voice, names, draftRound(kit, size, members), people, NOW),
    invitation: sheet({ on: 'invitation' }, 0),
    notice: noticeScreen(voice, names, sheetOf(kit, size, { on: 'invitation' }, 0), 'p0'),
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
    nudge: nudgeScreen(voice, sheetOf(kit, size, { on: 'element', element: '2.1' }, 31)),
    nudgeFresh: nudgeScreen(voice, sheetOf(kit, size, { on: 'invitation' }, 0)),
    pause: sheet({ on: 'pause', from: { on: 'element', element: '2.1' } }, 8),
    review: sheet({ on: 'review' }, 39),
    reviewAgain: sheet({ on: 'review' }, 42, 'handedIn'),
    thanks: sheet({ on: 'thanks' }, 40, 'handedIn'),
    declined: sheet({ on: 'invitation' }, 0, 'declined'),
    scanClosed: sheet({ on: 'invitation' }, 0, 'closed'),
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
    resultRoles: resultRolesScreen(voice, closed, result),
    resultGrown: resultScreen(voice, closed, result),
    resultElements: resultElementsScreen(voice, closed, result),
    resultRemarks: resultRemarksScreen(voice, closed, result, { forCoordinator: true }),
    ...starSamples(voice, names, closed, words, NOW),
    ...planSamples(voice, names, closed, people, words),
    ...personSamples(voice, sheetOf(kit, size, { on: 'review' }, 31), closed, words),
    refusal: refusalScreen(voice, 'nothingYet', ROUND),
  }
}

/** Every screen in every language, as it usually is and with the longest that people can give. */
export const everySample = (voices: Voices) =>
  LANGUAGES.flatMap((language) =>
    (['usual', 'longest'] as const).flatMap((size) =>
      Object.entries(samples(voices[language], size)).map(([screen, sample]) => ({ screen, size, language, sample })),
    ),
  )
