import type { Action } from '../../flows/action/action.ts'
import { decideAction } from '../../flows/action/decideAction.ts'
import { latestOf } from '../../flows/channel/channel.ts'
import { type Decision, refuse, UNCHANGED, type Why } from '../../flows/decision.ts'
import type { ChannelId, RoundId } from '../../flows/ids.ts'
import { actionKey, ballotKey, roundKey, sheetKey } from '../../flows/keys.ts'
import { wasHandedOver } from '../../flows/round/coordinators.ts'
import { decideRound } from '../../flows/round/decideRound.ts'
import { isCoordinator, type Round } from '../../flows/round/round.ts'
import { channelNow } from '../channelMoves.ts'
import { type Deps, sheetHash, turnOf } from '../context.ts'
import { everyoneFor, rosterFor } from '../people/channelRoster.ts'
import { coordinatorsOf } from '../plan/aroundAction.ts'
import { planPlace } from '../plan/planPlace.ts'
import { teamOf } from '../plan/teamPlan.ts'
import type { Press } from '../ports/inbound.ts'
import { roundOf } from '../stateOf.ts'
import { takeOver } from '../takeOver.ts'
import { type Loaded, loadForUpdate } from '../transact.ts'
import type {
  ActionChannelContext,
  Contexts,
  CoordinatorContext,
  GuardedPress,
  GuardName,
  MemberContext,
  Needs,
  OwnerContext,
  PlanContext,
  PressContext,
  RoundContext,
  TeamContext,
  WithRoster,
} from './contexts.ts'

/** A round of another tenant doesn't exist here; neither does another channel's, pressed in a channel. */
const isHere = (round: Round | undefined, { platform, place }: Press): round is Round =>
  round !== undefined &&
  round.platform.tenant === platform.tenant &&
  round.platform.name === platform.name &&
  (place.in !== 'channel' || round.channel === place.conversation)

/** The round a press names, when it is one of the presser's tenant, and of the channel it was pressed in. */
export const roundHere = async ({ deps, press }: PressContext, id: RoundId): Promise<Round | undefined> => {
  const round = await roundOf(deps, id)
  return isHere(round, press) ? round : undefined
}

const member = async ({ deps, press }: GuardedPress, { round }: Needs['member']): Promise<MemberContext> => {
  const id = sheetHash(deps.hash, press.platform, press.actor)
  return { deps, press, round, sheet: sheetKey(round, id), ballot: ballotKey(round, id) }
}

/** Who steers the round, or did until this very press passed it on: that can be delivered again, and is answered alike. */
const steers = (deps: Deps, press: Press, round: Round): boolean =>
  isCoordinator(round, press.actor) || wasHandedOver(round, turnOf(deps, press))

const coordinatorContext = (
  { deps, press }: PressContext,
  loaded: Loaded<Round>,
  round: Round,
): CoordinatorContext => ({
  deps,
  press,
  round,
  decide: (eventOf) =>
    loaded.transact((known): Decision<Round> => {
      if (!known) return refuse('roundGone')
      if (!steers(deps, press, known)) return refuse('notCoordinator')
      const event = eventOf(known)
      return event ? decideRound(known, event, deps.now()) : UNCHANGED
    }),
})

/** Whoever coordinates the round, or does from now on because all who did have left its channel. */
const coordinator = async (
  pressed: GuardedPress,
  { round: id }: Needs['coordinator'],
): Promise<CoordinatorContext | Why> => {
  const { deps, press } = pressed
  const loaded = await loadForUpdate(deps, roundKey(id))
  const { state: round } = loaded
  if (!isHere(round, press)) return 'roundGone'
  if (steers(deps, press, round)) return coordinatorContext(pressed, loaded, round)
  if (!(await takeOver(deps, press, round))) return 'notCoordinator'
  const again = await loadForUpdate(deps, roundKey(id))
  return again.state ? coordinatorContext(pressed, again, again.state) : 'roundGone'
}

const channel = async ({ deps, press }: GuardedPress, { round: id }: Needs['channel']): Promise<RoundContext | Why> => {
  const round = await roundHere({ deps, press }, id)
  return round ? { deps, press, round } : 'roundGone'
}

/** A press in a channel shows that she is in it; in private who steers the round reads it too where the channel isn't there any more. */
const resultReader = async (pressed: GuardedPress, data: Needs['channel']): Promise<RoundContext | Why> => {
  const context = await channel(pressed, data)
  if (typeof context === 'string' || pressed.press.place.in === 'channel') return context
  const { deps, press, round } = context
  if (isCoordinator(round, press.actor)) return context
  return (await rosterFor(deps, press, round.channel)) ? context : 'notMember'
}

/** The platform says that she is in the channel, not the button. */
const withRoster = async <Context extends RoundContext>(
  context: Context | Why,
): Promise<(Context & WithRoster) | Why> =>
  typeof context === 'string' ? context : withPeopleOf(context, context.round.channel)

