import type { Instant } from '../kit/instant.ts'
import type { BlockId } from '../kit/kit.ts'
import type { Result } from '../kit/result.ts'
import type { Ranking } from '../kit/stars.ts'
import { type Effect, edit } from './effect.ts'
import type { ActionId, ChannelId, MessageRef, PersonId, Platform, RoundId, RoundScreen } from './names.ts'
import { type Member, PAGE } from './rosters.ts'

/** One run of the story in one channel. */
export interface Round {
  readonly id: RoundId
  readonly platform: Platform
  readonly channel: ChannelId
  readonly zone: string
  readonly title: string
  readonly coordinator: PersonId
  /** k: fixed at the start, so that nobody can lower it once she knows who answered. */
  readonly floor: number
  readonly closesAt: Instant
  /** `short`: the deadline passed with too few sheets to show anything; the coordinator decides. */
  readonly status: RoundStatus
  /** People asked; it never changes, whoever declines or is erased. */
  readonly asked: number
  /** Only while a draft: the roster pages hold them afterwards. */
  readonly members: readonly Member[]
  readonly handedIn: readonly number[]
  readonly tallied: readonly number[]
  readonly unreachable: readonly PersonId[]
  readonly progressCard?: MessageRef
  readonly controlCard?: MessageRef
  readonly result?: Result
  /** From here on, once the team has talked: the stars. */
  readonly starsCloseAt?: Instant
  /** Too few gave stars in the first week, so there was another. */
  readonly starsLasted?: boolean
  readonly starsCast?: readonly number[]
  readonly starsTallied?: readonly number[]
  readonly starsCard?: MessageRef
  readonly ranking?: Ranking
  readonly priorities?: Priorities
  /** Per priority: where the team wants to be in six months, and what it then does differently. */
  readonly directions?: Readonly<Record<BlockId, string>>
  readonly actions?: readonly ActionId[]
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

/** How many pages its roster and its tally have. */
export const pages = ({ asked }: Round): number => Math.ceil(asked / PAGE)
export const eachPage = (round: Round, effect: (page: number) => Effect): Effect[] =>
  Array.from({ length: pages(round) }, (_, page) => effect(page))

export const cardOf = <Screen extends RoundScreen>(screen: Screen, round: Round) => ({
  screen,
  round: round.id,
})

/** Both cards that show how a round stands: the channel's and the coordinator's. */
export const redrawn = (round: Round, due: Instant): Effect[] => [
  edit(`progress/${round.id}`, cardOf('progress', round), 'own', due),
  edit(`control/${round.id}`, cardOf('control', round), 'own', due),
]
