import { chatting } from '../flows/chatting.ts'
import { personKey } from '../flows/keys.ts'
import type { PersonId, Platform } from '../flows/names.ts'
import { type Deps, personHash } from './deps.ts'
import { settle } from './settle.ts'

/** A person's private chat with the bot: known, or opened now and remembered. */
export const chatWith = async (deps: Deps, platform: Platform, person: PersonId): Promise<string> => {
  const key = personKey(personHash(deps.hash, platform, person))
  const known = (await deps.store.load(key))?.state
  if (known) return known.chat
  const chat = await deps.platform.openChat(platform, person)
  await settle(deps, key, (state) => chatting(state, { type: 'chatFound', chat }, deps.now()))
  return chat
}
