import type { Instant } from '../kit/instant.ts'
import type { Result } from '../kit/result.ts'
import { type Effect, edit } from './effect.ts'
import type { ChannelId, MessageRef, PersonId, Platform, RoundId } from './names.ts'
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
  readonly status: 'draft' | 'open' | 'short' | 'closing' | 'closed' | 'stopped'
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
}

export const handedIn = (round: Round): number => round.handedIn.reduce((sum, count) => sum + count, 0)
export const isOpen = ({ status }: Round): boolean => status === 'open' || status === 'short'

/** How many pages its roster and its tally have. */
export const pages = ({ asked }: Round): number => Math.ceil(asked / PAGE)
export const eachPage = (round: Round, effect: (page: number) => Effect): Effect[] =>
  Array.from({ length: pages(round) }, (_, page) => effect(page))

export const cardOf = <Screen extends 'progress' | 'control' | 'result'>(screen: Screen, round: Round) => ({
  screen,
  round: round.id,
})

/** Both cards that show how a round stands: the channel's and the coordinator's. */
export const redrawn = (round: Round, due: Instant): Effect[] => [
  edit(`progress/${round.id}`, cardOf('progress', round), 'own', due),
  edit(`control/${round.id}`, cardOf('control', round), 'own', due),
]
