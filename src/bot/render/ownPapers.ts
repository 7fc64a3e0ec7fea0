import type { Card } from '../../cards/card.ts'
import { papersOfScreen, papersScreen } from '../../cards/screens/papers/paperScreens.ts'
import { heardScreen } from '../../cards/screens/person/heardScreens.ts'
import { roundsIn } from '../../flows/channel/state.ts'
import type { ChannelId, Platform } from '../../flows/ids.ts'
import { hasResult, type Round } from '../../flows/round/round.ts'
import { type Deps, voiceFor } from '../context.ts'
import { planOf, teamOf } from '../plan/teamPlan.ts'
import { existingRounds } from '../stateOf.ts'
import { type Screens, untracked } from './screen.ts'
import { channelsOf, type Reader, readerOf } from './teamScreens.ts'

/** What can be taken along of a round and of its team's plan. */
export const papersCard = async (deps: Deps, platform: Platform, round: Round): Promise<Card> => {
  const { rows } = await planOf(deps, platform, round.channel)
  return papersScreen(voiceFor(deps, round), round, rows.length > 0)
}

/** A team's newest round, and its newest result where that is of an earlier one. */
const newestIn = async (deps: Deps, platform: Platform, channel: ChannelId): Promise<readonly Round[]> => {
  const rounds = await existingRounds(deps, roundsIn(await teamOf(deps, platform, channel)))
  // A draft is its coordinator's alone.
  const going = rounds.filter(({ status }) => status !== 'stopped' && status !== 'draft').toReversed()
  const [newest, withResult] = [going[0], going.find(hasResult)]
  return [...new Set([newest, withResult])].flatMap((round) => round ?? [])
}

/** Of the one round she can take something along of at once, else of which; where there is none, what there will be. */
const drawOwnPapers = async (reader: Reader): Promise<Card> => {
  const { deps, platform } = reader
  const channels = await channelsOf(reader)
  const rounds = (await Promise.all(channels.map((channel) => newestIn(deps, platform, channel)))).flat()
  const [round, ...others] = rounds
  if (!round) return heardScreen(deps.voice, { said: 'papers', guesses: [], topic: undefined, things: [] })
  return others.length > 0 ? papersOfScreen(deps.voice, rounds) : papersCard(deps, platform, round)
}

/** What she can take along, for her alone. */
export const ownPapersScreens: Pick<Screens, 'ownPapers'> = {
  ownPapers: { render: async (deps, ref) => untracked(await drawOwnPapers(await readerOf(deps, ref))) },
}
