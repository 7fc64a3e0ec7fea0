import type { Instant } from '../../kit/calendar/instant.ts'
import type { Language } from '../../kit/languages.ts'
import type { Member, RoundId, SheetId } from '../ids.ts'

/** What a ballot is told, by its round's roster, by its person's own aggregate, or by itself on a date. */
export type BallotMessage =
  | {
      readonly type: 'ballotAsked' | 'ballotClosed'
      readonly round: RoundId
      readonly page: number
      readonly member: Member
    }
  /** `times`: which reminder it is, so that each has an effect of its own. */
  | { readonly type: 'ballotNudge'; readonly round: RoundId; readonly ballot: SheetId; readonly times: number }
  | { readonly type: 'ballotSpokenTo'; readonly round: RoundId; readonly ballot: SheetId; readonly language: Language }
  /** She left the channel, or was taken out of the round. */
  | { readonly type: 'ballotLeft'; readonly round: RoundId; readonly ballot: SheetId }
  | { readonly type: 'ballotRestored'; readonly round: RoundId; readonly ballot: SheetId; readonly at: Instant }
  | { readonly type: 'ballotLost'; readonly round: RoundId; readonly ballot: SheetId }
  | { readonly type: 'ballotErased'; readonly round: RoundId; readonly ballot: SheetId }
  | { readonly type: 'ballotForgotten'; readonly round: RoundId; readonly ballot: SheetId }
