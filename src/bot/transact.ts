import { type Decision, FORGOTTEN, type Refusal } from '../flows/decision.ts'
import type { Effect } from '../flows/effect.ts'
import { type Key, keyText } from '../flows/ids.ts'
import { madeAt } from '../flows/reached.ts'
import { tellLoss, unopenedIn } from '../flows/roundSecrets.ts'
import type { Instant } from '../kit/calendar/instant.ts'
import { randomName } from '../store/randomName.ts'
import type { Saved, Store } from '../store/store.ts'

/** How a decision ended, with the state as it stands now. */
export type Transacted<S> =
  | { readonly kind: 'saved' | 'unchanged' | 'notYet'; readonly state: S | undefined }
  | (Refusal & { readonly state: S | undefined })

/** Decides on the state as stored, or on its absence. Pure: a lost race calls it again. */
type Decide<S> = (state: S | undefined) => Decision<S>

/** An aggregate that was read once, and a transaction that starts from that same read. */
export interface Loaded<S> {
  readonly state: S | undefined
  readonly transact: (decide: Decide<S>) => Promise<Transacted<S>>
}

/** Tries before a transaction gives up: this many lost races in a row are a fault. */
const MOST_RACES = 20

/** The last transaction queued per key in this process; between processes the store's versions decide. */
const queues = new WeakMap<object, Map<string, Promise<unknown>>>()
const queuesOf = (store: object): Map<string, Promise<unknown>> => {
  const known = queues.get(store) ?? new Map<string, Promise<unknown>>()
  queues.set(store, known)
  return known
}

interface TransactDeps {
  readonly wake: () => void
  /** What has to be true elsewhere before a state is saved; a lost race says it again. */
  readonly beforeCommit?: (effects: readonly Effect[]) => Promise<void>
  readonly store: Pick<Store, 'load' | 'commit' | 'recall'>
  readonly now?: () => Instant
}

/**
 * One read, one decision, one write; a lost race reads and decides again. Where the store recalls what this process saved last, that is
 * decided on first, without a read: it counts once it is saved, and what saves nothing is decided again on what stands there. Within a process the transactions on one key
 * queue: two hundred sheets that report to the same page of a tally would race each other for ever.
 * @throws when it lost too many races, and what the store throws
 */
export const transact = <S>(deps: TransactDeps, key: Key<S>, decide: Decide<S>): Promise<Transacted<S>> =>
  queued(deps, key, decide, undefined)

/**
 * Reads an aggregate now and lets a decision start from that read, so that looking first costs no second read. Nothing is
 * locked: when another transaction saved meanwhile, the commit fails, and it reads and decides again.
 */
export const loadForUpdate = async <S>(deps: TransactDeps, key: Key<S>): Promise<Loaded<S>> => {
  const saved = await deps.store.load(key)
  return { state: saved?.state, transact: (decide) => queued(deps, key, decide, { saved }) }
}

/** A read that was done already; `saved` is undefined when there was nothing. */
interface FirstRead<S> {
  readonly saved: Saved<S> | undefined
}

const queued = async <S>(
  deps: TransactDeps,
  key: Key<S>,
  decide: Decide<S>,
  first: FirstRead<S> | undefined,
): Promise<Transacted<S>> => {
  const queue = queuesOf(deps.store)
  const name = keyText(key)
  const before = queue.get(name)
  const run = (): Promise<Transacted<S>> => commitOrRetry(deps, key, decide, first)
  const own = before ? before.then(run, run) : run()
  queue.set(name, own)
  try {
    return await own
  } finally {
    if (queue.get(name) === own) queue.delete(name)
  }
}

/** A note of an erasure is named after nothing: saved twice, it is written down twice, which harms nobody. */
const named = (effects: readonly Effect[]): readonly Effect[] =>
  effects.map((one) => (one.payload.do === 'note' ? { ...one, id: `note/${randomName()}` } : one))

const commitOrRetry = async <S>(
  { store, wake, beforeCommit, now }: TransactDeps,
  key: Key<S>,
  decide: Decide<S>,
  first: FirstRead<S> | undefined,
): Promise<Transacted<S>> => {
  for (let race = 0; race < MOST_RACES; race++) {
    const recalled = race === 0 && first ? undefined : store.recall?.(key)
    let saved = race === 0 && first ? first.saved : (recalled ?? (await store.load(key)))
    let decision = decide(saved?.state)
    if (recalled && decision.kind !== 'decided') {
      saved = await store.load(key)
      decision = decide(saved?.state)
    }
    const lost = unopenedIn(saved?.state)
    if (saved && lost !== undefined && decision.kind !== 'decided') {
      // What can't be opened any more is saved as it reads now, and the round hears of it, whatever was asked.
      if (!(await store.commit(key, saved.version, saved.state, [tellLoss(key, lost, now?.() ?? 0)]))) continue
      wake()
      return { ...decision, state: saved.state }
    }
    if (decision.kind !== 'decided') return { ...decision, state: saved?.state }
    const { state } = decision
    const isLost = lost !== undefined && state !== FORGOTTEN
    const effects = isLost ? [...decision.effects, tellLoss(key, lost, now?.() ?? 0)] : decision.effects
    if (!saved && state === FORGOTTEN) return { kind: 'unchanged', state: undefined }
    await beforeCommit?.(effects)
    if (await store.commit(key, saved?.version ?? 0, state, named(now ? madeAt(effects, now()) : effects))) {
      if (effects.length > 0) wake()
      return { kind: 'saved', state: state === FORGOTTEN ? undefined : state }
    }
  }
  throw new Error(`lost ${MOST_RACES} races for ${key.kind}`)
}
