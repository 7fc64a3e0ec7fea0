import type { RoundId } from '../../flows/ids.ts'
import { roundKey } from '../../flows/keys.ts'
import { steering } from '../../flows/round/decideRound.ts'
import type { Deps } from '../context.ts'
import { reaching } from '../reachability.ts'
import { settle } from '../transact.ts'
import { type Heard, heard } from './outcome.ts'

/** Many people are looked up after the reply; the check then comes as a card of its own. */
export const checking = async (deps: Deps, id: RoundId): Promise<Heard> => {
  const draft = (await deps.store.load(roundKey(id)))?.state
  if (draft?.status !== 'draft' || draft.check) return 'heard'
  const { platform, channel, members, outsiders = [] } = draft
  const everyone = await deps.platform.roster(platform, channel)
  const people = members.map(({ person }) => person)
  const reached = await reaching(deps, platform, everyone, { people, outsiders })
  const event = { type: 'checked', ...reached, answered: false } as const
  return heard(await settle(deps, roundKey(id), (round) => steering(round, event, deps.now())))
}
