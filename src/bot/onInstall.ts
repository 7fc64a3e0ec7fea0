import { type ChannelAddress, decideChannel, newChannel } from '../flows/channel/channel.ts'
import { decideInstallation } from '../flows/channel/installation.ts'
import { decided } from '../flows/decision.ts'
import { send } from '../flows/effect.ts'
import { channelKey, installationKey } from '../flows/keys.ts'
import { channelHash, type Deps, groupHash } from './context.ts'
import { personOf, updatePerson } from './people.ts'
import type { Installed, Place } from './ports/inbound.ts'
import { transact } from './transact.ts'

/** Added, the bot says what it is for; removed, what runs there stops, and its answers are erased. */
export const onInstall = async (deps: Deps, installed: Installed): Promise<void> => {
  const { place, added } = installed
  if (place?.in === 'private') return withPerson(deps, installed, place)
  if (place && added) return welcome(deps, installed, place)
  if (!added) await removed(deps, installed)
}

const withPerson = async (
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

const welcome = async (deps: Deps, { platform, id: event }: Installed, { conversation: channel }: Place) => {
  const here = { platform, channel }
  const key = channelKey(channelHash(deps.hash, platform, channel))
  await transact(deps, key, (team) =>
    decideChannel(here, team, { type: 'mentioned', event, wish: { show: 'status' } }, deps.now()),
  )
}

const removed = async (deps: Deps, { platform, place, group }: Installed): Promise<void> => {
  if (place) await leaving(deps, { platform, channel: place.conversation })
  if (group === undefined) return
  await transact(deps, installationKey(groupHash(deps.hash, platform, group)), (known) =>
    decideInstallation(known, { type: 'removed' }, deps.now()),
  )
}

const leaving = (deps: Deps, here: ChannelAddress) => {
  const key = channelKey(channelHash(deps.hash, here.platform, here.channel))
  return transact(deps, key, (team) =>
    decided(team ?? newChannel(here), send({ type: 'channelGone', ...here }, deps.now(), `channelGone/${key.place}`)),
  )
}
