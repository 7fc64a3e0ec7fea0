import { collectDefaultMetrics, Registry } from 'prom-client'
import { type Instant, SECOND } from '../kit/calendar/instant.ts'
import type { Store } from '../store/store.ts'
import { addEffectCounts, addReadiness, addStanding, createFigures } from './figures.ts'
import { countedLog, notedHandlers, timedPort, timedStore } from './instrumentation.ts'
import type { Metrics } from './noMetrics.ts'

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
