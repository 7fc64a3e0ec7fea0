import type { Forgotten } from '../flows/decision.ts'
import type { Effect } from '../flows/effect.ts'
import type { Key } from '../flows/ids.ts'
import type { Instant } from '../kit/calendar/instant.ts'

/**
 * Tells the saves of one key apart, for optimistic locking; a later one is higher. 0 stands for "nothing is saved"; the first save
 * gets a random version, so that a key that was erased and made again never has the version an older turn loaded.
 */
export type Version = number

/** The state behind a key, with the version to hand back to `commit`. */
export interface Saved<S> {
  readonly state: S
  readonly version: Version
}

/** What became of a save: the version it has, or what stands there in its place. */
export type Attempted<S> = { readonly version: Version } | { readonly stands: Saved<S> | undefined }

/**
 * What opens a store. `bot` is a running bot: SQLite allows one per file, Redis counts them. `maintenance` is a command
 * that works next to a running bot and ends soon.
 */
export type StoreUse = 'bot' | 'maintenance'

/** A due effect, leased to one caller: no other caller gets it until the lease ends. */
export interface Claimed {
  readonly effect: Effect
  /** Earlier attempts, those of expired leases included; 0 the first time. */
  readonly attempts: number
  /** When it was first to be done: a try that failed moves `due`, and leaves this. */
  readonly promised: Instant
  /** Identifies this lease. A later claim has another ticket, and then this one can no longer finish the effect. */
  readonly ticket: string
}

/**
 * Why an effect is put off. `retry`: a try failed. `held`: the try failed for something that is none of this effect's, and isn't counted.
 * Both leave when it was promised as it was. `moved`: it is promised for that later moment, such as a reader's hours, unless a try failed before.
 */
export type PutOff = 'retry' | 'held' | 'moved'

/** An effect that was given up. */
export interface DeadLetter {
  readonly id: string
  /** Why the last attempt failed: a status (`platform 403`) or the name of an error. */
  readonly reason: string
  readonly attempts: number
  /** When it was to be done, or tried again, the last time. */
  readonly since: Instant
}

/** How many effects there are, by state: each is counted in one of them. */
export interface EffectCounts {
  /** Due now, and not tried yet. */
  readonly due: number
  /** Due later, or leased. */
  readonly waiting: number
  /** Tried, failed, and not done yet. */
  readonly retrying: number
  readonly dead: number
  /** When the one that has been owed longest was first to be done; undefined when nothing is late. */
  readonly oldest: Instant | undefined
}

/** The store can't be reached now, and whether the last command was carried out is unknown. Trying again may work. */
export class StoreDown extends Error {
  constructor(options?: ErrorOptions) {
    super('the store does not answer now', options)
    this.name = 'StoreDown'
  }
}

/** Why nothing can be saved, in a word: said by `/readyz`, in the log and in the figures. */
export type SaveProblem = 'full' | 'readOnly' | 'disk' | 'busy' | 'damaged' | 'replaced'

/** Nothing can be saved now, and nothing was; what was saved can still be read. Trying again works once someone saw to it; where a file’s disk failed, once the bot was started again. */
export class CantSave extends StoreDown {
  readonly why: SaveProblem
  constructor(why: SaveProblem, options?: ErrorOptions) {
    super(options)
    this.name = 'CantSave'
    this.message = `nothing can be saved now: ${why}`
    this.why = why
  }
}

/** What becomes of what was saved, as far as the store notices by itself. */
export interface StoreHealth {
  /** Whether the store throws saved values away when it is full. */
  readonly evicts: boolean
  /** How many values it threw away since this process opened it. */
  readonly evicted: number
  /** Why nothing can be saved, where that is known without trying: another file stands where the one that is open stood. */
  readonly problem?: SaveProblem | undefined
}

/** The store can't be used as it is; trying again won't help. The message says what to change, for an operator. */
export class StoreUnfit extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'StoreUnfit'
  }
}

/**
 * Saves state together with the effects it causes (docs/decisions/003-state-and-effects.md). What every engine must do is
 * specified by the tests in `store.contract.ts`.
 *
 * Moments (`Instant`) are milliseconds since 1970, durations are milliseconds. Any method but `ready` can throw
 * `StoreDown`; those that read state or claim effects can throw `DecryptionFailed` and `SavedByNewer`.
 */
