import { DAY, type Instant } from '../../kit/calendar/instant.ts'
import { type Decision, decided, FORGOTTEN, UNCHANGED } from '../decision.ts'
import { erasing, send } from '../effect.ts'
import type { Platform } from '../ids.ts'
import { durationOf } from '../retention.ts'

/** After an organisation took the app out it has so many days to come back; then all of it is erased. */
export const ERASED_AFTER_DAYS = durationOf('leavingTenant') / DAY

/** An organisation that took the app out somewhere: out of its last place, or else it is found to be there still. */
export interface LeavingTenant {
  readonly platform: Platform
  /** When it was last taken out. */
  readonly left: Instant
  /** The removals heard of, so that one that is delivered again doesn't move the term. */
  readonly heard: readonly string[]
  /** It said itself that it took the app out of all its places. */
  readonly everywhere?: true
}

const HEARD = 20

/** The app was taken out of one of its places, or something of it was heard again. `event`: the platform's id of it. */
export type TenantEvent =
  | { readonly type: 'left'; readonly event: string; readonly platform: Platform; readonly everywhere?: true }
  | { readonly type: 'returned' }

/**
 * Starts the term at a removal, anew at each, and ends it when anything is heard from there.
 * UNCHANGED for a removal that was heard of, and for one who never left.
 * @param hash the organisation's: what it is called has no place in an effect's id
 */
export const decideTenant = (
  known: LeavingTenant | undefined,
  event: TenantEvent,
  hash: string,
  now: Instant,
): Decision<LeavingTenant> => {
  if (event.type === 'returned') return known ? decided(FORGOTTEN) : UNCHANGED
  if (known?.heard.includes(event.event)) return UNCHANGED
  const heard = [...(known?.heard ?? []), event.event].slice(-HEARD)
  const { platform } = event
  const everywhere = event.everywhere ?? known?.everywhere
  return decided(
    { platform, left: now, heard, ...(everywhere ? { everywhere } : {}) },
    // Also the channels of which nothing said in which place they are.
    ...(event.everywhere ? [send({ type: 'tenantGone', platform }, now, `tenantGone/${hash}`)] : []),
    erasing(send({ type: 'tenantTermOver', platform }, now + ERASED_AFTER_DAYS * DAY, `tenantTermOver/${hash}`)),
  )
}

/** Whether the term is over, and nothing was heard from there since. */
export const isTermOver = (known: LeavingTenant | undefined, now: Instant): boolean =>
  known !== undefined && now >= known.left + ERASED_AFTER_DAYS * DAY
