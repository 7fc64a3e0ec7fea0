import type { RawRows } from './rawRows.ts'
import type { KeyPlace } from './roundKeys.ts'
import { StoreUnfit } from './store.ts'

/** Rows copied so far, those that were there already included. */
export interface CopyCounts {
  readonly states: number
  readonly effects: number
}

/**
 * Copies every state, with its version, and every effect. After an interruption it continues: states that the target
 * already has with the same version are skipped.
 * @param move identifies this copy, so that another one into the same target is refused
 * @param report called after each batch
 * @param alongside copies what belongs to them; until it is done, no bot starts on the copy
 * @throws {StoreUnfit} when the target holds something else, or the source changed since an earlier attempt
 * @throws {StoreDown}
 */
export const copyRows = async (
  from: RawRows,
  to: RawRows,
  move: string,
  report: (done: CopyCounts) => void,
  alongside: () => Promise<void> = async () => undefined,
): Promise<CopyCounts> => {
  const begun = await to.moving()
  const there = await to.count()
  if (begun !== undefined && begun !== move)
    throw new StoreUnfit('Something else was being copied into that store. Finish that, or empty it first.')
  if (begun === undefined && there.states + there.effects > 0)
    throw new StoreUnfit(
      'That store is not empty: what is in it would be mixed up with what is copied. Empty it first.',
    )
  await to.setMoving(move)
  let [states, effects] = [0, 0]
  for await (const rows of from.states()) {
    const known = await to.versions(rows.map(({ key }) => key))
    await to.putStates(rows.filter(({ version }, at) => known[at] !== version))
    states += rows.length
    report({ states, effects })
  }
  for await (const rows of from.effects()) {
    await to.putEffects(rows)
    effects += rows.length
    report({ states, effects })
  }
  const [here, whole] = await Promise.all([to.count(), from.count()])
  if (here.states !== whole.states || here.effects !== whole.effects)
    throw new StoreUnfit(
      `${whole.states} values and ${whole.effects} effects became ${here.states} and ${here.effects}: the source changed ` +
        'since an earlier try. Empty the target, and start again with no bot running.',
    )
  await alongside()
  await to.setMoving(undefined)
  return whole
}

/** Copies the keys of rounds, over those of the same name. Run again, it changes nothing. @returns how many @throws {StoreDown} */
export const copyKeys = async (from: Pick<KeyPlace, 'all'>, to: Pick<KeyPlace, 'create' | 'swap'>): Promise<number> => {
  const keys = await from.all()
  for (const { name, wrapped } of keys) {
    const there = await to.create(name, wrapped)
    // Made there by a bot that has nothing any more: the values of that store are gone, or it wouldn't be copied into.
    // Where a bot destroyed it there today, it stays so.
    if (there && !Buffer.from(wrapped).equals(there)) await to.swap(name, there, wrapped)
  }
  return keys.length
}
