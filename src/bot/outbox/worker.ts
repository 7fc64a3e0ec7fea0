import { callsPlatform, kindOf } from '../../flows/effect.ts'
import { HOUR, type Instant, MINUTE, SECOND } from '../../kit/calendar/instant.ts'
import type { Claimed, Store } from '../../store/store.ts'
import { withDeadline } from '../../store/withDeadline.ts'
import type { Log } from '../ports/log.ts'
import { type FailureKind, PlatformFailed } from '../ports/platform.ts'
import type { DeliveryOutcome } from './outcome.ts'
import { retryStore } from './retryStore.ts'

/** Longer than the slowest delivery: two requests at their time limit. */
const LEASE = 30 * SECOND
/**
 * Deliveries at a time: all of them, and those that ask a platform for something; one for which that is too many answers 429, with
 * when to come back.
 */
export const AT_ONCE = { all: 128, calls: 32 } as const
/** Delivered and not yet acknowledged, at most, in times that: when the store is slow, no new deliveries start. */
const MOST_UNACKNOWLEDGED = 2
/** With the backoff below, about a day and a half of tries. */
const ATTEMPTS = 40
/** Tries of a failed call before its effect is a dead letter: visible, and requeueable. */
const PLATFORM_ATTEMPTS: Readonly<Record<FailureKind, number>> = {
  noAnswer: ATTEMPTS,
  unauthorized: ATTEMPTS,
  // Nothing is given up for a secret that has expired: it waits for whoever operates the bot.
  credentials: Number.POSITIVE_INFINITY,
  busy: ATTEMPTS,
  // The platform says when to come back, which is no failure; but it isn't asked for ever either.
  throttled: 1000,
  // Most of a working day: then whoever waits for it hears of it.
  administrator: 20,
  unknown: 20,
  unreachable: 0,
  refused: 0,
}
/** Milliseconds between tries while the bot isn't let in at all; each is held against nothing. */
const HELD_FOR = 5 * MINUTE
/** A fault of ours doesn't heal by waiting as long as a platform's does. */
const FAULT_ATTEMPTS = 12

/** Delivers due effects, at least once each. */
export interface OutboxWorker {
  /** Effects may be due: claims them, once the caller is done. */
  wake(): void
  /** Delivers until nothing is due any more; failed attempts that wait for later don't count. */
  drain(): Promise<void>
  /** Starts no more deliveries and finishes those in progress; after `within` milliseconds they are left to another process. */
  stop(within: number): Promise<void>
}

interface WorkerDeps {
  readonly store: Store
  readonly deliver: (claimed: Claimed) => Promise<DeliveryOutcome>
  /** What is given up goes to who has to know. @returns whether it is kept somewhere else: then it is no dead letter */
  readonly gaveUp?: (claimed: Claimed, failure: PlatformFailed) => Promise<boolean>
  readonly now: () => Instant
  /** 0 to 1: spreads retries, so that they don't come back together. */
  readonly random: () => number
  readonly log: Log
  readonly atOnce?: { readonly all: number; readonly calls: number }
}

/** What empties a card is given up in the end: where the app was taken out, nobody will ever be let in again. */
const isHeld = ({ effect: { payload } }: Claimed, { kind }: PlatformFailed): boolean =>
  kind === 'credentials' && !(payload.do === 'edit' && payload.card.screen === 'erased')

/** Doubles from a second to an hour, spread by half. */
const backoff = (attempts: number, random: () => number): number =>
  Math.round(Math.min(SECOND * 2 ** Math.min(attempts, 12), HOUR) * (0.5 + random() / 2))

/**
 * The outbox: claims due effects under a lease, delivers them, and acknowledges each, reschedules it, or makes it a dead
 * letter (docs/decisions/003-state-and-effects.md).
 */
