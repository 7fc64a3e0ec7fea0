import type { Instant } from '../../kit/calendar/instant.ts'
import { addBallot, EMPTY_STARS, type StarTally } from '../../kit/stars.ts'
import { type Decision, decided, FORGOTTEN, UNCHANGED } from '../decision.ts'
import { send } from '../effect.ts'
import type { RoundId } from '../ids.ts'
import type { BallotTallyMessage } from './messages.ts'
import { isWhole, newTallyPage, type TallyPage, withAdded, withExpected, withGiven } from './tallyPage.ts'

/** One page's ballots while stars are given, and their stars as they close. */
export type BallotTallyPage = TallyPage<StarTally>

/** A page on which nobody gave stars yet. */
export const newBallotTallyPage = (round: RoundId, page: number): BallotTallyPage =>
  newTallyPage(round, page, EMPTY_STARS)

/** Counts ballots while stars are given, and sums them when they close. UNCHANGED for what was counted before. */
export const decideBallotTally = (
  page: BallotTallyPage,
  event: BallotTallyMessage,
  now: Instant,
): Decision<BallotTallyPage> => {
  switch (event.type) {
    case 'ballotCast': {
      const next = withGiven(page, event.ballot, event)
      if (!next) return UNCHANGED
      const { round, given, told: change = 0 } = next
      if (change === page.told) return decided(next)
      return decided(next, send({ type: 'starsCounted', round, page: page.page, cast: given.length, change }, now))
    }
    case 'ballotsExpected':
      return whole(withExpected(page, event.ballots), now)
    case 'starsAdded': {
      const { given } = event
      return whole(
        withAdded(page, event.ballot, (sum) => (given ? addBallot(sum, given) : sum)),
        now,
      )
    }
    case 'starsForgotten':
      return decided(FORGOTTEN)
  }
}

const whole = (next: BallotTallyPage | undefined, now: Instant): Decision<BallotTallyPage> => {
  if (!next) return UNCHANGED
  const { round, page } = next
  return isWhole(next) ? decided(next, send({ type: 'starsTallied', round, page }, now)) : decided(next)
}
