import { chatting, type PersonEvent } from '../flows/chatting.ts'
import { personKey } from '../flows/keys.ts'
import type { PersonId, Platform } from '../flows/names.ts'
import type { Person } from '../flows/persons.ts'
import { type Deps, personHash } from './deps.ts'
import { type Settled, settle } from './settle.ts'

export const personOf = async (deps: Deps, platform: Platform, person: PersonId): Promise<Person | undefined> =>
  (await deps.store.load(personKey(personHash(deps.hash, platform, person))))?.state

export const tellPerson = (
  deps: Deps,
  platform: Platform,
  person: PersonId,
  event: PersonEvent,
): Promise<Settled<Person>> => {
  const id = personHash(deps.hash, platform, person)
  return settle(deps, personKey(id), (known) => chatting(id, known, event, deps.now()))
}

/** A person's private chat with the bot: known, or opened now and remembered. */
export const chatWith = async (deps: Deps, platform: Platform, person: PersonId): Promise<string> => {
  const known = (await personOf(deps, platform, person))?.chat
  if (known !== undefined) return known
  const chat = await deps.platform.openChat(platform, person)
  await tellPerson(deps, platform, person, { type: 'chatFound', chat })
  return chat
}
