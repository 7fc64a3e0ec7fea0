import { latestOf } from '../flows/channel/channel.ts'
import type { ChannelId, Platform } from '../flows/ids.ts'
import { installationKey, roundKey } from '../flows/keys.ts'
import { decideRound } from '../flows/round/decideRound.ts'
import { moveChannel } from './channelMoves.ts'
import { type Deps, groupHash } from './context.ts'
import { removeFromChannel } from './onInstall.ts'
import { personLeft } from './people/leftChannel.ts'
import { teamOf } from './plan/teamPlan.ts'
import type { PlaceChanged } from './ports/inbound.ts'
import { stateOf } from './stateOf.ts'
import { transact } from './transact.ts'
import { updateChannel } from './updateChannel.ts'

/** What a platform tells of its channels and people. What the bot has nothing to do with changes nothing. */
export const onChange = async (deps: Deps, change: PlaceChanged): Promise<void> => {
  const { platform } = change
  switch (change.what) {
    case 'moved':
      await moveChannel(deps, platform, { from: change.channel, to: change.to, same: true })
      return
    case 'archived':
      return eachChannel(deps, change, (channel) =>
        updateChannel(deps, { platform, channel }, (team) => ({ type: 'channelArchived', team })),
      )
    case 'back':
      return eachChannel(deps, change, (channel) =>
        updateChannel(deps, { platform, channel }, (team) => ({ type: 'channelTried', team, back: true })),
      )
    case 'gone':
      return eachChannel(deps, change, (channel) => goneFrom(deps, platform, channel))
    case 'left': {
      const everywhere = change.channel === undefined && change.group === undefined
      return personLeft(deps, platform, change.person, everywhere ? 'all' : await channelsOf(deps, change))
    }
  }
}

interface Where {
  readonly platform: Platform
  readonly channel?: ChannelId
  readonly group?: string | undefined
}

/** The one that is named, else those of the group in which the bot was spoken to. */
const channelsOf = async (deps: Deps, { platform, channel, group }: Where): Promise<readonly ChannelId[]> => {
  if (channel !== undefined) return [channel]
  if (group === undefined) return []
  return (await stateOf(deps, installationKey(groupHash(deps.hash, platform, group))))?.channels ?? []
}

const eachChannel = async (deps: Deps, where: Where, tell: (channel: ChannelId) => Promise<unknown>): Promise<void> => {
  for (const channel of await channelsOf(deps, where)) await tell(channel)
}

/** A round of which people are asked something stops; of one that is further on, whoever steers it hears where it can go on. */
const goneFrom = async (deps: Deps, platform: Platform, channel: ChannelId): Promise<void> => {
  const team = await teamOf(deps, platform, channel)
  if (!team) return
  await removeFromChannel(deps, { platform, channel })
  const latest = team.open === undefined ? latestOf(team) : undefined
  if (latest === undefined || team.removedAt !== undefined) return
  const event = { type: 'channelRefused', trouble: 'gone', since: deps.now() } as const
  await transact(deps, roundKey(latest), (round) => decideRound(round, event, deps.now()))
}
