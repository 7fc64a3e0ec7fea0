import { type ChannelEvent, decideChannel } from '../../flows/channel/channel.ts'
import type { ChannelAddress } from '../../flows/channel/state.ts'
import { decided, FORGOTTEN, UNCHANGED } from '../../flows/decision.ts'
import type { Message } from '../../flows/effect.ts'
import type { RoundId } from '../../flows/ids.ts'
import { channelKey, rosterKey, roundKey, sheetKey, subscriptionKey, tallyKey } from '../../flows/keys.ts'
import { decideRoster } from '../../flows/roster/roster.ts'
import { decideRound } from '../../flows/round/decideRound.ts'
import { isOpen, type Round } from '../../flows/round/round.ts'
import type { SheetMessage } from '../../flows/sheet/messages.ts'
import type { RoundBrief } from '../../flows/sheet/sheet.ts'
import { decideSheetLifecycle, type SheetLifecycleEvent } from '../../flows/sheet/sheetLifecycle.ts'
import { decideSubscription } from '../../flows/subscription/subscription.ts'
import type { SheetTallyMessage } from '../../flows/tally/messages.ts'
import { decideSheetTally, newSheetTallyPage } from '../../flows/tally/sheetTally.ts'
import { channelHash, type Deps } from '../context.ts'
import { personOf, updatePerson } from '../people.ts'
import { updatePlan } from '../plan/teamPlan.ts'
import { roundOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { checkDraft } from './checkReachability.ts'
import { dispatchBallots } from './dispatchBallots.ts'
import { dispatchStep } from './dispatchStep.ts'
import { dispatchToAction } from './dispatchToAction.ts'
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
    case 'pageLost':
    case 'reminded':
    case 'starsAsked':
    case 'starsClosed':
    case 'ballotsReleased':
      return outcomeOf(
        await transact(deps, rosterKey(event.round, event.page), (roster) => decideRoster(roster, event, deps.now())),
      )
    case 'invited':
    case 'sheetClosed':
    case 'nudge':
    case 'spokenTo':
    case 'personErased':
    case 'deadlineMoved':
    case 'copyDone':
    case 'sheetLost':
    case 'sheetForgotten':
      return dispatchToSheet(deps, event)
    case 'counted':
    case 'expected':
    case 'added':
    case 'tallyForgotten':
      return dispatchToTally(deps, event)
    case 'resultKeptFor':
    case 'startConfirmed':
    case 'draftExpired':
    case 'botRemoved':
    case 'pageCounted':
    case 'unreachable':
    case 'deadlineReached':
    case 'gaveUp':
    case 'answersLost':
    case 'starsLost':
    case 'pageTallied':
    case 'roundForgotten':
    case 'starsCounted':
    case 'starsDeadline':
    case 'talkDue':
    case 'starsTallied':
      return outcomeOf(await transact(deps, roundKey(event.round), (round) => decideRound(round, event, deps.now())))
    case 'ballotAsked':
    case 'ballotClosed':
    case 'ballotForgotten':
    case 'ballotSpokenTo':
    case 'ballotErased':
    case 'ballotLost':
    case 'ballotNudge':
    case 'ballotCast':
    case 'ballotsExpected':
    case 'starsAdded':
    case 'starsForgotten':
    case 'allStarred':
      return dispatchBallots(deps, event)
    case 'stepWaits':
    case 'stepOverdue':
    case 'againDue':
      return dispatchStep(deps, event)
    case 'ended':
    case 'ownerErased':
    case 'planKeptFor':
    case 'actionForgotten':
    case 'followUpDue':
    case 'askedAgain':
    case 'silence':
      return dispatchToAction(deps, event)
    case 'checkAsked':
      return checkDraft(deps, event.round)
    case 'taskOpened':
    case 'taskClosed':
    case 'evaluationAsked':
    case 'evaluationClosed':
    case 'evaluationSigned':
    case 'personForgotten':
      return outcomeOf(await updatePerson(deps, event.platform, event.person, event))
    case 'subscriptionOpened':
    case 'subscriptionClosed':
      return outcomeOf(
        await transact(deps, subscriptionKey(event.subscription), (known) => decideSubscription(known, event)),
      )
    case 'allTallied':
      return freezeResult(deps, event.round, event.pages)
    case 'planChanged':
      return outcomeOf(await updatePlan(deps, event))
    case 'channelGone':
    case 'roundEnded':
      return dispatchToChannel(deps, event, event)
    case 'digestDue': {
      const team = channelHash(deps.hash, event.platform, event.channel)
      return dispatchToChannel(deps, event, { ...event, team, zone: deps.voice.zone })
    }
  }
}

const dispatchToChannel = async (
  deps: Deps,
  { platform, channel }: ChannelAddress,
  event: ChannelEvent,
): Promise<DeliveryOutcome> => {
  const key = channelKey(channelHash(deps.hash, platform, channel))
  return outcomeOf(await transact(deps, key, (team) => decideChannel({ platform, channel }, team, event, deps.now())))
}

const briefFrom = (round: Round): RoundBrief => {
  const { id, platform, channel, zone, title, coordinators, floor, closesAt, language, blocks, asksRole } = round
  const brief = { platform, channel, zone, title, coordinators, floor, closesAt, language, blocks, asksRole }
  return { ...brief, round: id, open: isOpen(round) }
}

const dispatchToSheet = async (deps: Deps, message: SheetMessage): Promise<DeliveryOutcome> => {
  const event = await sheetEventOf(deps, message)
  if (!event) return 'delivered'
  const sheet = 'member' in message ? message.member.sheet : message.sheet
  return outcomeOf(
    await transact(deps, sheetKey(message.round, sheet), (state) => decideSheetLifecycle(state, event, deps.now())),
  )
}

/** A sheet can't look up its round: it is told what it needs to know of it. Undefined when the round is gone. */
const sheetEventOf = async (deps: Deps, message: SheetMessage): Promise<SheetLifecycleEvent | undefined> => {
  if (message.type !== 'invited' && message.type !== 'sheetClosed') return message
  const round = await roundOf(deps, message.round)
  if (!round) return undefined
  const brief = briefFrom(round)
  if (message.type === 'sheetClosed')
    return { ...message, brief, live: round.status === (message.counting ? 'closing' : 'stopped') }
  const own = (await personOf(deps, brief.platform, message.member.person))?.language
  return { ...message, brief, own }
}

/** A tally that was forgotten with its round must not be created again by a late message. */
const dispatchToTally = async (deps: Deps, message: SheetTallyMessage): Promise<DeliveryOutcome> => {
  const { round: id, page } = message
  const key = tallyKey(id, page)
  const counting = await isCounting(deps, id)
  let created = false
  const done = await transact(deps, key, (known) => {
    created = false
    if (!counting) return known ? decided(FORGOTTEN) : UNCHANGED
    if (!known && message.type === 'tallyForgotten') return UNCHANGED
    created = !known
    return decideSheetTally(known ?? newSheetTallyPage(id, page), message, deps.now())
  })
  // The round can be frozen, and its tally forgotten, between the look at the round and this page's first save.
  if (created && !(await isCounting(deps, id)))
    await transact(deps, key, (known) => (known ? decided(FORGOTTEN) : UNCHANGED))
  return outcomeOf(done)
}

const isCounting = async (deps: Deps, id: RoundId): Promise<boolean> => {
  const round = await roundOf(deps, id)
  return round !== undefined && (isOpen(round) || round.status === 'closing')
}
