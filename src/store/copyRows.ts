import type { RawRows } from './rawRows.ts'
import { StoreUnfit } from './store.ts'

export interface CopyCounts {
  readonly states: number
  readonly effects: number
}

/**
 * Copies everything, versions and due effects included. Cut off, it goes on when it is asked again: what is there already
 * with the same version is left as it is.
 * @param move tells this move from another into the same store
 * @throws {StoreUnfit} when the target holds something else, or the source changed between two tries
 */
export const copyRows = async (
  from: RawRows,
  to: RawRows,
  move: string,
  tell: (done: CopyCounts) => void,
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
    tell({ states, effects })
  }
  for await (const rows of from.effects()) {
    await to.putEffects(rows)
    effects += rows.length
    tell({ states, effects })
  }
  const [here, whole] = await Promise.all([to.count(), from.count()])
  if (here.states !== whole.states || here.effects !== whole.effects)
    throw new StoreUnfit(
      `${whole.states} values and ${whole.effects} effects became ${here.states} and ${here.effects}: the source changed ` +
        'since an earlier try. Empty the target, and start again with no bot running.',
    )
  await to.setMoving(undefined)
  return whole
}
