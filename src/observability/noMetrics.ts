import type { Handlers } from '../bot/ports/handlers.ts'
import type { Log } from '../bot/ports/log.ts'
import type { PlatformPort } from '../bot/ports/platform.ts'
import type { Store } from '../store/store.ts'

/**
 * Counters and timers for operators. Labels are words of ours from short lists, never a person, channel, round or tenant,
 * nor anything someone typed.
 */
export interface Metrics {
  /** Counts what is logged. */
  readonly log: (log: Log) => Log
  /** Times a store's calls, and counts what comes of effects. */
  readonly store: (store: Store) => Store
  /** Times the calls to a platform. */
  readonly port: (name: string, port: PlatformPort) => PlatformPort
  /** Notes when a platform last posted something that was let in. */
  readonly received: (name: string, handlers: Handlers) => Handlers
  /** Whether a platform takes the bot's credentials; undefined where nobody knows yet. */
  readonly credentials: (name: string, accepted: () => boolean | undefined) => void
  /** What the checks of a running bot found last. */
  readonly checks: (results: () => readonly { readonly name: string; readonly state: string }[]) => void
  /** Why this process isn't ready, and how many values the store threw away. */
  readonly readiness: (problem: () => string | undefined, evicted: () => number) => void
  /** All figures in Prometheus' text format. */
  readonly text: () => Promise<{ readonly type: string; readonly body: string }>
}

/** Where there is no port to ask for them at. */
export const noMetrics: Metrics = {
  log: (log) => log,
  store: (store) => store,
  port: (_name, port) => port,
  received: (_name, handlers) => handlers,
  credentials: () => undefined,
  checks: () => undefined,
  readiness: () => undefined,
  text: async () => ({ type: 'text/plain', body: '' }),
}
