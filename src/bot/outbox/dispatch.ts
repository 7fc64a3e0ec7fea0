import type { ChannelEvent } from '../../flows/channel/channel.ts'
import type { ChannelAddress } from '../../flows/channel/state.ts'
import type { Message } from '../../flows/effect.ts'
import { NOBODY, type PersonId, type RoundId } from '../../flows/ids.ts'
import {
  actionKey,
  ballotKey,
  erasedKey,
  personKey,
  rosterKey,
  roundKey,
  sheetKey,
  subscriptionKey,
} from '../../flows/keys.ts'
import { decideErasedMark } from '../../flows/person/erasedMark.ts'
import type { PersonMessage } from '../../flows/person/messages.ts'
import { decideRoster } from '../../flows/roster/roster.ts'
import { decideRound } from '../../flows/round/decideRound.ts'
import { askingPosts } from '../../flows/round/delivery.ts'
import type { SheetMessage } from '../../flows/sheet/messages.ts'
import { decideSheetLifecycle, type SheetLifecycleEvent } from '../../flows/sheet/sheetLifecycle.ts'
import type { SubscriptionMessage } from '../../flows/subscription/messages.ts'
import { decideSubscription } from '../../flows/subscription/subscription.ts'
import { channelNow } from '../channelMoves.ts'
import type { Deps } from '../context.ts'
import { briefFrom } from '../people/briefs.ts'
import { isAway } from '../people/leftChannel.ts'
import { personOf, updatePerson } from '../people/people.ts'
import { updatePlan } from '../plan/teamPlan.ts'
import { roundOf, stateOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { updateChannel } from '../updateChannel.ts'
import { checkDraft } from './checkReachability.ts'
import { dispatchBallots } from './dispatchBallots.ts'
import { dispatchStep } from './dispatchStep.ts'
import { dispatchToAction } from './dispatchToAction.ts'
import { checkLists, forgetChannel, forgetPerson, forgetRound } from './forget.ts'
import { freezeResult } from './freezeResult.ts'
import { type DeliveryOutcome, outcomeOf } from './outcome.ts'
import { tellRestored } from './restored.ts'
import { tellBallotTally, tellSheetTally } from './tellTally.ts'
import { endTenantTerm, tellChannels } from './tenants/leavingTenant.ts'

type TaskMessage = Extract<PersonMessage, { type: 'taskOpened' | 'taskClosed' }>

/** Delivers a message from one aggregate to another, with what the receiver needs to know to decide. @param id the effect's */
export const dispatch = async (deps: Deps, event: Message, id: string): Promise<DeliveryOutcome> => {
  switch (event.type) {
    case 'assembled':
    case 'extended':
    case 'moreAsked':
    case 'pageClosed':
    case 'pageReleased':
    case 'rosterForgotten':
    case 'pageLost':
    case 'pageRestored':
    case 'pageMoved':
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
    case 'othersAdded':
    case 'withdrawalEnds':
    case 'copyDone':
    case 'sheetLost':
    case 'sheetRestored':
    case 'sheetLeft':
    case 'sheetMoved':
    case 'sheetForgotten':
      return dispatchToSheet(deps, event)
    case 'counted':
    case 'expected':
    case 'added':
    case 'tallyForgotten':
      return outcomeOf(await tellSheetTally(deps, event))
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
    case 'starsCounted':
    case 'starsDeadline':
    case 'talkDue':
    case 'starsTallied':
    case 'channelRefused':
    case 'channelMoved':
    case 'channelBack':
      return outcomeOf(await transact(deps, roundKey(event.round), (round) => decideRound(round, event, deps.now())))
    case 'roundForgotten':
      return forgetRound(deps, event)
    case 'ballotAsked':
    case 'ballotClosed':
    case 'ballotForgotten':
    case 'ballotSpokenTo':
    case 'ballotErased':
    case 'ballotLost':
    case 'ballotRestored':
    case 'ballotLeft':
    case 'ballotNudge':
    case 'allStarred':
      return dispatchBallots(deps, event)
    case 'ballotCast':
    case 'ballotsExpected':
    case 'starsAdded':
    case 'starsForgotten':
      return outcomeOf(await tellBallotTally(deps, event))
    case 'stepWaits':
    case 'stepOverdue':
    case 'againDue':
      return dispatchStep(deps, event)
    case 'ended':
    case 'ownerErased':
    case 'planKeptFor':
    case 'actionMoved':
    case 'actionForgotten':
    case 'followUpDue':
    case 'askedAgain':
    case 'silence':
      return dispatchToAction(deps, event)
    case 'deliveryDue':
      return lookForDelivery(deps, event.round)
    case 'storeRestored':
      await tellRestored(deps, event)
      return 'delivered'
    case 'checkAsked':
      return checkDraft(deps, event.round)
    case 'taskOpened':
    case 'taskClosed':
      return dispatchTask(deps, event)
    case 'evaluationAsked':
    case 'evaluationClosed':
    case 'evaluationSigned':
    case 'askedNoMore':
      return outcomeOf(await updatePerson(deps, event.platform, event.person, event))
    case 'personForgotten':
      return forgetPerson(deps, event)
    case 'listsChecked':
      return checkLists(deps, event)
    case 'erasedForgotten':
      return outcomeOf(
        await transact(deps, erasedKey(event.person), (mark) =>
          decideErasedMark(event.person, mark, event, deps.now()),
        ),
      )
    case 'subscriptionOpened':
    case 'subscriptionClosed':
      return dispatchToSubscription(deps, event)
    case 'allTallied':
      return freezeResult(deps, event.round, event.pages)
    case 'planChanged':
      return outcomeOf(await updatePlan(deps, event))
    case 'channelTried':
    case 'channelGone':
      return dispatchToChannel(deps, event, (team) => ({ ...event, team }))
    case 'channelForgotten':
      return forgetChannel(deps, event)
    case 'roundEnded':
      return dispatchToChannel(deps, event, () => event)
    case 'tenantGone':
      return tellChannels(deps, event.platform)
    case 'tenantTermOver':
      return endTenantTerm(deps, event.platform, id)
    case 'digestDue':
      return dispatchToChannel(deps, event, (team) => ({ ...event, team, zone: deps.voice.zone }))
  }
}

/** What is handed on and back changes faster than a message comes whose first carrier was killed: how it is now counts. */
const dispatchTask = async (deps: Deps, event: TaskMessage): Promise<DeliveryOutcome> => {
  const hers = await isHers(deps, event)
  if (hers !== undefined && hers !== (event.type === 'taskOpened')) return 'delivered'
  return outcomeOf(await updatePerson(deps, event.platform, event.person, event))
}

/** Whether she has it in hand; undefined for what is nobody else's, and for what is gone. */
const isHers = async (deps: Deps, { task, person }: TaskMessage): Promise<boolean | undefined> => {
  switch (task.kind) {
    case 'sheet':
      return isLeft(await stateOf(deps, sheetKey(task.round, task.sheet))) ? false : undefined
    case 'ballot':
      return isLeft(await stateOf(deps, ballotKey(task.round, task.sheet))) ? false : undefined
    case 'round':
      return (await roundOf(deps, task.round))?.coordinators.includes(person)
    case 'action':
      return (await stateOf(deps, actionKey(task.action)))?.owners.includes(person)
  }
}

/** Erased since that was said: what was hers says no more that it is. */
const isLeft = (asked: { readonly person: PersonId } | undefined): boolean => asked?.person === NOBODY

/** A round hears how many of the cards that people are asked with should have arrived by now, and didn't. */
const lookForDelivery = async (deps: Deps, round: RoundId): Promise<DeliveryOutcome> => {
  const undelivered = await deps.store.overdue(round, askingPosts(round), deps.now())
  const event = { type: 'deliveryChecked', undelivered } as const
  return outcomeOf(await transact(deps, roundKey(round), (known) => decideRound(known, event, deps.now())))
}

/** Where the channel goes on, if that is elsewhere by now. */
const dispatchToChannel = async (
  deps: Deps,
  { platform, channel: named }: ChannelAddress,
  eventFor: (team: string) => ChannelEvent,
): Promise<DeliveryOutcome> => {
  const { channel } = await channelNow(deps, platform, named)
  return outcomeOf(await updateChannel(deps, { platform, channel }, eventFor))
}

/** An address that was withdrawn, or whose person was forgotten, before it was heard of doesn't stay behind. */
const dispatchToSubscription = async (deps: Deps, event: SubscriptionMessage): Promise<DeliveryOutcome> => {
  const key = subscriptionKey(event.subscription)
  const done = await transact(deps, key, (known) => decideSubscription(known, event))
  if (event.type === 'subscriptionOpened') {
    const person = await stateOf(deps, personKey(event.person))
    if (person?.calendar?.subscription !== event.subscription)
      await transact(deps, key, (known) => decideSubscription(known, { ...event, type: 'subscriptionClosed' }))
  }
  return outcomeOf(done)
}

const dispatchToSheet = async (deps: Deps, message: SheetMessage): Promise<DeliveryOutcome> => {
  const event = await sheetEventOf(deps, message)
  if (!event || (message.type === 'nudge' && (await isGone(deps, message)))) return 'delivered'
  const sheet = 'member' in message ? message.member.sheet : message.sheet
  return outcomeOf(
    await transact(deps, sheetKey(message.round, sheet), (state) => decideSheetLifecycle(state, event, deps.now())),
  )
}

/**
 * Someone who left the channel isn't reminded: the round hears of it instead. Also of who asked for no reminders: else whoever steers it
 * would see by who isn't named that she did.
 */
const isGone = async (deps: Deps, { round: id, sheet }: Extract<SheetMessage, { type: 'nudge' }>): Promise<boolean> => {
  const asked = await stateOf(deps, sheetKey(id, sheet))
  const round = asked?.inside ? await roundOf(deps, id) : undefined
  return asked !== undefined && round !== undefined && isAway(deps, round, { person: asked.person, sheet })
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
