import type { Card } from '../../cards/card.ts'
import { resultScreen } from '../../cards/screens/result/resultScreen.ts'
import { resultsScreen } from '../../cards/screens/result/resultViews.ts'
import { movedHereScreen, nothingToMoveScreen } from '../../cards/screens/round/moveScreens.ts'
import { roundsIn } from '../../flows/channel/state.ts'
import type { ChannelId, Platform } from '../../flows/ids.ts'
import { hasResult, isCoordinator, type Round, type RoundWithResult } from '../../flows/round/round.ts'
import { type Deps, voiceFor } from '../context.ts'
import { rosterFor } from '../people/channelRoster.ts'
import { teamOf } from '../plan/teamPlan.ts'
import { existingRounds, roundOf } from '../stateOf.ts'
import { standCard } from './personScreens.ts'
import { type Screens, untracked } from './screen.ts'
import { channelsOf, type Reader, readerOf } from './teamScreens.ts'

/** The rounds she steers, the newest last. */
const steeredBy = async ({ deps, id, person }: Reader): Promise<readonly Round[]> => {
  const ids = (person?.tasks ?? []).flatMap((task) => (task.kind === 'round' ? [task.round] : []))
  return (await existingRounds(deps, ids)).filter((round) => isCoordinator(round, id))
}

/**
 * The newest result of each team she is in. Whoever steers a round gets its result too where the channel isn't there any more, and no
 * later one: she may have left that channel.
 */
const drawOwnResult = async (reader: Reader): Promise<Card> => {
  const { deps, platform, id, person } = reader
  const channels = await channelsOf(reader)
  const read = (await Promise.all(channels.map((channel) => resultIn(deps, platform, channel)))).flatMap(
    (one) => one ?? [],
  )
  const steered = (await steeredBy(reader)).flatMap((round) =>
    hasResult(round) && !channels.includes(round.channel) ? round : [],
  )
  const [round, ...others] = [...steered.toReversed(), ...read]
  if (!round) return standCard(deps, person, id)
  if (others.length > 0) return resultsScreen(deps.voice, [round, ...others])
  return resultScreen(voiceFor(deps, round), round, round.result)
}

const resultIn = async (deps: Deps, platform: Platform, channel: ChannelId): Promise<RoundWithResult | undefined> => {
  const team = await teamOf(deps, platform, channel)
  for (const id of roundsIn(team).toReversed()) {
    const round = await roundOf(deps, id)
    if (round && hasResult(round)) return round
  }
  return undefined
}

/** The round she steers in a channel that takes nothing, else the newest she steers elsewhere: whether it goes on here. */
const drawMoveHere = async (reader: Reader, channel: ChannelId | undefined): Promise<Card> => {
  const { deps, platform, id } = reader
  const rounds = (await steeredBy(reader)).filter((round) => round.channel !== channel && round.status !== 'draft')
  const round = rounds.findLast(({ refused }) => refused && !refused.over) ?? rounds.at(-1)
  const people = channel === undefined ? undefined : await rosterFor(deps, { platform, actor: id }, channel)
  if (!round || channel === undefined || !people) return nothingToMoveScreen(deps.voice)
  return movedHereScreen(voiceFor(deps, round), round, channel, { readers: people.length, moved: false })
}

/** The result, for one person alone; and where the round she steers goes on. */
export const resultScreens: Pick<Screens, 'ownResult' | 'moveHere'> = {
  ownResult: { render: async (deps, ref) => untracked(await drawOwnResult(await readerOf(deps, ref))) },
  moveHere: { render: async (deps, ref) => untracked(await drawMoveHere(await readerOf(deps, ref), ref.channel)) },
}
