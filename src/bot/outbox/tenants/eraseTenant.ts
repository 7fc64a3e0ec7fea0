import { FORGOTTEN } from '../../../flows/decision.ts'
import type { Key, RoundId } from '../../../flows/ids.ts'
import { ROUND_SECRETS } from '../../../flows/roundSecrets.ts'
import type { Hash } from '../../../store/encryption.ts'
import type { RawRows, WholeStore } from '../../../store/rawRows.ts'
import type { RoundKeys } from '../../../store/roundKeys.ts'
import type { Store } from '../../../store/store.ts'
import { type OpenedRow, type Tenant, type TenantRows, tenantRows } from './tenantRows.ts'
import { breathe, openedRow, statesOf } from './wholeRows.ts'

interface CountDeps {
  readonly hash: Hash
  readonly whole: WholeStore
}

interface EraseDeps extends CountDeps {
  readonly store: Pick<Store, 'commit'>
  readonly roundKeys: Pick<RoundKeys, 'destroy'>
}

/** How many values there are (or were) of a tenant, by kind as the store names it; `effect` is what was still to be done. */
export type TenantCounts = Readonly<Record<string, number>>

interface FoundState {
  readonly key: string
  readonly version: number
}
interface FoundEffect {
  readonly id: string
  readonly shard: number
}
interface Found {
  readonly states: readonly FoundState[]
  readonly effects: readonly FoundEffect[]
}

/**
 * What others are found by goes last: cut off, and run again, it still finds all. A kind that isn't here goes first.
 */
const LAST = ['person', 'action', 'round', 'team', 'installation', 'workspace', 'tenant'] as const
/** Kinds whose keys name their round. */
const OF_A_ROUND = ['round', 'sheet', 'ballot', 'tally', 'stars']
/** Passes over the store; a bot that works on what is erased may save some of it once more. */
const MOST_PASSES = 50

const kindOf = (key: string): string => key.slice(0, key.indexOf('/'))
/** The rounds that have a value, or are one. */
const roundsOf = (states: readonly FoundState[]): ReadonlySet<RoundId> =>
  new Set(states.filter(({ key }) => OF_A_ROUND.includes(kindOf(key))).map(({ key }) => keyOf(key).place))
const orderOf = ({ key }: FoundState): number => (LAST as readonly string[]).indexOf(kindOf(key))

/** Looks at every row. */
const eachRow = async (
  rows: RawRows,
  whole: WholeStore,
  look: (row: OpenedRow, at: FoundState | FoundEffect) => void,
): Promise<void> => {
  for await (const batch of rows.states()) {
    for (const { key, version, value } of batch) look(openedRow(whole, key, value), { key, version })
    await breathe()
  }
  for await (const batch of rows.effects()) {
    for (const { id, shard, value } of batch) look(openedRow(whole, `effect/${id}`, value), { id, shard })
    await breathe()
  }
}

/** Reads until nothing new is learned of what is called what, then finds all that is the tenant's. */
const find = async (rows: RawRows, whole: WholeStore, known: TenantRows): Promise<Found> => {
  for (let learned = true; learned; ) {
    learned = false
    await eachRow(rows, whole, (row) => {
      learned = known.learn(row) || learned
    })
  }
  const [states, effects] = [new Map<string, FoundState>(), new Map<string, FoundEffect>()]
  await eachRow(rows, whole, (row, at) => {
    if (!known.has(row)) return
    if ('key' in at) states.set(at.key, at)
    else effects.set(at.id, at)
  })
  return { states: [...states.values()], effects: [...effects.values()] }
}

const countsOf = ({ states, effects }: Found): TenantCounts => {
  const counts: Record<string, number> = effects.length > 0 ? { effect: effects.length } : {}
  for (const { key } of states) counts[kindOf(key)] = (counts[kindOf(key)] ?? 0) + 1
  return counts
}

const keyOf = (text: string): Key<unknown> => {
  const [kind = '', place = '', id = ''] = text.split('/')
  return { kind, place, id }
}

/** Counts what is kept of a tenant. It changes nothing. */
export const countTenant = async ({ hash, whole }: CountDeps, tenant: Tenant): Promise<TenantCounts> => {
  const rows = await whole.open()
  try {
    return countsOf(await find(rows, whole, tenantRows(hash, tenant)))
  } finally {
    await rows.close()
  }
}

/** Whether the app still is somewhere in it: in its workspace, in a team, or in a channel that it wasn't taken out of. */
export const isInstalled = async ({ hash, whole }: CountDeps, tenant: Tenant): Promise<boolean> => {
  const known = tenantRows(hash, tenant)
  for await (const rows of statesOf(whole, ['installation', 'workspace', 'team']))
    for (const row of rows) {
      const removed = typeof row.value === 'object' && row.value !== null && 'removedAt' in row.value
      if (!removed && known.has(row)) return true
    }
  return false
}

/**
 * Erases every value of a tenant, and what was still to be done about any, beside running bots: again and again until twice nothing
 * is found. To be noted first (`noteErasure`), so that a restored backup hears of it. The files are scrubbed as after any erasure.
 * @param spared the effect that this is, which is done only when all is gone
 * @returns how much it was
 * @throws when someone keeps saving anew: the app is used there still
 */
export const eraseTenant = async (
  { store, hash, whole, roundKeys }: EraseDeps,
  tenant: Tenant,
  spared?: string,
): Promise<TenantCounts> => {
  const rows = await whole.open()
  const known = tenantRows(hash, tenant)
  const erased: Record<string, number> = {}
  try {
    for (let [pass, clean] = [0, 0]; clean < 2; pass++) {
      if (pass === MOST_PASSES) throw new Error('the tenant is still in use')
      const found = await find(rows, whole, known)
      const effects = found.effects.filter(({ id }) => id !== spared)
      clean = effects.length + found.states.length === 0 ? clean + 1 : 0
      // Before the values, whose copies in backups they open.
      for (const round of roundsOf(found.states))
        for (const secret of ROUND_SECRETS) await roundKeys.destroy(round, secret)
      for (const effect of effects) if (await rows.removeEffect(effect)) erased.effect = (erased.effect ?? 0) + 1
      for (const { key, version } of found.states.toSorted((a, b) => orderOf(a) - orderOf(b)))
        if (await store.commit(keyOf(key), version, FORGOTTEN, [])) erased[kindOf(key)] = (erased[kindOf(key)] ?? 0) + 1
    }
    return erased
  } finally {
    await rows.close()
  }
}
