import type { Instant } from '../../kit/calendar/instant.ts'
import type { ActionId, PersonHash, PersonId, Platform, RoundId } from '../ids.ts'
import type { AskedRow, Task } from './person.ts'

/** What a person's own aggregate is told of what waits for her, and, by itself, when she is to be forgotten. */
export type PersonMessage =
  | {
      readonly type: 'taskOpened' | 'taskClosed'
      readonly platform: Platform
      readonly person: PersonId
      readonly task: Task
      /** When what was hers came to its end, where that was before: it was forgotten, which begins no new term. */
      readonly since?: Instant
    }
  | EvaluationAsked
  | EvaluationClosed
  /** An action keeps that she answered about it: her erasure has to find it. */
  | {
      readonly type: 'evaluationSigned'
      readonly platform: Platform
      readonly person: PersonId
      readonly action: ActionId
    }
  /** Nobody who was asked in that round is asked anything in it any more. */
  | { readonly type: 'askedNoMore'; readonly platform: Platform; readonly person: PersonId; readonly round: RoundId }
  /** `hash`: whose term it is, where nothing says what the platform calls her. */
  | {
      readonly type: 'personForgotten'
      readonly platform: Platform
      readonly person: PersonId
      readonly hash?: PersonHash
    }
  /** What is on her lists may be forgotten by now. */
  | { readonly type: 'listsChecked'; readonly person: PersonHash }
  /** Nothing of before her erasure can be on its way to her any more. */
  | { readonly type: 'erasedForgotten'; readonly person: PersonHash }

/** Something about an action is asked of her: it gets a row on the card of her day. */
export interface EvaluationAsked extends AskedRow {
  readonly type: 'evaluationAsked'
  readonly platform: Platform
  readonly person: PersonId
  /** The action's, for who chose no hours of her own. */
  readonly zone: string
}

/** What was asked of her about an action is answered, put off, or no longer hers. */
export interface EvaluationClosed {
  readonly type: 'evaluationClosed'
  readonly platform: Platform
  readonly person: PersonId
  readonly action: ActionId
  /** Her answer is replied to with a form in the card's place: the card isn't drawn over it meanwhile. */
  readonly typing?: true
  /** She herself put it off till later that day. */
  readonly putOff?: true
}
