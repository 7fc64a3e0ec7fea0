import type { Instant } from '../../kit/instant.ts'
import type { BlockId, ElementId } from '../../kit/kit.ts'
import type { Language } from '../../kit/languages.ts'
import type { SheetAnswers } from '../../kit/result.ts'
import type { Deduplicated } from '../deduplicate.ts'
import { type Effect, edit } from '../effect.ts'
import type { ChannelId, Member, MessageRef, PersonId, Platform, RoundId, SheetId } from '../ids.ts'

export type Position =
  | { readonly on: 'invitation' | 'role' | 'review' | 'thanks' }
  | { readonly on: 'element'; readonly element: ElementId }
  | { readonly on: 'blockEnd'; readonly block: BlockId }
  | { readonly on: 'pause'; readonly from: Position }

/** One person's answers, and where she is in them. */
export interface Sheet extends SheetAnswers, Deduplicated {
  readonly round: RoundId
  readonly id: SheetId
  readonly page: number
  readonly platform: Platform
  readonly channel: ChannelId
  readonly person: PersonId
  readonly title: string
  readonly coordinator: PersonId
  readonly floor: number
  readonly closesAt: Instant
  readonly status: 'open' | 'handedIn' | 'declined' | 'closed' | 'stopped'
  readonly at: Position
  readonly wantsCopy: boolean
  /** Every card posted of it, so that each can be edited to one without answers. */
  readonly cards: readonly MessageRef[]
  readonly zone: string
  /** Her own where she chose one, else the round's. */
  readonly language: Language
  /** The blocks the round is about. */
  readonly blocks: readonly BlockId[]
  /** Whether the round is large enough for a view per role; only then is hers asked. */
  readonly asksRole: boolean
  /** How often the bot reminded her; never more than twice. */
  readonly nudged: number
  /** She asked not to be reminded. */
  readonly quiet: boolean
  /** The result is frozen: only a copy on its way keeps it from being forgotten. */
  readonly released?: boolean
}

/** What a sheet needs to know of its round. */
export interface RoundBrief {
  readonly round: RoundId
  readonly platform: Platform
  readonly channel: ChannelId
  readonly zone: string
  readonly title: string
  readonly coordinators: readonly PersonId[]
  readonly floor: number
  readonly closesAt: Instant
  readonly language: Language
  readonly blocks: readonly BlockId[]
  readonly asksRole: boolean
  readonly open: boolean
}

export const cardOf = (sheet: { round: RoundId; id: string }) =>
  ({ screen: 'sheet', round: sheet.round, sheet: sheet.id }) as const

export const taskOf = ({ platform, person, round, id }: Sheet) =>
  ({ platform, person, task: { kind: 'sheet', round, sheet: id } }) as const

export const redraw = (sheet: Sheet, now: Instant): Effect =>
  edit(`sheet/${sheet.round}/${sheet.id}`, cardOf(sheet), 'own', now)

export const newSheet = (brief: RoundBrief, page: number, member: Member): Sheet => {
  const { open: _, coordinators, ...round } = brief
  return {
    ...round,
    coordinator: coordinators[0] ?? member.person,
    id: member.sheet,
    person: member.person,
    page,
    status: 'open',
    at: { on: 'invitation' },
    grades: {},
    remarks: {},
    wantsCopy: false,
    cards: [],
    nudged: 0,
    quiet: false,
    heard: [],
  }
}
