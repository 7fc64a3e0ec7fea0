import { decideTenant, isTermOver } from '../../flows/channel/tenant.ts'
import type { Platform } from '../../flows/ids.ts'
import { tenantKey } from '../../flows/keys.ts'
import { type Deps, pressHash, tenantHash } from '../context.ts'
import type { Installed } from '../ports/inbound.ts'
import { stateOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { eraseTenant, isInstalled } from './eraseTenant.ts'
import type { DeliveryOutcome } from './outcome.ts'
import { noteErasure } from './replayErasures.ts'

/** The app was taken out of one of an organisation's places: whether that was the last is looked at when the term is over. */
export const tenantLeft = async (deps: Deps, { id, platform }: Installed): Promise<void> => {
  const hash = tenantHash(deps.hash, platform)
  const event = { type: 'left', event: pressHash(deps.hash, id), platform } as const
  await transact(deps, tenantKey(hash), (known) => decideTenant(known, event, hash, deps.now()))
}

/** Something was heard from an organisation: it is there, and nothing of it is to be erased. */
export const tenantReturned = async (deps: Deps, platform: Platform): Promise<void> => {
  const hash = tenantHash(deps.hash, platform)
  await transact(deps, tenantKey(hash), (known) => decideTenant(known, { type: 'returned' }, hash, deps.now()))
}

/** The term is over. Erases the organisation, unless something was heard from it or it still has the app somewhere. */
export const endTenantTerm = async (deps: Deps, platform: Platform, effect: string): Promise<DeliveryOutcome> => {
  const leaving = await stateOf(deps, tenantKey(tenantHash(deps.hash, platform)))
  if (!isTermOver(leaving, deps.now())) return 'delivered'
  if (await isInstalled(deps, platform)) {
    await tenantReturned(deps, platform)
    return 'delivered'
  }
  const { name, tenant } = platform
  // First, so that a backup from before is rid of it too, however this ends.
  await noteErasure(deps, { what: 'tenant', platform: { name, tenant } })
  await eraseTenant(deps, platform, effect)
  return 'delivered'
}
