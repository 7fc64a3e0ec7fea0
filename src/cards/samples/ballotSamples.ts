import type { ClosedRound, RankedRound, StarringRound } from '../../flows/round/round.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import { LONGEST } from '../../kit/plainText.ts'
import { addBallot, type BallotAnswers, EMPTY_STARS, rank, type StarVotes } from '../../kit/stars.ts'
import type { Card } from '../card.ts'
import { ballotScreen, starsClosedScreen, starsProgressScreen } from '../screens/ballot/ballotScreen.ts'
import { confirmScreen, prioritiesScreen, rankingScreen, reasonsScreen } from '../screens/ballot/rankingScreen.ts'
import { controlScreen } from '../screens/round/controlScreen.ts'
import { closeStarsScreen } from '../screens/round/questionScreens.ts'
import { ballotNudgeScreen } from '../screens/sheet/nudgeScreen.ts'
import type { Names, Voice } from '../voice.ts'
import { sampleBallot } from './planSamples.ts'
import { talkSamples } from './talkSamples.ts'

/** The talk's and the stars' screens, for `samples.ts`; `words` gives what people type, as long as the sample wants it. */
export const starSamples = (
  voice: Voice,
  names: Names,
  closed: ClosedRound,
  words: (usual: string, most: number) => string,
  now: Instant,
): Readonly<Record<string, Card>> => {
  const { result } = closed
  const stars = { starsCloseAt: closed.closesAt, starsTallied: [] }
  const starring: StarringRound = { ...closed, ...stars, status: 'starring', starsCast: [3] }
  const ballot = sampleBallot(closed)
  const all: StarVotes = { '1': 5, '2': 4, '3': 2, '4': 3, '5': 1, '6': 5, '7': 2 }
  const votes = Array.from(
    { length: 9 },
    (_, at): BallotAnswers => ({
      stars: { '1': 5, '2': at % 2 === 0 ? 4 : 3, '4': 4, '6': 2 },
      reasons: { '1': words('Zonder visie blijft het los zand.', LONGEST.reason) },
    }),
  )
  const ranking = rank(voice.kit, votes.reduce(addBallot, EMPTY_STARS), result, closed.floor)
  const ranked: RankedRound = { ...closed, ...stars, status: 'ranked', starsCast: [], ranking }
  return {
    ...talkSamples(voice, closed, words, now),
    stars: starsProgressScreen(voice, starring),
    starsClosed: starsClosedScreen(voice, closed.title),
    ballot: ballotScreen(voice, ballot, result, now),
    ballotCast: ballotScreen(voice, { ...ballot, status: 'cast', stars: { '1': 5, '3': 4, '6': 1 } }, result, now),
    ballotHalf: ballotScreen(voice, { ...ballot, begun: true, stars: { '1': 5, '4': 3 } }, result, now),
    ballotFull: ballotScreen(voice, { ...ballot, begun: true, stars: all }, result, now),
    ballotWhy: ballotScreen(voice, { ...ballot, stars: all }, result, now, {
      reasons: Object.fromEntries(voice.kit.blocks.map(({ id }) => [id, words('', LONGEST.reason + 1)])),
      explaining: true,
    }),
    ballotNudge: ballotNudgeScreen(voice, ballot),
    ballotNudgeHalf: ballotNudgeScreen(voice, { ...ballot, begun: true, stars: { '1': 5, '4': 3 } }),
    reasons: reasonsScreen(voice, ranked, ranking, { page: 0, forCoordinator: true }),
    controlTalk: controlScreen(voice, names, closed),
    controlStarring: controlScreen(voice, names, starring),
    closeStars: closeStarsScreen(voice, starring),
    closeStarsFew: closeStarsScreen(voice, { ...starring, starsCast: [2] }),
    ranking: rankingScreen(voice, ranked, ranking),
    rankingNothing: rankingScreen(voice, ranked, { ballots: 2, depth: 'nothing', places: [], reasons: [] }),
    confirm: controlScreen(voice, names, ranked),
    confirmSure: confirmScreen(voice, ranked, ['1'], words('', LONGEST.remark), 'sure'),
    priorities: prioritiesScreen(voice, ranked, {
      blocks: voice.kit.blocks.map(({ id }) => id),
      reason: words('Hier loopt al iets, en het is dringend.', LONGEST.remark),
    }),
  }
}
