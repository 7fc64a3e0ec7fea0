import { type Instant, SECOND } from '../../kit/calendar/instant.ts'
import { FLOOR } from '../../kit/gate.ts'
import type { Growth } from '../../kit/growth.ts'
import type { Result } from '../../kit/result.ts'
import { type Decision, decided, FORGOTTEN, refuse, UNCHANGED } from '../decision.ts'
import { send } from '../effect.ts'
import type { ActionId, Member, MessageRef, PersonId, SheetId } from '../ids.ts'
import { monthsOf } from '../retention.ts'
import { afterRestore, endedBeforeRestore, starsEndedBeforeRestore } from './afterRestore.ts'
import { redrawn } from './channel/channelCards.ts'
import { withPast } from './channel/pastCards.ts'
import { channelMoved, channelRefused, endingWithChannel, noticePosted, nowPosted } from './channel/posting.ts'
import { closeScan, fallShort, stopRound } from './closeScan.ts'
import { type CoordinatorCommand, decideCommand, memberBack, memberLeft } from './coordinatorCommands.ts'
import { controlPosted, controlShown, takeOver, wasHandedOver } from './coordinators.ts'
import { type DeliveryChecked, deliveryChecked } from './delivery.ts'
import { type Checked, checking, type Draft, drafting, starting } from './draft.ts'
import { controlsRedrawn } from './effects.ts'
import { forgetRound, type RoundForgotten, resultKeptUntil } from './forgetRound.ts'
import { freezeResult } from './freezeResult.ts'
import type { ChannelMoved, ChannelRefused, PageCounted, StoreRestored } from './messages.ts'
import { heardOf } from './pageCounts.ts'
import { type PersonErased, personErased } from './personErased.ts'
import { decidePriorities, type PrioritiesEvent } from './priorities.ts'
import { handedIn, hasResult, isCoordinator, isOpen, type Round } from './round.ts'
import { secretLost } from './secretLost.ts'
import { carried, decideOverdue } from './steps/carry.ts'
import { decideAgain, decideStepAnswer, type StepAnswer } from './steps/stepAnswers.ts'
import { decideTelling, type TellingEvent } from './steps/telling.ts'
import { decideTalk, type TalkEvent, talkOver, talkPosted } from './talk.ts'

/** All that can happen to a round: by itself, by its coordinator, and from the talk to the plan. */
export type RoundEvent = OwnEvent | CoordinatorCommand | PrioritiesEvent | TellingEvent | StepAnswer | TalkEvent

type OwnEvent =
  | { readonly type: 'drafted'; readonly draft: Draft }
  | { readonly type: 'startConfirmed' }
  | { readonly type: 'draftExpired' }
  | Omit<PageCounted, 'round'>
  | Checked
  | { readonly type: 'unreachable'; readonly person: PersonId }
  | { readonly type: 'posted'; readonly card: TrackedCard | 'talk'; readonly message: MessageRef }
  | { readonly type: 'controlPosted'; readonly person: PersonId; readonly message: MessageRef; readonly told?: number }
  | { readonly type: 'controlShown'; readonly person: PersonId; readonly message: MessageRef }
  | { readonly type: 'noticePosted'; readonly person: PersonId; readonly message: MessageRef }
  | Omit<ChannelRefused, 'round'>
  /** `closed`: her account is. */
  | { readonly type: 'memberLeft'; readonly member: Member; readonly closed?: boolean }
  | { readonly type: 'memberBack'; readonly sheet: SheetId }
  | Omit<ChannelMoved, 'round'>
  | { readonly type: 'channelBack' }
  | { readonly type: 'botRemoved' }
  /** Whoever steered it has left the channel, as the platform says. */
  | { readonly type: 'tookOver'; readonly by: PersonId }
  | { readonly type: 'deadlineReached' }
  | { readonly type: 'gaveUp' }
  | { readonly type: 'pageTallied'; readonly page: number }
  | {
      readonly type: 'allTallied'
      readonly result: Result
      readonly growth: readonly Growth[]
      /** For how many months its team wants it kept, where it chose that. */
      readonly keptMonths?: number | undefined
      /** The team's actions that still run. */
      readonly carry?: readonly ActionId[]
    }
  | { readonly type: 'stepOverdue' }
  | {
      readonly type: 'againDue'
      /** Whether the channel started another round since. */
      readonly newer: boolean
    }
  | { readonly type: 'resultKeptFor'; readonly months: number }
  | RoundForgotten
  | PersonErased
  | { readonly type: 'answersLost' | 'starsLost'; readonly key: string }
  | DeliveryChecked
  | StoreRestored
  /** It was closed after the backup that was put back. */
  | { readonly type: 'endedBeforeRestore' }
  /** So were its stars. */
  | { readonly type: 'starsEndedBeforeRestore' }

