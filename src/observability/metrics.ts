import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Log } from '../bot/ports/log.ts'
import { PlatformFailed, type PlatformPort } from '../bot/ports/platform.ts'
import { kindOf } from '../flows/effect.ts'
import { type Instant, SECOND } from '../kit/instant.ts'
import type { Claimed, Store } from '../store/store.ts'

/**
 * What is counted and timed for who runs the bot. Labels are words of ours from short lists: no person, channel, round or
 * tenant is ever one, nor anything someone typed.
 */
export interface Metrics {
  readonly log: (log: Log) => Log
  readonly store: (store: Store) => Store
  readonly port: (name: string, port: PlatformPort) => PlatformPort
  /** In Prometheus' text format. */
  readonly text: () => Promise<{ readonly type: string; readonly body: string }>
}

/** Seconds. A person waits for a turn; an effect may be minutes late in quiet hours. */
const TURN_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
const STORE_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 3]
const LATE_BUCKETS = [0.1, 0.5, 1, 5, 30, 60, 300, 3600]

/** @param since seconds from a moment that `performance.now()` gave */
const seconds = (since: number): number => (performance.now() - since) / SECOND

export const createMetrics = (now: () => Instant): Metrics => {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Counter({ name, help, labelNames: [...labelNames], registers })
  const timer = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    buckets: readonly number[],
  ) => new Histogram({ name, help, labelNames: [...labelNames], buckets: [...buckets], registers })

  const turns = counter('quickscan_turns_total', 'Presses answered, by verb and outcome', ['verb', 'outcome'])
  const turnTime = timer('quickscan_turn_seconds', 'From a verified press to its card', ['verb'], TURN_BUCKETS)
  const refused = counter('quickscan_refused_total', 'Requests turned away at the door', ['status', 'reason'])
  const faults = counter('quickscan_faults_total', 'Faults of ours', ['error'])
  const effects = counter('quickscan_effects_total', 'Effects by what came of a try', ['effect', 'outcome'])
  const late = timer(
    'quickscan_effect_late_seconds',
    'From when an effect was meant to when it was tried',
    [],
    LATE_BUCKETS,
  )
  const storeTime = timer('quickscan_store_seconds', 'What the store takes', ['command'], STORE_BUCKETS)
  const storeErrors = counter('quickscan_store_errors_total', 'What the store failed at', ['command', 'error'])
  const platformTime = timer('quickscan_platform_seconds', 'What a platform takes', ['platform', 'call'], TURN_BUCKETS)
  const platformErrors = counter('quickscan_platform_errors_total', 'What a platform refused; status 0: no answer', [
    'platform',
    'call',
    'status',
  ])
  let counted: Store | undefined
  new Gauge({
    name: 'quickscan_effects',
    help: 'Effects that are due now, that wait for their time, and that were given up',
    labelNames: ['state'],
    registers,
    async collect() {
      try {
        const counts = await counted?.counts(now())
        for (const [state, count] of Object.entries(counts ?? {})) this.set({ state }, count)
      } catch {
        // A store that doesn't answer has no counts; that it doesn't is counted beside.
        this.reset()
      }
    },
  })

  const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')
  const timed = async <T>(command: string, doing: () => Promise<T>): Promise<T> => {
    const began = performance.now()
    try {
      return await doing()
    } catch (error) {
      storeErrors.inc({ command, error: nameOf(error) })
      throw error
    } finally {
      storeTime.observe({ command }, seconds(began))
    }
  }
  const called = async <T>(platform: string, call: string, doing: () => Promise<T>): Promise<T> => {
    const began = performance.now()
    try {
      return await doing()
    } catch (error) {
      const status = error instanceof PlatformFailed ? String(error.status) : 'fault'
      platformErrors.inc({ platform, call, status })
      throw error
    } finally {
      platformTime.observe({ platform, call }, seconds(began))
    }
  }
  const came = (claimed: Claimed, outcome: string): void => effects.inc({ effect: kindOf(claimed.effect), outcome })

  return {
    log: (log) => ({
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
    }),
    store: (store) => {
      counted = store
      return {
        ...store,
        load: (key) => timed('load', () => store.load(key)),
        commit: (key, was, state, owed) => timed('commit', () => store.commit(key, was, state, owed)),
        claim: async (at, lease, most) => {
          const claims = await timed('claim', () => store.claim(at, lease, most))
          for (const { effect } of claims) late.observe(Math.max(0, at - effect.due) / SECOND)
          return claims
        },
        acknowledge: async (claimed) => {
          await timed('done', () => store.acknowledge(claimed))
          came(claimed, 'done')
        },
        reschedule: async (claimed, at, reason) => {
          await timed('later', () => store.reschedule(claimed, at, reason))
          came(claimed, reason)
        },
        deadLetter: async (claimed, reason) => {
          await timed('bury', () => store.deadLetter(claimed, reason))
          came(claimed, 'dead')
        },
      }
    },
    port: (name, port) => ({
      post: (platform, conversation, card) => called(name, 'post', () => port.post(platform, conversation, card)),
      edit: (message, card) => called(name, 'edit', () => port.edit(message, card)),
      openChat: (platform, person) => called(name, 'openChat', () => port.openChat(platform, person)),
      roster: (platform, channel) => called(name, 'roster', () => port.roster(platform, channel)),
      person: (platform, conversation, person) =>
        called(name, 'person', () => port.person(platform, conversation, person)),
      find: (platform, alias) => called(name, 'find', () => port.find(platform, alias)),
    }),
    text: async () => ({ type: registry.contentType, body: await registry.metrics() }),
  }
}
