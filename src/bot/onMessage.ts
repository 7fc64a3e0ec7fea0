import { type ChannelWish, decideChannel, latestOf } from '../flows/channel/channel.ts'
import type { CardRef } from '../flows/ids.ts'
import { channelKey } from '../flows/keys.ts'
import type { Round } from '../flows/round/round.ts'
import { dateIn } from '../kit/calendar/calendar.ts'
import { type Phrases, parseCommand, type TypedCommand } from '../kit/commands.ts'
import { hasBlock } from '../kit/kit.ts'
import { LANGUAGES, type Language } from '../kit/languages.ts'
import { isWorry } from '../kit/worry.ts'
import { channelHash, type Deps, personHash } from './context.ts'
import { rememberChannel } from './onInstall.ts'
import { tenantReturned } from './outbox/tenants/leavingTenant.ts'
import { personOf, updatePerson } from './people/people.ts'
import type { InboundMessage } from './ports/inbound.ts'
import { PlatformFailed } from './ports/platform.ts'
import { roundOf, stateOf } from './stateOf.ts'
import { takeOver } from './takeOver.ts'
import { transact } from './transact.ts'

type Phrasebook = Readonly<Record<Language, Phrases>>

/** A message to the bot: in a channel it shows how the round stands there, in private what is open for the person. */
export const onMessage = async (deps: Deps, phrases: Phrasebook, message: InboundMessage): Promise<void> => {
  await tenantReturned(deps, message.platform)
  const wish = parseCommand(phrases, message.text) ?? worryIn(deps, message.text)
  const shown = message.place.in === 'channel' ? channelWish(deps, wish) : undefined
  if (shown) return replyInChannel(deps, message, wish, shown)
  const own = (await personOf(deps, message.platform, message.actor))?.language
  const { platform, actor: person, place } = message
  const files = place.in === 'private' && message.text === '' && message.attached === true
  const answer = files
    ? ({ screen: 'files', platform, person, language: own } as const)
    : privateCard(deps, message, wish, own ?? wish?.language)
  // A heap of pictures is answered once a day.
  const day = dateIn(deps.voice.zone, deps.now())
  const event = files ? `files/${personHash(deps.hash, platform, person)}/${day}` : message.id
  const chat = place.in === 'private' && place.conversation !== '' ? place.conversation : undefined
  await updatePerson(deps, platform, person, { type: 'spoke', chat, event, platform, person, answer })
}

/** Who sounds worried, in any language, is shown the concern guide, as who asks for it is: in private. */
const worryIn = ({ voices }: Deps, typed: string): TypedCommand | undefined => {
  const heard = LANGUAGES.filter((language) => isWorry(voices[language].reading.worry, typed))
  const [only, ...others] = heard
  return only && { command: 'concern', argument: '', language: others.length === 0 ? only : undefined }
}

/** Sent in the private chat, once until she has paused; her other messages are dropped. */
export const replyTooFast = async (
  deps: Deps,
  { platform, actor: person, id: event }: InboundMessage,
): Promise<void> => {
  const answer = { screen: 'tooFast', platform, person, language: deps.voice.language } as const
  await updatePerson(deps, platform, person, { type: 'spoke', chat: undefined, event, platform, person, answer })
}

/** What the channel is shown; undefined for what is between the bot and one person. */
const channelWish = (deps: Deps, wish: TypedCommand | undefined): ChannelWish | undefined => {
  const language = wish?.language ?? deps.voice.language
  switch (wish?.command) {
    case undefined:
    case 'start':
      return { show: 'start' }
    case 'status':
    case 'priorities':
    case 'result':
    case 'stars':
    case 'plan':
      return { show: wish.command }
    case 'action':
      return { show: 'plan' }
    case 'block':
      return hasBlock(deps.voice.kit, wish.argument)
        ? { show: 'block', block: wish.argument, language }
        : { show: 'start' }
    case 'search':
      return { show: 'library', ...foundFor(deps, wish.argument, language), language }
    case 'concern':
    case 'mine':
    case 'open':
    case 'calendar':
    case 'data':
    case 'language':
    case 'hours':
    case 'settings':
    case 'move':
    case 'help':
      return undefined
  }
}

