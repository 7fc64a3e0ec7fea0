import type { Card } from '../../cards/card.ts'
import { type ConcernPlace, concernScreen, stepOf, type TeamLine } from '../../cards/screens/reading/concernScreen.ts'
import { latestOf } from '../../flows/channel/channel.ts'
import type { ChannelId, PersonId, Platform } from '../../flows/ids.ts'
import type { Person } from '../../flows/person/person.ts'
import type { Deps } from '../context.ts'
import { rosterFor } from '../people/channelRoster.ts'
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

/** Channels of the rounds she was asked in or steered, which her open tasks don't name any more. */
const earlierChannels = async (deps: Deps, person: Person | undefined): Promise<readonly ChannelId[]> => {
  const ids = [...new Set([...(person?.askedIn ?? []), ...(person?.steered ?? [])])]
  const rounds = await Promise.all(ids.map((id) => roundOf(deps, id)))
  return rounds.flatMap((round) => (round ? [round.channel] : []))
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
  const open = await channelsOf({ deps, platform, id, person })
  const others = [...new Set(await earlierChannels(deps, person))].filter((channel) => !open.includes(channel))
  const inside = await Promise.all(others.map((channel) => rosterFor(deps, { platform, actor: id }, channel)))
  const channels = [...open, ...others.filter((_, at) => inside[at])]
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