export interface Store {
  /** The state last saved under a key, or undefined. */
  load<S>(key: Key<S>): Promise<Saved<S> | undefined>
  /**
   * Saves state and effects in one transaction; when it resolves to true they survive a power cut.
   * @param was the version that was loaded, 0 where nothing was
   * @param state `FORGOTTEN` deletes the key
   * @param effects each replaces the effect with the same id (see `Effect.timing` for which due time wins)
   * @returns false when another turn saved first, and then nothing is saved: load again and decide again
   */
  commit<S>(key: Key<S>, was: Version, state: S | Forgotten, effects: readonly Effect[]): Promise<boolean>
  /**
   * A number that is another one once something else than this store wrote to what it saves in. Absent where that can't be told,
   * such as on a server that many write to. Where it is there, a state that is saved again has the next version, `was + 1`.
   */
  readonly changes?: () => number
  /**
   * `commit` from a state that another may have saved over since, on a server that many write to: it says which version it saved, or
   * what stands there now. No two saves have the same version, also not where a server that failed took one with it.
   */
  readonly attempt?: <S>(
    key: Key<S>,
    was: Version,
    state: S | Forgotten,
    effects: readonly Effect[],
  ) => Promise<Attempted<S>>
  /**
   * What this process saved last under a key, or was told stands there. It may not stand there any more: only a commit tells. So
   * nothing may be shown or refused for it; undefined where none is in memory.
   */
  readonly recall?: <S>(key: Key<S>) => Saved<S> | undefined
  /**
   * Leases due effects, those that have been due longest first, to the second.
   * @param lease milliseconds for which no other caller gets them
   * @param most the largest number to return
   * @param calls how many of these may ask a platform for something (`callsPlatform`); any number where it isn't given
   */
  claim(now: Instant, lease: number, most: number, calls?: number): Promise<Claimed[]>
  /**
   * Deletes a delivered effect. Does nothing when the lease was lost; an effect that was replaced during the lease becomes
   * due instead. Without it the effect is due again when the lease ends.
   * @param outcome for the figures alone: `unreachable` where whom it was for couldn't be reached
   */
  acknowledge(claimed: Claimed, outcome?: 'unreachable'): Promise<void>
  /**
   * Makes the effect due again at a later moment.
   * @param reason a status or the name of an error, never content
   * @param how `retry` where it isn't given
   */
  reschedule(claimed: Claimed, at: Instant, reason: string, how?: PutOff): Promise<void>
  /** Gives up: the effect is never due again until an operator requeues it. @param reason as for `reschedule` */
  deadLetter(claimed: Claimed, reason: string): Promise<void>
  /** All dead letters, ordered by id. */
  dead(): Promise<DeadLetter[]>
  /** Makes a dead letter due now, with its attempts at 0. @returns false when there is no such dead letter */
  requeue(id: string, now: Instant): Promise<boolean>
  /** Deletes a dead letter. @returns false when there is no such dead letter */
  drop(id: string): Promise<boolean>
  /** How many effects are due, wait, are tried again, and are dead. */
  counts(now: Instant): Promise<EffectCounts>
  /**
   * How many effects should have been done by now and aren't, of those that a place's aggregates caused; without dead letters.
   * @param place `Key.place`
   * @param begins how their ids begin
   */
  overdue(place: string, begins: readonly string[], now: Instant): Promise<number>
  /** The moment the next effect becomes due; undefined when there is none but dead letters. */
  nextDue(): Promise<Instant | undefined>
  /**
   * Removes the ciphertext of erased values from the store's files too, whichever process erased them.
   * @returns false when that isn't finished, or not possible now: call again
   */
  scrub(): Promise<boolean>
  /** Whether the store answers; never throws. */
  ready(): Promise<boolean>
  /**
   * Saves something that means nothing, and takes it away again.
   * @param thorough as much as a large save, everywhere; else a little, somewhere
   * @throws {CantSave} {StoreDown} when that doesn't work now
   */
  probe(thorough: boolean): Promise<void>
  /** As last noticed; asks nobody. */
  health(): StoreHealth
  /** Finishes pending writes and closes the connections or the file. */
  close(): Promise<void>
}
