import { sentPrivatelyScreen } from '../../cards/screens/person/heardScreens.ts'
import { cardFor, newChannel } from '../../flows/channel/channel.ts'
import { channelKey } from '../../flows/keys.ts'
import type { Guess } from '../../kit/typed/intents.ts'
import { channelHash } from '../context.ts'
import { updatePerson } from '../people/people.ts'
import type { Reply } from '../ports/handlers.ts'
import { screenOf } from '../render/screens.ts'
import { stateOf } from '../stateOf.ts'
import { answerable, channelWish, privateCard } from '../wishes.ts'
import type { Contexts } from './contexts.ts'
import { ok, refusedReply } from './replies.ts'
import * as data from './schemas.ts'
import { type Verb, verb } from './verb.ts'

/**
 * A guess is answered as if it had been typed in the same place: in the private chat by its card; in a channel by what the channel may
 * read, to who tapped alone, and what is hers goes to her private chat.
 */
const runCommand = async ({ deps, press }: Contexts['person'], command: Guess): Promise<Reply> => {
  const { platform, actor: person, place } = press
  const wish = { intent: command, argument: '', language: deps.voice.language } as const
  const shown = place.in === 'channel' ? channelWish(deps, wish) : undefined
  if (place.in === 'channel' && !shown) {
    const answer = privateCard(deps, press, wish, deps.voice.language)
    await updatePerson(deps, platform, person, {
      type: 'spoke',
      chat: undefined,
      event: press.id,
      platform,
      person,
      answer,
    })
    return ok(sentPrivatelyScreen(deps.voice))
  }
  const here = { platform, channel: place.conversation }
  const key = channelKey(channelHash(deps.hash, platform, place.conversation))
  const card = shown
    ? cardFor((await stateOf(deps, key)) ?? newChannel(here), here, await answerable(deps, key, shown))
    : privateCard(deps, press, wish, deps.voice.language)
  const rendered = await screenOf(card).render(deps, card)
  return rendered ? ok(rendered.card) : refusedReply(deps, 'roundGone')
}

/** What is offered to who typed something that wasn't understood. */
export const typedVerbs: readonly Verb[] = [
  verb({
    verb: 'command.run',
    data: data.runCommand,
    who: 'person',
    where: 'both',
    press: (context, { command }) => runCommand(context, command),
  }),
]
