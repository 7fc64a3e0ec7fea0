import { refusalScreen } from '../cards/screens/refusalScreen.ts'
import { chatting } from '../flows/chatting.ts'
import { personKey, teamKey } from '../flows/keys.ts'
import { teaming } from '../flows/teaming.ts'
import { channelHash, type Deps, personHash } from './deps.ts'
import { PlatformFailed } from './platform.ts'
import type { Press, Said } from './press.ts'
import { settle } from './settle.ts'
import type { Answer, Verb } from './verb.ts'

/** One press, from its verb's row to the card that answers it. Never throws for what a person or platform did. */
export const turn = async (deps: Deps, verbs: ReadonlyMap<string, Verb>, press: Press): Promise<Answer> => {
  const unknown: Answer = { card: refusalScreen(deps.voice, 'unknownButton'), outcome: 'unknownButton' }
  const row = verbs.get(press.verb)
  if (!row || (row.where !== 'both' && row.where !== press.place.in)) return unknown
  const parsed = row.data.safeParse(press.data)
  if (!parsed.success) return unknown
  try {
    return await row.press(deps, press, parsed.data)
  } catch (error) {
    if (!(error instanceof PlatformFailed)) throw error
    return { card: refusalScreen(deps.voice, 'tryAgain'), outcome: 'tryAgain' }
  }
}

/** Something said to the bot: in a channel it shows what is on there, in private what it can do. */
export const hear = async (deps: Deps, { id, platform, actor, place }: Said): Promise<void> => {
  if (place.in === 'channel') {
    const here = { platform, channel: place.conversation }
    const key = teamKey(channelHash(deps.hash, platform, here.channel))
    await settle(deps, key, (team) => teaming(here, team, { type: 'mentioned', event: id }, deps.now()))
    return
  }
  const key = personKey(personHash(deps.hash, platform, actor))
  const event = { type: 'spoke', chat: place.conversation, event: id, platform, person: actor } as const
  await settle(deps, key, (person) => chatting(person, event, deps.now()))
}
