import type { Effect } from '../flows/effect.ts'
import type { Key } from '../flows/names.ts'
import type { Forgotten } from '../flows/step.ts'
import type { Instant } from '../kit/instant.ts'

/** 0 before anything is saved under a key. */
export type Version = number

export interface Saved<S> {
  readonly state: S
  readonly version: Version
}

/** A due effect in this caller's hands until its lease ends. */
export interface Claimed {
  readonly effect: Effect
  /** How often it was tried before, lost leases included. */
  readonly attempts: number
  /** Which claim this is: an effect replaced meanwhile is another one. */
  readonly ticket: string
}

export interface DeadEffect {
  readonly id: string
  readonly reason: string
  readonly attempts: number
}

/** Where state and effects are kept together. `store.contract.ts` is its documentation. */
export interface Store {
  load<S>(key: Key<S>): Promise<Saved<S> | undefined>
  /** Saves state and effects together or neither; false when another turn saved first: load again, decide again. */
  commit<S>(key: Key<S>, was: Version, state: S | Forgotten, effects: readonly Effect[]): Promise<boolean>
  /** Due effects, hidden from other callers until `now + lease` (milliseconds), the longest due first. */
  claim(now: Instant, lease: number, most: number): Promise<Claimed[]>
  /** Forgets a delivered effect, unless it was replaced meanwhile; one that isn't forgotten comes back after its lease. */
  done(claimed: Claimed): Promise<void>
  /** Tries again at a later moment; the reason is a status or an error's name, never content. */
  later(claimed: Claimed, at: Instant, reason: string): Promise<void>
  /** Gives up: kept out of the way until someone requeues or drops it. */
  bury(claimed: Claimed, reason: string): Promise<void>
  dead(): Promise<DeadEffect[]>
  requeue(id: string, now: Instant): Promise<boolean>
  /** When the next effect is due; undefined when none waits. */
  nextDue(): Promise<Instant | undefined>
  /** Makes what was erased unreadable in the files too; false while a reader is in the way: call again. */
  scrub(): Promise<boolean>
  close(): Promise<void>
}
