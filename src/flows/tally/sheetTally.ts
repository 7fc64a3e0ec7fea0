import type { Instant } from '../../kit/instant.ts'
import { addSheet, EMPTY_TALLY, type SheetAnswers, type Tally } from '../../kit/result.ts'
import { FORGOTTEN, type Step, step, UNCHANGED } from '../decision.ts'
import { tell } from '../effect.ts'
import type { RoundId, SheetId } from '../ids.ts'
import { isWhole, newSumPage, type SumPage, withAdded, withExpected, withGiven } from './tallyPage.ts'

/** One page's hand-ins while the round is open, and its answers as it closes. */
export type TallyPage = SumPage<Tally>

export type TallyEvent =
  | { readonly type: 'counted'; readonly sheet: SheetId }
  | { readonly type: 'expected'; readonly sheets: number }
  | { readonly type: 'added'; readonly sheet: SheetId; readonly answers: SheetAnswers | undefined }
  | { readonly type: 'tallyForgotten' }

export const newTallyPage = (round: RoundId, page: number): TallyPage => newSumPage(round, page, EMPTY_TALLY)

/** Counts hand-ins while the round is open, and sums the answers when it closes. */
export const tallying = (page: TallyPage, event: TallyEvent, now: Instant): Step<TallyPage> => {
  switch (event.type) {
    case 'counted': {
      const next = withGiven(page, event.sheet)
      if (!next) return UNCHANGED
      const { round, given } = next
      return step(next, tell({ type: 'pageCounted', round, page: page.page, handedIn: given.length }, now))
    }
    case 'expected':
      return whole(withExpected(page, event.sheets), now)
    case 'added': {
      const { answers } = event
      return whole(
        withAdded(page, event.sheet, (sum) => (answers ? addSheet(sum, answers) : sum)),
        now,
      )
    }
    case 'tallyForgotten':
      return step(FORGOTTEN)
  }
}

const whole = (next: TallyPage | undefined, now: Instant): Step<TallyPage> => {
  if (!next) return UNCHANGED
  const { round, page } = next
  return isWhole(next) ? step(next, tell({ type: 'pageTallied', round, page }, now)) : step(next)
}
