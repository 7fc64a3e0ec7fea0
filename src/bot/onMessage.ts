import { type ChannelWish, decideChannel, latestOf } from '../flows/channel/channel.ts'
import { channelKey } from '../flows/keys.ts'
import type { Round } from '../flows/round/round.ts'
import { dateIn } from '../kit/calendar/calendar.ts'
import { type Listening, listen, type Wish } from '../kit/typed/listen.ts'
import { channelHash, type Deps, personHash } from './context.ts'
import { rememberChannel } from './onInstall.ts'
import { tenantReturned } from './outbox/tenants/leavingTenant.ts'
import { personOf, updatePerson } from './people/people.ts'
import type { InboundMessage } from './ports/inbound.ts'
import { PlatformFailed } from './ports/platform.ts'
import { roundOf } from './stateOf.ts'
import { takeOver } from './takeOver.ts'
import { transact } from './transact.ts'
import { answerable, channelWish, privateCard } from './wishes.ts'

/** A message to the bot: in a channel it shows how the round stands there, in private what is open for the person. */
export const onMessage = async (deps: Deps, listening: Listening, message: InboundMessage): Promise<void> => {
  await tenantReturned(deps, message.platform)
  const wish = listen(listening, message.text)
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

/** Sent in the private chat, once until she has paused; her other messages are dropped. */
export const replyTooFast = async (
  deps: Deps,
  { platform, actor: person, id: event }: InboundMessage,
): Promise<void> => {
  const answer = { screen: 'tooFast', platform, person, language: deps.voice.language } as const
  await updatePerson(deps, platform, person, { type: 'spoke', chat: undefined, event, platform, person, answer })
}

const replyInChannel = async (
  deps: Deps,
  message: InboundMessage,
  wish: Wish | undefined,
  shown: ChannelWish,
): Promise<void> => {
  const { platform, actor: person, id: event } = message
  const address = { platform, channel: message.place.conversation }
  const key = channelKey(channelHash(deps.hash, platform, address.channel))
  if (message.group !== undefined) await rememberChannel(deps, address, message.group)
  const answered = await answerable(deps, key, shown)
  const { state: team } = await transact(deps, key, (known) => {
    const round = latestOf(known)
    if (wish?.intent === 'action' && round !== undefined)
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

/** The message is answered already: when the platform can't say who is in the channel now, the next message tries again. */
const tryTakeOver = async (deps: Deps, message: InboundMessage, round: Round): Promise<void> => {
  try {
    await takeOver(deps, message, round)
  } catch (error) {
    if (!(error instanceof PlatformFailed)) throw error
  }
}
