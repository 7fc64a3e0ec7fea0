import type { Member, PersonId, Platform } from '../../flows/ids.ts'
import type { Check } from '../../flows/round/round.ts'
import { type Deps, sheetHash } from '../context.ts'
import { isUnreachable, type PlatformUser, present } from '../ports/platform.ts'

/** Private chats opened at a time; each is a request of its own. */
const AT_ONCE = 8
/** More people than this are looked up after the reply: a press must be answered within seconds. */
export const MOST_WITHIN_REPLY = 20

const inBatches = async <In, Out>(all: readonly In[], lookUp: (one: In) => Promise<Out>): Promise<Out[]> => {
  const found: Out[] = []
  for (let from = 0; from < all.length; from += AT_ONCE)
    found.push(...(await Promise.all(all.slice(from, from + AT_ONCE).map(lookUp))))
  return found
}

/** Opening a private chat notifies nobody; the platform refuses it for who can't be reached. */
const ifReachable = async <T>(call: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await call()
  } catch (error) {
    if (isUnreachable(error)) return undefined
    throw error
  }
}

const memberOf = (deps: Deps, platform: Platform, person: PersonId, inside: boolean): Member => ({
  person,
  sheet: sheetHash(deps.hash, platform, person),
  ...(inside ? { inside: true } : {}),
})

/**
 * Looks up who of those asked can't be written to, who comes from outside the channel, and who in it can't take part.
 * @param everyone the channel's roster, bots and deactivated accounts too
 * @throws {PlatformFailed} for anything but someone who can't be reached
 */
export const checkReachability = async (
  deps: Deps,
  platform: Platform,
  everyone: readonly PlatformUser[],
  asked: { readonly people: readonly PersonId[]; readonly outsiders: readonly string[] },
): Promise<{ readonly check: Check; readonly members: readonly Member[] }> => {
  const roster = present(everyone)
  // Ten thousand of them are looked up one by one in ten thousand.
  const inChannel = new Map(roster.map((one) => [one.id, one]))
  const wanted = new Set(asked.people)
  const chosen = roster.filter(({ id }) => wanted.has(id))
  const reached = await inBatches(chosen, async ({ id }) => ({
    id,
    chat: await ifReachable(() => deps.platform.openChat(platform, id)),
  }))
  const lookedUp = await inBatches(asked.outsiders, async (alias) => ({
    alias,
    person: await ifReachable(() => deps.platform.find(platform, alias)),
  }))
  // Who was picked from the whole organisation may be in the channel after all.
  const outside = lookedUp.flatMap(({ person }) => person ?? []).filter(({ id }) => !inChannel.has(id))
  const within = lookedUp.flatMap(({ person }) => (person && inChannel.get(person.id)) ?? [])
  const people = new Set([...chosen, ...within, ...outside].map(({ id }) => id))
  return {
    check: {
      unreachable: [
        ...reached.filter(({ chat }) => chat === undefined).map(({ id }) => id),
        ...lookedUp.filter(({ person }) => person === undefined).map(({ alias }) => alias),
      ],
      guests: chosen.filter(({ guest }) => guest).map(({ id }) => id),
      strangers: chosen.filter(({ stranger }) => stranger).map(({ id }) => id),
      outside: outside.map(({ id }) => id),
      readers: roster.filter(({ id }) => !people.has(id)).length,
      bots: everyone.filter(({ absent }) => absent === 'bot').map(({ id }) => id),
      deactivated: everyone.filter(({ absent }) => absent === 'deactivated').map(({ id }) => id),
    },
    members: [...people].map((person) => memberOf(deps, platform, person, inChannel.has(person))),
  }
}
