import { about, type Names, type Voice, type Voices } from '../cards/voice.ts'
import type { Effect } from '../flows/effect.ts'
import type { ChannelId, PersonHash, PersonId, Platform } from '../flows/ids.ts'
import type { Instant } from '../kit/calendar/instant.ts'
import type { Controller } from '../kit/controller.ts'
import type { BlockId } from '../kit/kit.ts'
import type { Language } from '../kit/languages.ts'
import type { Say } from '../kit/sentences.ts'
import type { Hash } from '../store/encryption.ts'
import type { ErasureLog } from '../store/erasureLog.ts'
import type { LinkTokens } from '../store/linkTokens.ts'
import type { WholeStore } from '../store/rawRows.ts'
import type { RoundKeys } from '../store/roundKeys.ts'
import type { Store } from '../store/store.ts'
import type { PlatformPort } from './ports/platform.ts'

/** What the bot works with, built by `main.ts`. A turn gets a copy that speaks the presser's language. */
export interface Deps {
  readonly store: Store
  readonly hash: Hash
  /** Undefined where nothing outlives the store: a restored backup then brings back what was erased since. */
  readonly erasureLog: ErasureLog | undefined
  /** The keys of rounds, to be destroyed when nothing needs them any more. */
  readonly roundKeys: Pick<RoundKeys, 'destroy'>
  readonly voices: Voices
  /** Where nothing says which language: the presser's own, else the bot's. */
  readonly voice: Voice
  /** The language of whoever presses or reads, where she chose one. */
  readonly own?: Language
  /** All rows of the store: only what erases a whole organisation looks at them. */
  readonly whole: WholeStore
  readonly platform: PlatformPort
  readonly names: FetchNames
  /** Where the bot is reached from outside, without a slash at its end; undefined where nobody said so: it then gives no links. */
  readonly publicUrl: () => string | undefined
  readonly links: LinkTokens
  /** Paths of the fonts that pictures are drawn with. */
  readonly fonts: readonly string[]
  /** Who is responsible, for the notice. */
  readonly controller: Controller
  /** k for new rounds. */
  readonly floor: number
  /** Tells the outbox worker that effects are due; they are tried as soon as the reply is out. */
  readonly wake: () => void
  /** See `listFirst`; absent in commands, whose effects the running bot delivers. */
  readonly beforeCommit?: (effects: readonly Effect[]) => Promise<void>
  readonly now: () => Instant
}

/** Looks up people's names before a card is rendered; `say` has the word for who can't be found. */
export type FetchNames = (
  platform: Platform,
  channel: ChannelId,
  people: readonly PersonId[],
  say: Say,
) => Promise<Names>

/** The sentences for one reader: in her own language where she chose one, else in the round's; about the round's blocks. */
export const voiceFor = (
  { voices, own }: Pick<Deps, 'voices' | 'own'>,
  round: { readonly language: Language; readonly blocks?: readonly BlockId[] },
): Voice => {
  const voice = voices[own ?? round.language]
  return round.blocks ? about(voice, round.blocks) : voice
}

/** The same bot for someone who chose a language of her own. */
export const withLanguage = (deps: Deps, own: Language | undefined): Deps =>
  own === undefined ? deps : { ...deps, own, voice: deps.voices[own] }

/** The id of a person's sheet and ballot: the same in every round, and nobody can be read from it. */
export const sheetHash = (hash: Hash, platform: Platform, person: PersonId): string =>
  hash('sheet', platform.name, platform.tenant, person)
/** The key of a person's own aggregate. */
export const personHash = (hash: Hash, platform: Platform, person: PersonId): PersonHash =>
  hash('person', platform.name, platform.tenant, person)
/** Short, since it only has to tell a press from the last few of the same person. */
export const pressHash = (hash: Hash, press: string): string => hash('press', press).slice(0, 8)
/** A press that passes a round on, as the round remembers it. */
export const turnOf = ({ hash }: Pick<Deps, 'hash'>, press: { readonly id: string }): string => hash('turn', press.id)
/** The key of a channel's aggregate. */
export const channelHash = (hash: Hash, platform: Platform, channel: ChannelId): string =>
  hash('channel', platform.name, platform.tenant, channel)
/** A form of someone's about a channel, as its button names it: what is made by sending it is made once. */
export const newForm = (deps: Pick<Deps, 'hash' | 'now'>, channel: ChannelId, person: PersonId): string =>
  deps.hash('form', channel, person, String(deps.now())).slice(0, 16)
/**
 * The id of what a form makes: the same for two taps on one form, another for other words in it. Someone else's, or another
 * channel's, can't be named with it.
 * @param about what is made, where and of whom, and what was filled in
 */
export const madeBy = (
  { hash }: Pick<Deps, 'hash'>,
  kind: 'round' | 'action' | 'note',
  form: string | undefined,
  press: { readonly id: string; readonly platform: Platform; readonly actor: PersonId },
  ...about: readonly string[]
): string =>
  // Forms drawn before they had a name make one for each press.
  form === undefined
    ? hash(kind, press.platform.tenant, press.id)
    : hash(kind, press.platform.tenant, press.actor, form, ...about)
/** The key of an organisation that took the app out. */
export const tenantHash = (hash: Hash, { name, tenant }: Platform): string => hash('tenant', name, tenant)
/** The key of an installation: a team in Teams, a workspace in Slack. */
export const groupHash = (hash: Hash, platform: Platform, group: string): string =>
  hash('group', platform.name, platform.tenant, group)
