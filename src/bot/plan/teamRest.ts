import type { ChannelId, Platform } from '../../flows/ids.ts'
import { actionKey } from '../../flows/keys.ts'
import type { CardRef } from '../../flows/refs.ts'
import { lookAgain } from '../../flows/retention.ts'
import { dateIn } from '../../kit/calendar/calendar.ts'
import { openingOn, usualHours } from '../../kit/calendar/hours.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import { isResting, workdayOutside } from '../../kit/calendar/rest.ts'
import type { Deps } from '../context.ts'
import { roundOf, stateOf } from '../stateOf.ts'
import { teamOf } from './teamPlan.ts'

/** When a team may be spoken to unasked again; undefined when it may be now. One store read. */
export const restsUntil = async (deps: Deps, platform: Platform, channel: ChannelId): Promise<Instant | undefined> => {
  const team = await teamOf(deps, platform, channel)
  const zone = team?.zone ?? deps.voice.zone
  // Where the app was taken out nobody is asked anything; it may be put back.
  if (team?.removedAt !== undefined) return lookAgain(zone, deps.now())
  const today = dateIn(zone, deps.now())
  if (!isResting(team?.rest, today)) return undefined
  return openingOn(usualHours(zone), workdayOutside(team?.rest, today))
}

/** The same for a card that is said unasked: of the team it is about. Undefined for what is about no team. */
export const restOfCard = async (deps: Deps, ref: CardRef): Promise<Instant | undefined> => {
  // Where the channel is gone, whoever steers its round has to know, and where others read along, everyone: their own hours are enough.
  if (['notPosted', 'channelEnded', 'left', 'resultMoved'].includes(ref.screen)) return undefined
  if ('channel' in ref && ref.channel !== undefined) return restsUntil(deps, ref.platform, ref.channel)
  if ('round' in ref && ref.round !== undefined) {
    const round = await roundOf(deps, ref.round)
    return round && restsUntil(deps, round.platform, round.channel)
  }
  if (!('action' in ref) || ref.action === undefined) return undefined
  const action = await stateOf(deps, actionKey(ref.action))
  return action && restsUntil(deps, action.platform, action.channel)
}
