import type { EffectPayload } from '../../flows/effect.ts'
import type { RoundId } from '../../flows/ids.ts'
import { rosterKey, sheetKey } from '../../flows/keys.ts'
import type { Deps } from '../context.ts'
import { roundOf, stateOf } from '../stateOf.ts'
import type { DeliveryOutcome } from './outcome.ts'

type DestroyKey = Extract<EffectPayload, { do: 'destroyKey' }>

/** Nothing needs the key any more: told twice, it finds nothing to destroy. A key of copies waits for the last of them. */
export const destroyRoundKey = async (deps: Deps, { round, secret }: DestroyKey): Promise<DeliveryOutcome> => {
  // Each copy that ends asks again, and each does within a day.
  if (secret === 'copies' && (await someCopyWaits(deps, round))) return 'delivered'
  await deps.roundKeys.destroy(round, secret)
  return 'delivered'
}

const someCopyWaits = async (deps: Deps, id: RoundId): Promise<boolean> => {
  const { pages = 0, status } = (await roundOf(deps, id)) ?? {}
  // Some sheets aren't called in yet.
  if (status === 'closing') return true
  for (let page = 0; page < pages; page++) {
    const members = (await stateOf(deps, rosterKey(id, page)))?.members ?? []
    for (const { sheet } of members) if ((await stateOf(deps, sheetKey(id, sheet)))?.wantsCopy) return true
  }
  return false
}
