import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import { type Instant, SECOND } from '../kit/calendar/instant.ts'
import type { EffectCounts, Store } from '../store/store.ts'

/** Upper bounds in seconds. A person waits for a turn; an effect may be minutes late in quiet hours. */
const TURN_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
const STORE_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 3]
const LATE_BUCKETS = [0.1, 0.5, 1, 5, 30, 60, 300, 3600]

/** Names, labels and help of the figures: public, since operators' dashboards and alerts use them. */
export const createFigures = (registry: Registry) => {
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
/** The figures that something is counted in when it happens. */
export type Figures = ReturnType<typeof createFigures>

/** The store's own counts, asked for whenever the figures are read: once for both. */
export const addEffectCounts = (registry: Registry, store: () => Store | undefined, now: () => Instant): void => {
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
export const addStanding = (registry: Registry, version: string) => {
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

/** Why it can't work now, and what its store threw away. */
export const addReadiness = (registry: Registry, problem: () => string | undefined, evicted: () => number): void => {
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
