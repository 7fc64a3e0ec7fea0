import { HOME_LINES, type HomeTeam, type HomeView, homeScreen } from '../../cards/screens/person/homeScreen.ts'
import type { OpenThing } from '../../cards/screens/person/openScreen.ts'
import { latestOf } from '../../flows/channel/channel.ts'
import { runs } from '../../flows/channel/state.ts'
import type { ChannelId } from '../../flows/ids.ts'
import { hasResult, isCoordinator, type Round } from '../../flows/round/round.ts'
import { type Deps, voiceFor, withLanguage } from '../context.ts'
import { personOf } from '../people/people.ts'
import { actionsOf, planOf, type TeamPlan } from '../plan/teamPlan.ts'
import type { HomeAsked, HomePage } from '../ports/handlers.ts'
import { roundOf } from '../stateOf.ts'
import { openThings } from './personScreens.ts'
import { channelsOf, type Reader } from './teamScreens.ts'

interface KnownTeam extends TeamPlan {
  readonly latest: Round | undefined
}

/**
 * A person's own page as it stands: one read for each thing of hers, each of her teams, and each action that is shown. Of a team
 * only if the platform says that she is in its channel.
 */
export const drawHome = async (deps: Deps, { platform, person: id, channel, inside }: HomeAsked): Promise<HomePage> => {
  const person = await personOf(deps, platform, id)
  const reader: Reader = { deps: withLanguage(deps, person?.language), platform, id, person }
  const channels = await channelsOf(reader, inside)
  const teams = (await Promise.all(channels.map((one) => knownTeam(reader, one)))).toSorted(newestFirst)
  const shown = teams.find((team) => team.channel === channel) ?? teams[0]
  const others = teams.filter((team) => team !== shown)
  const things = await openThings(reader.deps, person, id)
  const team = shown && (await homeTeam(reader, shown))
  const localized = spokenTo(reader.deps, shown?.latest)
  const people = [...new Set((team?.next ?? []).flatMap(({ owners }) => owners))]
  const view: HomeView = {
    names: await localized.names(platform, team?.channel ?? '', people, localized.voice.say),
    waiting: things.filter(waits),
    actions: things.flatMap((thing) => (thing.kind === 'action' && !waits(thing) ? [thing.action] : [])),
    team,
    others: others.map((one) => ({ channel: one.channel, title: one.latest?.title })),
  }
  return { card: homeScreen(localized.voice, view), inside: channels }
}

/** Who chose no language of her own reads that of her team. */
const spokenTo = (deps: Deps, round: Round | undefined): Deps =>
  round ? { ...deps, voice: voiceFor(deps, round) } : deps

/** An action waits when it is asked about; a round until its team has begun to plan. */
const waits = (thing: OpenThing): boolean => {
  if (thing.kind === 'action') return thing.action.asked !== undefined
  return thing.kind !== 'round' || thing.round.status !== 'prioritised'
}

const knownTeam = async ({ deps, platform }: Reader, channel: ChannelId): Promise<KnownTeam> => {
  const plan = await planOf(deps, platform, channel)
  const latest = latestOf(plan.team)
  return { ...plan, latest: latest === undefined ? undefined : await roundOf(deps, latest) }
}

const newestFirst = (one: KnownTeam, other: KnownTeam): number =>
  (other.latest?.closesAt ?? 0) - (one.latest?.closesAt ?? 0)

const homeTeam = async ({ deps, id }: Reader, { channel, latest, round, rows }: KnownTeam): Promise<HomeTeam> => {
  const first = rows
    .filter(runs)
    .toSorted((one, other) => (one.date ?? '9').localeCompare(other.date ?? '9'))
    .slice(0, HOME_LINES.plan)
  const shown = [latest, round].find((one) => one !== undefined && hasResult(one))
  return {
    ...{ channel, round: latest, rows },
    shown: shown && hasResult(shown) ? shown : undefined,
    next: await actionsOf(deps, first),
    coordinates: latest !== undefined && isCoordinator(latest, id),
  }
}
