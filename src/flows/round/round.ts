import type { Growth } from '../../kit/growth.ts'
import type { Instant } from '../../kit/instant.ts'
import type { BlockId } from '../../kit/kit.ts'
import type { Language } from '../../kit/languages.ts'
import type { Result } from '../../kit/result.ts'
import type { Ranking } from '../../kit/stars.ts'
import { type Effect, edit } from '../effect.ts'
import type {
  ActionId,
  ChannelId,
  Member,
  MessageRef,
  PersonId,
  Platform,
  RoundId,
  RoundScreen,
  SheetId,
} from '../ids.ts'

/** One run of the story in one channel. */
export interface Round {
  readonly id: RoundId
  readonly platform: Platform
  readonly channel: ChannelId
  readonly zone: string
  readonly title: string
  /** Who steers it: one, or two together. */
  readonly coordinators: readonly PersonId[]
  /** Whoever steered it had left, and someone of the channel stepped in. */
  readonly takenOver?: boolean
  /** What the channel is spoken to in, and everyone who chose no language of her own. */
  readonly language: Language
  /** The blocks it is about, in the kit's order. */
  readonly blocks: readonly BlockId[]
  /** Large enough for a view per role: only then is anyone asked hers. */
  readonly asksRole: boolean
  /** k: fixed at the start, so that nobody can lower it once she knows who answered. */
  readonly floor: number
  readonly closesAt: Instant
  /** `short`: the deadline passed with too few sheets to show anything; the coordinator decides. */
  readonly status: RoundStatus
  /** People asked; it grows when someone is added, and never shrinks, whoever declines or is erased. */
  readonly asked: number
  /** How many pages its roster and its tally have. */
  readonly pages: number
  /** Who was added after the start, so that nobody is added twice. */
  readonly added: readonly SheetId[]
  /** Only while a draft: the roster pages hold them afterwards. */
  readonly members: readonly Member[]
  /** Also while a draft: what was found out before anything is sent. */
  readonly check?: Check
  /** Also while a draft: from outside the channel, by the directory's id, as a people picker gives them. */
  readonly outsiders?: readonly string[]
  readonly handedIn: readonly number[]
  readonly tallied: readonly number[]
  readonly unreachable: readonly PersonId[]
  /** The channel's cards, the newest last: each word that asks how things stand posts another, and all follow. */
  readonly progressCards: readonly MessageRef[]
  readonly controlCards: readonly ControlCard[]
  readonly closedAt?: Instant
  readonly result?: Result
  /** Since the team's round before this one, per block. */
  readonly growth?: readonly Growth[]
  /** From here on, once the team has talked: the stars. */
  readonly starsCloseAt?: Instant
  /** Too few gave stars in the first week, so there was another. */
  readonly starsLasted?: boolean
  readonly starsCast?: readonly number[]
  readonly starsTallied?: readonly number[]
  readonly starsCards?: readonly MessageRef[]
  readonly ranking?: Ranking
  readonly priorities?: Priorities
  /** Per priority: where the team wants to be in six months, and what it then does differently. */
  readonly directions?: Readonly<Record<BlockId, string>>
  readonly actions?: readonly ActionId[]
}

/** Each who steers has a card of her own, in her own language. */
export interface ControlCard {
  readonly person: PersonId
  readonly message: MessageRef
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
}

export type RoundStatus =
  | 'draft'
  | 'open'
  | 'short'
  | 'closing'
  /** The result stands; the team talks about it. */
  | 'closed'
  | 'starring'
  | 'starsClosing'
  | 'ranked'
  | 'prioritised'
  | 'stopped'

export const handedIn = (round: Round): number => round.handedIn.reduce((sum, count) => sum + count, 0)
export const isOpen = ({ status }: Round): boolean => status === 'open' || status === 'short'

export const starsCast = (round: Round): number => (round.starsCast ?? []).reduce((sum, count) => sum + count, 0)

export const isCoordinator = ({ coordinators }: Pick<Round, 'coordinators'>, person: PersonId): boolean =>
  coordinators.includes(person)

export const eachPage = (round: Round, effect: (page: number) => Effect): Effect[] =>
  Array.from({ length: round.pages }, (_, page) => effect(page))

export const cardOf = <Screen extends RoundScreen>(screen: Screen, round: Round) => ({
  screen,
  round: round.id,
})

/** The cards of who steers it, each by its place: effect ids stand unsealed, so no person is in them. */
export const controlsRedrawn = (round: Round, due: Instant): Effect[] =>
  round.coordinators.map((person, at) =>
    edit(`control/${round.id}/${at}`, { screen: 'control', round: round.id, person }, 'own', due),
  )

/** All cards that show how a round stands: the channel's and those of who steers it. */
export const redrawn = (round: Round, due: Instant): Effect[] => [
  edit(`progress/${round.id}`, cardOf('progress', round), 'own', due),
  ...controlsRedrawn(round, due),
]
