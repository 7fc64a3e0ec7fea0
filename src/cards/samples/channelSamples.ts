import type { ChannelTrouble } from '../../flows/ids.ts'
import type { PrioritisedRound, Round } from '../../flows/round/round.ts'
import type { Card, Choice } from '../card.ts'
import { resultScreen } from '../screens/result/resultScreen.ts'
import { resultsScreen } from '../screens/result/resultViews.ts'
import { controlScreen } from '../screens/round/controlScreen.ts'
import { channelEndedScreen, leftScreen, resultMovedScreen, takeOutScreen } from '../screens/round/leavingScreens.ts'
import { movedHereScreen, moveHowScreen, nothingToMoveScreen } from '../screens/round/moveScreens.ts'
import { cantPostScreen, notPostedScreen } from '../screens/round/notPostedScreen.ts'
import type { Names, Voice } from '../voice.ts'

const TROUBLES: readonly ChannelTrouble[] = ['archived', 'gone', 'restricted', 'outside', 'refused']

/** What is said of a channel that takes no posts, or that people leave, for `samples.ts`. */
export const channelSamples = (
  voice: Voice,
  names: Names,
  round: PrioritisedRound,
  people: readonly Choice[],
): Readonly<Record<string, Card>> => {
  const since = round.closedAt
  const refused: PrioritisedRound = { ...round, refused: { trouble: 'archived', since }, posting: ['priorities'] }
  const left = people.map(({ id }, at) => ({
    person: id,
    sheet: `s${at}`,
    ...(at === 0 ? { out: true as const } : {}),
  }))
  const open: Round = { ...round, status: 'open', left }
  return {
    notPosted: notPostedScreen(voice, refused, resultScreen(voice, round, round.result), true),
    notPostedQuiet: notPostedScreen(voice, refused, undefined),
    notPostedDone: notPostedScreen(
      voice,
      { ...refused, refused: { trouble: 'archived', since, over: true } },
      undefined,
    ),
    controlRefused: controlScreen(voice, names, { ...refused, directions: {} }),
    ...Object.fromEntries(TROUBLES.map((one) => [`cantPost${one}`, cantPostScreen(voice, one, round.platform.name)])),
    moveHow: moveHowScreen(voice, round),
    moveHere: movedHereScreen(voice, round, '19:nieuw', { readers: 12, moved: false }),
    movedHere: movedHereScreen(voice, round, '19:nieuw', { readers: 1, moved: true }),
    nothingToMove: nothingToMoveScreen(voice),
    results: resultsScreen(voice, [round, round]),
    left: leftScreen(voice, names, open),
    controlLeft: controlScreen(voice, names, open),
    takeOut: takeOutScreen(voice, open, people, voice.say('leaving.missing')),
    channelEnded: channelEndedScreen(voice, round),
    resultMoved: resultMovedScreen(voice, round),
  }
}
