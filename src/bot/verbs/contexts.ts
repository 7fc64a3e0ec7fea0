import type { Action } from '../../flows/action/action.ts'
import type { ActionEvent } from '../../flows/action/decideAction.ts'
import type { Ballot } from '../../flows/ballot/ballot.ts'
import type { Channel } from '../../flows/channel/state.ts'
import type { ChannelId, Key, RoundId } from '../../flows/ids.ts'
import type { Person } from '../../flows/person/person.ts'
import type { RoundEvent } from '../../flows/round/decideRound.ts'
import type { Round } from '../../flows/round/round.ts'
import type { Sheet } from '../../flows/sheet/sheet.ts'
import type { Deps } from '../context.ts'
import type { NamedPlan, PlanPlace } from '../plan/planPlace.ts'
import type { Press } from '../ports/inbound.ts'
import type { PlatformUser } from '../ports/platform.ts'
import type { Transacted } from '../transact.ts'

/** What every handler gets: the bot, speaking the presser's language where she chose one, and the press itself. */
export interface PressContext {
  readonly deps: Deps
  readonly press: Press
}

/** A press before its guard. */
export interface GuardedPress extends PressContext {
  /** As just read; undefined also for a member's verbs, whose sheet and ballot know her language themselves. */
  readonly person: Person | undefined
}

/** The keys are made from the verified actor: nothing else of the round's can be reached with them. */
export interface MemberContext extends PressContext {
  readonly round: RoundId
  readonly sheet: Key<Sheet>
  readonly ballot: Key<Ballot>
}

/** With the round as just read. */
export interface RoundContext extends PressContext {
  readonly round: Round
}

/** For whoever coordinates the round. */
export interface CoordinatorContext extends RoundContext {
  /** Decides from the guard's own read; checks again whom it is for, since the round can change in between. */
  readonly decide: (eventOf: (round: Round) => RoundEvent | undefined) => Promise<Transacted<Round>>
}

/** For an owner of an action, or who coordinates its round. */
export interface OwnerContext extends PressContext {
  readonly person: Person | undefined
  /** Decides from the guard's own read; without an event it only reads. */
  readonly decide: (event: ActionEvent | undefined) => Promise<Transacted<Action>>
}

/** For anyone of an action's channel. */
export interface ActionChannelContext extends OwnerContext, WithRoster {
  readonly action: Action
}

/** For the plan of a channel she is in, whatever became of the round that an action was written in. */
export interface PlanContext extends PressContext, PlanPlace {}

/** For who coordinates the team's newest round, or anyone of the channel where no round is left. */
export interface TeamContext extends PressContext {
  readonly channel: ChannelId
  readonly team: Channel | undefined
}

/** Those in the channel who can take part; the presser is among them. */
export interface WithRoster {
  readonly people: readonly PlatformUser[]
}

/** What each guard gives its handler. */
export interface Contexts {
  readonly anyone: PressContext
  readonly person: GuardedPress
  readonly member: MemberContext
  readonly owner: OwnerContext
  readonly actionChannel: ActionChannelContext
  readonly coordinator: CoordinatorContext
  readonly coordinatorRoster: CoordinatorContext & WithRoster
  readonly channel: RoundContext
  readonly channelRoster: RoundContext & WithRoster
  readonly resultReader: RoundContext
  readonly plan: PlanContext
  readonly planRoster: PlanContext & WithRoster
  readonly teamCoordinator: TeamContext
  readonly roundForm: PressContext & { readonly channel: ChannelId }
  /** Bots and who was deactivated too: the check says who won't be asked. */
  readonly roundFormRoster: PressContext & { readonly everyone: readonly PlatformUser[] }
}

/** A row's `who`: the guard of its presses. */
export type GuardName = keyof Contexts

/** What each guard goes by in a button's data. */
export interface Needs {
  readonly anyone: object
  readonly person: object
  readonly member: { readonly round: RoundId }
  readonly owner: { readonly action: string }
  readonly actionChannel: { readonly action: string }
  readonly coordinator: { readonly round: RoundId }
  readonly coordinatorRoster: { readonly round: RoundId }
  readonly channel: { readonly round: RoundId }
  readonly channelRoster: { readonly round: RoundId }
  readonly resultReader: { readonly round: RoundId }
  readonly plan: NamedPlan
  readonly planRoster: NamedPlan
  readonly teamCoordinator: NamedPlan
  readonly roundForm: { readonly channel?: ChannelId | undefined }
  readonly roundFormRoster: { readonly channel: ChannelId }
}
