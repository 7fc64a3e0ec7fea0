/** A store's contents as they lie there, sealed: what is moved from one to another is never opened on the way. */

export interface StateRow {
  /** `kind/place/id`. */
  readonly key: string
  readonly version: number
  readonly value: Uint8Array
}

export interface EffectRow {
  readonly id: string
  /** Where it lies in Redis: that of the place that owes it. */
  readonly shard: number
  readonly timing: string
  readonly wanted: number
  /** Undefined for what was given up. */
  readonly due: number | undefined
  readonly attempts: number
  readonly erases: boolean
  readonly reason: string
  readonly value: Uint8Array
}

export interface RawRows {
  /** By the hundreds; every row at least once. */
  states(): AsyncIterable<readonly StateRow[]>
  effects(): AsyncIterable<readonly EffectRow[]>
  /** The versions of these keys here; undefined where there is nothing. */
  versions(keys: readonly string[]): Promise<readonly (number | undefined)[]>
  putStates(rows: readonly StateRow[]): Promise<void>
  putEffects(rows: readonly EffectRow[]): Promise<void>
  count(): Promise<{ readonly states: number; readonly effects: number }>
  /** Only where it still is what it was, version and all else untouched. @returns whether it was */
  swapState(key: string, was: Uint8Array, becomes: Uint8Array): Promise<boolean>
  swapEffect(row: Pick<EffectRow, 'id' | 'shard'>, was: Uint8Array, becomes: Uint8Array): Promise<boolean>
  /** Which move into here isn't finished; undefined when none is. */
  moving(): Promise<string | undefined>
  /** Until it is finished, no bot starts here. */
  setMoving(move: string | undefined): Promise<void>
  close(): Promise<void>
}

/** In rows: few enough to hold, many enough to be quick. */
export const BATCH = 500

export const placeOf = (key: string): string => key.split('/')[1] ?? ''