export const createOutboxWorker = ({
  store,
  deliver,
  gaveUp,
  now,
  random,
  log,
  atOnce = AT_ONCE,
}: WorkerDeps): OutboxWorker => {
  /** Claimed and not acknowledged yet, by effect id. */
  const inProgress = new Map<string, Claimed>()
  const acknowledging = new Set<Promise<void>>()
  let running: Promise<void> | undefined
  /** Woken while running: what came in may have been missed, so the worker claims once more at the end. */
  let again = false
  /** Nothing more was due at the last claim, and nothing woke it since. */
  let dry = false
  let woken = Promise.withResolvers<void>()
  let stopped = false

  const postpone = async (
    claimed: Claimed,
    reason: string,
    most: number,
    wait?: number,
    failure?: PlatformFailed,
  ): Promise<void> => {
    const { attempts, effect } = claimed
    const line = { effect: kindOf(effect), outcome: reason, attempts, platform: failure?.platform }
    if (failure && isHeld(claimed, failure)) {
      log.effect({ ...line, came: 'waits' })
      return store.reschedule(claimed, now() + Math.round(HELD_FOR * (0.5 + random() / 2)), reason, 'held')
    }
    if (attempts < most) {
      log.effect({ ...line, came: 'again' })
      return store.reschedule(claimed, now() + (wait ?? backoff(attempts, random)), reason)
    }
    const kept = failure && (await gaveUp?.(claimed, failure))
    log.effect({ ...line, came: kept ? 'waits' : 'givenUp' })
    return kept ? store.acknowledge(claimed) : store.deadLetter(claimed, reason)
  }

  const failed = (claimed: Claimed, error: unknown): Promise<void> => {
    if (error instanceof PlatformFailed) {
      const { kind, status, retryAfter } = error
      const reason = kind === 'credentials' ? kind : `platform ${status}`
      return postpone(claimed, reason, PLATFORM_ATTEMPTS[kind], retryAfter, error)
    }
    log.fault(`effect ${kindOf(claimed.effect)}`, error)
    return postpone(claimed, error instanceof Error ? error.name : 'fault', FAULT_ATTEMPTS)
  }

  const logUnreachable = ({ effect, attempts }: Claimed): void => {
    const { payload } = effect
    const platform = payload.do === 'post' ? payload.to.platform.name : undefined
    log.effect({ effect: kindOf(effect), outcome: 'unreachable', attempts, platform, came: 'unreachable' })
  }

  const attempt = async (claimed: Claimed): Promise<void> => {
    const { id } = claimed.effect
    if (inProgress.has(id)) {
      // Its lease ran out while it is still being delivered: two edits of one message could land in the wrong order.
      return store.reschedule(claimed, now() + SECOND / 4, 'in hand')
    }
    inProgress.set(id, claimed)
    try {
      const outcome = await deliver(claimed)
      if (typeof outcome === 'object') {
        if ('quietUntil' in outcome) await store.reschedule(claimed, outcome.quietUntil, 'quiet hours', 'moved')
        else if ('openUntil' in outcome) await store.reschedule(claimed, outcome.openUntil, 'open form', 'moved')
        else await store.reschedule(claimed, outcome.closedUntil, 'closed channel', 'moved')
      } else if (outcome === 'notYet')
        await store.reschedule(claimed, now() + Math.min(SECOND * 2 ** claimed.attempts, MINUTE), 'not yet')
      else {
        if (outcome === 'unreachable') logUnreachable(claimed)
        return void acknowledge(claimed, outcome)
      }
    } catch (error) {
      await failed(claimed, error)
    }
    inProgress.delete(id)
  }

  /** Doesn't hold up the next delivery: it takes the disk's time, and no platform's. */
  const acknowledge = (claimed: Claimed, outcome: 'delivered' | 'unreachable'): void => {
    const done = retryStore(() => store.acknowledge(claimed, outcome === 'unreachable' ? outcome : undefined))
      .catch((error: unknown) => failed(claimed, error))
      .catch((error: unknown) => leaveToLease(claimed, error))
      .finally(() => {
        inProgress.delete(claimed.effect.id)
        acknowledging.delete(done)
      })
    acknowledging.add(done)
  }
  /** Neither acknowledged nor rescheduled: the effect comes back when its lease ends. */
  const leaveToLease = (claimed: Claimed, error: unknown): void => {
    inProgress.delete(claimed.effect.id)
    log.fault(`effect ${kindOf(claimed.effect)}`, error)
  }

  const runThrough = async (): Promise<void> => {
    const deliveries = new Set<Promise<void>>()
    let calls = 0
    const start = (claimed: Claimed): void => {
      const asks = callsPlatform(claimed.effect.id)
      if (asks) calls += 1
      const delivery = attempt(claimed)
        .catch((error: unknown) => leaveToLease(claimed, error))
        .finally(() => {
          deliveries.delete(delivery)
          if (asks) calls -= 1
          woken.resolve()
        })
      deliveries.add(delivery)
    }
    for (;;) {
      woken = Promise.withResolvers()
      // Where nothing more was due it claims again once something may be, and at the end.
      const isDone = deliveries.size === 0 && acknowledging.size === 0
      const free = !stopped && (!dry || isDone) ? atOnce.all - deliveries.size : 0
      const freeCalls = Math.min(free, atOnce.calls - calls)
      // Not where it can't tell: what asks a platform has to wait.
      if (free > 0) dry = freeCalls > 0
      const batch = free > 0 ? await store.claim(now(), LEASE, free, freeCalls) : []
      const before = calls
      for (const claimed of batch) start(claimed)
      if (deliveries.size === 0 && acknowledging.size === 0) break
      if (deliveries.size === 0 || acknowledging.size > MOST_UNACKNOWLEDGED * atOnce.all) {
        await Promise.all(acknowledging)
        continue
      }
      if (batch.length > 0 && (batch.length === free || calls - before === freeCalls)) {
        dry = false
        continue
      }
      // A delivery that ends makes room for the next claim at once: one slow conversation must not hold up all the others.
      // Without room, also because the worker is stopping, there is nothing to claim until one ends.
      await woken.promise
      // What ends in the same turn makes room for the same claim.
      await new Promise((resolve) => setImmediate(resolve))
    }
    await store.scrub()
  }

  const run = (): Promise<void> => {
    again = running !== undefined
    dry = false
    woken.resolve()
    running ??= runThrough()
      .catch((error: unknown) => log.fault('outbox worker', error))
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
      woken.resolve()
      await withDeadline(running ?? Promise.resolve(), within)
      await Promise.all(
        [...inProgress.values()].map((claimed) => store.reschedule(claimed, now(), 'stopped').catch(() => undefined)),
      )
    },
  }
}
