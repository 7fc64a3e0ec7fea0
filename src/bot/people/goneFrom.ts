import type { ActionId, RoundId } from '../../flows/ids.ts'
import { actionKey } from '../../flows/keys.ts'
import type { Gone } from '../../flows/person/forgetPerson.ts'
import type { Person } from '../../flows/person/person.ts'
import { isOpen } from '../../flows/round/round.ts'
import type { Deps } from '../context.ts'
import { roundOf, stateOf } from '../stateOf.ts'
import { rostersOf } from './asked.ts'

/** Those of which something is true. */
const filtered = async <T>(all: readonly T[], isSo: (one: T) => Promise<boolean>): Promise<readonly T[]> => {
  const found = await Promise.all(all.map(isSo))
  return all.filter((_, at) => found[at])
}

/** What is on a person's lists and forgotten by now, or has her no more: a round is asked about as long as its roster is kept. */
export const goneFrom = async (deps: Pick<Deps, 'store'>, person: Person): Promise<Gone> => {
  const isRoundGone = async (round: RoundId): Promise<boolean> => !(await roundOf(deps, round))
  const isActionGone = async (action: ActionId): Promise<boolean> => !(await stateOf(deps, actionKey(action)))
  const isNoLongerAsked = async (id: RoundId): Promise<boolean> => {
    const round = await roundOf(deps, id)
    if (!round || isOpen(round)) return !round
    return !(await rostersOf(deps, round)).some((page) => page)
  }
  return {
    askedIn: await filtered(person.askedIn ?? [], isNoLongerAsked),
    steered: await filtered(person.steered ?? [], isRoundGone),
    answered: await filtered(person.answered ?? [], isActionGone),
    handedOn: await filtered(person.handedOn ?? [], isActionGone),
  }
}
