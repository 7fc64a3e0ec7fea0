import type { Platform } from '../../flows/ids.ts'
import type { ClosedRound, OpenRound } from '../../flows/round/round.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import { growthBetween } from '../../kit/growth.ts'
import { ROLES } from '../../kit/roles.ts'
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
import type { Voice, Voices } from '../voice.ts'
import { starSamples } from './ballotSamples.ts'
import { personSamples } from './personSamples.ts'
import { planSamples } from './planSamples.ts'
import { steeringSamples } from './roundSamples.ts'
import { countedOf, resultOf } from './sampleResults.ts'
import { CLOSES, draftRound, long, openRound, ROUND, type Size } from './sampleRounds.ts'
import { type SheetOf, sheetOn, sheetSamples } from './sheetSamples.ts'
import { trustSamples } from './trustSamples.ts'

const NAMES = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout', 'Noor', 'Bram', 'Yasmine', 'Pieter', 'Elif', 'Tom']
const NOW: Instant = Date.parse('2026-11-23T09:00:00+01:00')
/** Every screen by name, with data as it really occurs; `longest` with as much as the product lets people give. */
const samples = (voice: Voice, size: Size, platform: Platform['name']): Readonly<Record<string, Card>> => {
  const { kit } = voice
  const sheetOf: SheetOf = (at, filled, status) => sheetOn(platform, kit, size, at, filled, status)
  const longName = 'Maria-Magdalena van den Abeele-Vandenbroucke (jeugdwerk, halftijds)'
  const names = (id: string): string =>
    size === 'longest' ? longName : (NAMES[Number(id.slice(1))] ?? voice.say('colleague'))
  const members = size === 'longest' ? 30 : 12
  const people = Array.from({ length: members }, (_, at) => ({ id: `p${at}`, name: names(`p${at}`) }))
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
    ...sheetSamples(voice, names, sheetOf, informed, NOW),
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
    ...trustSamples(voice, open, first, NOW),
    ...starSamples(voice, names, closed, words, NOW),
    ...planSamples(voice, names, closed, people, words),
    ...personSamples(voice, sheetOf({ on: 'review' }, 31), closed, words),
    refusal: refusalScreen(voice, 'nothingYet', ROUND),
    erased: erasedScreen(voice, { what: 'result', months: 24 }),
  }
}

/** Every screen in every language, as it usually is and with the longest that people can give, as said on that platform. */
export const everySample = (voices: Voices, platform: Platform['name'] = 'teams') =>
  voices.nl.languages.flatMap((language) =>
    (['usual', 'longest'] as const).flatMap((size) =>
      Object.entries(samples(voices[language], size, platform)).map(([screen, sample]) => ({
        screen,
        size,
        language,
        sample,
      })),
    ),
  )
