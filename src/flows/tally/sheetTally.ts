import type { Instant } from '../../kit/calendar/instant.ts'
import { addSheet, EMPTY_TALLY, type Tally } from '../../kit/tally.ts'
import { type Decision, decided, FORGOTTEN, UNCHANGED } from '../decision.ts'
import { send } from '../effect.ts'
import type { RoundId } from '../ids.ts'
import type { SheetTallyMessage } from './messages.ts'
import { isWhole, newTallyPage, type TallyPage, withAdded, withExpected, withGiven } from './tallyPage.ts'

/** One page's hand-ins while the round is open, and its answers as it closes. */
export type SheetTallyPage = TallyPage<Tally>

/** A page on which nobody handed in yet. */
export const newSheetTallyPage = (round: RoundId, page: number): SheetTallyPage =>
  newTallyPage(round, page, EMPTY_TALLY)

/**
 * Counts hand-ins while the round is open, and sums the answers when it closes. UNCHANGED for what was counted
 * before.
 */
export const decideSheetTally = (
  page: SheetTallyPage,
  event: SheetTallyMessage,
  now: Instant,
): Decision<SheetTallyPage> => {
  switch (event.type) {
    case 'counted': {
      const next = withGiven(page, event.sheet, event)
      if (!next) return UNCHANGED
      const { round, given, told: change = 0 } = next
      if (change === page.told) return decided(next)
      return decided(next, send({ type: 'pageCounted', round, page: page.page, handedIn: given.length, change }, now))
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
      return decided(FORGOTTEN)
  }
}

const whole = (next: SheetTallyPage | undefined, now: Instant): Decision<SheetTallyPage> => {
  if (!next) return UNCHANGED
  const { round, page } = next
  return isWhole(next) ? decided(next, send({ type: 'pageTallied', round, page }, now)) : decided(next)
}
