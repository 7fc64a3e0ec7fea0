import { newPerson, type Person } from '../../flows/person/person.ts'
import { durationOf } from '../../flows/retention.ts'
import type { Round } from '../../flows/round/round.ts'
import type { Sheet } from '../../flows/sheet/sheet.ts'
import { usualHours } from '../../kit/calendar/hours.ts'
import { MINUTE } from '../../kit/calendar/instant.ts'
import { LONGEST } from '../../kit/plainText.ts'
import { CALLING, type ConcernStep } from '../../kit/reading/concern.ts'
import { FACETS } from '../../kit/reading/library.ts'
import { BLOCK_PARTS } from '../../kit/reading/reading.ts'
import { concernId } from '../../kit/search/documents.ts'
import type { Card } from '../card.ts'
import {
  calendarAddressScreen,
  calendarLinkScreen,
  calendarScreen,
  calendarSentScreen,
  noCalendarLinkScreen,
} from '../screens/calendar/calendarScreens.ts'
import {
  dataFileSentScreen,
  dataLinkScreen,
  dataScreen,
  EXPORT_PART,
  erasedScreen,
  eraseQuestionScreen,
  exportScreen,
  noDataFileScreen,
} from '../screens/person/dataScreens.ts'
import { heardScreen, sentPrivatelyScreen } from '../screens/person/heardScreens.ts'
import { keptLines } from '../screens/person/keptLines.ts'
import { type OpenThing, openScreen, standScreen } from '../screens/person/openScreen.ts'
import { habitsScreen } from '../screens/person/preferenceScreens.ts'
import { blockScreen } from '../screens/reading/blockScreens.ts'
import { type ConcernPlace, concernScreen } from '../screens/reading/concernScreen.ts'
import { libraryScreen } from '../screens/reading/libraryScreens.ts'
import { pageScreen } from '../screens/reading/pageScreens.ts'
import { blocksScreen } from '../screens/reading/readingScreens.ts'
import { foundScreen } from '../screens/reading/searchScreens.ts'
import type { Voice } from '../voice.ts'
import { sampleBallot } from './planSamples.ts'
import { sampleAction } from './sampleActions.ts'

/** A step as someone sees who came by another. */
const comingTo = (steps: readonly ConcernStep[], step: string): ConcernPlace => {
  const before = steps.find(({ ways, aside = [] }) => [...ways, ...aside].some(({ to }) => to === step))
  return { step, trail: (before ?? (step === CALLING ? steps[0] : undefined))?.id }
}

