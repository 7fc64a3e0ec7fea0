import type { Instant } from '../../kit/instant.ts'
import { addBallot, type BallotAnswers, EMPTY_STARS, type StarTally } from '../../kit/stars.ts'
import { FORGOTTEN, type Step, step, UNCHANGED } from '../decision.ts'
import { tell } from '../effect.ts'
import type { RoundId, SheetId } from '../ids.ts'
import { isWhole, newSumPage, type SumPage, withAdded, withExpected, withGiven } from './tallyPage.ts'

/** One page's ballots while stars are given, and their stars as they close. */
export type StarPage = SumPage<StarTally>

export type StarTallyEvent =
  | { readonly type: 'ballotCast'; readonly ballot: SheetId }
  | { readonly type: 'ballotsExpected'; readonly ballots: number }
  | { readonly type: 'starsAdded'; readonly ballot: SheetId; readonly given: BallotAnswers | undefined }
  | { readonly type: 'starsForgotten' }

export const newStarPage = (round: RoundId, page: number): StarPage => newSumPage(round, page, EMPTY_STARS)

/** Counts ballots while stars are given, and sums them when they close. */
export const starTallying = (page: StarPage, event: StarTallyEvent, now: Instant): Step<StarPage> => {
  switch (event.type) {
    case 'ballotCast': {
      const next = withGiven(page, event.ballot)
      if (!next) return UNCHANGED
      const { round, given } = next
      return step(next, tell({ type: 'starsCounted', round, page: page.page, cast: given.length }, now))
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
      return step(FORGOTTEN)
  }
}

const whole = (next: StarPage | undefined, now: Instant): Step<StarPage> => {
  if (!next) return UNCHANGED
  const { round, page } = next
  return isWhole(next) ? step(next, tell({ type: 'starsTallied', round, page }, now)) : step(next)
}
