import type { Handlers } from '../bot/ports/handlers.ts'
import type { Log } from '../bot/ports/log.ts'
import { PlatformFailed, type PlatformPort } from '../bot/ports/platform.ts'
import { kindOf } from '../flows/effect.ts'
import { SECOND } from '../kit/calendar/instant.ts'
import type { Claimed, Store } from '../store/store.ts'
import type { Figures } from './figures.ts'

/** @param since a moment of `performance.now()` @returns seconds since then */
const seconds = (since: number): number => (performance.now() - since) / SECOND

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')

/** Runs something, and reports how long it took and what it threw. */
const timed = async <T>(
  run: () => Promise<T>,
  took: (seconds: number) => void,
  failed: (error: unknown) => void,
): Promise<T> => {
  const began = performance.now()
  try {
    return await run()
  } catch (error) {
    failed(error)
    throw error
  } finally {
    took(seconds(began))
  }
}

/** A log that counts what it is told. */
export const countedLog = ({ turns, turnTime, refused, faults }: Figures, log: Log): Log => ({
  ...log,
  turn: (line) => {
    turns.inc({ verb: line.verb, outcome: line.outcome })
    turnTime.observe({ verb: line.verb }, line.ms / SECOND)
    log.turn(line)
  },
  refused: (line) => {
    refused.inc({ status: String(line.status), reason: line.reason })
    log.refused(line)
  },
  fault: (where, error) => {
    faults.inc({ error: nameOf(error) })
    log.fault(where, error)
  },
})

/** The commands `done`, `later` and `bury` are label values of the first version: dashboards use them, so they stay. */
export const timedStore = ({ effects, late, storeTime, storeErrors }: Figures, store: Store): Store => {
  const call = <T>(command: string, run: () => Promise<T>): Promise<T> =>
    timed(
      run,
      (took) => storeTime.observe({ command }, took),
      (error) => storeErrors.inc({ command, error: nameOf(error) }),
    )
  const countOutcome = (claimed: Claimed, outcome: string): void =>
    effects.inc({ effect: kindOf(claimed.effect), outcome })
  const { attempt } = store
  return {
    ...store,
    load: (key) => call('load', () => store.load(key)),
    commit: (key, was, state, caused) => call('commit', () => store.commit(key, was, state, caused)),
    ...(attempt && {
      attempt: (key, was, state, caused) => call('commit', () => attempt(key, was, state, caused)),
    }),
    claim: async (at, lease, most, mostCalls) => {
      const claims = await call('claim', () => store.claim(at, lease, most, mostCalls))
      for (const { promised } of claims) late.observe(Math.max(0, at - promised) / SECOND)
      return claims
    },
    acknowledge: async (claimed, outcome) => {
      await call('done', () => store.acknowledge(claimed, outcome))
      countOutcome(claimed, outcome ?? 'done')
    },
    reschedule: async (claimed, at, reason, how) => {
      await call('later', () => store.reschedule(claimed, at, reason, how))
      countOutcome(claimed, reason)
    },
    deadLetter: async (claimed, reason) => {
      await call('bury', () => store.deadLetter(claimed, reason))
      countOutcome(claimed, 'dead')
    },
  }
}

/** A platform whose calls are timed, and counted where they fail. */
export const timedPort = (
  { platformTime, platformErrors }: Figures,
  name: string,
  port: PlatformPort,
): PlatformPort => {
  const call = <T>(command: string, run: () => Promise<T>): Promise<T> =>
    timed(
      run,
      (took) => platformTime.observe({ platform: name, call: command }, took),
      (error) => {
        const status = error instanceof PlatformFailed ? String(error.status) : 'fault'
        platformErrors.inc({ platform: name, call: command, status })
      },
    )
  return {
    post: (platform, conversation, card, thread) => call('post', () => port.post(platform, conversation, card, thread)),
    edit: (message, card) => call('edit', () => port.edit(message, card)),
    share: (platform, conversation, file) => call('share', () => port.share(platform, conversation, file)),
    unshare: (platform, file) => call('unshare', () => port.unshare(platform, file)),
    showHome: (platform, person, card) => call('showHome', () => port.showHome(platform, person, card)),
    openChat: (platform, person) => call('openChat', () => port.openChat(platform, person)),
    roster: (platform, channel) => call('roster', () => port.roster(platform, channel)),
    person: (platform, conversation, person) => call('person', () => port.person(platform, conversation, person)),
    find: (platform, alias) => call('find', () => port.find(platform, alias)),
  }
}

/** Notes when something came. */
export const notedHandlers = (handlers: Handlers, note: () => void): Handlers => {
  const noted =
    <Event, Answer>(handle: (event: Event) => Promise<Answer>) =>
    (event: Event): Promise<Answer> => {
      note()
      return handle(event)
    }
  return {
    press: noted(handlers.press),
    submit: (press, message) => {
      note()
      return handlers.submit(press, message)
    },
    message: noted(handlers.message),
    install: noted(handlers.install),
    home: noted(handlers.home),
    changed: noted(handlers.changed),
  }
}
