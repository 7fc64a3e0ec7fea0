import type { Key } from '../flows/names.ts'
import { FORGOTTEN, type Refusal, type Step } from '../flows/step.ts'
import type { Store } from '../store/store.ts'
import type { Deps } from './deps.ts'

/** How a decision ended: with the state as it stands now. */
export type Settled<S> =
  | { readonly kind: 'saved' | 'unchanged' | 'notYet'; readonly state: S | undefined }
  | (Refusal & { readonly state: S | undefined })

const RACES = 20

/** One read, one decision, one write; a lost race reads and decides again. */
export const settle = async <S>(
  { store, wake }: Pick<Deps, 'wake'> & { readonly store: Pick<Store, 'load' | 'commit'> },
  key: Key<S>,
  decide: (state: S | undefined) => Step<S>,
): Promise<Settled<S>> => {
  for (let race = 0; race < RACES; race++) {
    const saved = await store.load(key)
    const decided = decide(saved?.state)
    if (decided.kind !== 'stepped') return { ...decided, state: saved?.state }
    const { state, effects } = decided
    if (!saved && state === FORGOTTEN) return { kind: 'unchanged', state: undefined }
    if (await store.commit(key, saved?.version ?? 0, state, effects)) {
      if (effects.length > 0) wake()
      return { kind: 'saved', state: state === FORGOTTEN ? undefined : state }
    }
  }
  throw new Error(`lost ${RACES} races for ${key.kind}`)
}
