import type { Instant } from '../../kit/calendar/instant.ts'
import type { Snooze } from '../../kit/calendar/nudges.ts'
import type { BlockId } from '../../kit/kit.ts'
import { LONGEST, lengthOf } from '../../kit/plainText.ts'
import type { BallotAnswers, Stars } from '../../kit/stars.ts'
import { type Decision, decided, refuse, UNCHANGED } from '../decision.ts'
import { redraw, snooze, taskChanged } from '../questionnaire.ts'
import { BALLOT, type Ballot, unstarred } from './ballot.ts'

/** What can be tapped for a block: one to five stars, or 0 to take them back. */
export type Tapped = Readonly<Record<BlockId, Stars | 0>>

/** Stars that were tapped, with what stood in the fields for reasons; of the blocks not named, all stays. */
export interface StarredEvent {
  readonly type: 'starred'
  readonly stars: Tapped
  readonly reasons: Readonly<Record<BlockId, string>>
}

/** What she does with her ballot herself. */
export type VotingEvent =
  | { readonly type: 'shown' }
  | StarredEvent
  /** She is through. What isn't said again stays as it was tapped and typed. */
  | { readonly type: 'cast'; readonly given: Partial<BallotAnswers> }
  | { readonly type: 'snoozed'; readonly until: Snooze | 'never' }
  /** She looks at it again, to change it. */
  | { readonly type: 'reopened' }

/** One person at her ballot; the refusals are those of `decideBallot`. */
export const voting = (ballot: Ballot | undefined, event: VotingEvent, now: Instant): Decision<Ballot> => {
  if (!ballot) return refuse('notYours')
  if (event.type === 'shown') return UNCHANGED
  if (ballot.status === 'closed' || now >= ballot.closesAt) return refuse('starsClosed')
  switch (event.type) {
    case 'reopened':
      return decided({ ...ballot, status: 'open' })
    case 'snoozed':
      return snooze(BALLOT, ballot, event.until, now)
    case 'starred':
      return starring(ballot, event, now)
    case 'cast':
      return casting(ballot, event.given, now)
  }
}

const isTooLong = (reasons: BallotAnswers['reasons']): boolean =>
  Object.values(reasons).some((text) => lengthOf(text) > LONGEST.reason)

/** Without the mark of who only began. */
export const through = ({ begun: _, ...ballot }: Ballot): Ballot => ballot

const casting = (ballot: Ballot, given: Partial<BallotAnswers>, now: Instant): Decision<Ballot> => {
  const cast: Ballot = { ...through(ballot), status: 'cast', ...given }
  if (isTooLong(cast.reasons)) return refuse('remarkTooLong')
  if (Object.keys(cast.stars).length === 0) return refuse('noStars')
  return decided(
    cast,
    // Among what is hers, also after she had everything of hers erased.
    taskChanged(BALLOT, 'taskOpened', ballot, now),
    redraw(BALLOT, ballot, now),
  )
}

/** Without the blocks that were emptied. */
export const withoutNone = <Value>(given: Readonly<Record<BlockId, Value | 0 | ''>>): Record<BlockId, Value> =>
  Object.fromEntries(Object.entries(given).filter((one): one is [BlockId, Value] => one[1] !== 0 && one[1] !== ''))

/**
 * A tap is stored and counts from then on: whoever loses her connection, or forgets to say that she is through, loses none. The tap
 * says which block and how many, so that an older card sets what it says and no other.
 */
const starring = (ballot: Ballot, given: StarredEvent, now: Instant): Decision<Ballot> => {
  if (Object.keys(given.stars).some((block) => !ballot.blocks.includes(block))) return refuse('unknownButton')
  if (isTooLong(given.reasons)) return refuse('remarkTooLong')
  const stars = withoutNone<Stars>({ ...ballot.stars, ...given.stars })
  const first = Object.keys(ballot.stars).length === 0 && Object.keys(stars).length > 0
  const starred: Ballot = {
    ...ballot,
    ...(first && ballot.status === 'open' ? { begun: true } : {}),
    status: 'open',
    stars,
    reasons: withoutNone<string>({ ...ballot.reasons, ...given.reasons }),
  }
  const complete = unstarred(ballot).length > 0 && unstarred(starred).length === 0
  return decided(
    starred,
    // Among what is hers, also after she had everything of hers erased.
    ...(first ? [taskChanged(BALLOT, 'taskOpened', ballot, now)] : []),
    // The stored message follows at the end; in between its reader's client asks for it as it stands.
    ...(complete ? [redraw(BALLOT, ballot, now)] : []),
  )
}
