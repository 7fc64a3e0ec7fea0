import { dateIn } from '../../kit/calendar/calendar.ts'
import { openingOn, usualHours, withinHours } from '../../kit/calendar/hours.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import { dateAfter, isResting, nextMonth, workdayOutside } from '../../kit/calendar/rest.ts'
import { type Decision, decided, UNCHANGED } from '../decision.ts'
import { type Effect, post, quietly, send } from '../effect.ts'
import { type Channel, type ChannelAddress, type Digest, runs } from './state.ts'

/** `team`: the channel's own hash. `zone`: the bot's, for a team that chose none. */
export interface DigestPlace {
  readonly team: string
  readonly zone: string
}

/** What a digest decides by: its own day has come. */
export type DigestEvent = DigestPlace & { readonly type: 'digestDue'; readonly date: string }

const zoneOf = (team: Channel, { zone }: DigestPlace): string => team.zone ?? zone

/** The first working day of a month on which the team may be spoken to, when the usual hours begin: one effect a team. */
const dueOn = (here: ChannelAddress, place: DigestPlace, zone: string, date: string): Effect => {
  const { platform, channel } = here
  const event = { type: 'digestDue', platform, channel, date } as const
  return send(event, openingOn(usualHours(zone), date), `digest/${place.team}`)
}

/** Days after the plan began, or was spoken of last: sooner there is nothing to tell. */
const APART = 14

const monthFrom = (today: string, last: string): string => {
  const next = nextMonth(today)
  return next < dateAfter(last, APART) ? nextMonth(next) : next
}

/** @param last when the plan was spoken of last, or began */
const planned = (
  team: Channel,
  here: ChannelAddress,
  place: DigestPlace,
  last: string,
  now: Instant,
): { readonly next: string; readonly effect: Effect } => {
  const zone = zoneOf(team, place)
  const next = workdayOutside(team.rest, monthFrom(dateIn(zone, now), last))
  return { next, effect: dueOn(here, place, zone, next) }
}

/** While something runs, the next digest is planned, once; a plan in which nothing runs plans none. */
export const planDigest = (
  team: Channel,
  here: ChannelAddress,
  place: DigestPlace,
  now: Instant,
): { readonly digest: Digest | undefined; readonly effects: readonly Effect[] } => {
  const { digest = {} } = team
  if (digest.off || digest.next !== undefined || !(team.planRows ?? []).some(runs))
    return { digest: team.digest, effects: [] }
  const last = digest.last ?? dateIn(zoneOf(team, place), now)
  const { next, effect } = planned(team, here, place, last, now)
  return { digest: { ...digest, next, last }, effects: [effect] }
}

/** Planned anew: the team's zone, its rest, or whether it wants a digest has changed. What was planned before is then not due. */
export const replanDigest = (
  team: Channel,
  here: ChannelAddress,
  place: DigestPlace,
  now: Instant,
): { readonly digest: Digest | undefined; readonly effects: readonly Effect[] } => {
  const { next: _, ...digest } = team.digest ?? {}
  return planDigest({ ...team, digest }, here, place, now)
}

/**
 * Its day has come: one digest, however many months the bot was down, and the next is planned in the same transaction.
 * UNCHANGED for a digest that isn't planned any more, or was posted before.
 */
export const decideDigest = (
  team: Channel,
  here: ChannelAddress,
  event: DigestEvent,
  now: Instant,
): Decision<Channel> => {
  const { digest = {} } = team
  if (digest.off || digest.next !== event.date) return UNCHANGED
  const { next: _, ...without } = digest
  // The next action that runs plans one again.
  if (!(team.planRows ?? []).some(runs)) return decided({ ...team, digest: without })
  const zone = zoneOf(team, event)
  const today = dateIn(zone, now)
  if (isResting(team.rest, today)) {
    const later = workdayOutside(team.rest, today)
    return decided({ ...team, digest: { ...digest, next: later } }, dueOn(here, event, zone, later))
  }
  const { next, effect } = planned(team, here, event, today, now)
  const { platform, channel } = here
  const card = { screen: 'digest', platform, channel, since: digest.last ?? event.date, until: today } as const
  const at = withinHours(usualHours(zone), now)
  return decided(
    { ...team, digest: { ...digest, next, last: today } },
    quietly(post(`digest/${event.team}/${today}`, card, { in: 'channel', platform, channel }, at)),
    effect,
  )
}
