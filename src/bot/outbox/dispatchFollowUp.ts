import { decideAction } from '../../flows/action/decideAction.ts'
import type { FollowUp } from '../../flows/action/messages.ts'
import { actionKey } from '../../flows/keys.ts'
import type { Deps } from '../context.ts'
import { aroundAction } from '../plan/aroundAction.ts'
import { stateOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { type DeliveryOutcome, outcomeOf } from './outcome.ts'

/** An action's date, with who coordinates by now and who is in the channel: both may have changed since it was written. */
export const dispatchFollowUp = async (deps: Deps, message: FollowUp): Promise<DeliveryOutcome> => {
  const known = await stateOf(deps, actionKey(message.action))
  if (!known) return 'delivered'
  const event = { ...message, ...(await aroundAction(deps, known)) }
  return outcomeOf(await transact(deps, actionKey(message.action), (action) => decideAction(action, event, deps.now())))
}
