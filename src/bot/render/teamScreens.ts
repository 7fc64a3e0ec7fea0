import type { Card } from '../../cards/card.ts'
import { mineScreen, type OwnTeam, teamsScreen } from '../../cards/screens/plan/mineScreen.ts'
import { type TeamForm, teamScreen } from '../../cards/screens/plan/teamScreen.ts'
import { latestOf } from '../../flows/channel/channel.ts'
import { KEPT_MONTHS } from '../../flows/channel/state.ts'
import type { ActionId, ChannelId, PersonId, Platform } from '../../flows/ids.ts'
import { actionKey } from '../../flows/keys.ts'
import type { Person } from '../../flows/person/person.ts'
import type { TeamScreen } from '../../flows/refs.ts'
import { isCoordinator } from '../../flows/round/round.ts'
import { type Deps, withLanguage } from '../context.ts'
import { rosterFor } from '../people/channelRoster.ts'
import { roundsOf } from '../people/eraseFromRounds.ts'
import { personOf } from '../people/people.ts'
import { planOf, teamOf } from '../plan/teamPlan.ts'
import { roundOf, stateOf } from '../stateOf.ts'
import { drawPlan, whereOf } from './planScreens.ts'
import { type RefTo, type Screens, untracked } from './screen.ts'

/** Whose cards these are, and the bot in her language. */
export interface Reader {
  readonly deps: Deps
  readonly platform: Platform
  readonly id: PersonId
  readonly person: Person | undefined
}

/** Who asks, as she is known. */
export const readerOf = async (deps: Deps, ref: RefTo<TeamScreen>): Promise<Reader> => {
  const { platform, person: id, language } = ref
  const person = await personOf(deps, platform, id)
  return { deps: withLanguage(deps, person?.language ?? language), platform, id, person }
}

const ownActions = async ({ deps, id, person }: Reader) => {
  const ids = (person?.tasks ?? []).flatMap((task): ActionId[] => (task.kind === 'action' ? [task.action] : []))
  const actions = await Promise.all(ids.map((action) => stateOf(deps, actionKey(action))))
  return actions.flatMap((action) => (action?.status === 'running' && action.owners.includes(id) ? [action] : []))
}

const titleOf = async ({ deps, platform }: Reader, channel: ChannelId): Promise<string | undefined> => {
  const latest = latestOf(await teamOf(deps, platform, channel))
  return latest === undefined ? undefined : (await roundOf(deps, latest))?.title
}

/** Her running actions, the team's with the most urgent one first. */
export const drawMine = async (
  deps: Deps,
  platform: Platform,
  id: PersonId,
  person: Person | undefined,
  page = 0,
): Promise<Card> => {
  const reader = { deps, platform, id, person }
  const actions = (await ownActions(reader)).toSorted((one, other) =>
    (one.asked ?? one.next ?? '9').localeCompare(other.asked ?? other.next ?? '9'),
  )
  const channels = [...new Set(actions.map(({ channel }) => channel))]
  const teams = await Promise.all(
    channels.map(
      async (channel): Promise<OwnTeam> => ({
        title: await titleOf(reader, channel),
        actions: actions.filter((action) => action.channel === channel),
      }),
    ),
  )
  const owners = [...new Set(actions.flatMap((action) => action.owners))]
  const [first = ''] = channels
  return mineScreen(deps.voice, await deps.names(platform, first, owners, deps.voice.say), teams, page)
}

/** The channels in which something is or was hers, and that she is still in: one read a round or action, and the roster of each. @param known those that the platform named a moment ago */
export const channelsOf = async (reader: Reader, known: readonly ChannelId[] = []): Promise<readonly ChannelId[]> => {
  const { deps, person, platform, id } = reader
  const actions = (person?.tasks ?? []).flatMap((task) => (task.kind === 'action' ? [task.action] : []))
  const found = await Promise.all([
    // Also what she handed in: its card is done with, its team isn't.
    ...[...(person ? roundsOf(person) : [])].map(async (round) => (await roundOf(deps, round))?.channel),
    ...actions.map(async (action) => (await stateOf(deps, actionKey(action)))?.channel),
  ])
  const channels = [...new Set(found.flatMap((channel) => channel ?? []))]
  const inside = await Promise.all(
    channels.map((channel) => known.includes(channel) || rosterFor(deps, { platform, actor: id }, channel)),
  )
  return channels.filter((_, at) => inside[at])
}

const drawPlans = async (reader: Reader): Promise<Card> => {
  const { deps, platform } = reader
  const channels = await channelsOf(reader)
  const [only, ...others] = channels
  if (only !== undefined && others.length === 0) return drawPlan(deps, platform, await planOf(deps, platform, only))
  return teamsScreen(deps.voice, 'plan.show', await titled(reader, channels))
}

const titled = (reader: Reader, channels: readonly ChannelId[]) =>
  Promise.all(channels.map(async (channel) => ({ channel, title: await titleOf(reader, channel) })))

/** The settings of a team as they stand, in the form that changes them. */
export const teamForm = async (deps: Deps, platform: Platform, channel: ChannelId): Promise<TeamForm> => {
  const team = await teamOf(deps, platform, channel)
  const latest = latestOf(team)
  const round = latest === undefined ? undefined : await roundOf(deps, latest)
  return {
    where: whereOf({ round, channel }),
    title: round?.title,
    coordinators: round?.coordinators ?? [],
    fields: {
      language: team?.language ?? deps.voice.language,
      zone: team?.zone ?? deps.voice.zone,
      restFrom: team?.rest?.from ?? '',
      restUntil: team?.rest?.until ?? '',
      digest: !team?.digest?.off,
      kept: String(team?.keptMonths ?? KEPT_MONTHS[1]),
      callLine: team?.callLine ?? '',
    },
    problems: {},
  }
}

/** The form with the names of who coordinates. */
export const drawTeamForm = async (deps: Deps, platform: Platform, channel: ChannelId, form: TeamForm): Promise<Card> =>
  teamScreen(deps.voice, await deps.names(platform, channel, form.coordinators, deps.voice.say), form)

const coordinates = async ({ deps, platform, id }: Reader, channel: ChannelId): Promise<boolean> => {
  const latest = latestOf(await teamOf(deps, platform, channel))
  const round = latest === undefined ? undefined : await roundOf(deps, latest)
  return round !== undefined && isCoordinator(round, id)
}

const drawSettings = async (reader: Reader, asked: ChannelId | undefined): Promise<Card> => {
  const { deps, platform } = reader
  const channels = asked === undefined ? await channelsOf(reader) : [asked]
  const may = await Promise.all(channels.map((channel) => coordinates(reader, channel)))
  const hers = channels.filter((_, at) => may[at])
  const [only, ...others] = hers
  if (only !== undefined && others.length === 0)
    return drawTeamForm(deps, platform, only, await teamForm(deps, platform, only))
  return teamsScreen(deps.voice, 'team.settings', await titled(reader, hers))
}

/** What a person asks for of her teams, for her alone. */
export const teamScreens: Pick<Screens, Exclude<TeamScreen, 'ownResult' | 'ownPapers' | 'moveHere'>> = {
  mine: {
    render: async (deps, ref) => {
      const reader = await readerOf(deps, ref)
      return untracked(await drawMine(reader.deps, reader.platform, reader.id, reader.person))
    },
  },
  teamPlans: { render: async (deps, ref) => untracked(await drawPlans(await readerOf(deps, ref))) },
  teamSettings: {
    render: async (deps, ref) => untracked(await drawSettings(await readerOf(deps, ref), ref.channel)),
  },
}
