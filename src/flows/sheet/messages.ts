import type { Instant } from '../../kit/calendar/instant.ts'
import type { Language } from '../../kit/languages.ts'
import type { Member, RoundId, SheetId } from '../ids.ts'

/** What a sheet is told, by its round's roster, by its person's own aggregate, or by itself on a date. */
export type SheetMessage =
  | { readonly type: 'invited'; readonly round: RoundId; readonly page: number; readonly member: Member }
  | {
      readonly type: 'sheetClosed'
      readonly round: RoundId
      readonly member: Member
      readonly page: number
      /** Whether its answers go to the tally; not when the round was stopped. */
      readonly counting: boolean
    }
  | { readonly type: 'deadlineMoved'; readonly round: RoundId; readonly sheet: SheetId; readonly closesAt: Instant }
  | {
      readonly type: 'othersAdded'
      readonly round: RoundId
      readonly sheet: SheetId
      readonly asked: number
      readonly readers?: number
    }
  /** `times`: which reminder it is, so that each has an effect of its own. */
  | { readonly type: 'nudge'; readonly round: RoundId; readonly sheet: SheetId; readonly times: number }
  | { readonly type: 'spokenTo'; readonly round: RoundId; readonly sheet: SheetId; readonly language: Language }
  | { readonly type: 'personErased'; readonly round: RoundId; readonly sheet: SheetId }
  /** The minute is over in which she could undo that she withdrew; `until` says of which time. */
  | { readonly type: 'withdrawalEnds'; readonly round: RoundId; readonly sheet: SheetId; readonly until: Instant }
  /** She left the channel, or was taken out of the round. */
  | { readonly type: 'sheetLeft'; readonly round: RoundId; readonly sheet: SheetId }
  /** Its round goes on in another channel. */
  | { readonly type: 'sheetMoved'; readonly round: RoundId; readonly sheet: SheetId }
  | { readonly type: 'sheetLost'; readonly round: RoundId; readonly sheet: SheetId }
  /** The store was put back from a backup. */
  | { readonly type: 'sheetRestored'; readonly round: RoundId; readonly sheet: SheetId; readonly at: Instant }
  | { readonly type: 'copyDone'; readonly round: RoundId; readonly sheet: SheetId }
  | { readonly type: 'sheetForgotten'; readonly round: RoundId; readonly sheet: SheetId }
