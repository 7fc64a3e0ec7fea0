import type { Action } from '../flows/action/action.ts'
import { type Channel, decideChannel, latestOf } from '../flows/channel/channel.ts'
import type { PlanChanged } from '../flows/channel/messages.ts'
import type { ActionId, ChannelId, Platform } from '../flows/ids.ts'
import { actionKey, channelKey } from '../flows/keys.ts'
import type { Round } from '../flows/round/round.ts'
import { withDate } from './aroundAction.ts'
import { channelHash, type Deps } from './context.ts'
import { roundOf, stateOf } from './stateOf.ts'
import { type Transacted, transact } from './transact.ts'

/** A team's plan as it stands now. */
export interface TeamPlan {
  readonly team: Channel | undefined
  /** The newest round of which the team chose priorities, else its newest. */
  readonly round: Round | undefined
  /** All that still exist, across rounds, the oldest first. */
  readonly actions: readonly Action[]
}

/** What the rounds' own plans held: the channel has none yet where it was saved while each round had one. */
const earlierActions = (rounds: readonly Round[]): readonly ActionId[] => rounds.flatMap(({ actions = [] }) => actions)

/** The channel's rounds that still exist, the oldest first: one read each. */
const roundsOf = async (deps: Deps, team: Channel | undefined): Promise<readonly Round[]> => {
  const ids = [...(team?.ended ?? []), ...(team?.open === undefined ? [] : [team.open])]
  return (await Promise.all(ids.map((id) => roundOf(deps, id)))).flatMap((round) => round ?? [])
}

/** One read for the channel, one for each of its rounds, and one for each action. */
export const planOf = async (deps: Deps, platform: Platform, channel: ChannelId): Promise<TeamPlan> => {
  const team = await stateOf(deps, channelKey(channelHash(deps.hash, platform, channel)))
  const rounds = await roundsOf(deps, team)
  const ids = team?.actions ?? earlierActions(rounds)
  const actions = await Promise.all(ids.map((id) => stateOf(deps, actionKey(id))))
  const chosen = rounds.findLast(({ status }) => status === 'prioritised')
  const latest = rounds.find(({ id }) => id === latestOf(team))
  const known = await Promise.all(actions.flatMap((action) => (action ? withDate(deps, action) : [])))
  return { team, round: chosen ?? latest, actions: known.flatMap((action) => action ?? []) }
}

/** An action is new or has changed: it is in the team's plan, and the plan's cards follow. */
export const updatePlan = async (
  deps: Deps,
  { platform, channel, action }: Omit<PlanChanged, 'type'>,
): Promise<Transacted<Channel>> => {
  const team = channelHash(deps.hash, platform, channel)
  const known = await stateOf(deps, channelKey(team))
  const earlier = known?.actions ? [] : earlierActions(await roundsOf(deps, known))
  const event = { type: 'planChanged', action, team, earlier } as const
  return transact(deps, channelKey(team), (state) => decideChannel({ platform, channel }, state, event, deps.now()))
}
