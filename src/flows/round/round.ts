import type { Instant } from '../../kit/calendar/instant.ts'
import type { Growth } from '../../kit/growth.ts'
import type { BlockId } from '../../kit/kit.ts'
import type { Language } from '../../kit/languages.ts'
import type { Result } from '../../kit/result.ts'
import type { Ranking } from '../../kit/stars.ts'
import type {
  ActionId,
  ChannelId,
  ChannelTrouble,
  Member,
  MessageRef,
  PersonId,
  Platform,
  RoundId,
  SheetId,
} from '../ids.ts'
import type { Changes } from './pageCounts.ts'
import type { Again, Step, Waiting } from './steps/step.ts'
import type { Talk } from './talkState.ts'

/** The cards in the channel of which private cards say that they stand there. */
export type Posting = 'result' | 'ranking' | 'priorities'

/** Someone who was asked and isn't any more; `out`: whoever steers the round took her out. */
export interface LeftMember extends Member {
  readonly out?: true
}

/** What was the matter with the channel when it took no posts. */
export interface Refused {
  readonly trouble: ChannelTrouble
  readonly since: Instant
  readonly over?: true
}

/** What a round is and has in every status. */
interface RoundBase {
  readonly id: RoundId
  readonly platform: Platform
  readonly channel: ChannelId
  /** IANA name, e.g. `Europe/Brussels`: its dates and hours are meant there. */
  readonly zone: string
  readonly title: string
  /** Who steers it: one, or two together. */
  readonly coordinators: readonly PersonId[]
  /** Whoever steered it had left, and someone of the channel stepped in. */
  readonly takenOver?: boolean
  /** The last presses that passed it on, so that one that is delivered again changes nothing. */
  readonly handOvers?: readonly string[]
  /** What the channel is spoken to in, and everyone who chose no language of her own. */
  readonly language: Language
  /** The blocks it is about, in the kit's order. */
  readonly blocks: readonly BlockId[]
  /** Whether sheets ask one's role. */
  readonly asksRole: boolean
  /** The result is to be seen per role, in place of the team as a whole; absent: as a team. */
  readonly perRole?: boolean
  /** k: fixed at the start, so that nobody can lower it once she knows who answered. */
  readonly floor: number
  /** The scan's deadline. */
  readonly closesAt: Instant
  /** People asked; it grows when someone is added, and never shrinks, whoever declines or is erased. */
  readonly asked: number
  /** In the channel at the start without being asked: they read its result. */
  readonly readers?: number
  /** How many pages its roster and its tallies have. */
  readonly pages: number
  /** Who is to be asked, while it is a draft; afterwards the roster's pages hold them, and this is empty. */
  readonly members: readonly Member[]
  /** Who was added after the start, so that nobody is added twice. */
  readonly added: readonly SheetId[]
  /** Hand-ins a page that count now; empty before the first and after the close. */
  readonly handedIn: readonly number[]
  /** The newest change of that number heard of each page. */
  readonly handedInChanges?: Changes
  /** The pages of the tally that are whole. */
  readonly tallied: readonly number[]
  readonly unreachable: readonly PersonId[]
  /** When everyone who hasn't handed in was last reminded by who steers it. */
  readonly remindedAt?: Instant
  /** Who of those asked left the channel, or was taken out: they aren't reminded. Forgotten with the close. */
  readonly left?: readonly LeftMember[]
  /** Who was taken out before the close, by her sheet alone: she isn't asked for stars either. Forgotten with the ranking. */
  readonly takenOut?: readonly SheetId[]
  /** The channel's cards, the newest last: each word that asks how things stand posts another, and all follow. */
  readonly progressCards: readonly MessageRef[]
  readonly controlCards: readonly ControlCard[]
  /** The channel's cards of the stars, the newest last; the word that asks for them may come at any time. */
  readonly starsCards?: readonly MessageRef[]
  readonly prioritiesCards?: readonly MessageRef[]
  /** The channel's cards of the result and of the ranking: they never follow, and are emptied when the round is forgotten. */
  readonly resultCards?: readonly MessageRef[]
  readonly rankingCards?: readonly MessageRef[]
  /** Cards that no longer follow, since newer ones do: they are emptied all the same. */
  readonly pastCards?: readonly MessageRef[]
  /** The channel's cards that ask who takes over. */
  readonly takeOverCards?: readonly MessageRef[]
  /** What is to stand in the channel, and isn't recorded there yet: no card says that it does. */
  readonly posting?: readonly Posting[]
  /** The channel took nothing, since when; `over`: it did since. */
  readonly refused?: Refused
  /** The private cards that say so. */
  readonly refusedCards?: readonly { readonly person: PersonId; readonly message: MessageRef }[]
  /** The talk about the result: how far it is, and what was noted. */
  readonly talk?: Talk
  /** The plan: a channel may write an action at any time. */
  readonly actions?: readonly ActionId[]
  /** The last keys that were gone, of the scan and of the stars, each told of once. */
  readonly lostKeys?: readonly string[]
  /** What waits for who steers it. */
  readonly waiting?: Waiting
  /** How many messages about steps there were: each goes by its number. */
  readonly told?: number
  /** Cards that people are asked with and that didn't arrive, since when; `told`: who steers it was told so. */
  readonly undelivered?: { readonly count: number; readonly since: Instant; readonly told?: true }
  /** The store was put back from a backup: noticed when (0: not told of yet), as of when it stands, and whether the round, or its stars, had been closed since. */
  readonly restored?: { readonly at: Instant; readonly asOf?: Instant; readonly ended?: true }
  /** The step at which the team stopped: until something else happens, nobody is asked about it. */
  readonly restsAt?: Step
}

