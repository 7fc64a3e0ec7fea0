import { acting } from '../../flows/action/decideAction.ts'
import { teaming } from '../../flows/channel/channel.ts'
import { UNCHANGED } from '../../flows/decision.ts'
import type { Told } from '../../flows/effect.ts'
import type { RoundId } from '../../flows/ids.ts'
import { actionKey, rosterKey, roundKey, sheetKey, tallyKey, teamKey } from '../../flows/keys.ts'
import { rostering } from '../../flows/roster/roster.ts'
import { steering } from '../../flows/round/decideRound.ts'
import { isOpen, type Round } from '../../flows/round/round.ts'
import type { RoundBrief } from '../../flows/sheet/closeSheet.ts'
import { type KeepingEvent, keeping } from '../../flows/sheet/sheetLifecycle.ts'
import { newTallyPage, type TallyEvent, tallying } from '../../flows/tally/sheetTally.ts'
import { channelHash, type Deps } from '../context.ts'
import { personOf, tellPerson } from '../people.ts'
import { settle } from '../transact.ts'
import { checking } from './checkReachability.ts'
import { tellingStars } from './dispatchBallots.ts'
import { freezing } from './freezeResult.ts'
import { type Heard, heard } from './outcome.ts'

/** Brings what one aggregate says to the one it is for, with what that one needs to know to decide. */
export const telling = async (deps: Deps, event: Told): Promise<Heard> => {
  switch (event.type) {
    case 'assembled':
    case 'extended':
    case 'pageClosed':
    case 'pageReleased':
    case 'rosterForgotten':
    case 'reminded':
    case 'starsAsked':
    case 'starsClosed':
    case 'ballotsReleased':
      return heard(
        await settle(deps, rosterKey(event.round, event.page), (roster) => rostering(roster, event, deps.now())),
      )
    case 'invited':
      return tellSheet(deps, event.round, event.member.sheet, async () => {
        const brief = await briefOf(deps, event.round)
        if (!brief) return undefined
        const own = (await personOf(deps, brief.platform, event.member.person))?.language
        return { type: 'invited', brief, page: event.page, member: event.member, own }
      })
    case 'sheetClosed':
      return tellSheet(deps, event.round, event.member.sheet, async () => {
        const round = await roundOf(deps, event.round)
        if (!round) return undefined
        const live = round.status === (event.counting ? 'closing' : 'stopped')
        return { ...event, brief: briefed(round), live }
      })
    case 'nudge':
    case 'spokenTo':
    case 'personErased':
    case 'deadlineMoved':
    case 'copyDone':
    case 'sheetForgotten':
      return tellSheet(deps, event.round, event.sheet, async () => event)
    case 'counted':
    case 'expected':
    case 'added':
    case 'tallyForgotten':
      return tellTally(deps, event.round, event.page, event)
    case 'startConfirmed':
    case 'draftExpired':
    case 'botRemoved':
    case 'pageCounted':
    case 'unreachable':
    case 'deadlineReached':
    case 'gaveUp':
    case 'pageTallied':
    case 'roundForgotten':
    case 'starsCounted':
    case 'starsDeadline':
    case 'starsTallied':
      return heard(await settle(deps, roundKey(event.round), (round) => steering(round, event, deps.now())))
    case 'ballotAsked':
    case 'ballotClosed':
    case 'ballotForgotten':
    case 'ballotSpokenTo':
    case 'ballotErased':
    case 'ballotNudge':
    case 'ballotCast':
    case 'ballotsExpected':
    case 'starsAdded':
    case 'starsForgotten':
    case 'allStarred':
      return tellingStars(deps, event)
    case 'followUpDue':
    case 'actionForgotten':
    case 'ownerErased':
      return heard(await settle(deps, actionKey(event.action), (action) => acting(action, event, deps.now())))
    case 'silence':
      return tellSilence(deps, event)
    case 'checkAsked':
      return checking(deps, event.round)
    case 'taskOpened':
    case 'taskClosed':
    case 'personForgotten':
      return heard(await tellPerson(deps, event.platform, event.person, event))
    case 'allTallied':
      return freezing(deps, event.round, event.pages)
    case 'channelGone':
    case 'roundEnded': {
      const { platform, channel } = event
      const key = teamKey(channelHash(deps.hash, platform, channel))
      return heard(await settle(deps, key, (team) => teaming({ platform, channel }, team, event, deps.now())))
    }
  }
}

const roundOf = async (deps: Deps, round: RoundId): Promise<Round | undefined> =>
  (await deps.store.load(roundKey(round)))?.state

const briefed = (round: Round): RoundBrief => {
  const { id, platform, channel, zone, title, coordinators, floor, closesAt, language, blocks, asksRole } = round
  const brief = { platform, channel, zone, title, coordinators, floor, closesAt, language, blocks, asksRole }
  return { ...brief, round: id, open: isOpen(round) }
}

const briefOf = async (deps: Deps, id: RoundId): Promise<RoundBrief | undefined> => {
  const round = await roundOf(deps, id)
  return round && briefed(round)
}

const tellSheet = async (
  deps: Deps,
  round: RoundId,
  sheet: string,
  eventOf: () => Promise<KeepingEvent | undefined>,
): Promise<Heard> => {
  const event = await eventOf()
  if (!event) return 'heard'
  return heard(await settle(deps, sheetKey(round, sheet), (state) => keeping(state, event, deps.now())))
}

/** A tally that was forgotten with its round must not come back to life for something told late. */
const tellTally = async (deps: Deps, id: RoundId, page: number, event: TallyEvent): Promise<Heard> => {
  const round = await roundOf(deps, id)
  const counting = round !== undefined && (isOpen(round) || round.status === 'closing')
  return heard(
    await settle(deps, tallyKey(id, page), (known) => {
      if (!known && (!counting || event.type === 'tallyForgotten')) return UNCHANGED
      return tallying(known ?? newTallyPage(id, page), event, deps.now())
    }),
  )
}

/** Who steers the round may have changed since the action was written. */
const tellSilence = async (deps: Deps, event: Extract<Told, { type: 'silence' }>): Promise<Heard> => {
  const known = (await deps.store.load(actionKey(event.action)))?.state
  if (!known) return 'heard'
  const [steers] = (await roundOf(deps, known.round))?.coordinators ?? []
  const told = { ...event, coordinator: steers ?? known.coordinator }
  return heard(await settle(deps, actionKey(event.action), (action) => acting(action, told, deps.now())))
}
