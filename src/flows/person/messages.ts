import type { PersonId, Platform } from '../ids.ts'
import type { Task } from './person.ts'

/** What a person's own aggregate is told of what waits for her, and, by itself, when she is to be forgotten. */
export type PersonMessage =
  | {
      readonly type: 'taskOpened' | 'taskClosed'
      readonly platform: Platform
      readonly person: PersonId
      readonly task: Task
    }
  | { readonly type: 'personForgotten'; readonly platform: Platform; readonly person: PersonId }
