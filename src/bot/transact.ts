import { type Decision, FORGOTTEN, type Refusal } from '../flows/decision.ts'
import { type Key, keyText } from '../flows/ids.ts'
import type { Store } from '../store/store.ts'

/** How a decision ended: with the state as it stands now. */
export type Transacted<S> =
  | { readonly kind: 'saved' | 'unchanged' | 'notYet'; readonly state: S | undefined }
  | (Refusal & { readonly state: S | undefined })

const RACES = 20

/** Who is at work on a key in this process; others may be in other processes, and then the store's versions decide. */
const lines = new WeakMap<object, Map<string, Promise<unknown>>>()
const linesOf = (store: object): Map<string, Promise<unknown>> => {
  const known = lines.get(store) ?? new Map<string, Promise<unknown>>()
  lines.set(store, known)
  return known
}

interface TransactDeps {
  readonly wake: () => void
  readonly store: Pick<Store, 'load' | 'commit'>
}

/**
 * One read, one decision, one write; a lost race reads and decides again. In one process they stand in line: two hundred
 * sheets that are told to the same page of a tally would race each other for ever.
 */
export const transact = async <S>(
  deps: TransactDeps,
  key: Key<S>,
  decide: (state: S | undefined) => Decision<S>,
): Promise<Transacted<S>> => {
  const line = linesOf(deps.store)
  const name = keyText(key)
  const before = line.get(name)
  const race = (): Promise<Transacted<S>> => racing(deps, key, decide)
  const mine = before ? before.then(race, race) : race()
  line.set(name, mine)
  try {
    return await mine
  } finally {
    if (line.get(name) === mine) line.delete(name)
  }
}

const racing = async <S>(
  { store, wake }: TransactDeps,
  key: Key<S>,
  decide: (state: S | undefined) => Decision<S>,
): Promise<Transacted<S>> => {
  for (let race = 0; race < RACES; race++) {
    const saved = await store.load(key)
    const decided = decide(saved?.state)
    if (decided.kind !== 'decided') return { ...decided, state: saved?.state }
    const { state, effects } = decided
    if (!saved && state === FORGOTTEN) return { kind: 'unchanged', state: undefined }
    if (await store.commit(key, saved?.version ?? 0, state, effects)) {
      if (effects.length > 0) wake()
      return { kind: 'saved', state: state === FORGOTTEN ? undefined : state }
    }
  }
  throw new Error(`lost ${RACES} races for ${key.kind}`)
}
