import type { Key, RoundId } from '../flows/ids.ts'
import { roundKey } from '../flows/keys.ts'
import type { Round } from '../flows/round/round.ts'
import type { Store } from '../store/store.ts'

interface StateDeps {
  readonly store: Pick<Store, 'load'>
}

/** An aggregate's state as it is stored now, read-only: one store read. Undefined when there is none, or no longer. */
export const stateOf = async <S>({ store }: StateDeps, key: Key<S>): Promise<S | undefined> =>
  (await store.load(key))?.state

/** A round as it is stored now: one store read. */
export const roundOf = (deps: StateDeps, round: RoundId): Promise<Round | undefined> => stateOf(deps, roundKey(round))

/** Those of the rounds that aren't forgotten, in that order: one store read each. */
export const existingRounds = async (deps: StateDeps, ids: Iterable<RoundId>): Promise<readonly Round[]> => {
  const rounds = await Promise.all([...ids].map((id) => roundOf(deps, id)))
  return rounds.flatMap((round) => round ?? [])
}
