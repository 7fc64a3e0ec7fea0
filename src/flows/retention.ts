import { monthsLater } from '../kit/calendar/calendar.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../kit/calendar/instant.ts'
import { KEPT_MONTHS, type KeptMonths } from './channel/state.ts'

/**
 * Where something is kept: under keys of the store, among its effects, in files beside it, in a process' memory alone, or with the
 * platform.
 */
export type Place = 'store' | 'effects' | 'files' | 'memory' | 'platform'

/** What a term counts from. */
export type Begin =
  | 'itIsMade'
  | 'itIsGiven'
  | 'sheOpensIt'
  | 'theDeadlineWithTooFew'
  | 'theRoundIsStopped'
  | 'theResultIsFrozen'
  | 'theRankingIsFrozen'
  | 'theCloseOrTheEndOfItsLastAction'
  | 'itsEnd'
  | 'theLastThingOfHers'
  | 'herErasure'
  | 'theLastWordInTheChannel'
  | 'theLastNoteInTheFile'
  | 'theAppIsTakenOutEverywhere'
  | 'itIsLookedUp'
  | 'itIsGivenUp'

/** What ends it before its term, or ends what has no term. */
export type Ending =
  | 'herErasure'
  | 'theStartOfTheRound'
  | 'thePriorities'
  | 'itsDelivery'
  | 'theAppIsTakenOut'
  | 'sheWithdrawsIt'
  | 'herPersonIsForgotten'
  | 'anOperator'
  | 'itComesBack'
  | 'theStoreIsDeleted'

/** For how long: so many months of the calendar, so many milliseconds, or until one of its endings. */
export type Lasting = { readonly months: number } | { readonly milliseconds: number } | 'untilEnded'

/** How long one kind of value is kept. */
export interface Term<L extends Lasting = Lasting> {
  readonly place: Place
  /** The kind of its keys in the store. */
  readonly key?: string
  readonly begins: Begin
  readonly lasts: L
  /** The team may have chosen another number of months. */
  readonly chosen?: true
  /** Something needs it for longer, and until then its term doesn't begin. */
  readonly neededBy?: 'aRunningAction' | 'theStars' | 'whatIsOpenForHer' | 'aRoundOrAnAction'
  readonly sooner: readonly Ending[]
}

const months = (count: number): { readonly months: number } => ({ months: count })
const milliseconds = (count: number): { readonly milliseconds: number } => ({ milliseconds: count })

/** A team that chooses nothing has its results and its plan kept for this many months. */
export const USUAL_MONTHS: KeptMonths = KEPT_MONTHS[1]