/** What is a person's own, and what anyone can read, for `samples.ts`. */
export const personSamples = (
  voice: Voice,
  sheet: Sheet,
  round: Round,
  words: (usual: string, most: number) => string,
): Readonly<Record<string, Card>> => {
  const { kit, reading, say } = voice
  const action = sampleAction(round, words)
  const things: OpenThing[] = [
    { kind: 'sheet', sheet, voice },
    { kind: 'ballot', ballot: sampleBallot(round) },
    { kind: 'round', round },
    { kind: 'action', action },
    { kind: 'action', action: { ...action, asked: undefined } },
  ]
  const person: Person = {
    ...newPerson('hash'),
    ...{ chat: 'chat', who: { person: 'p', alias: 'a' }, language: voice.language, hours: usualHours(voice.zone) },
    ...{ heard: ['e1', 'e2'], askedIn: [round.id], steered: [round.id], answered: ['a', 'b'], handedOn: ['c'] },
    calendar: { subscription: 's', since: 0 },
  }
  const habits = { language: voice.language, hours: usualHours(voice.zone) }
  const all = ['3', '3.5', ...reading.library.map(({ id }) => id)]
  const guide = reading.concern.map(({ id }) => ({ id: concernId(id), words: [] }))
  const asked = { query: '', shared: false }
  return {
    open: openScreen(voice, Array.from({ length: 4 }, () => things).flat()),
    openNothing: openScreen(voice, []),
    openChangeable: openScreen(voice, [], [{ kind: 'sheet', sheet: { ...sheet, status: 'handedIn' }, voice }]),
    heardThanks: heardScreen(voice, { said: 'thanks', guesses: [], things }),
    heardHello: heardScreen(voice, { said: 'hello', guesses: [], things }),
    heardUnknown: heardScreen(voice, { said: 'unknown', guesses: ['followUp', 'settings'], things }),
    heardUnknownInChannel: heardScreen(voice, { said: 'unknown', guesses: ['plan', 'status'], things: undefined }),
    heardPrivate: heardScreen(voice, { said: 'private', guesses: [], things }),
    heardDecline: heardScreen(voice, { said: 'decline', guesses: [], things }),
    heardQuiet: heardScreen(voice, { said: 'quiet', guesses: [], things }),
    heardPause: heardScreen(voice, { said: 'pause', guesses: [], things }),
    heardSteer: heardScreen(voice, { said: 'steer', guesses: [], things }),
    heardPapers: heardScreen(voice, { said: 'papers', guesses: [], things }),
    sentPrivately: sentPrivatelyScreen(voice),
    stand: standScreen(
      voice,
      things.flatMap((thing) => (thing.kind === 'round' ? [thing.round] : [])),
      things,
    ),
    standNothing: standScreen(voice, [], []),
    habits: habitsScreen(voice, habits),
    habitsWrong: habitsScreen(voice, habits, {
      days: '',
      from: '17',
      until: '9',
      problems: { days: say('fields.dayMissing'), until: say('fields.untilEarly') },
    }),
    calendar: calendarScreen(
      voice,
      { actions: 3, followed: true, reachable: true, files: true },
      say('calendar.withdrawn'),
    ),
    calendarFresh: calendarScreen(voice, { actions: 0, followed: false, reachable: false, files: true }),
    calendarUnreachable: calendarScreen(voice, { actions: 1, followed: false, reachable: false, files: false }),
    calendarLink: calendarLinkScreen(voice, say('calendar.mine'), {
      url: `https://x.be/${'a'.repeat(400)}.ics`,
      until: action.calendar?.changed ?? 0,
    }),
    calendarNoLink: noCalendarLinkScreen(voice),
    calendarSent: calendarSentScreen(voice),
    calendarAddress: calendarAddressScreen(voice, `https://quickscan.example.org/calendar/${'a'.repeat(32)}.ics`),
    data: dataScreen(voice, round.platform.name, 3, keptLines(voice, { person, things, rounds: [round] })),
    dataErase: eraseQuestionScreen(voice),
    dataErased: erasedScreen(voice),
    dataFile: dataFileSentScreen(voice, durationOf('dataFile')),
    dataLink: dataLinkScreen(voice, `https://x.be/data/${'a'.repeat(600)}.json`, 10 * MINUTE),
    dataNoFile: noDataFileScreen(voice),
    dataExport: exportScreen(voice, `${'"'.repeat(19)}\n`.repeat(EXPORT_PART / 10), 0),
    blocks: blocksScreen(voice),
    ...Object.fromEntries(kit.blocks.map(({ id }) => [`block${id}`, blockScreen(voice, { block: id })])),
    ...Object.fromEntries(kit.blocks.map(({ id }) => [`blockMore${id}`, blockScreen(voice, { block: id, page: 1 })])),
    blockSecondPage: blockScreen(voice, { block: '3', page: 2 }),
    ...Object.fromEntries(BLOCK_PARTS.map((part) => [`block${part}`, blockScreen(voice, { block: '2', part })])),
    blockPointsFurther: blockScreen(voice, { block: '2', part: 'points', page: 2 }),
    blockWeakest: blockScreen(voice, { block: '3', round: 'r'.repeat(32), weakest: ['3.5', '3.6', '3.4'] }),
    blockFits: blockScreen(voice, { block: '3', element: '3.6' }),
    blockFitsMore: blockScreen(voice, { block: '3', element: '3.6', page: 1 }),
    libraryHome: libraryScreen(voice),
    ...Object.fromEntries(FACETS.map((by) => [`library${by}`, libraryScreen(voice, { by })])),
    libraryFunction: libraryScreen(voice, { by: 'function', value: 'insight' }),
    libraryPolice: libraryScreen(voice, { by: 'audience', value: 'police', page: 1 }),
    ...Object.fromEntries(voice.reading.pages.map((page) => [`page-${page.id}`, pageScreen(voice, { page })])),
    library: foundScreen(
      voice,
      { hits: all.map((id) => ({ id, words: ['games'] })), near: [], worry: false, helpline: 'awel' },
      asked,
    ),
    libraryShared: foundScreen(voice, { hits: guide, near: [], worry: true }, { ...asked, shared: true }),
    libraryNothing: foundScreen(
      voice,
      { hits: [], near: ['games', 'haat'], block: '3', worry: false },
      { query: words('xyz', 100), shared: false },
    ),
    ...Object.fromEntries(
      reading.concern.map(({ id }) => [
        `concern-${id}`,
        concernScreen(voice, comingTo(reading.concern, id), [
          { title: round.title, line: words('Els, 09 123 45 67', LONGEST.line) },
        ]),
      ]),
    ),
  }
}
