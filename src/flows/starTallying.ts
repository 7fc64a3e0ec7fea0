import type { Instant } from '../kit/instant.ts'
import { addBallot, EMPTY_STARS, type StarTally, type StarVotes } from '../kit/stars.ts'
import { tell } from './effect.ts'
import type { RoundId, SheetId } from './names.ts'
import { FORGOTTEN, type Step, step, UNCHANGED } from './step.ts'

/** One page's share of the stars, as `tallying.ts` has it of the answers. */
export interface StarPage {
  readonly round: RoundId
  readonly page: number
  readonly cast: readonly SheetId[]
  readonly expected: number | undefined
  readonly added: readonly SheetId[]
  readonly tally: StarTally
}

export type StarTallyEvent =
  | { readonly type: 'ballotCast'; readonly ballot: SheetId }
  | { readonly type: 'ballotsExpected'; readonly ballots: number }
  | { readonly type: 'starsAdded'; readonly ballot: SheetId; readonly stars: StarVotes | undefined }
  | { readonly type: 'starsForgotten' }

export const newStarPage = (round: RoundId, page: number): StarPage => ({
  round,
  page,
  cast: [],
  expected: undefined,
  added: [],
  tally: EMPTY_STARS,
})

/** Counts ballots while stars are given, and sums them when they close. */
export const starTallying = (page: StarPage, event: StarTallyEvent, now: Instant): Step<StarPage> => {
  switch (event.type) {
    case 'ballotCast': {
      if (page.cast.includes(event.ballot)) return UNCHANGED
      const cast = [...page.cast, event.ballot]
      return step(
        { ...page, cast },
        tell({ type: 'starsCounted', round: page.round, page: page.page, cast: cast.length }, now),
      )
    }
    case 'ballotsExpected':
      return page.expected === undefined ? whole({ ...page, expected: event.ballots }, now) : UNCHANGED
    case 'starsAdded': {
      if (page.added.includes(event.ballot)) return UNCHANGED
      const tally = event.stars ? addBallot(page.tally, event.stars) : page.tally
      return whole({ ...page, added: [...page.added, event.ballot], tally }, now)
    }
    case 'starsForgotten':
      return step(FORGOTTEN)
  }
}

const whole = (page: StarPage, now: Instant): Step<StarPage> =>
  page.expected === page.added.length
    ? step(page, tell({ type: 'starsTallied', round: page.round, page: page.page }, now))
    : step(page)
