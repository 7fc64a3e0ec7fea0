import { type ChannelId, type Member, NOBODY, type PersonId, type Platform } from '../../flows/ids.ts'
import { roundKey } from '../../flows/keys.ts'
import { decideRound } from '../../flows/round/decideRound.ts'
import type { Round } from '../../flows/round/round.ts'
import { MINUTE } from '../../kit/calendar/instant.ts'
import { type Deps, sheetHash } from '../context.ts'
import { isThere, PlatformFailed, type PlatformPort, type PlatformUser } from '../ports/platform.ts'
import { existingRounds } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { personOf, updatePerson } from './people.ts'
import { type TtlCache, ttlCache } from './ttlCache.ts'

/** Milliseconds: the reminders of a round come in the same minutes, one roster is enough for all of them. */
const CACHED = 10 * MINUTE

type Rosters = TtlCache<Promise<readonly PlatformUser[]>>
const rostersOf = new WeakMap<PlatformPort, Rosters>()

const rosterOf = (deps: Deps, platform: Platform, channel: ChannelId): Promise<readonly PlatformUser[]> => {
  const rosters: Rosters = rostersOf.get(deps.platform) ?? ttlCache(CACHED, deps.now)
  rostersOf.set(deps.platform, rosters)
  const key = `${platform.name} ${platform.tenant} ${channel}`
  const known = rosters.get(key)
  if (known) return known
  const people = deps.platform.roster(platform, channel)
  rosters.set(key, people)
  return people
}

/** Whether she isn't in the round's channel any more; where the platform can't say, as far as is known. */
export const hasLeft = async (deps: Deps, round: Round, person: PersonId): Promise<boolean> => {
  if (person === NOBODY) return false
  const { platform, channel, left = [] } = round
  try {
    const people = await rosterOf(deps, platform, channel)
    return people.length > 0 && !isThere(people, person)
  } catch (error) {
    if (!(error instanceof PlatformFailed)) throw error
    return left.some((one) => one.person === person)
  }
}

/** The round hears that she left, and whoever steers it is told. @param closed her account is: she is reminded no more */
export const tellLeft = (deps: Deps, round: Round, member: Member, closed = false) =>
  transact(deps, roundKey(round.id), (known) => decideRound(known, { type: 'memberLeft', member, closed }, deps.now()))

/** Whether she isn't reminded now because she isn't in the channel: the round hears of it, and when she is back as well. */
export const isAway = async (deps: Deps, round: Round, { person, sheet }: Member): Promise<boolean> => {
  const away = await hasLeft(deps, round, person)
  const known = round.left?.some((one) => one.sheet === sheet && !one.out)
  if (away) await tellLeft(deps, round, { person, sheet })
  else if (known)
    await transact(deps, roundKey(round.id), (now) => decideRound(now, { type: 'memberBack', sheet }, deps.now()))
  return away
}

/** The rounds in which she is asked something now. */
export const roundsAsking = async (deps: Deps, platform: Platform, person: PersonId): Promise<readonly Round[]> => {
  const tasks = (await personOf(deps, platform, person))?.tasks ?? []
  const ids = new Set(tasks.flatMap((task) => (task.kind === 'sheet' || task.kind === 'ballot' ? [task.round] : [])))
  return existingRounds(deps, ids)
}

/** She left these channels, or any: of what she is asked there the rounds hear. */
export const personLeft = async (
  deps: Deps,
  platform: Platform,
  person: PersonId,
  channels: readonly ChannelId[] | 'all',
): Promise<void> => {
  // Of before she left.
  rostersOf.delete(deps.platform)
  // Without an account she looks at no page any more.
  if (channels === 'all') await updatePerson(deps, platform, person, { type: 'visitsEnded' })
  for (const round of await roundsAsking(deps, platform, person))
    if (channels === 'all' || channels.includes(round.channel))
      await tellLeft(deps, round, { person, sheet: sheetHash(deps.hash, platform, person) }, channels === 'all')
}
