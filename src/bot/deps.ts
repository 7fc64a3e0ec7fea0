import type { Names, Voice } from '../cards/voice.ts'
import type { ChannelId, PersonId, Platform } from '../flows/names.ts'
import type { Instant } from '../kit/instant.ts'
import type { Hash } from '../store/seal.ts'
import type { Store } from '../store/store.ts'
import type { PlatformPort } from './platform.ts'

/** What the bot works with; `main.ts` builds it. */
export interface Deps {
  readonly store: Store
  readonly hash: Hash
  readonly voice: Voice
  readonly platform: PlatformPort
  readonly names: FetchNames
  /** k for new rounds. */
  readonly floor: number
  /** Effects are due: try them as soon as the reply is out. */
  readonly wake: () => void
  readonly now: () => Instant
}

/** Fetches what people are called before a card is drawn. */
export type FetchNames = (platform: Platform, channel: ChannelId, people: readonly PersonId[]) => Promise<Names>

export const sheetHash = (hash: Hash, platform: Platform, person: PersonId): string =>
  hash('sheet', platform.name, platform.tenant, person)
export const personHash = (hash: Hash, platform: Platform, person: PersonId): string =>
  hash('person', platform.name, platform.tenant, person)
export const channelHash = (hash: Hash, platform: Platform, channel: ChannelId): string =>
  hash('channel', platform.name, platform.tenant, channel)