/** What is being put together, before anyone is asked anything. */
export interface DraftRound extends RoundBase {
  readonly status: 'draft'
  /** When its people were chosen; absent in what was saved without it. */
  readonly chosenAt?: Instant
  /** What was found out before anything is sent; undefined while that takes its time. */
  readonly check?: Check
  /** From outside the channel, by the directory's id, as a people picker gives them. */
  readonly outsiders?: readonly string[]
  /** The date that was asked for, where nobody works on it and the deadline was moved. */
  readonly movedFrom?: string
  /** All of the channel were asked for in one, and not by name. */
  readonly everyone?: true
}

/** People fill in their sheets. `short`: the deadline passed with too few to show anything; the coordinator decides. */
export interface OpenRound extends RoundBase {
  readonly status: 'open' | 'short'
}

/** Every sheet is called in. */
export interface ClosingRound extends RoundBase {
  readonly status: 'closing'
}

/** Erased without a result. */
interface StoppedRound extends RoundBase {
  readonly status: 'stopped'
}

interface ResultRound extends RoundBase {
  readonly closedAt: Instant
  readonly result: Result
  /** Since the team's round before this one, per block. */
  readonly growth: readonly Growth[]
  /** Actions of earlier rounds that still run, and of which nobody said yet whether they go on. */
  readonly carry?: readonly ActionId[]
  readonly again?: Again
}

/** The result stands; the team talks about it. */
export interface ClosedRound extends ResultRound {
  readonly status: 'closed'
}

interface StarsRound extends ResultRound {
  readonly starsCloseAt: Instant
  /** Too few gave stars in the first week, so there was another. */
  readonly starsLasted?: boolean
  /** Ballots a page that count now; empty before the first and after the ranking. */
  readonly starsCast: readonly number[]
  /** The newest change of that number heard of each page. */
  readonly starsCastChanges?: Changes
  /** The pages of the stars' tally that are whole. */
  readonly starsTallied: readonly number[]
}

/** People give stars, or, `starsClosing`, every ballot is called in. */
export interface StarringRound extends StarsRound {
  readonly status: 'starring' | 'starsClosing'
}

/** The stars propose; the team has yet to agree. */
export interface RankedRound extends StarsRound {
  readonly status: 'ranked'
  readonly ranking: Ranking
}

/** The team agreed, and plans: a round stays here until it is forgotten. */
export interface PrioritisedRound extends StarsRound {
  readonly status: 'prioritised'
  readonly ranking: Ranking
  readonly priorities: Priorities
  /** Per priority: where the team wants to be in six months, and what it then does differently. */
  readonly directions?: Readonly<Record<BlockId, string>>
  /** Who changed one after it was written, and when. */
  readonly directionChanges?: Readonly<Record<BlockId, Change>>
}

/** One run of the story in one channel, by how far it is: what a status doesn't have isn't there. */
export type Round =
  | DraftRound
  | OpenRound
  | ClosingRound
  | ClosedRound
  | StarringRound
  | RankedRound
  | PrioritisedRound
  | StoppedRound

/** A round of which the result stands: `closed` and all that comes after it. */
export type RoundWithResult = Extract<Round, ResultRound>
/** A round whose stars were asked: `starring` and all that comes after it. */
export type RoundWithStars = Extract<Round, StarsRound>
/** A round whose stars were ranked. */
export type RoundWithRanking = RankedRound | PrioritisedRound

/** Each who steers has a card of her own, in her own language. */
export interface ControlCard {
  readonly person: PersonId
  readonly message: MessageRef
  /** The date it was posted on, in the round's zone; unknown for cards of before it was kept. */
  readonly date?: string
  /** The number of the last message about a step that it says. */
  readonly told?: number
}

/** What the coordinator should know before everyone gets a card. */
export interface Check {
  readonly unreachable: readonly PersonId[]
  readonly guests: readonly PersonId[]
  /** Asked, but not in the channel: they won't read its result. */
  readonly outside: readonly PersonId[]
  /** In the channel without being asked: they will read the result. */
  readonly readers: number
  /** Of those asked, who is from another organisation. */
  readonly strangers?: readonly PersonId[]
  /** In the channel, and never asked anything. */
  readonly bots?: readonly PersonId[]
  readonly deactivated?: readonly PersonId[]
}

/** What the coordinator confirmed, as the team agreed. */
export interface Priorities {
  readonly blocks: readonly BlockId[]
  readonly reason: string
  readonly changed?: Change
}

/** Who changed what the team had agreed, and when. */
export interface Change {
  /** Absent once she had everything of hers erased. */
  readonly by?: PersonId
  readonly at: Instant
}

/** Whether a card stands in the channel, as far as it is recorded. */
export const isPosted = ({ posting = [] }: Pick<Round, 'posting'>, card: Posting): boolean => !posting.includes(card)

/** Whether sheets can still be filled in and handed in. */
export const isOpen = (round: Round): round is OpenRound => round.status === 'open' || round.status === 'short'
/** From the moment the result stands. */
export const hasResult = (round: Round): round is RoundWithResult => 'result' in round
/** From the moment stars are asked. */
export const hasStars = (round: Round): round is RoundWithStars => 'starsCloseAt' in round
/** From the moment the stars are ranked. */
export const hasRanking = (round: Round): round is RoundWithRanking => 'ranking' in round

/** How many handed in and count now; 0 once the result is frozen. */
export const handedIn = (round: Pick<Round, 'handedIn'>): number => sum(round.handedIn)
/** How many gave stars that count now; 0 once they are ranked. */
export const starsCast = (round: RoundWithStars): number => sum(round.starsCast)
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)

/** Whether she steers it. */
export const isCoordinator = ({ coordinators }: Pick<Round, 'coordinators'>, person: PersonId): boolean =>
  coordinators.includes(person)
