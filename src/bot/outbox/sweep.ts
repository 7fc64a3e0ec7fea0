import { durationOf } from '../../flows/retention.ts'
import { DAY, type Instant } from '../../kit/calendar/instant.ts'
import type { Deps } from '../context.ts'
import { beginMissedTerms } from '../people/missedTerms.ts'
import { removeOldNotes } from './replayErasures.ts'

/** What ends something of a person's is never given up: its dead letter is tried again each day. */
const ENDS = /^(\w+Forgotten|\w+Released|\w+Erased|draftExpired|taskClosed|subscriptionClosed|copyDone|note)\//

const sweepDeadLetters = async ({ store, now }: Deps): Promise<void> => {
  for (const { id, since } of await store.dead()) {
    if (ENDS.test(id)) await store.requeue(id, now())
    else if (since + durationOf('deadLetter') <= now()) await store.drop(id)
  }
}

/** Once a day: what no effect can end, since it lies outside the store, or is one; the first time, what an earlier version gave no end. */
export const dailySweep = (deps: Deps): (() => Promise<void>) => {
  let last: Instant | undefined
  let begun = false
  return async () => {
    if (last !== undefined && deps.now() < last + DAY) return
    last = deps.now()
    await removeOldNotes(deps)
    await sweepDeadLetters(deps)
    if (begun) return
    await beginMissedTerms(deps)
    begun = true
  }
}
