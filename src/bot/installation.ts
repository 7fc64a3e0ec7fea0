import { tell } from '../flows/effect.ts'
import { installing } from '../flows/installing.ts'
import { installationKey, teamKey } from '../flows/keys.ts'
import { step } from '../flows/step.ts'
import { newTeam, teaming } from '../flows/teaming.ts'
import { personOf, tellPerson } from './chats.ts'
import { channelHash, type Deps, groupHash } from './deps.ts'
import type { Installed } from './press.ts'
import { settle } from './settle.ts'

/** Added, the bot says what it is for; removed, what runs there stops, and its answers are erased. */
export const installation = async (deps: Deps, installed: Installed): Promise<void> => {
  if (installed.place.in === 'private') return withPerson(deps, installed)
  return installed.added ? welcome(deps, installed) : removed(deps, installed)
}

const withPerson = async (deps: Deps, { platform, actor: person, place, id: event, added }: Installed) => {
  if (!added) {
    await tellPerson(deps, platform, person, { type: 'chatLost' })
    return
  }
  const language = (await personOf(deps, platform, person))?.language ?? deps.voice.language
  const answer = { screen: 'help', platform, person, language } as const
  await tellPerson(deps, platform, person, {
    type: 'spoke',
    chat: place.conversation,
    event,
    platform,
    person,
    answer,
  })
}

const welcome = async (deps: Deps, { platform, place, id: event }: Installed): Promise<void> => {
  const here = { platform, channel: place.conversation }
  const key = teamKey(channelHash(deps.hash, platform, here.channel))
  await settle(deps, key, (team) =>
    teaming(here, team, { type: 'mentioned', event, wish: { show: 'status' } }, deps.now()),
  )
}

const removed = async (deps: Deps, { platform, place, group }: Installed): Promise<void> => {
  const channel = place.conversation
  const key = teamKey(channelHash(deps.hash, platform, channel))
  await settle(deps, key, (team) => {
    const gone = tell({ type: 'channelGone', platform, channel }, deps.now(), `channelGone/${key.place}`)
    return step(team ?? newTeam({ platform, channel }), gone)
  })
  if (group === undefined) return
  await settle(deps, installationKey(groupHash(deps.hash, platform, group)), (known) =>
    installing(known, { type: 'removed' }, deps.now()),
  )
}
