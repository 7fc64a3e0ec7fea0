import { FORGOTTEN } from '../../src/flows/decision.ts'
import { callsPlatform, type Effect } from '../../src/flows/effect.ts'
import { keyText } from '../../src/flows/ids.ts'
import type { Instant } from '../../src/kit/calendar/instant.ts'
import type { RawRows, WholeStore } from '../../src/store/rawRows.ts'
import type { Claimed, Store } from '../../src/store/store.ts'

const NEVER = Number.POSITIVE_INFINITY

interface Row {
  effect: Effect
  due: Instant
  attempts: number
  reason: string
}

/** For tests that live through years in a moment: a store of one caller, in which everything can be seen. */
export interface MemoryStore extends Store {
  /** Everything that is kept, by its key. */
  readonly states: ReadonlyMap<string, string>
  readonly effects: ReadonlyMap<string, Readonly<Row>>
}

export const memoryStore = (): MemoryStore => {
  const states = new Map<string, string>()
  const versions = new Map<string, number>()
  const effects = new Map<string, Row>()
  let version = 0
  const put = (effect: Effect): void => {
    const known = effects.get(effect.id)
    const due = known && effect.timing === 'edit' && known.due !== NEVER ? Math.min(known.due, effect.due) : effect.due
    effects.set(effect.id, { effect, due, attempts: 0, reason: '' })
  }
  const row = ({ effect }: Claimed): Row | undefined => {
    const known = effects.get(effect.id)
    return known?.effect === effect ? known : undefined
  }
  const waiting = (): Row[] => [...effects.values()].filter(({ due }) => due !== NEVER)
  return {
    states,
    effects,
    load: async (key) => {
      const text = states.get(keyText(key))
      return text === undefined ? undefined : { state: JSON.parse(text), version: versions.get(keyText(key)) ?? 0 }
    },
    commit: async (key, was, state, owed) => {
      const text = keyText(key)
      if ((versions.get(text) ?? 0) !== was) return false
      if (state === FORGOTTEN) {
        states.delete(text)
        versions.delete(text)
      } else {
        states.set(text, JSON.stringify(state))
        versions.set(text, ++version)
      }
      for (const effect of owed) put(effect)
      return true
    },
    claim: async (now, _lease, most, calls = most) =>
      waiting()
        .filter(({ due }) => due <= now)
        .toSorted((one, other) => one.due - other.due)
        .filter((one) => !callsPlatform(one.effect.id) || calls-- > 0)
        .slice(0, most)
        .map((one) => ({ effect: one.effect, attempts: one.attempts++, promised: one.effect.due, ticket: '' })),
    acknowledge: async (claimed) => void (row(claimed) && effects.delete(claimed.effect.id)),
    reschedule: async (claimed, at, reason) => void Object.assign(row(claimed) ?? {}, { due: at, reason }),
    deadLetter: async (claimed, reason) => void Object.assign(row(claimed) ?? {}, { due: NEVER, reason }),
    dead: async () =>
      [...effects.values()]
        .filter(({ due }) => due === NEVER)
        .map(({ effect, reason, attempts }) => ({ id: effect.id, reason, attempts, since: effect.due })),
    requeue: async (id, now) => {
      const known = effects.get(id)
      if (known?.due !== NEVER) return false
      Object.assign(known, { due: now, attempts: 0 })
      return true
    },
    drop: async (id) => effects.get(id)?.due === NEVER && effects.delete(id),
    counts: async () => ({
      ...{ due: 0, waiting: waiting().length, retrying: 0, dead: effects.size - waiting().length },
      oldest: undefined,
    }),
    overdue: async () => 0,
    nextDue: async () => {
      const next = Math.min(...waiting().map(({ due }) => due))
      return next === NEVER ? undefined : next
    },
    scrub: async () => true,
    ready: async () => true,
    probe: async () => undefined,
    health: () => ({ evicts: false, evicted: 0 }),
    close: async () => undefined,
  }
}

/** All that it has, row by row, beside what works on it: nothing in it is encrypted. */
export const memoryRows = (store: MemoryStore): WholeStore => ({
  encryption: { decrypt: (_: string, value: Uint8Array) => Buffer.from(value).toString() } as WholeStore['encryption'],
  open: async () =>
    ({
      states: async function* () {
        for (const [key, text] of [...store.states]) {
          const [kind = '', place = '', id = ''] = key.split('/')
          const version = (await store.load({ kind, place, id }))?.version ?? 0
          yield [{ key, version, value: Buffer.from(text) }]
        }
      },
      effects: async function* () {
        for (const [id, { effect }] of [...store.effects])
          yield [{ id, shard: 0, value: Buffer.from(JSON.stringify(effect.payload)) }]
      },
      removeEffect: async ({ id }: { readonly id: string }) => (store.effects as Map<string, unknown>).delete(id),
      close: async () => undefined,
    }) as unknown as RawRows,
})
