import { type Channel, newTeam, teaming } from '../flows/channel/channel.ts'
import { installing } from '../flows/channel/installation.ts'
import { step } from '../flows/decision.ts'
import { tell } from '../flows/effect.ts'
import { installationKey, teamKey } from '../flows/keys.ts'
import { channelHash, type Deps, groupHash } from './context.ts'
import { personOf, tellPerson } from './people.ts'
import type { Installed, Place } from './ports/inbound.ts'
import { settle } from './transact.ts'

/** Added, the bot says what it is for; removed, what runs there stops, and its answers are erased. */
export const installation = async (deps: Deps, installed: Installed): Promise<void> => {
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
    await tellPerson(deps, platform, person, { type: 'chatLost' })
    return
  }
  const language = (await personOf(deps, platform, person))?.language ?? deps.voice.language
  const answer = { screen: 'help', platform, person, language } as const
  await tellPerson(deps, platform, person, { type: 'spoke', chat, event, platform, person, answer })
}

const welcome = async (deps: Deps, { platform, id: event }: Installed, { conversation: channel }: Place) => {
  const here = { platform, channel }
  const key = teamKey(channelHash(deps.hash, platform, channel))
  await settle(deps, key, (team) =>
    teaming(here, team, { type: 'mentioned', event, wish: { show: 'status' } }, deps.now()),
  )
}

const removed = async (deps: Deps, { platform, place, group }: Installed): Promise<void> => {
  if (place) await leaving(deps, { platform, channel: place.conversation })
  if (group === undefined) return
  await settle(deps, installationKey(groupHash(deps.hash, platform, group)), (known) =>
    installing(known, { type: 'removed' }, deps.now()),
  )
}

const leaving = (deps: Deps, here: Channel) => {
  const key = teamKey(channelHash(deps.hash, here.platform, here.channel))
  return settle(deps, key, (team) =>
    step(team ?? newTeam(here), tell({ type: 'channelGone', ...here }, deps.now(), `channelGone/${key.place}`)),
  )
}