/** What answers a question: none of its own words is kept. */
const foundFor = (deps: Deps, question: string, language: Language) => {
  const answer = deps.voices[language].find(question)
  return { found: answer.hits.map(({ id }) => id), answer }
}

const replyInChannel = async (
  deps: Deps,
  message: InboundMessage,
  wish: TypedCommand | undefined,
  shown: ChannelWish,
): Promise<void> => {
  const { platform, actor: person, id: event } = message
  const address = { platform, channel: message.place.conversation }
  const key = channelKey(channelHash(deps.hash, platform, address.channel))
  if (message.group !== undefined) await rememberChannel(deps, address, message.group)
  const answered = await answerable(deps, key, shown)
  const { state: team } = await transact(deps, key, (known) => {
    const round = latestOf(known)
    if (wish?.command === 'action' && round !== undefined)
      return decideChannel(
        address,
        known,
        { type: 'actionFormAsked', event, person, round, action: undefined },
        deps.now(),
      )
    return decideChannel(
      address,
      known,
      { type: 'mentioned', event, wish: answered, by: person, thread: message.place.thread },
      deps.now(),
    )
  })
  const round = latestOf(team)
  const known = round === undefined ? undefined : await roundOf(deps, round)
  if (known) await tryTakeOver(deps, message, known)
}

/** What was wished, or how to begin where its round is forgotten by now: nobody who asks is left without an answer. */
const answerable = async (deps: Deps, key: ReturnType<typeof channelKey>, shown: ChannelWish): Promise<ChannelWish> => {
  if (shown.show === 'start' || shown.show === 'block' || shown.show === 'library') return shown
  const team = await stateOf(deps, key)
  const round = latestOf(team)
  const gone = !team?.open && round !== undefined && (await roundOf(deps, round)) === undefined
  return gone && shown.show !== 'plan' ? { show: 'start' } : shown
}

/** The message is answered already: when the platform can't say who is in the channel now, the next message tries again. */
const tryTakeOver = async (deps: Deps, message: InboundMessage, round: Round): Promise<void> => {
  try {
    await takeOver(deps, message, round)
  } catch (error) {
    if (!(error instanceof PlatformFailed)) throw error
  }
}

/** The card that answers a message in the private chat. */
const privateCard = (
  deps: Deps,
  { platform, actor: person, place }: InboundMessage,
  wish: TypedCommand | undefined,
  language: Language | undefined,
): CardRef => {
  const reading = language ?? deps.voice.language
  const own = { platform, person, language: reading }
  switch (wish?.command) {
    case 'result':
      return { screen: 'ownResult', ...own }
    case 'status':
    case 'stars':
    case 'priorities':
      return { screen: 'stand', ...own }
    case 'action':
    case 'open':
      return { screen: 'open', ...own }
    case 'calendar':
      return { screen: 'calendar', ...own }
    case 'plan':
      return { screen: 'teamPlans', ...own }
    case 'mine':
      return { screen: 'mine', ...own }
    case 'settings':
      return { screen: 'teamSettings', ...own, ...(place.in === 'channel' ? { channel: place.conversation } : {}) }
    case 'move':
      return { screen: 'moveHere', ...own, channel: place.in === 'channel' ? place.conversation : undefined }
    case 'data':
      return { screen: 'data', ...own }
    case 'language':
    case 'hours':
      return { screen: 'habits', ...own }
    case 'block':
      return hasBlock(deps.voice.kit, wish.argument)
        ? { screen: 'block', block: wish.argument, language: reading }
        : { screen: 'help', ...own }
    case 'search':
      return { screen: 'library', ...foundFor(deps, wish.argument, reading), language: reading }
    case 'concern':
      return { screen: 'concern', step: deps.voice.reading.concern[0]?.id ?? '', ...own }
    case undefined:
    case 'start':
    case 'help':
      return { screen: 'help', ...own }
  }
}
