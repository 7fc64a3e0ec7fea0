import type { Action } from '../../flows/action/action.ts'
import { type ActionEvent, decideAction } from '../../flows/action/decideAction.ts'
import type { ActionMessage, FollowUp } from '../../flows/action/messages.ts'
import type { ActionId } from '../../flows/ids.ts'
import { actionKey } from '../../flows/keys.ts'
import type { Deps } from '../context.ts'
import { aroundAction } from '../plan/aroundAction.ts'
import { updatePlan } from '../plan/teamPlan.ts'
import { restsUntil } from '../plan/teamRest.ts'
import { stateOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { type DeliveryOutcome, outcomeOf } from './outcome.ts'

/** Delivers a message to an action, with what it needs to know to decide. */
export const dispatchToAction = async (deps: Deps, message: ActionMessage): Promise<DeliveryOutcome> => {
  switch (message.type) {
    case 'ended':
    case 'ownerErased':
    case 'planKeptFor':
    case 'actionMoved':
      return decide(deps, message.action, message)
    case 'actionForgotten':
      return forget(deps, message)
    case 'followUpDue':
    case 'askedAgain':
    case 'silence':
      return askAbout(deps, message)
  }
}

const decide = async (deps: Deps, id: ActionId, event: ActionEvent): Promise<DeliveryOutcome> =>
  outcomeOf(await transact(deps, actionKey(id), (action) => decideAction(action, event, deps.now())))

const forget = async (
  deps: Deps,
  message: Extract<ActionMessage, { type: 'actionForgotten' }>,
): Promise<DeliveryOutcome> => {
  const action = await stateOf(deps, actionKey(message.action))
  return action ? thenUpdatePlan(deps, action, message) : 'delivered'
}

/** Who coordinates by now and who is in the channel may have changed since it was written. While its team rests, nobody is asked. */
const askAbout = async (deps: Deps, message: FollowUp): Promise<DeliveryOutcome> => {
  const action = await stateOf(deps, actionKey(message.action))
  if (!action) return 'delivered'
  const until = await restsUntil(deps, action.platform, action.channel)
  if (until !== undefined) return { quietUntil: until }
  return thenUpdatePlan(deps, action, { ...message, ...(await aroundAction(deps, action)) })
}

/** From now on it waits for an answer, or is gone: the plan says so. */
const thenUpdatePlan = async (
  deps: Deps,
  { id, platform, channel }: Action,
  event: ActionEvent,
): Promise<DeliveryOutcome> => {
  const outcome = await decide(deps, id, event)
  await updatePlan(deps, { platform, channel, action: id })
  return outcome
}
