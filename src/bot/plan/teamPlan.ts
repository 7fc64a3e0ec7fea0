import type { Action } from '../../flows/action/action.ts'
import { decideChannel, latestOf } from '../../flows/channel/channel.ts'
import { planRowOf } from '../../flows/channel/plan.ts'
import { type Channel, type PlanRow, roundsIn, runs } from '../../flows/channel/state.ts'
import type { ActionId, ChannelId, Platform } from '../../flows/ids.ts'
import { actionKey, channelKey } from '../../flows/keys.ts'
import { hasResult, type PrioritisedRound, type Round, type RoundWithResult } from '../../flows/round/round.ts'
import { channelNow } from '../channelMoves.ts'
import { channelHash, type Deps } from '../context.ts'
import { existingRounds, roundOf, stateOf } from '../stateOf.ts'
import { type Transacted, transact } from '../transact.ts'
import { withDate } from './aroundAction.ts'

/** A team's plan as it stands now. */
export interface TeamPlan {
  readonly channel: ChannelId
  readonly team: Channel | undefined
  /** The newest round of which the team chose priorities, else its newest; undefined where all are forgotten. */
  readonly round: Round | undefined
  /** How each action stands, across rounds, the oldest first. */
  readonly rows: readonly PlanRow[]
}

/** Running actions a plan may hold: more than any team follows up, and a card still draws at once. */
export const MOST_RUNNING = 200

/** A channel's own aggregate. One store read. */
export const teamOf = (deps: Deps, platform: Platform, channel: ChannelId): Promise<Channel | undefined> =>
  stateOf(deps, channelKey(channelHash(deps.hash, platform, channel)))

/** What the rounds' own plans held: the channel has none yet where it was saved while each round had one. One read a round. */
const earlierActions = async (deps: Deps, team: Channel | undefined): Promise<readonly ActionId[]> => {
  if (team?.actions) return []
  const rounds = await existingRounds(deps, roundsIn(team))
  return rounds.flatMap((round) => round.actions ?? [])
}

const isPrioritised = (round: Round | undefined): round is PrioritisedRound => round?.status === 'prioritised'

/** The newest of the channel's rounds with priorities, else its newest: newest first, until there is one. */
export const planRoundOf = async (deps: Deps, team: Channel | undefined): Promise<Round | undefined> => {
  let latest: Round | undefined
  for (const id of roundsIn(team).toReversed()) {
    const round = await roundOf(deps, id)
    if (isPrioritised(round)) return round
    if (id === latestOf(team)) latest = round
  }
  return latest
}

/** The channel's last round before this one that shows something: at most one read a round. */
export const roundBefore = async (
  deps: Deps,
  team: Channel | undefined,
  { id: own }: Round,
): Promise<RoundWithResult | undefined> => {
  const rounds = roundsIn(team)
  const at = rounds.indexOf(own)
  for (const id of (at < 0 ? rounds : rounds.slice(0, at)).toReversed()) {
    const earlier = await roundOf(deps, id)
    if (earlier && hasResult(earlier) && earlier.result.depth !== 'nothing') return earlier
  }
  return undefined
}

/** Rows of actions of which the plan keeps none: one read each. */
const readRows = async (deps: Deps, actions: readonly ActionId[]): Promise<readonly PlanRow[]> => {
  const saved = await Promise.all(actions.map((id) => deps.store.load(actionKey(id))))
  await Promise.all(saved.map((one) => one && withDate(deps, one.state)))
  return saved.flatMap((one) => (one ? planRowOf(one.state, one.version) : []))
}

const withoutRow = (team: Channel | undefined, actions: readonly ActionId[]): readonly ActionId[] => {
  const known = new Set(team?.planRows?.map(({ action }) => action))
  return actions.filter((id) => !known.has(id))
}

/** One read for the channel, one or two for its rounds, and one for each action of which the plan keeps no row. */
export const planOf = async (deps: Deps, platform: Platform, channel: ChannelId): Promise<TeamPlan> => {
  const team = await teamOf(deps, platform, channel)
  const actions = team?.actions ?? (await earlierActions(deps, team))
  const read = await readRows(deps, withoutRow(team, actions))
  return { channel, team, round: await planRoundOf(deps, team), rows: [...(team?.planRows ?? []), ...read] }
}

/** Those actions as they are stored now: one read each. */
export const actionsOf = async (deps: Deps, rows: readonly PlanRow[]): Promise<readonly Action[]> => {
  const saved = await Promise.all(rows.map(({ action }) => stateOf(deps, actionKey(action))))
  const actions = await Promise.all(saved.map((action) => action && withDate(deps, action)))
  return actions.flatMap((action) => action ?? [])
}

/** Whether the plan holds as many running actions as it may. */
export const isFull = ({ rows }: Pick<TeamPlan, 'rows'>): boolean => rows.filter(runs).length >= MOST_RUNNING

interface InPlan {
  readonly platform: Platform
  readonly channel: ChannelId
  readonly action: ActionId
}

/** An action is about to be saved for the first time: it belongs to the plan from now on. */
export const addToPlan = async (deps: Deps, { platform, channel, action }: InPlan): Promise<Transacted<Channel>> => {
  const team = channelHash(deps.hash, platform, channel)
  const earlier = await earlierActions(deps, await stateOf(deps, channelKey(team)))
  const event = { type: 'actionAdded', action, team, earlier, zone: deps.voice.zone } as const
  return transact(deps, channelKey(team), (state) => decideChannel({ platform, channel }, state, event, deps.now()))
}

/** An action was saved, has changed, or is forgotten: the plan and its cards follow. */
export const updatePlan = async (deps: Deps, { platform, action, ...told }: InPlan): Promise<Transacted<Channel>> => {
  const { channel } = await channelNow(deps, platform, told.channel)
  const team = channelHash(deps.hash, platform, channel)
  const known = await stateOf(deps, channelKey(team))
  const earlier = await earlierActions(deps, known)
  const asked = [...new Set([...withoutRow(known, known?.actions ?? earlier), action])]
  const rows = await readRows(deps, asked)
  const gone = rows.some((row) => row.action === action) ? [] : [action]
  const event = { type: 'planChanged', rows, gone, team, earlier, zone: deps.voice.zone } as const
  return transact(deps, channelKey(team), (state) => decideChannel({ platform, channel }, state, event, deps.now()))
}
