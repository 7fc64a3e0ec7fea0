import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Handlers } from '../bot/ports/handlers.ts'
import type { Log } from '../bot/ports/log.ts'
import { PlatformFailed, type PlatformPort } from '../bot/ports/platform.ts'
import { kindOf } from '../flows/effect.ts'
import { type Instant, SECOND } from '../kit/calendar/instant.ts'
import type { Claimed, EffectCounts, Store } from '../store/store.ts'
import type { Metrics } from './noMetrics.ts'

/** Upper bounds in seconds. A person waits for a turn; an effect may be minutes late in quiet hours. */
const TURN_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
const STORE_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 3]
const LATE_BUCKETS = [0.1, 0.5, 1, 5, 30, 60, 300, 3600]

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

/** Names, labels and help of the figures: public, since operators' dashboards and alerts use them. */
const createFigures = (registry: Registry) => {
  const registers = [registry]
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Counter({ name, help, labelNames: [...labelNames], registers })
  const timer = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    buckets: readonly number[],
  ) => new Histogram({ name, help, labelNames: [...labelNames], buckets: [...buckets], registers })
  const platformLabels = ['platform', 'call'] as const
  return {
    turns: counter('quickscan_turns_total', 'Presses answered, by verb and outcome', ['verb', 'outcome']),
    turnTime: timer('quickscan_turn_seconds', 'From a verified press to its card', ['verb'], TURN_BUCKETS),
    refused: counter('quickscan_refused_total', 'Requests that authentication refused', ['status', 'reason']),
    faults: counter('quickscan_faults_total', 'Faults of ours', ['error']),
    effects: counter('quickscan_effects_total', 'Effects by what came of a try', ['effect', 'outcome']),
    late: timer(
      'quickscan_effect_late_seconds',
      'From when an effect was meant to when it was tried',
      [],
      LATE_BUCKETS,
    ),
    storeTime: timer('quickscan_store_seconds', 'What the store takes', ['command'], STORE_BUCKETS),
    storeErrors: counter('quickscan_store_errors_total', 'What the store failed at', ['command', 'error']),
    platformTime: timer('quickscan_platform_seconds', 'What a platform takes', platformLabels, TURN_BUCKETS),
    platformErrors: counter('quickscan_platform_errors_total', 'What a platform refused; status 0: no answer', [
      ...platformLabels,
      'status',
    ]),
  }
}
type Figures = ReturnType<typeof createFigures>

/** The store's own counts, asked for whenever the figures are read: once for both. */
const addEffectCounts = (registry: Registry, store: () => Store | undefined, now: () => Instant): void => {
  let asked: Promise<EffectCounts | undefined> | undefined
  const counts = (): Promise<EffectCounts | undefined> => {
    // A store that doesn't answer has no counts; its errors are a counter of their own.
    asked ??= Promise.resolve(store()?.counts(now()))
      .catch(() => undefined)
      .finally(() => {
        asked = undefined
      })
    return asked
  }
  const registers = [registry]
  new Gauge({
    name: 'quickscan_effects',
    help: 'Effects that are due now, that wait for their time, that are tried again after a failure, and that were given up',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset()
      const { oldest: _, ...states } = (await counts()) ?? { oldest: undefined }
      for (const [state, count] of Object.entries(states)) this.set({ state }, count)
    },
  })
  new Gauge({
    name: 'quickscan_oldest_unsent_seconds',
    help: 'How long the effect has been owed that has been longest, since it was first to be done; 0 when none is late',
    registers,
    async collect() {
      const found = await counts()
      this.set(found?.oldest === undefined ? 0 : Math.max(0, now() - found.oldest) / SECOND)
    },
  })
}

/** A figure of one platform or check, of which there may be none yet. */
const addWords = (registry: Registry, name: string, help: string, labelNames: readonly string[]) => {
  const sources: (() => readonly { readonly labels: Record<string, string>; readonly value: number }[])[] = []
  new Gauge({
    name,
    help,
    labelNames: [...labelNames],
    registers: [registry],
    collect() {
      this.reset()
      for (const { labels, value } of sources.flatMap((source) => source())) this.set(labels, value)
    },
  })
  return sources
}

/** What the bot knows of its platforms and of itself. */
const addStanding = (registry: Registry, version: string) => {
  new Gauge({
    name: 'quickscan_build_info',
    help: 'Always 1: which version runs, on which Node',
    labelNames: ['version', 'node'],
    registers: [registry],
  }).set({ version, node: process.versions.node }, 1)
  return {
    credentials: addWords(
      registry,
      'quickscan_credentials_ok',
      "1 where the platform takes the bot's secret or token, 0 where it doesn't",
      ['platform'],
    ),
    received: addWords(
      registry,
      'quickscan_last_request_timestamp_seconds',
      'When a platform last posted something that was let in, in seconds since 1970; absent before the first',
      ['platform'],
    ),
    checks: addWords(registry, 'quickscan_check', 'Always 1: what each check found last', ['check', 'state']),
  }
}

const addReadiness = (registry: Registry, problem: () => string | undefined, evicted: () => number): void => {
  const registers = [registry]
  new Gauge({
    name: 'quickscan_not_ready',
    help: 'Why nothing can be saved or let in, or what is saved may vanish; absent when all is well',
    labelNames: ['reason'],
    registers,
    collect() {
      this.reset()
      const reason = problem()
      if (reason !== undefined) this.set({ reason }, 1)
    },
  })
  new Gauge({
    name: 'quickscan_store_evicted',
    help: 'Values that Redis threw away since this process started',
    registers,
    collect() {
      this.set(evicted())
    },
  })
}

const countedLog = ({ turns, turnTime, refused, faults }: Figures, log: Log): Log => ({
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
const timedStore = ({ effects, late, storeTime, storeErrors }: Figures, store: Store): Store => {
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

const timedPort = ({ platformTime, platformErrors }: Figures, name: string, port: PlatformPort): PlatformPort => {
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
const notedHandlers = (handlers: Handlers, note: () => void): Handlers => {
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

/**
 * Metrics with a registry of their own, that of Node's process included.
 * @param version of this program
 */
export const createMetrics = (now: () => Instant, version: string): Metrics => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const figures = createFigures(registry)
  let counted: Store | undefined
  addEffectCounts(registry, () => counted, now)
  const standing = addStanding(registry, version)
  return {
    log: (log) => countedLog(figures, log),
    store: (store) => {
      counted = store
      return timedStore(figures, store)
    },
    received: (name, handlers) => {
      let last: Instant | undefined
      standing.received.push(() =>
        last === undefined ? [] : [{ labels: { platform: name }, value: Math.floor(last / SECOND) }],
      )
      return notedHandlers(handlers, () => {
        last = now()
      })
    },
    credentials: (name, accepted) => {
      standing.credentials.push(() => {
        const known = accepted()
        return known === undefined ? [] : [{ labels: { platform: name }, value: known ? 1 : 0 }]
      })
    },
    checks: (results) => {
      standing.checks.push(() => results().map(({ name, state }) => ({ labels: { check: name, state }, value: 1 })))
    },
    readiness: (problem, evicted) => addReadiness(registry, problem, evicted),
    port: (name, port) => timedPort(figures, name, port),
    text: async () => ({ type: registry.contentType, body: await registry.metrics() }),
  }
}
