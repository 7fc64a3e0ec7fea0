import type { Channel } from '../../../flows/channel/state.ts'
import { decideTenant, isTermOver } from '../../../flows/channel/tenant.ts'
import type { Platform } from '../../../flows/ids.ts'
import { tenantKey } from '../../../flows/keys.ts'
import { type Deps, pressHash, tenantHash } from '../../context.ts'
import type { Installed } from '../../ports/inbound.ts'
import { stateOf } from '../../stateOf.ts'
import { transact } from '../../transact.ts'
import { updateChannel } from '../../updateChannel.ts'
import type { DeliveryOutcome } from '../outcome.ts'
import { noteErasure } from '../replayErasures.ts'
import { eraseTenant, isInstalled } from './eraseTenant.ts'
import { tenantRows } from './tenantRows.ts'
import { statesOf } from './wholeRows.ts'

/** The app was taken out of one of an organisation's places: whether that was the last is looked at when the term is over. */
export const tenantLeft = async (deps: Deps, { id, platform, place, group }: Installed): Promise<void> => {
  const hash = tenantHash(deps.hash, platform)
  // A workspace is all of an organisation in Slack: whatever channel is still thought to have the app, none has.
  const everywhere = !place && group === platform.tenant ? ({ everywhere: true } as const) : {}
  const event = { type: 'left', event: pressHash(deps.hash, id), platform, ...everywhere } as const
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
  if (!leaving?.everywhere && (await isInstalled(deps, platform))) {
    await tenantReturned(deps, platform)
    return 'delivered'
  }
  const { name, tenant } = platform
  // First, so that a backup from before is rid of it too, however this ends.
  await noteErasure(deps, { what: 'tenant', platform: { name, tenant } })
  await eraseTenant(deps, platform, effect)
  return 'delivered'
}

/** Each channel of it hears that the app is gone: its round stops, and what is kept of it has a term. */
export const tellChannels = async (deps: Deps, tenant: Platform): Promise<DeliveryOutcome> => {
  const known = tenantRows(deps.hash, tenant)
  for await (const rows of statesOf(deps.whole, ['team']))
    for (const row of rows) {
      if (!known.has(row)) continue
      const { platform, channel } = row.value as Channel
      await updateChannel(deps, { platform, channel }, (team) => ({ type: 'channelGone', team }))
    }
  return 'delivered'
}
