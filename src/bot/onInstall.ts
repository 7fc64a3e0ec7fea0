import { decideChannel } from '../flows/channel/channel.ts'
import { decideInstallation } from '../flows/channel/installation.ts'
import type { ChannelAddress } from '../flows/channel/state.ts'
import { decided, UNCHANGED } from '../flows/decision.ts'
import { send } from '../flows/effect.ts'
import { channelKey, installationKey } from '../flows/keys.ts'
import { channelHash, type Deps, groupHash } from './context.ts'
import { tenantLeft, tenantReturned } from './outbox/tenants/leavingTenant.ts'
import { personOf, updatePerson } from './people/people.ts'
import type { Installed, Place } from './ports/inbound.ts'
import { transact } from './transact.ts'

/** When the app is added, the bot says what it is for; when it is removed, the open round stops and its answers are erased. */
export const onInstall = async (deps: Deps, installed: Installed): Promise<void> => {
  const { place, added, platform } = installed
  if (added) await tenantReturned(deps, platform)
  else await tenantLeft(deps, installed)
  if (place?.in === 'private') return onPrivateInstall(deps, installed, place)
  if (place && added) return welcome(deps, installed, place)
  if (!added) await onRemoved(deps, installed)
}

const onPrivateInstall = async (
  deps: Deps,
  { platform, actor: person, id: event, added }: Installed,
  { conversation: chat }: Place,
): Promise<void> => {
  if (!added) {
    await updatePerson(deps, platform, person, { type: 'chatLost' })
    return
  }
  const language = (await personOf(deps, platform, person))?.language ?? deps.voice.language
  const answer = { screen: 'help', platform, person, language } as const
  await updatePerson(deps, platform, person, { type: 'spoke', chat, event, platform, person, answer })
}

const welcome = async (deps: Deps, { platform, id: event, group }: Installed, { conversation: channel }: Place) => {
  const address = { platform, channel }
  if (group !== undefined) await rememberChannel(deps, address, group)
  const key = channelKey(channelHash(deps.hash, platform, channel))
  await transact(deps, key, (known) =>
    decideChannel(address, known, { type: 'mentioned', event, wish: { show: 'status' } }, deps.now()),
  )
}

/** When the app is removed, the platform names only the group: the channels it was used in have to be known by then. */
export const rememberChannel = (deps: Deps, { platform, channel }: ChannelAddress, group: string) =>
  transact(deps, installationKey(groupHash(deps.hash, platform, group)), (known) =>
    decideInstallation(known, { type: 'channelSeen', platform, channel }, deps.now()),
  )

const onRemoved = async (deps: Deps, { platform, place, group }: Installed): Promise<void> => {
  if (place) await removeFromChannel(deps, { platform, channel: place.conversation })
  if (group === undefined) return
  await transact(deps, installationKey(groupHash(deps.hash, platform, group)), (known) =>
    decideInstallation(known, { type: 'removed' }, deps.now()),
  )
}

/** What runs there stops, and what is kept of it has a term from now on. */
export const removeFromChannel = (deps: Deps, address: ChannelAddress) => {
  const key = channelKey(channelHash(deps.hash, address.platform, address.channel))
  return transact(deps, key, (known) =>
    known
      ? decided(known, send({ type: 'channelGone', ...address }, deps.now(), `channelGone/${key.place}`))
      : UNCHANGED,
  )
}
