import { FORGOTTEN } from '../flows/decision.ts'
import { CantSave, type SaveProblem, type Store, StoreDown } from './store.ts'

/** Why people shouldn't be sent to this process, in a word. */
export type NotReady = SaveProblem | 'unreachable' | 'evicting'

/** Whether a save works now. */
export interface Readiness {
  /** The store, watched. */
  readonly store: Store
  /** Why nothing can be saved; undefined when it can. Tries a save where none was seen lately; never throws. */
  readonly problem: () => Promise<NotReady | undefined>
  /** The same as last found out, asking nobody. */
  readonly known: () => NotReady | undefined
}

/** Milliseconds for which a save that worked stands for the next. */
const TRUSTED = 30_000
/** Milliseconds between tries while nothing can be saved. */
const RETRY = 2000

const problemIn = (error: unknown): NotReady | undefined =>
  error instanceof CantSave ? error.why : error instanceof StoreDown ? 'unreachable' : undefined

/**
 * Watches whether saves work. People's own saves tell it for nothing; where there were none for half a minute, a small one is tried.
 * After one failed, only a large one that worked says that saving works again: a small one may find room where people's don't.
 * @param now milliseconds of a clock that only goes forward
 * @param say called with a sentence for the operator when it changes
 */
export const watchReadiness = (store: Store, now: () => number, say: (sentence: string) => void): Readiness => {
  let failing: NotReady | undefined
  let saved = Number.NEGATIVE_INFINITY
  let tried = Number.NEGATIVE_INFINITY
  let probing: Promise<void> | undefined

  const failed = (error: unknown): void => {
    const problem = problemIn(error)
    if (problem === undefined) return
    if (failing === undefined)
      say(`Nothing can be saved (${problem}). People are told so; /readyz says 503 until it can.`)
    failing = problem
  }
  const probe = async (): Promise<void> => {
    tried = now()
    try {
      await store.probe(failing !== undefined)
      if (failing !== undefined) say('Saving works again.')
      failing = undefined
      saved = now()
    } catch (error) {
      failed(error)
    }
  }
  const { attempt } = store
  const watched = async <T>(state: unknown, isDone: (outcome: T) => boolean, save: () => Promise<T>): Promise<T> => {
    try {
      const outcome = await save()
      // To forget takes no room.
      if (isDone(outcome) && state !== FORGOTTEN) saved = now()
      return outcome
    } catch (error) {
      failed(error)
      throw error
    }
  }
  const isDue = (): boolean => {
    const at = now()
    return failing === undefined ? at - Math.max(saved, tried) >= TRUSTED : at - tried >= RETRY
  }
  const known = (): NotReady | undefined => {
    const { evicts, problem } = store.health()
    return problem ?? failing ?? (evicts ? 'evicting' : undefined)
  }

  return {
    store: {
      ...store,
      commit: (key, was, state, effects) => watched(state, Boolean, () => store.commit(key, was, state, effects)),
      ...(attempt && {
        attempt: (key, was, state, effects) =>
          watched(
            state,
            (done) => 'version' in done,
            () => attempt(key, was, state, effects),
          ),
      }),
    },
    known,
    async problem() {
      const { problem } = store.health()
      if (problem !== undefined) failed(new CantSave(problem))
      else if (!(await store.ready())) return 'unreachable'
      if (isDue()) probing ??= probe().finally(() => (probing = undefined))
      await probing
      return known()
    },
  }
}