/** Cards in the channel that follow what happens to the round. */
const TRACKED = {
  progress: 'progressCards',
  result: 'resultCards',
  stars: 'starsCards',
  ranking: 'rankingCards',
  priorities: 'prioritiesCards',
  takeOver: 'takeOverCards',
} as const
type TrackedCard = keyof typeof TRACKED

/** The channel card is edited at most this often, however fast people hand in. */
const PROGRESS_EVERY = 5 * SECOND
/** Result and priorities are kept for this many months after the close, or after the end of the last action that needs them. */
export const RESULT_KEPT_MONTHS = monthsOf('round')

/**
 * A round from its draft to its end, as its coordinator, its deadline and its pages steer it.
 * Refuses `notCoordinator` to who doesn't coordinate it, `alreadyStarted` for another draft of a round that runs, and
 * what `decideCommand`, `decidePriorities` and `decideTalk` refuse. UNCHANGED when there is no such round, and for what doesn't
 * belong to its status: a message told late, or again.
 */
export const decideRound = (known: Round | undefined, event: RoundEvent, now: Instant): Decision<Round> =>
  carried(decide(known, event, now), event, now)

const decide = (known: Round | undefined, event: RoundEvent, now: Instant): Decision<Round> => {
  if (event.type === 'drafted') return drafting(known, event.draft, now)
  if (!known) return UNCHANGED
  const round = known
  switch (event.type) {
    case 'startConfirmed':
      return round.status === 'draft' ? starting(round, now) : UNCHANGED
    case 'draftExpired':
      return round.status === 'draft' ? decided(FORGOTTEN) : UNCHANGED
    case 'pageCounted':
      return counting(round, event, now)
    case 'unreachable':
      // Heard of after the close it is nobody's business any more: a result names no one.
      if (!isOpen(round) || round.unreachable.includes(event.person)) return UNCHANGED
      return decided(
        { ...round, unreachable: [...round.unreachable, event.person] },
        ...controlsRedrawn(round, now + PROGRESS_EVERY),
      )
    case 'checked':
      return checking(round, event, now)
    case 'posted':
      if (event.card === 'talk') return talkPosted(round, event.message, now)
      return nowPosted(followed(round, TRACKED[event.card], event.message), event.card, now)
    case 'noticePosted':
      return noticePosted(round, event.person, event.message)
    case 'channelMoved':
      return channelMoved(round, event, now)
    case 'channelBack':
      return round.refused && !round.refused.over ? nowPosted(round, '', now) : UNCHANGED
    case 'channelRefused':
      return channelRefused(round, event, now)
    case 'controlPosted':
      return controlPosted(round, event, now)
    case 'controlShown':
      return controlShown(round, event, now)
    case 'tookOver':
      return takeOver(round, event.by, now)
    case 'memberLeft':
      return memberLeft(round, event.member, event.closed === true, now)
    case 'memberBack':
      return memberBack(round, event.sheet, now)
    case 'botRemoved':
      return isOpen(round) ? endingWithChannel(stopRound(round, now), round, now) : UNCHANGED
    case 'extended':
    case 'closeAsked':
    case 'stopAsked':
    case 'remindAsked':
    case 'remarkHidden':
    case 'membersAdded':
    case 'takenOut':
    case 'handedOver':
      if (event.type === 'handedOver' && wasHandedOver(round, event.turn)) return UNCHANGED
      return isCoordinator(round, event.actor) ? decideCommand(round, event, now) : refuse('notCoordinator')
    case 'answersLost':
    case 'starsLost':
      return secretLost(round, event, now)
    case 'deliveryChecked':
      return deliveryChecked(round, event, now)
    case 'storeRestored':
      return afterRestore(round, event, now)
    case 'endedBeforeRestore':
      return endedBeforeRestore(round, now)
    case 'starsEndedBeforeRestore':
      return starsEndedBeforeRestore(round, now)
    case 'deadlineReached':
      if (round.status !== 'open' || now < round.closesAt) return UNCHANGED
      return handedIn(round) < FLOOR.least ? fallShort(round, now) : closeScan(round, now)
    case 'gaveUp':
      return round.status === 'short' ? stopRound(round, now) : UNCHANGED
    case 'pageTallied': {
      if (round.tallied.includes(event.page)) return UNCHANGED
      const next = { ...round, tallied: [...round.tallied, event.page] }
      const all = next.tallied.length === round.pages
      return all ? decided(next, send({ type: 'allTallied', round: round.id, pages: round.pages }, now)) : decided(next)
    }
    case 'allTallied':
      if (round.status !== 'closing') return UNCHANGED
      return freezeResult(round, event, resultKeptUntil(round.zone, now, event.keptMonths), now)
    case 'resultKeptFor':
      return hasResult(round)
        ? decided(
            round,
            send(
              { type: 'roundForgotten', round: round.id },
              resultKeptUntil(round.zone, round.closedAt, event.months),
            ),
          )
        : UNCHANGED
    case 'personErased':
      return personErased(round, event, now)
    case 'roundForgotten':
      return forgetRound(round, event, now)
    case 'talkStarted':
    case 'talkPlanned':
    case 'talkStepped':
    case 'talkNoted':
    case 'talkNoteErased':
    case 'talkDue':
      return decideTalk(round, event, now)
    case 'stepWaits':
    case 'coordinatorMissed':
      return decideTelling(round, event, now)
    case 'stepOverdue':
      return decideOverdue(round, now)
    case 'againDue':
      return decideAgain(round, event.newer, now)
    case 'stepAnswered':
    case 'againAnswered':
    case 'carriedOver':
      return isCoordinator(round, event.actor) ? decideStepAnswer(round, event, now) : refuse('notCoordinator')
    case 'talkDone':
      return talkOver(decidePriorities(round, event, now), now)
    case 'starsCounted':
    case 'starsCloseAsked':
    case 'starsDeadline':
    case 'starsTallied':
    case 'allStarred':
    case 'confirmed':
    case 'reasonHidden':
    case 'directed':
    case 'actionSaved':
      return decidePriorities(round, event, now)
  }
}

/** Older ones than these have scrolled away. */
const FOLLOWED = 5

/** The newest follow; the others are remembered, to be emptied when the round is forgotten. */
const followed = (round: Round, list: (typeof TRACKED)[TrackedCard], message: MessageRef): Round => {
  const cards = [...(round[list] ?? []), message]
  return withPast({ ...round, [list]: cards.slice(-FOLLOWED) }, cards.slice(0, -FOLLOWED))
}

const counting = (round: Round, told: Omit<PageCounted, 'round'>, now: Instant): Decision<Round> => {
  if (!isOpen(round)) return UNCHANGED
  const known = { counts: round.handedIn, changes: round.handedInChanges }
  const heard = heardOf(known, round.pages, told.page, { count: told.handedIn, change: told.change })
  if (!heard) return UNCHANGED
  const next = {
    ...round,
    handedIn: heard.counts,
    ...(heard.changes ? { handedInChanges: heard.changes } : {}),
  }
  // Handed in before the deadline and heard of after it: the round didn't fall short after all.
  if (next.status === 'short' && handedIn(next) >= FLOOR.least) return closeScan(next, now)
  return decided(next, ...redrawn(round, next, now + PROGRESS_EVERY))
}
