import type { Instant } from '../../kit/calendar/instant.ts'
import { type Decision, decided, FORGOTTEN, UNCHANGED } from '../decision.ts'
import { send } from '../effect.ts'
import type { PersonHash, Platform } from '../ids.ts'
import { durationOf } from '../retention.ts'

/**
 * That everything of someone was erased, under her hash and without her: what was on its way to her by then reaches nobody. Kept
 * for longer than anything can be on its way.
 */
export interface ErasedMark {
  /** Of which organisation, so that it goes with it. */
  readonly platform: Pick<Platform, 'name' | 'tenant'>
  readonly at: Instant
}

/** Everything of hers is about to be erased, or that was long ago. */
export type ErasedMarkEvent =
  | { readonly type: 'erasureBegan'; readonly platform: Platform }
  | { readonly type: 'erasedForgotten' }

/** The newest erasure counts. UNCHANGED for forgetting a mark before its time, which another erasure moved. */
export const decideErasedMark = (
  hash: PersonHash,
  known: ErasedMark | undefined,
  event: ErasedMarkEvent,
  now: Instant,
): Decision<ErasedMark> => {
  switch (event.type) {
    case 'erasureBegan': {
      const { name, tenant } = event.platform
      return decided(
        { platform: { name, tenant }, at: now },
        send({ type: 'erasedForgotten', person: hash }, now + durationOf('erasedMark'), `erasedForgotten/${hash}`),
      )
    }
    case 'erasedForgotten':
      return known && now >= known.at + durationOf('erasedMark') ? decided(FORGOTTEN) : UNCHANGED
  }
}

/** Whether what was decided at that moment was decided before she was erased. @param made absent in what was saved without it */
export const wasErasedSince = (mark: ErasedMark | undefined, made: Instant = 0): boolean =>
  mark !== undefined && made < mark.at
