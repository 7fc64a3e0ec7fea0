import { decideAction } from '../../flows/action/decideAction.ts'
import { decideChannel } from '../../flows/channel/channel.ts'
import { UNCHANGED } from '../../flows/decision.ts'
import type { Message } from '../../flows/effect.ts'
import type { RoundId } from '../../flows/ids.ts'
import { actionKey, channelKey, rosterKey, roundKey, sheetKey, tallyKey } from '../../flows/keys.ts'
import { decideRoster } from '../../flows/roster/roster.ts'
import { decideRound } from '../../flows/round/decideRound.ts'
import { isOpen, type Round } from '../../flows/round/round.ts'
import type { RoundBrief } from '../../flows/sheet/closeSheet.ts'
import { decideSheetLifecycle, type SheetLifecycleEvent } from '../../flows/sheet/sheetLifecycle.ts'
import { decideSheetTally, newSheetTallyPage, type SheetTallyEvent } from '../../flows/tally/sheetTally.ts'
import { channelHash, type Deps } from '../context.ts'
import { personOf, updatePerson } from '../people.ts'
import { roundOf, stateOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { checkDraft } from './checkReachability.ts'
import { dispatchBallots } from './dispatchBallots.ts'
import { freezeResult } from './freezeResult.ts'
import { type DeliveryOutcome, outcomeOf } from './outcome.ts'

/** Delivers a message from one aggregate to another, with what the receiver needs to know to decide. */
export const dispatch = async (deps: Deps, event: Message): Promise<DeliveryOutcome> => {
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
      return outcomeOf(
        await transact(deps, rosterKey(event.round, event.page), (roster) => decideRoster(roster, event, deps.now())),
      )
    case 'invited':
      return dispatchToSheet(deps, event.round, event.member.sheet, async () => {
        const brief = await briefOf(deps, event.round)
        if (!brief) return undefined
        const own = (await personOf(deps, brief.platform, event.member.person))?.language
        return { type: 'invited', brief, page: event.page, member: event.member, own }
      })
    case 'sheetClosed':
      return dispatchToSheet(deps, event.round, event.member.sheet, async () => {
        const round = await roundOf(deps, event.round)
        if (!round) return undefined
        const live = round.status === (event.counting ? 'closing' : 'stopped')
        return { ...event, brief: briefFrom(round), live }
      })
    case 'nudge':
    case 'spokenTo':
    case 'personErased':
    case 'deadlineMoved':
    case 'copyDone':
    case 'sheetForgotten':
      return dispatchToSheet(deps, event.round, event.sheet, async () => event)
    case 'counted':
    case 'expected':
    case 'added':
    case 'tallyForgotten':
      return dispatchToTally(deps, event.round, event.page, event)
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
      return outcomeOf(await transact(deps, roundKey(event.round), (round) => decideRound(round, event, deps.now())))
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
      return dispatchBallots(deps, event)
    case 'followUpDue':
    case 'actionForgotten':
    case 'ownerErased':
      return outcomeOf(
        await transact(deps, actionKey(event.action), (action) => decideAction(action, event, deps.now())),
      )
    case 'silence':
      return dispatchSilence(deps, event)
    case 'checkAsked':
      return checkDraft(deps, event.round)
    case 'taskOpened':
    case 'taskClosed':
    case 'personForgotten':
      return outcomeOf(await updatePerson(deps, event.platform, event.person, event))
    case 'allTallied':
      return freezeResult(deps, event.round, event.pages)
    case 'channelGone':
    case 'roundEnded': {
      const { platform, channel } = event
      const key = channelKey(channelHash(deps.hash, platform, channel))
      return outcomeOf(
        await transact(deps, key, (team) => decideChannel({ platform, channel }, team, event, deps.now())),
      )
    }
  }
}

const briefFrom = (round: Round): RoundBrief => {
  const { id, platform, channel, zone, title, coordinators, floor, closesAt, language, blocks, asksRole } = round
  const brief = { platform, channel, zone, title, coordinators, floor, closesAt, language, blocks, asksRole }
  return { ...brief, round: id, open: isOpen(round) }
}

const briefOf = async (deps: Deps, id: RoundId): Promise<RoundBrief | undefined> => {
  const round = await roundOf(deps, id)
  return round && briefFrom(round)
}

const dispatchToSheet = async (
  deps: Deps,
  round: RoundId,
  sheet: string,
  eventOf: () => Promise<SheetLifecycleEvent | undefined>,
): Promise<DeliveryOutcome> => {
  const event = await eventOf()
  if (!event) return 'delivered'
  return outcomeOf(
    await transact(deps, sheetKey(round, sheet), (state) => decideSheetLifecycle(state, event, deps.now())),
  )
}

/** A tally that was forgotten with its round must not be created again by a late message. */
const dispatchToTally = async (
  deps: Deps,
  id: RoundId,
  page: number,
  event: SheetTallyEvent,
): Promise<DeliveryOutcome> => {
  const round = await roundOf(deps, id)
  const counting = round !== undefined && (isOpen(round) || round.status === 'closing')
  return outcomeOf(
    await transact(deps, tallyKey(id, page), (known) => {
      if (!known && (!counting || event.type === 'tallyForgotten')) return UNCHANGED
      return decideSheetTally(known ?? newSheetTallyPage(id, page), event, deps.now())
    }),
  )
}

/** The round's coordinator may have changed since the action was written. */
const dispatchSilence = async (deps: Deps, event: Extract<Message, { type: 'silence' }>): Promise<DeliveryOutcome> => {
  const known = await stateOf(deps, actionKey(event.action))
  if (!known) return 'delivered'
  const [coordinator = known.coordinator] = (await roundOf(deps, known.round))?.coordinators ?? []
  const message = { ...event, coordinator }
  return outcomeOf(await transact(deps, actionKey(event.action), (action) => decideAction(action, message, deps.now())))
}
