import { type Decision, FORGOTTEN, UNCHANGED } from './decision.ts'

/** An aggregate that people press on, with the presses it heard last: keyed hashes, nothing to be read from them. */
export interface Deduplicated {
  readonly heard: readonly string[]
}

/** More than anyone presses in the minutes for which a signature holds. */
const REMEMBERED = 64

/** A press that comes again, through whichever process, changes nothing: what was pressed after it stands. */
export const deduplicate = <S extends Deduplicated>(
  state: S | undefined,
  press: string,
  decide: (state: S | undefined) => Decision<S>,
): Decision<S> => {
  if (state?.heard.includes(press)) return UNCHANGED
  const decided = decide(state)
  if (decided.kind !== 'decided' || decided.state === FORGOTTEN) return decided
  const heard = [...decided.state.heard, press].slice(-REMEMBERED)
  return { ...decided, state: { ...decided.state, heard } }
}
