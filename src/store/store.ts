import type { Forgotten } from '../flows/decision.ts'
import type { Effect } from '../flows/effect.ts'
import type { Key } from '../flows/ids.ts'
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

export interface DeadLetter {
  readonly id: string
  readonly reason: string
  readonly attempts: number
}

export interface EffectCounts {
  readonly due: number
  readonly waiting: number
  readonly dead: number
}

/** The store can't be reached now; whether the last command was carried out is not known. Later it may well be. */
export class StoreDown extends Error {
  constructor(options?: ErrorOptions) {
    super('the store does not answer now', options)
    this.name = 'StoreDown'
  }
}

/** The store can't be used as it is: it says what to change. */
export class StoreUnfit extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'StoreUnfit'
  }
}

/** Where state and effects are kept together. `store.contract.ts` is its documentation. */
export interface Store {
  load<S>(key: Key<S>): Promise<Saved<S> | undefined>
  /** Saves state and effects together or neither; false when another turn saved first: load again, decide again. */
  commit<S>(key: Key<S>, was: Version, state: S | Forgotten, effects: readonly Effect[]): Promise<boolean>
  /** Due effects, hidden from other callers until `now + lease` (milliseconds), the longest due first. */
  claim(now: Instant, lease: number, most: number): Promise<Claimed[]>
  /** Forgets a delivered effect, unless it was replaced meanwhile; one that isn't forgotten comes back after its lease. */
  acknowledge(claimed: Claimed): Promise<void>
  /** Tries again at a later moment; the reason is a status or an error's name, never content. */
  reschedule(claimed: Claimed, at: Instant, reason: string): Promise<void>
  /** Gives up: kept out of the way until someone requeues or drops it. */
  deadLetter(claimed: Claimed, reason: string): Promise<void>
  dead(): Promise<DeadLetter[]>
  requeue(id: string, now: Instant): Promise<boolean>
  /** Forgets what was given up. */
  drop(id: string): Promise<boolean>
  /** How many effects are due, wait for their time, and were given up. */
  counts(now: Instant): Promise<EffectCounts>
  /** When the next effect is due; undefined when none waits. */
  nextDue(): Promise<Instant | undefined>
  /** Makes what was erased unreadable in the files too, by whichever process; false while it can't be: call again. */
  scrub(): Promise<boolean>
  /** Whether it could be read and written just now. */
  ready(): Promise<boolean>
  close(): Promise<void>
}
