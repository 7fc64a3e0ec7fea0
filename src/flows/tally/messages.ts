import type { BallotAnswers } from '../../kit/stars.ts'
import type { SheetAnswers } from '../../kit/tally.ts'
import type { RoundId, SheetId } from '../ids.ts'

/** Whether what a person gave counts now. */
export interface Counted {
  /** Absent in messages of before it could stop counting: those said that it does. */
  readonly counts?: boolean
  /**
   * Which change of this person's it is, from 1 on: messages come twice and out of order, and the newest one stands. Absent in
   * older messages, which come before all that are numbered.
   */
  readonly change?: number
}

/** What a page of the tally of sheets is told. Only `added` carries answers: encrypted, and gone on delivery. */
export type SheetTallyMessage =
  | (Counted & { readonly type: 'counted'; readonly round: RoundId; readonly page: number; readonly sheet: SheetId })
  | { readonly type: 'expected'; readonly round: RoundId; readonly page: number; readonly sheets: number }
  | {
      readonly type: 'added'
      readonly round: RoundId
      readonly page: number
      readonly sheet: SheetId
      /** Undefined when she didn't hand in. */
      readonly answers: SheetAnswers | undefined
    }
  | { readonly type: 'tallyForgotten'; readonly round: RoundId; readonly page: number }

/** What a page of the tally of ballots is told. Only `starsAdded` carries stars: encrypted, and gone on delivery. */
export type BallotTallyMessage =
  | (Counted & {
      readonly type: 'ballotCast'
      readonly round: RoundId
      readonly page: number
      readonly ballot: SheetId
    })
  | { readonly type: 'ballotsExpected'; readonly round: RoundId; readonly page: number; readonly ballots: number }
  | {
      readonly type: 'starsAdded'
      readonly round: RoundId
      readonly page: number
      readonly ballot: SheetId
      /** Undefined when she gave none. */
      readonly given: BallotAnswers | undefined
    }
  | { readonly type: 'starsForgotten'; readonly round: RoundId; readonly page: number }
