import type { Instant } from '../../../kit/calendar/instant.ts'
import type { PersonId } from '../../ids.ts'

/**
 * What waits for who steers a round: everyone handed in; too few did; the result is to be talked about; everyone gave
 * stars; the priorities are to be confirmed; a direction is missing; actions of an earlier round are to be decided on;
 * the plan is empty; or it is time for a next round.
 */
export type Step = 'allIn' | 'short' | 'talk' | 'allStarred' | 'confirm' | 'directions' | 'carryOver' | 'plan' | 'again'

/** A step that waits, and what was said of it. */
export interface Waiting {
  readonly step: Step
  /** Since when; anew when she did a part of it. */
  readonly since: Instant
  /** What she heard last: that it waits, that it still does, whether to go on at all; or she asked to hear later. */
  readonly heard: 'handOver' | 'reminder' | 'question' | 'later'
  /** Whose press brought it: hers is answered whatever the hour. */
  readonly by?: PersonId
  /** Who steers, and heard nothing: she left the channel, or can't be reached. */
  readonly missed?: readonly PersonId[]
  /** The date on which she wants to hear of it again. */
  readonly until?: string
}

/** When a next round is proposed, and what came of it. */
export interface Again {
  readonly due: Instant
  readonly state: 'planned' | 'asked' | 'declined'
}
