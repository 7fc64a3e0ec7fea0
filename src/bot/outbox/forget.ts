import type { Action } from '../../flows/action/action.ts'
import { everyoneIn } from '../../flows/action/changes.ts'
import { endOf } from '../../flows/action/effects.ts'
import { latestOf } from '../../flows/channel/channel.ts'
import type { ChannelMessage } from '../../flows/channel/messages.ts'
import { type Channel, roundsIn } from '../../flows/channel/state.ts'
import type { ActionId, PersonId } from '../../flows/ids.ts'
import { actionKey, personKey, roundKey } from '../../flows/keys.ts'
import { decidePerson } from '../../flows/person/decidePerson.ts'
import type { Standing } from '../../flows/person/forgetPerson.ts'
import type { PersonMessage } from '../../flows/person/messages.ts'
import type { Task } from '../../flows/person/person.ts'
import { decideRound } from '../../flows/round/decideRound.ts'
import type { RoundMessage } from '../../flows/round/messages.ts'
import { hasResult, isCoordinator, isOpen, type Round } from '../../flows/round/round.ts'
import { type Deps, personHash } from '../context.ts'
import { goneFrom } from '../people/goneFrom.ts'
import { planRoundOf, teamOf } from '../plan/teamPlan.ts'
import { existingRounds, roundOf, stateOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { updateChannel } from '../updateChannel.ts'
import { type DeliveryOutcome, outcomeOf } from './outcome.ts'

type Told<Message, Type> = Extract<Message, { readonly type: Type }>

const actionsOf = async (deps: Deps, ids: readonly ActionId[]): Promise<readonly Action[]> =>
  (await Promise.all(ids.map((id) => stateOf(deps, actionKey(id))))).flatMap((action) => action ?? [])

/**
 * The actions that need a round: those of its own plan, and all of the team's where it is the newest, or the one whose priorities
 * the plan shows, since from there it is steered.
 */
const neededBy = async (deps: Deps, round: Round, team: Channel | undefined): Promise<readonly ActionId[]> => {
  const own = [...(round.actions ?? []), ...((hasResult(round) && round.carry) || [])]
  const isNewest = latestOf(team) === round.id || (await planRoundOf(deps, team))?.id === round.id
  return [...new Set([...own, ...((isNewest && team?.actions) || [])])]
}

/** A round's term may be over: with what needs it still. */
export const forgetRound = async (
  deps: Deps,
  message: Told<RoundMessage, 'roundForgotten'>,
): Promise<DeliveryOutcome> => {
  const round = await roundOf(deps, message.round)
  if (!round) return 'delivered'
  const team = await teamOf(deps, round.platform, round.channel)
  const actions = await actionsOf(deps, await neededBy(deps, round, team))
  const run = actions.some(({ status }) => status === 'running')
  const ends = actions.flatMap((action) => endOf(action, deps.now()) ?? [])
  const ended = ends.length > 0 ? Math.max(...ends) : undefined
  const event = { ...message, keptMonths: team?.keptMonths, actions: { run, ended } }
  return outcomeOf(await transact(deps, roundKey(round.id), (known) => decideRound(known, event, deps.now())))
}

const standingOf = async (deps: Deps, person: PersonId, task: Task): Promise<Standing> => {
  switch (task.kind) {
    case 'sheet': {
      const round = await roundOf(deps, task.round)
      return { task, is: round && (isOpen(round) || round.status === 'closing') ? 'open' : 'gone' }
    }
    case 'ballot': {
      const status = (await roundOf(deps, task.round))?.status
      return { task, is: status === 'starring' || status === 'starsClosing' ? 'open' : 'gone' }
    }
    case 'round': {
      const round = await roundOf(deps, task.round)
      return { task, is: round && isCoordinator(round, person) ? 'open' : 'gone' }
    }
    case 'action': {
      const action = await stateOf(deps, actionKey(task.action))
      if (!action || !everyoneIn(action).includes(person)) return { task, is: 'gone' }
      const at = endOf(action, deps.now())
      return at === undefined ? { task, is: 'open' } : { task, is: 'ended', at }
    }
  }
}

/** A person's term may be over: with how everything that is on her list stands. */
export const forgetPerson = async (
  deps: Deps,
  { hash, ...message }: Told<PersonMessage, 'personForgotten'>,
): Promise<DeliveryOutcome> => {
  const id = hash ?? personHash(deps.hash, message.platform, message.person)
  const known = await stateOf(deps, personKey(id))
  const standing = await Promise.all((known?.tasks ?? []).map((task) => standingOf(deps, message.person, task)))
  const event = { ...message, standing, gone: known ? await goneFrom(deps, known) : {} }
  return outcomeOf(await transact(deps, personKey(id), (person) => decidePerson(id, person, event, deps.now())))
}

/** What is on her lists may be forgotten: with what is. */
export const checkLists = async (
  deps: Deps,
  { person: id }: Told<PersonMessage, 'listsChecked'>,
): Promise<DeliveryOutcome> => {
  const known = await stateOf(deps, personKey(id))
  if (!known) return 'delivered'
  const event = { type: 'listsChecked', gone: await goneFrom(deps, known) } as const
  return outcomeOf(await transact(deps, personKey(id), (person) => decidePerson(id, person, event, deps.now())))
}

/** A channel's term may be over: with which of its rounds and actions are still kept. */
export const forgetChannel = async (
  deps: Deps,
  { type, platform, channel }: Told<ChannelMessage, 'channelForgotten'>,
): Promise<DeliveryOutcome> => {
  const team = await teamOf(deps, platform, channel)
  const kept = await existingRounds(deps, roundsIn(team))
  const ids = new Set([...(team?.actions ?? []), ...kept.flatMap(({ actions = [] }) => actions)])
  const actions = (await actionsOf(deps, [...ids])).map(({ id }) => id)
  const event = { type, rounds: kept.map(({ id }) => id), actions }
  return outcomeOf(await updateChannel(deps, { platform, channel }, (team) => ({ ...event, team })))
}
