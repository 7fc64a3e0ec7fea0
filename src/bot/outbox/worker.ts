import { kindOf } from '../../flows/effect.ts'
import { HOUR, type Instant, MINUTE, SECOND } from '../../kit/instant.ts'
import type { Claimed, Store } from '../../store/store.ts'
import { withDeadline } from '../../store/withDeadline.ts'
import type { Log } from '../ports/log.ts'
import { type FailureKind, PlatformFailed } from '../ports/platform.ts'
import type { DeliveryOutcome } from './outcome.ts'
import { retryStore } from './retryStore.ts'

/** Longer than the slowest delivery: two requests at their time limit. */
const LEASE = 30 * SECOND
/** Deliveries at once; a platform that finds it too many says 429, and when to come back. */
export const AT_ONCE = 32
/** Delivered and not yet recorded, at most: when the store is slow, nothing more is begun. */
const MOST_UNRECORDED = 4 * AT_ONCE
/** With the backoff below, about a day and a half of tries. */
const ATTEMPTS = 40
/** Tries of a failed call before its effect is a dead letter: visible, and requeueable. */
const PLATFORM_ATTEMPTS: Readonly<Record<FailureKind, number>> = {
  noAnswer: ATTEMPTS,
  unauthorized: ATTEMPTS,
  busy: ATTEMPTS,
  // The platform says when to come back, which is no failure; but it isn't asked for ever either.
  throttled: 1000,
  unreachable: 0,
  refused: 0,
}
/** A fault of ours doesn't heal by waiting as long as a platform's does. */
const FAULT_ATTEMPTS = 12

export interface OutboxWorker {
  /** Something may be due: look, once the caller is done. */
  wake(): void
  /** Delivers until nothing is due any more, tries that failed and wait for later excepted. */
  drain(): Promise<void>
  /** Starts nothing more and finishes what is in hand; what isn't after so many milliseconds, another process may do. */
  stop(within: number): Promise<void>
}

interface WorkerDeps {
  readonly store: Store
  readonly deliver: (claimed: Claimed) => Promise<DeliveryOutcome>
  readonly now: () => Instant
  /** 0 to 1: spreads retries, so that they don't come back together. */
  readonly random: () => number
  readonly log: Log
}

/** Doubles from a second to an hour, spread by half. */
const backoff = (attempts: number, random: () => number): number =>
  Math.round(Math.min(SECOND * 2 ** Math.min(attempts, 12), HOUR) * (0.5 + random() / 2))

/** The loop that does what was promised: claims due effects under a lease, and forgets, postpones or buries each. */
export const createOutboxWorker = ({ store, deliver, now, random, log }: WorkerDeps): OutboxWorker => {
  const inHand = new Map<string, Claimed>()
  /** Delivered, and on its way to the store. */
  const telling = new Set<Promise<void>>()
  let running: Promise<void> | undefined
  /** Asked to look while already looking: what came in may have been missed, so look once more at the end. */
  let again = false
  let nudge = Promise.withResolvers<void>()
  let stopped = false

  const postpone = (claimed: Claimed, reason: string, most: number, wait?: number): Promise<void> => {
    log.effect({ effect: kindOf(claimed.effect), outcome: reason, attempts: claimed.attempts })
    if (claimed.attempts >= most) return store.deadLetter(claimed, reason)
    return store.reschedule(claimed, now() + (wait ?? backoff(claimed.attempts, random)), reason)
  }

  const failed = (claimed: Claimed, error: unknown): Promise<void> => {
    if (error instanceof PlatformFailed) {
      const { kind, status, retryAfter } = error
      return postpone(claimed, `platform ${status}`, PLATFORM_ATTEMPTS[kind], retryAfter)
    }
    log.fault(`effect ${kindOf(claimed.effect)}`, error)
    return postpone(claimed, error instanceof Error ? error.name : 'fault', FAULT_ATTEMPTS)
  }

  const attempt = async (claimed: Claimed): Promise<void> => {
    const { id } = claimed.effect
    if (inHand.has(id)) {
      // Its lease ran out while it is still being delivered: two edits of one message could land in the wrong order.
      return store.reschedule(claimed, now() + SECOND / 4, 'in hand')
    }
    inHand.set(id, claimed)
    try {
      const heard = await deliver(claimed)
      if (typeof heard === 'object') await store.reschedule(claimed, heard.quietUntil, 'quiet hours')
      else if (heard === 'notYet')
        await store.reschedule(claimed, now() + Math.min(SECOND * 2 ** claimed.attempts, MINUTE), 'not yet')
      else return void recorded(claimed)
    } catch (error) {
      await failed(claimed, error)
    }
    inHand.delete(id)
  }

  /** The hand is free for another while the store is told: that takes a disk's time, and no platform's. */
  const recorded = (claimed: Claimed): void => {
    const told = retryStore(() => store.acknowledge(claimed))
      .catch((error: unknown) => failed(claimed, error))
      .catch((error: unknown) => lost(claimed, error))
      .finally(() => {
        inHand.delete(claimed.effect.id)
        telling.delete(told)
      })
    telling.add(told)
  }
  /** What the store can't be told now comes back when its lease ends. */
  const lost = (claimed: Claimed, error: unknown): void => {
    inHand.delete(claimed.effect.id)
    log.fault(`effect ${kindOf(claimed.effect)}`, error)
  }

  const runThrough = async (): Promise<void> => {
    const hands = new Set<Promise<void>>()
    for (;;) {
      nudge = Promise.withResolvers()
      const free = stopped ? 0 : AT_ONCE - hands.size
      const batch = free > 0 ? await store.claim(now(), LEASE, free) : []
      for (const claimed of batch) {
        const hand = attempt(claimed)
          .catch((error: unknown) => lost(claimed, error))
          .finally(() => hands.delete(hand))
        hands.add(hand)
      }
      if (hands.size === 0 && telling.size === 0) break
      if (hands.size === 0 || telling.size > MOST_UNRECORDED) {
        await Promise.all(telling)
        continue
      }
      // A hand that is free again claims at once: one slow conversation must not hold up all the others.
      // Without a free hand, also because it is told to stop, there is nothing to claim until one is done.
      if (free === 0 || batch.length < free) {
        await Promise.race([...hands, nudge.promise])
      }
    }
    await store.scrub()
  }

  const run = (): Promise<void> => {
    again = running !== undefined
    nudge.resolve()
    running ??= runThrough()
      .catch((error: unknown) => log.fault('effect loop', error))
      .finally(() => {
        running = undefined
        if (again && !stopped) void run()
      })
    return running
  }

  return {
    wake: () => void setImmediate(() => (stopped ? undefined : run())),
    drain: async () => {
      await run()
      while (running) await running
    },
    stop: async (within) => {
      stopped = true
      nudge.resolve()
      await withDeadline(running ?? Promise.resolve(), within)
      await Promise.all(
        [...inHand.values()].map((claimed) => store.reschedule(claimed, now(), 'stopped').catch(() => undefined)),
      )
    },
  }
}
