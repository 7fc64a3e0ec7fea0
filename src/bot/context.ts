import { about, type Names, type Voice, type Voices } from '../cards/voice.ts'
import type { ChannelId, PersonHash, PersonId, Platform } from '../flows/ids.ts'
import type { Instant } from '../kit/instant.ts'
import type { BlockId } from '../kit/kit.ts'
import type { Language } from '../kit/languages.ts'
import type { Say } from '../kit/sentences.ts'
import type { Hash } from '../store/encryption.ts'
import type { ErasureLog } from '../store/erasureLog.ts'
import type { Store } from '../store/store.ts'
import type { PlatformPort } from './ports/platform.ts'

/** What the bot works with; `main.ts` builds it. */
export interface Deps {
  readonly store: Store
  readonly hash: Hash
  /** Undefined where nothing outlives the store: a restored backup then brings back what was erased since. */
  readonly erasureLog: ErasureLog | undefined
  readonly voices: Voices
  /** Where nothing says which language: the presser's own, else the bot's. */
  readonly voice: Voice
  /** The language of whoever presses or reads, where she chose one. */
  readonly own?: Language
  readonly platform: PlatformPort
  readonly names: FetchNames
  /** k for new rounds. */
  readonly floor: number
  /** Effects are due: try them as soon as the reply is out. */
  readonly wake: () => void
  readonly now: () => Instant
}

/** Fetches what people are called before a card is drawn; `say` has the word for who can't be found. */
export type FetchNames = (
  platform: Platform,
  channel: ChannelId,
  people: readonly PersonId[],
  say: Say,
) => Promise<Names>

/** In her own language where she chose one, else as the round is spoken; of the blocks it is about. */
export const voiceFor = (
  { voices, own }: Pick<Deps, 'voices' | 'own'>,
  round: { readonly language: Language; readonly blocks?: readonly BlockId[] },
): Voice => {
  const voice = voices[own ?? round.language]
  return round.blocks ? about(voice, round.blocks) : voice
}

/** The same bot for someone with a language of her own. */
export const withLanguage = (deps: Deps, own: Language | undefined): Deps =>
  own === undefined ? deps : { ...deps, own, voice: deps.voices[own] }

export const sheetHash = (hash: Hash, platform: Platform, person: PersonId): string =>
  hash('sheet', platform.name, platform.tenant, person)
export const personHash = (hash: Hash, platform: Platform, person: PersonId): PersonHash =>
  hash('person', platform.name, platform.tenant, person)
/** Short: it tells a press from the last few of the same person. */
export const pressHash = (hash: Hash, press: string): string => hash('press', press).slice(0, 8)
export const channelHash = (hash: Hash, platform: Platform, channel: ChannelId): string =>
  hash('channel', platform.name, platform.tenant, channel)
export const groupHash = (hash: Hash, platform: Platform, group: string): string =>
  hash('group', platform.name, platform.tenant, group)
