import type { Effect } from '../../flows/effect.ts'
import type { PersonId, Platform } from '../../flows/ids.ts'
import { personKey } from '../../flows/keys.ts'
import { decidePerson, type PersonEvent } from '../../flows/person/decidePerson.ts'
import type { Known, Person } from '../../flows/person/person.ts'
import { type Deps, personHash } from '../context.ts'
import { PlatformFailed } from '../ports/platform.ts'
import { stateOf } from '../stateOf.ts'
import { type Transacted, transact } from '../transact.ts'

/** A person's own aggregate: her language, hours, private chat and open tasks. One store read. */
export const personOf = (deps: Deps, platform: Platform, person: PersonId): Promise<Person | undefined> =>
  stateOf(deps, personKey(personHash(deps.hash, platform, person)))

/** Decides an event on a person's own aggregate: one store read, one write. */
export const updatePerson = (
  deps: Deps,
  platform: Platform,
  person: PersonId,
  event: PersonEvent,
): Promise<Transacted<Person>> => {
  const id = personHash(deps.hash, platform, person)
  return transact(deps, personKey(id), (known) => decidePerson(id, known, event, deps.now()))
}

/**
 * Lists with each person what is about to be saved of hers, so that her erasure finds it from the first moment; the effects that say
 * the same come as well, and change nothing. Cut off in between, she has one thing on her list that isn't there.
 */
export const listFirst = async (deps: Deps, effects: readonly Effect[]): Promise<void> => {
  for (const { payload } of effects) {
    if (payload.do !== 'tell') continue
    const { event } = payload
    if (event.type !== 'taskOpened' && event.type !== 'evaluationSigned') continue
    await updatePerson(deps, event.platform, event.person, event)
  }
}

/**
 * The id of a person's private chat with the bot: known, or opened now and stored with her directory id.
 * @throws {PlatformFailed} when it has to be opened and can't be
 */
export const chatWith = async (deps: Deps, platform: Platform, person: PersonId): Promise<string> => {
  const known = await personOf(deps, platform, person)
  if (known?.chat !== undefined && known.who !== undefined) return known.chat
  const chat = known?.chat ?? (await deps.platform.openChat(platform, person))
  const who = await directoryIdOf(deps, platform, chat, person)
  await updatePerson(deps, platform, person, { type: 'chatFound', platform, person, chat, who })
  return chat
}

/** Looked up again another time when it can't be now: no message waits for it. */
const directoryIdOf = async (
  deps: Deps,
  platform: Platform,
  chat: string,
  person: PersonId,
): Promise<Known | undefined> => {
  try {
    const { alias } = await deps.platform.person(platform, chat, person)
    return { person, alias }
  } catch (error) {
    if (!(error instanceof PlatformFailed)) throw error
    return undefined
  }
}
