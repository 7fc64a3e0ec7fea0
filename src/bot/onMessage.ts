import { type ChannelWish, decideChannel, latestOf } from '../flows/channel/channel.ts'
import { decideInstallation } from '../flows/channel/installation.ts'
import type { CardRef } from '../flows/ids.ts'
import { channelKey, installationKey, roundKey } from '../flows/keys.ts'
import type { Round } from '../flows/round/round.ts'
import { type Phrases, parseCommand, type TypedCommand } from '../kit/commands.ts'
import { hasBlock } from '../kit/kit.ts'
import type { Language } from '../kit/languages.ts'
import { searchLibrary } from '../kit/reading.ts'
import { channelHash, type Deps, groupHash } from './context.ts'
import { personOf, updatePerson } from './people.ts'
import type { MessageSaid } from './ports/inbound.ts'
import { PlatformFailed } from './ports/platform.ts'
import { takeOver } from './takeOver.ts'
import { transact } from './transact.ts'

type Phrasebook = Readonly<Record<Language, Phrases>>

/** Something said to the bot: in a channel it shows what is on there, in private what is hers. */
export const onMessage = async (deps: Deps, phrases: Phrasebook, said: MessageSaid): Promise<void> => {
  const wish = parseCommand(phrases, said.text)
  const shown = said.place.in === 'channel' ? channelWish(deps, wish) : undefined
  if (shown) return inChannel(deps, said, wish, shown)
  const own = (await personOf(deps, said.platform, said.actor))?.language
  const answer = privateAnswer(deps, said, wish, own ?? wish?.language)
  const { platform, actor: person, place, id: event } = said
  const chat = place.in === 'private' && place.conversation !== '' ? place.conversation : undefined
  await updatePerson(deps, platform, person, { type: 'spoke', chat, event, platform, person, answer })
}

/** Said in private, and once until she has paused: the rest of what she said is let go. */
export const replyTooFast = async (deps: Deps, { platform, actor: person, id: event }: MessageSaid): Promise<void> => {
  const answer = { screen: 'tooFast', platform, person, language: deps.voice.language } as const
  await updatePerson(deps, platform, person, { type: 'spoke', chat: undefined, event, platform, person, answer })
}

/** What the channel is shown; undefined for what is between the bot and one person. */
const channelWish = (deps: Deps, wish: TypedCommand | undefined): ChannelWish | undefined => {
  const language = wish?.language ?? deps.voice.language
  switch (wish?.command) {
    case undefined:
    case 'start':
    case 'status':
      return { show: 'status' }
    case 'result':
    case 'stars':
    case 'plan':
      return { show: wish.command }
    case 'action':
      return { show: 'plan' }
    case 'block':
      return hasBlock(deps.voice.kit, wish.argument)
        ? { show: 'block', block: wish.argument, language }
        : { show: 'status' }
    case 'search':
      return { show: 'library', found: found(deps, wish.argument, language), language }
    case 'concern':
    case 'open':
    case 'data':
    case 'language':
    case 'hours':
    case 'help':
      return undefined
  }
}

const found = (deps: Deps, query: string, language: Language): readonly string[] =>
  searchLibrary(deps.voices[language].reading.library, query).map(({ id }) => id)

const inChannel = async (
  deps: Deps,
  said: MessageSaid,
  wish: TypedCommand | undefined,
  shown: ChannelWish,
): Promise<void> => {
  const { platform, actor: person, id: event } = said
  const here = { platform, channel: said.place.conversation }
  const key = channelKey(channelHash(deps.hash, platform, here.channel))
  if (said.group !== undefined) await seen(deps, said, said.group)
  const { state: team } = await transact(deps, key, (known) => {
    const round = latestOf(known)
    if (wish?.command === 'action' && round !== undefined)
      return decideChannel(
        here,
        known,
        { type: 'actionFormAsked', event, person, round, action: undefined },
        deps.now(),
      )
    return decideChannel(here, known, { type: 'mentioned', event, wish: shown }, deps.now())
  })
  const round = latestOf(team)
  const known = round === undefined ? undefined : (await deps.store.load(roundKey(round)))?.state
  if (known) await takingOverIfItCan(deps, said, known)
}

/** What was asked is answered already: a platform that doesn't say who is there now is asked again another time. */
const takingOverIfItCan = async (deps: Deps, said: MessageSaid, round: Round): Promise<void> => {
  try {
    await takeOver(deps, said, round)
  } catch (error) {
    if (!(error instanceof PlatformFailed)) throw error
  }
}

/** The platform says only "removed from the group" when the app goes: which channels it was used in is remembered. */
const seen = (deps: Deps, { platform, place }: MessageSaid, group: string) =>
  transact(deps, installationKey(groupHash(deps.hash, platform, group)), (known) =>
    decideInstallation(known, { type: 'channelSeen', platform, channel: place.conversation }, deps.now()),
  )

const privateAnswer = (
  deps: Deps,
  { platform, actor: person }: MessageSaid,
  wish: TypedCommand | undefined,
  language: Language | undefined,
): CardRef => {
  const spoken = language ?? deps.voice.language
  const own = { platform, person, language: spoken }
  switch (wish?.command) {
    case 'status':
    case 'result':
    case 'stars':
    case 'plan':
    case 'action':
    case 'open':
      return { screen: 'open', ...own }
    case 'data':
      return { screen: 'data', ...own }
    case 'language':
    case 'hours':
      return { screen: 'habits', ...own }
    case 'block':
      return hasBlock(deps.voice.kit, wish.argument)
        ? { screen: 'block', block: wish.argument, language: spoken }
        : { screen: 'help', ...own }
    case 'search':
      return { screen: 'library', found: found(deps, wish.argument, spoken), language: spoken }
    case 'concern':
      return { screen: 'concern', step: deps.voice.reading.concern[0]?.id ?? '', language: spoken }
    case undefined:
    case 'start':
    case 'help':
      return { screen: 'help', ...own }
  }
}
