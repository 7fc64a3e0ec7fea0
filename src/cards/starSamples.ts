import type { Round } from '../flows/rounds.ts'
import type { Ballot } from '../flows/starring.ts'
import type { Instant } from '../kit/instant.ts'
import { LONGEST } from '../kit/plainText.ts'
import type { Result } from '../kit/result.ts'
import { addBallot, EMPTY_STARS, rank, type StarVotes } from '../kit/stars.ts'
import type { Card } from './card.ts'
import { ballotScreen, starsClosedScreen, starsProgressScreen } from './screens/ballotScreen.ts'
import { closeStarsScreen, controlScreen } from './screens/controlScreen.ts'
import { confirmScreen, prioritiesScreen, rankingScreen, talkScreen } from './screens/rankingScreen.ts'
import type { Names, Voice } from './voice.ts'

/** The talk's and the stars' screens, for `samples.ts`; `words` gives what people type, as long as the sample wants it. */
export const starSamples = (
  voice: Voice,
  names: Names,
  closed: Round & { readonly result: Result },
  words: (usual: string, most: number) => string,
  now: Instant,
): Readonly<Record<string, Card>> => {
  const { result } = closed
  const starring: Round = { ...closed, status: 'starring', starsCloseAt: closed.closesAt, starsCast: [3] }
  const ballot: Ballot = {
    round: closed.id,
    id: 'b',
    page: 0,
    platform: closed.platform,
    person: 'p0',
    title: closed.title,
    closesAt: closed.closesAt,
    status: 'open',
    stars: {},
    cards: [],
  }
  const votes = Array.from({ length: 9 }, (_, at): StarVotes => ({ '1': 5, '2': at % 2 === 0 ? 4 : 3, '4': 4, '6': 2 }))
  const ranking = rank(voice.kit, votes.reduce(addBallot, EMPTY_STARS), result, closed.floor)
  const ranked: Round = { ...closed, status: 'ranked', ranking }
  return {
    talk: talkScreen(voice, closed),
    stars: starsProgressScreen(voice, starring),
    starsClosed: starsClosedScreen(voice, closed.title),
    ballot: ballotScreen(voice, ballot, result, now),
    ballotCast: ballotScreen(voice, { ...ballot, status: 'cast', stars: { '1': 5, '3': 4, '6': 1 } }, result, now),
    controlTalk: controlScreen(voice, names, closed),
    controlStarring: controlScreen(voice, names, starring),
    closeStars: closeStarsScreen(voice, starring),
    closeStarsFew: closeStarsScreen(voice, { ...starring, starsCast: [2] }),
    ranking: rankingScreen(voice, ranked, ranking),
    rankingNothing: rankingScreen(voice, ranked, { ballots: 2, depth: 'nothing', places: [] }),
    confirm: controlScreen(voice, names, ranked),
    confirmSure: confirmScreen(voice, ranked, ['1'], words('', LONGEST.remark), 'sure'),
    priorities: prioritiesScreen(voice, ranked, {
      blocks: voice.kit.blocks.map(({ id }) => id),
      reason: words('Hier loopt al iets, en het is dringend.', LONGEST.remark),
    }),
  }
}
