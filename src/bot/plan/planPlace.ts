import type { Action } from '../../flows/action/action.ts'
import type { Why } from '../../flows/decision.ts'
import type { ActionId, ChannelId, RoundId } from '../../flows/ids.ts'
import { actionKey } from '../../flows/keys.ts'
import { channelNow } from '../channelMoves.ts'
import type { Deps } from '../context.ts'
import type { Press } from '../ports/inbound.ts'
import { roundOf, stateOf } from '../stateOf.ts'
import { teamOf } from './teamPlan.ts'

/** What a button may say of the plan it belongs to; none of it is believed without a look at it. */
export interface NamedPlan {
  readonly action?: ActionId | undefined
  readonly round?: RoundId | undefined
  readonly channel?: ChannelId | undefined
}

/** The channel whose plan it is, and the action where the button names one. Nobody has looked yet whether the presser is in it. */
export interface PlanPlace {
  readonly channel: ChannelId
  readonly action: Action | undefined
}

/** The channel of an action's plan, of a round's, the one it is pressed in, or the one a form in private was made for. */
export const planPlace = async (deps: Deps, press: Press, named: NamedPlan): Promise<PlanPlace | Why> => {
  const here = press.place.in === 'channel' ? press.place.conversation : undefined
  const asked =
    named.channel === undefined ? undefined : (await channelNow(deps, press.platform, named.channel)).channel
  const action = named.action === undefined ? undefined : await stateOf(deps, actionKey(named.action))
  if (named.action !== undefined && !(action && isOfTenant(action, press))) return 'actionGone'
  const channel = action?.channel ?? (await channelOf(deps, press, named.round, here ?? asked))
  if (channel === undefined) return named.round === undefined ? 'unknownButton' : 'roundGone'
  if (here !== undefined && here !== channel) return action ? 'actionGone' : 'roundGone'
  return { channel, action }
}

/** Where the round a button names is forgotten, its channel still knows that it had it. */
const channelOf = async (
  deps: Deps,
  press: Press,
  id: RoundId | undefined,
  named: ChannelId | undefined,
): Promise<ChannelId | undefined> => {
  if (id === undefined) return named
  const round = await roundOf(deps, id)
  if (round) return isOfTenant(round, press) ? round.channel : undefined
  const team = named === undefined ? undefined : await teamOf(deps, press.platform, named)
  return team?.ended.includes(id) ? named : undefined
}

const isOfTenant = ({ platform }: Pick<Action, 'platform'>, press: Press): boolean =>
  platform.tenant === press.platform.tenant && platform.name === press.platform.name