/** Everything that is kept, each with its term: the code takes its terms from here, and nothing else says them. */
export const RETENTION = {
  draft: { place: 'store', key: 'round', begins: 'itIsMade', lasts: milliseconds(DAY), sooner: ['theStartOfTheRound'] },
  shortRound: {
    place: 'store',
    key: 'round',
    begins: 'theDeadlineWithTooFew',
    lasts: milliseconds(7 * DAY),
    sooner: [],
  },
  stoppedRound: {
    place: 'store',
    key: 'round',
    begins: 'theRoundIsStopped',
    lasts: milliseconds(8 * DAY),
    neededBy: 'aRunningAction',
    sooner: ['theAppIsTakenOut'],
  },
  /** Result, ranking, priorities, directions, and what was noted in the talk. */
  round: {
    place: 'store',
    key: 'round',
    begins: 'theCloseOrTheEndOfItsLastAction',
    lasts: months(USUAL_MONTHS),
    chosen: true,
    neededBy: 'aRunningAction',
    sooner: ['theAppIsTakenOut'],
  },
  roster: {
    place: 'store',
    key: 'roster',
    begins: 'theResultIsFrozen',
    lasts: milliseconds(60 * DAY),
    neededBy: 'theStars',
    sooner: ['thePriorities'],
  },
  sheet: { place: 'store', key: 'sheet', begins: 'theResultIsFrozen', lasts: milliseconds(0), sooner: ['herErasure'] },
  copy: {
    place: 'store',
    key: 'sheet',
    begins: 'theResultIsFrozen',
    lasts: milliseconds(DAY),
    sooner: ['itsDelivery', 'herErasure'],
  },
  tally: { place: 'store', key: 'tally', begins: 'theResultIsFrozen', lasts: milliseconds(0), sooner: [] },
  ballot: {
    place: 'store',
    key: 'ballot',
    begins: 'theRankingIsFrozen',
    lasts: milliseconds(0),
    sooner: ['herErasure'],
  },
  starsTally: { place: 'store', key: 'stars', begins: 'theRankingIsFrozen', lasts: milliseconds(0), sooner: [] },
  action: {
    place: 'store',
    key: 'action',
    begins: 'itsEnd',
    lasts: months(USUAL_MONTHS),
    chosen: true,
    sooner: ['theAppIsTakenOut'],
  },
  person: {
    place: 'store',
    key: 'person',
    begins: 'theLastThingOfHers',
    lasts: months(24),
    neededBy: 'whatIsOpenForHer',
    sooner: ['herErasure'],
  },
  /** The file that she took along, in her private chat: in its place stands what the platform leaves of one that was deleted. */
  dataFile: { place: 'platform', begins: 'itIsGiven', lasts: milliseconds(DAY), sooner: ['herErasure'] },
  /** The page she has of her own in Slack: what stands on it is taken down a day after she last opened it. */
  homePage: { place: 'platform', begins: 'sheOpensIt', lasts: milliseconds(DAY), sooner: ['herErasure'] },
  /** That she was erased, without her: longer than a dead letter of before can wait. */
  erasedMark: { place: 'store', key: 'erased', begins: 'herErasure', lasts: milliseconds(90 * DAY), sooner: [] },
  channel: {
    place: 'store',
    key: 'team',
    begins: 'theLastWordInTheChannel',
    lasts: months(USUAL_MONTHS),
    chosen: true,
    neededBy: 'aRoundOrAnAction',
    sooner: [],
  },
  subscription: {
    place: 'store',
    key: 'subscription',
    begins: 'itIsMade',
    lasts: 'untilEnded',
    sooner: ['sheWithdrawsIt', 'herPersonIsForgotten', 'herErasure'],
  },
  installation: {
    place: 'store',
    key: 'installation',
    begins: 'itIsMade',
    lasts: 'untilEnded',
    sooner: ['theAppIsTakenOut'],
  },
  workspace: {
    place: 'store',
    key: 'workspace',
    begins: 'itIsMade',
    lasts: 'untilEnded',
    sooner: ['theAppIsTakenOut'],
  },
  /** That an organisation took the app out; then all that is kept of it is erased, unless it came back. */
  leavingTenant: {
    place: 'store',
    key: 'tenant',
    begins: 'theAppIsTakenOutEverywhere',
    lasts: milliseconds(30 * DAY),
    sooner: ['itComesBack'],
  },
  /** The secret that the hashes in the store's keys are made with. */
  secret: { place: 'store', key: 'secret', begins: 'itIsMade', lasts: 'untilEnded', sooner: ['theStoreIsDeleted'] },
  /** Longer than a backup may be kept, so that one that is put back doesn't bring back what was erased. */
  erasureNotes: { place: 'files', begins: 'theLastNoteInTheFile', lasts: months(25), sooner: [] },
  /** How far the store has heard of such a file. */
  noted: { place: 'store', key: 'noted', begins: 'theLastNoteInTheFile', lasts: months(25), sooner: [] },
  /** What the bot still has to do: tried for a day and a half when it is due, then given up. */
  effect: { place: 'effects', begins: 'itIsMade', lasts: 'untilEnded', sooner: ['itsDelivery'] },
  deadLetter: { place: 'effects', begins: 'itIsGivenUp', lasts: milliseconds(60 * DAY), sooner: ['anOperator'] },
  names: { place: 'memory', begins: 'itIsLookedUp', lasts: milliseconds(HOUR), sooner: [] },
  /** Slack allows few look-ups a minute. */
  slackPeople: { place: 'memory', begins: 'itIsLookedUp', lasts: milliseconds(10 * MINUTE), sooner: [] },
} as const satisfies Readonly<Record<string, Term>>

/** One kind of what is kept. */
export type Item = keyof typeof RETENTION

/** Those kept for months, and those kept for milliseconds. */
type ItemFor<L extends Lasting> = { [I in Item]: (typeof RETENTION)[I]['lasts'] extends L ? I : never }[Item]

/** For how many milliseconds it is kept. */
export const durationOf = (item: ItemFor<{ readonly milliseconds: number }>): number =>
  RETENTION[item].lasts.milliseconds

/** For how many months it is kept. */
export const monthsOf = (item: ItemFor<{ readonly months: number }>): number => RETENTION[item].lasts.months

/**
 * When its term is over.
 * @param zone IANA name, where the months are counted
 * @param begun when the term began
 * @param chosen the team's own number of months, where it chose one
 */
export const termEnd = (
  item: ItemFor<{ readonly months: number }>,
  zone: string,
  begun: Instant,
  chosen: number = monthsOf(item),
): Instant => monthsLater(zone, begun, chosen)

/** Where a term was held up, it is looked at again after so many months. */
const LOOKED_AT_AGAIN_MONTHS = 1

/** When what is still needed is looked at again. @param zone IANA name */
export const lookAgain = (zone: string, now: Instant): Instant => monthsLater(zone, now, LOOKED_AT_AGAIN_MONTHS)