const withPeopleOf = async <Context extends PressContext>(
  context: Context,
  channelId: ChannelId,
): Promise<(Context & WithRoster) | Why> => {
  const people = await rosterFor(context.deps, context.press, channelId)
  return people ? { ...context, people } : 'notMember'
}

/** An owner of the action, or whoever steers its team now, and nobody who once did. */
const owner = async (
  { deps, press, person }: GuardedPress,
  { action: id }: Needs['owner'],
): Promise<OwnerContext | Why> => {
  const { state: action, transact } = await loadForUpdate(deps, actionKey(id))
  const coordinates = action ? await steersTeamOf(deps, press, action) : false
  const refusalOf = (known: Action | undefined): Why | undefined => {
    if (!known || known.platform.tenant !== press.platform.tenant) return 'actionGone'
    return known.owners.includes(press.actor) || coordinates ? undefined : 'notYours'
  }
  const decide: OwnerContext['decide'] = (event) =>
    transact((known): Decision<Action> => {
      const why = refusalOf(known)
      if (why) return refuse(why)
      return event ? decideAction(known, event, deps.now()) : UNCHANGED
    })
  return refusalOf(action) ?? { deps, press, person, decide }
}

/** Anyone who is in the action's channel, as the platform says. */
const actionChannel = async (
  { deps, press, person }: GuardedPress,
  { action: id }: Needs['actionChannel'],
): Promise<ActionChannelContext | Why> => {
  const { state: action, transact } = await loadForUpdate(deps, actionKey(id))
  const { platform, place } = press
  const isElsewhere = place.in === 'channel' && action?.channel !== place.conversation
  if (!action || isElsewhere || action.platform.tenant !== platform.tenant || action.platform.name !== platform.name)
    return 'actionGone'
  const people = await rosterFor(deps, press, action.channel)
  if (!people) return 'notMember'
  const decide: OwnerContext['decide'] = (event) =>
    transact((known) => (event ? decideAction(known, event, deps.now()) : UNCHANGED))
  return { deps, press, person, action, people, decide }
}

const steersTeamOf = async (deps: Deps, { actor }: Press, action: Action): Promise<boolean> => {
  if (action.owners.includes(actor)) return false
  return (await coordinatorsOf(deps, action)).includes(actor)
}

/** A press in a channel shows that she is in it; anywhere else the platform is asked. */
const plan = async ({ deps, press }: GuardedPress, named: Needs['plan']): Promise<PlanContext | Why> => {
  const place = await planPlace(deps, press, named)
  if (typeof place === 'string') return place
  if (press.place.in !== 'channel' && !(await rosterFor(deps, press, place.channel))) return 'notMember'
  return { deps, press, ...place }
}

const planRoster = async ({ deps, press }: GuardedPress, named: Needs['plan']) => {
  const place = await planPlace(deps, press, named)
  return typeof place === 'string' ? place : withPeopleOf({ deps, press, ...place }, place.channel)
}

/** Who steers the team's newest round, or does from now on because all who did have left; anyone of it, once no round is left. */
const teamCoordinator = async (pressed: GuardedPress, data: Needs['plan']): Promise<TeamContext | Why> => {
  const context = await plan(pressed, data)
  if (typeof context === 'string') return context
  const { deps, press, channel } = context
  const team = await teamOf(deps, press.platform, channel)
  const latest = latestOf(team)
  if (latest === undefined) return 'roundGone'
  const round = await roundOf(deps, latest)
  const may = !round || isCoordinator(round, press.actor) || (await takeOver(deps, press, round))
  return may ? { deps, press, channel, team } : 'notCoordinator'
}

/** The channel it is pressed in, or the one a form in private was made for. */
const roundForm = async ({ deps, press }: GuardedPress, data: Needs['roundForm']) => {
  if (press.place.in === 'channel') return { deps, press, channel: press.place.conversation }
  if (data.channel === undefined) return 'unknownButton' as const
  return { deps, press, channel: (await channelNow(deps, press.platform, data.channel)).channel }
}

const roundFormRoster = async ({ deps, press }: GuardedPress, data: Needs['roundFormRoster']) => {
  const everyone = await everyoneFor(deps, press, data.channel)
  return everyone ? { deps, press, everyone } : 'notMember'
}

type Guards = {
  readonly [Name in GuardName]: (pressed: GuardedPress, data: Needs[Name]) => Promise<Contexts[Name] | Why>
}

/** One guard per row's `who`: what its handler may work with, or why the press is refused. */
export const guards: Guards = {
  anyone: async ({ deps, press }) => ({ deps, press }),
  person: async (pressed) => pressed,
  member,
  owner,
  actionChannel,
  coordinator,
  coordinatorRoster: async (pressed, data) => withRoster(await coordinator(pressed, data)),
  channel,
  channelRoster: async (pressed, data) => withRoster(await channel(pressed, data)),
  resultReader,
  plan,
  planRoster,
  teamCoordinator,
  roundForm,
  roundFormRoster,
}
