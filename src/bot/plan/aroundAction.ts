import type { Action } from '../../flows/action/action.ts'
import { decideAction } from '../../flows/action/decideAction.ts'
import type { Around } from '../../flows/action/followUp.ts'
import { needsDate } from '../../flows/action/schedule.ts'
import { latestOf } from '../../flows/channel/channel.ts'
import type { PersonId } from '../../flows/ids.ts'
import { actionKey, channelKey } from '../../flows/keys.ts'
import { channelHash, type Deps } from '../context.ts'
import { isThere, PlatformFailed } from '../ports/platform.ts'
import { roundOf, stateOf } from '../stateOf.ts'
import { transact } from '../transact.ts'

/**
 * Who steers the team now: its newest round's coordinators, since a plan goes on across rounds; where no round is left, who did
 * when the action was written. One read for the channel and one for the round.
 */
export const coordinatorsOf = async (deps: Deps, action: Action): Promise<readonly PersonId[]> => {
  const team = await stateOf(deps, channelKey(channelHash(deps.hash, action.platform, action.channel)))
  const newest = latestOf(team) ?? action.round
  const round = (await roundOf(deps, newest)) ?? (await roundOf(deps, action.round))
  return round?.coordinators ?? [action.coordinator]
}

/** Who can be asked about an action: who steers the team by now, and its channel's roster. */
export const aroundAction = async (deps: Deps, action: Action): Promise<Around> => ({
  coordinators: await coordinatorsOf(deps, action),
  present: await presentIn(deps, action),
})

/** Undefined while the platform can't say: nobody is taken for gone because of a failure. */
const presentIn = async (deps: Deps, { platform, channel }: Action): Promise<readonly PersonId[] | undefined> => {
  try {
    const everyone = await deps.platform.roster(platform, channel)
    const people = everyone.map(({ id }) => id).filter((id) => isThere(everyone, id))
    return people.length > 0 ? people : undefined
  } catch (error) {
    if (!(error instanceof PlatformFailed)) throw error
    return undefined
  }
}

/** The owners who left the channel. */
export const goneFrom = ({ owners }: Action, { present: here }: Around): readonly PersonId[] =>
  here === undefined ? [] : owners.filter((owner) => !here.includes(owner))

/**
 * The action with a next date: what was saved without one is given one wherever it is read for a person or the plan, for no
 * further read of those that have it.
 */
export const withDate = async (deps: Deps, action: Action): Promise<Action | undefined> => {
  if (!needsDate(action)) return action
  const look = (known: Action | undefined) => decideAction(known, { type: 'planned' }, deps.now())
  return (await transact(deps, actionKey(action.id), look)).state
}
