import type { Card } from '../../cards/card.ts'
import { type ConcernPlace, concernScreen, stepOf, type TeamLine } from '../../cards/screens/reading/concernScreen.ts'
import { latestOf } from '../../flows/channel/channel.ts'
import type { ChannelId, PersonId, Platform } from '../../flows/ids.ts'
import type { Deps } from '../context.ts'
import { personOf } from '../people/people.ts'
import { teamOf } from '../plan/teamPlan.ts'
import { PlatformFailed } from '../ports/platform.ts'
import { roundOf } from '../stateOf.ts'
import { channelsOf } from './teamScreens.ts'

/** Who reads the guide. */
export interface ConcernReader {
  readonly platform: Platform
  readonly id: PersonId
}

const lineOf = async (deps: Deps, platform: Platform, channel: ChannelId): Promise<readonly TeamLine[]> => {
  const team = await teamOf(deps, platform, channel)
  if (team?.callLine === undefined) return []
  const latest = latestOf(team)
  const round = latest === undefined ? undefined : await roundOf(deps, latest)
  return [{ title: round?.title, line: team.callLine }]
}

/** The lines of the teams she is in now. */
const linesFor = async (deps: Deps, { platform, id }: ConcernReader): Promise<readonly TeamLine[]> => {
  const person = await personOf(deps, platform, id)
  const channels = await channelsOf({ deps, platform, id, person })
  return (await Promise.all(channels.map((channel) => lineOf(deps, platform, channel)))).flat()
}

/** A step, with the team's line where one stands. Nobody waits for a platform that can't say who is where: then it goes without. */
export const drawConcern = async (
  deps: Deps,
  place: ConcernPlace,
  reader: ConcernReader | undefined,
): Promise<Card> => {
  if (!reader || !stepOf(deps.voice, place.step).team) return concernScreen(deps.voice, place)
  try {
    return concernScreen(deps.voice, place, await linesFor(deps, reader))
  } catch (error) {
    if (!(error instanceof PlatformFailed)) throw error
    return concernScreen(deps.voice, place)
  }
}
