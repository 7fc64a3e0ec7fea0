import type { Instant } from '../../kit/calendar/instant.ts'
import type { TalkStep } from '../../kit/talk.ts'
import type { MessageRef } from '../ids.ts'

/** The team's talk about its result, as the coordinator steps through it in the channel. */
export interface Talk {
  readonly at: TalkPosition
  /** What was noted during it, in the order it came; offered again where the team decides. */
  readonly notes: readonly TalkNote[]
  /** The channel's cards of the talk, the newest last; all follow. */
  readonly cards: readonly MessageRef[]
}

/** How far the talk is. `page`: a place in the pages that the result makes (`pagesOf` in `kit/talk.ts`). */
export type TalkPosition =
  | { readonly on: 'ready' }
  /** `page`: where it goes on, if it was begun before. */
  | { readonly on: 'planned'; readonly at: Instant; readonly page: number }
  /** `until`: when this step's minutes are over; nothing happens then. */
  | { readonly on: 'running'; readonly page: number; readonly startedAt: Instant; readonly until: Instant }
  | { readonly on: 'over' }

/** What someone noted for the team. Nobody is told whose words they were, and so that isn't kept. */
export interface TalkNote {
  readonly id: string
  readonly step: TalkStep
  /** The element or block that was talked about. */
  readonly topic?: string
  readonly text: string
}
