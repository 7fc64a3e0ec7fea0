import type { Instant } from '../../kit/calendar/instant.ts'
import { LANGUAGES } from '../../kit/languages.ts'
import { type Decision, decided, FORGOTTEN, UNCHANGED } from '../decision.ts'
import { type Effect, send } from '../effect.ts'
import { emptied } from '../emptied.ts'
import type { ActionId, RoundId } from '../ids.ts'
import { lookAgain, termEnd, USUAL_MONTHS } from '../retention.ts'
import type { Channel, ChannelAddress } from './state.ts'

/** Its term may be over: which of its rounds and actions are still kept. */
export interface ChannelForgotten {
  readonly type: 'channelForgotten'
  /** The channel's own hash, for an effect's id. */
  readonly team: string
  readonly rounds: readonly RoundId[]
  readonly actions: readonly ActionId[]
}

const zoneOf = ({ zone = 'UTC' }: Channel): string => zone

const forgetting = ({ platform, channel }: ChannelAddress, effect: string, due: Instant): Effect =>
  send({ type: 'channelForgotten', platform, channel }, due, `channelForgotten/${effect}`)

/**
 * The same decision, by which the channel's term counts anew; there again, the app wasn't taken out of it for good.
 * @param effect makes the effect's id where it has none yet: without any person or channel in it
 */
export const used = (
  decision: Decision<Channel>,
  here: ChannelAddress,
  effect: string,
  now: Instant,
): Decision<Channel> => {
  if (decision.kind !== 'decided' || decision.state === FORGOTTEN) return decision
  const { removedAt: _, ...team } = decision.state
  const id = team.used?.effect ?? effect
  return decided(
    { ...team, used: { at: now, effect: id } },
    ...decision.effects,
    forgetting(here, id, termEnd('channel', zoneOf(team), now, team.keptMonths)),
  )
}

/** The app is taken out: what is kept of the channel has a term from now on, also what runs. UNCHANGED when it was before. */
export const removed = (team: Channel, here: ChannelAddress, effect: string, now: Instant): Decision<Channel> => {
  if (team.removedAt !== undefined) return UNCHANGED
  const id = team.used?.effect ?? effect
  const due = termEnd('channel', zoneOf(team), now, team.keptMonths)
  const next: Channel = { ...team, used: { at: team.used?.at ?? now, effect: id }, removedAt: now }
  return decided(next, forgetting(here, id, due))
}

/**
 * A channel is kept as long as a round or an action of it, and as long after it was last used as these are. Where the app was taken
 * out of it for that long, they are forgotten first.
 */
export const forgetChannel = (
  team: Channel,
  here: ChannelAddress,
  { team: hash, rounds, actions }: ChannelForgotten,
  now: Instant,
): Decision<Channel> => {
  // As it was saved without the moment, nobody knows when it was last used: it counts from now.
  const { used: { at, effect } = { at: now, effect: hash }, removedAt, keptMonths = USUAL_MONTHS } = team
  const again = (due: Instant): Effect => forgetting(here, effect, due)
  const until = termEnd('channel', zoneOf(team), removedAt ?? at, keptMonths)
  if (now < until) return decided({ ...team, used: { at, effect } }, again(until))
  if (rounds.length === 0 && actions.length === 0) {
    const shown = { what: 'plan', id: hash, months: keptMonths, language: team.language ?? LANGUAGES[0] } as const
    return decided(FORGOTTEN, ...emptied(shown, team.planCards ?? [], now))
  }
  if (removedAt === undefined) return decided(team, again(lookAgain(zoneOf(team), now)))
  return decided(
    team,
    ...actions.map((action) => send({ type: 'actionForgotten', action, appGone: removedAt }, now)),
    ...rounds.map((round) => send({ type: 'roundForgotten', round, appGone: removedAt }, now)),
    again(lookAgain(zoneOf(team), now)),
  )
}
