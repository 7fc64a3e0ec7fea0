import type { Card } from '../../cards/card.ts'
import { erasedScreen } from '../../cards/screens/erasedScreen.ts'
import { digestScreen } from '../../cards/screens/plan/digestScreen.ts'
import { planScreen, rowsOnPage } from '../../cards/screens/plan/planScreen.ts'
import { progressScreen } from '../../cards/screens/round/progressScreen.ts'
import type { Voice } from '../../cards/voice.ts'
import { decideChannel } from '../../flows/channel/channel.ts'
import type { Channel } from '../../flows/channel/state.ts'
import type { ChannelId, Platform, RoundId } from '../../flows/ids.ts'
import { channelKey } from '../../flows/keys.ts'
import { USUAL_MONTHS } from '../../flows/retention.ts'
import { dateIn } from '../../kit/calendar/calendar.ts'
import { channelHash, type Deps, voiceFor } from '../context.ts'
import { actionsOf, planOf, type TeamPlan } from '../plan/teamPlan.ts'
import { PlatformFailed } from '../ports/platform.ts'
import { roundOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { type RefTo, type Rendered, type Screens, untracked } from './screen.ts'

/** The team's own language and zone; an action may belong to any block, also one the scan left out. */
export const planVoice = (
  deps: Deps,
  { team, round }: Pick<TeamPlan, 'team' | 'round'>,
  otherwise = deps.voice.language,
): Voice => {
  const voice = voiceFor(deps, { language: team?.language ?? round?.language ?? otherwise })
  return { ...voice, zone: team?.zone ?? round?.zone ?? voice.zone }
}

/** What the buttons of a plan carry: its channel, since in private nothing else says it. */
export const whereOf = ({ round, channel }: Pick<TeamPlan, 'round' | 'channel'>) => ({
  ...(round ? { round: round.id } : {}),
  channel,
})

/** A page of the plan: of the actions, only those on it are read. */
export const drawPlan = async (
  deps: Deps,
  platform: Platform,
  plan: TeamPlan,
  { page = 0, ended = false }: { readonly page?: number | undefined; readonly ended?: boolean | undefined } = {},
): Promise<Card> => {
  const voice = planVoice(deps, plan)
  const view = { where: whereOf(plan), round: plan.round, rows: plan.rows, page, ended }
  const actions = await actionsOf(deps, rowsOnPage(voice, view))
  const people = [...new Set(actions.flatMap(({ owners }) => owners))]
  return planScreen(voice, await deps.names(platform, plan.channel, people, voice.say), view, actions)
}

/**
 * Posts the plan where no card shows it yet, so that what is posted after it stands below it: effects of one moment come in
 * any order. When the platform fails now, an effect that is saved already posts it later.
 */
export const postFirstPlan = async (deps: Deps, platform: Platform, team: Channel | undefined, channel: ChannelId) => {
  if (team?.planCards) return
  try {
    const card = await drawPlan(deps, platform, await planOf(deps, platform, channel))
    await planScreens.plan.onPosted?.(
      deps,
      { screen: 'plan', platform, channel },
      await deps.platform.post(platform, channel, card),
    )
  } catch (error) {
    if (!(error instanceof PlatformFailed)) throw error
  }
}

const renderDigest = async (deps: Deps, ref: RefTo<'digest'>): Promise<Rendered | undefined> => {
  const { platform, channel, since, until } = ref
  const plan = await planOf(deps, platform, channel)
  if (plan.team?.digest?.off) return undefined
  const voice = planVoice(deps, plan)
  const actions = await actionsOf(deps, plan.rows)
  const people = [...new Set(actions.flatMap(({ owners }) => owners))]
  const names = await deps.names(platform, channel, people, voice.say)
  const dateOf = (at: number): string => dateIn(voice.zone, at)
  const card = digestScreen(voice, names, { actions, span: { since, until }, where: whereOf(plan), dateOf })
  return card && untracked(card)
}

/** What was saved while each round had a plan of its own names its round alone. */
const placeOf = async (
  deps: Deps,
  ref: RefTo<'plan'> & { readonly round?: RoundId },
): Promise<Pick<RefTo<'plan'>, 'platform' | 'channel'> | undefined> =>
  ref.round === undefined ? ref : roundOf(deps, ref.round)

/** The team's plan in its channel, and once a month what it did; while there is no plan yet, how the round stands. */
export const planScreens: Pick<Screens, 'plan' | 'digest'> = {
  plan: {
    render: async (deps, ref) => {
      const place = await placeOf(deps, ref)
      if (!place) return undefined
      const { platform, channel } = place
      const plan = await planOf(deps, platform, channel)
      const { team, round, rows } = plan
      if (!round && rows.length === 0) {
        if (!team?.planCards) return undefined
        const months = team.keptMonths ?? USUAL_MONTHS
        return { card: erasedScreen(planVoice(deps, plan), { what: 'plan', months }), shown: team.planCards }
      }
      if (round && rows.length === 0 && team?.open === round.id)
        return untracked(progressScreen(planVoice(deps, plan), round))
      return { card: await drawPlan(deps, platform, plan), shown: team?.planCards ?? [] }
    },
    onPosted: async (deps, ref, message) => {
      const place = await placeOf(deps, ref)
      if (!place) return
      const { platform, channel } = place
      await transact(deps, channelKey(channelHash(deps.hash, platform, channel)), (team) =>
        decideChannel({ platform, channel }, team, { type: 'planPosted', message }, deps.now()),
      )
    },
  },
  digest: { render: renderDigest },
}
