import { isUnreachable, PlatformFailed, type PlatformPort } from '../../bot/ports/platform.ts'
import { keyText, type PersonHash, type PersonId, type Platform } from '../../flows/ids.ts'
import { personKey } from '../../flows/keys.ts'
import type { Person } from '../../flows/person/person.ts'
import type { Encryption } from '../../store/encryption.ts'
import type { RawRows } from '../../store/rawRows.ts'
import { openEnvelope } from '../../store/schema.ts'

/** Where to look for someone, and how to tell that it is her. */
export interface Search {
  readonly rows: RawRows
  readonly encryption: Encryption
  readonly platform: Pick<Platform, 'name' | 'tenant'>
  readonly hashOf: (person: PersonId) => PersonHash
  /** Asks the platform; undefined without its settings. */
  readonly port: Pick<PlatformPort, 'find' | 'roster'> | undefined
}

/** Who has an id of the directory, as far as the store and the platform know. */
export interface Found {
  readonly person: PersonId | undefined
  /** People in the store of whom neither says which id of the directory they have: she may be one of them. */
  readonly unknown: number
}

interface Kept {
  readonly named: PersonId | undefined
  /** The private chats of those whose id of the directory isn't kept; undefined where there never was one. */
  readonly unnamed: readonly (string | undefined)[]
  /** Where the bot was used in the organisation. */
  readonly channels: ReadonlySet<string>
  /** Where the platform's service for the organisation is. */
  readonly serviceUrl: string | undefined
}

const keptOf = async ({ rows, encryption, platform, hashOf }: Search, alias: string): Promise<Kept> => {
  let named: PersonId | undefined
  let serviceUrl: string | undefined
  const unnamed: (string | undefined)[] = []
  const channels = new Set<string>()
  for await (const batch of rows.states()) {
    for (const { key, value } of batch) {
      if (/^(team|installation|round)\//.test(key)) {
        type Placed = { readonly platform?: Platform; readonly channel?: string }
        const { platform: at, channel } = openEnvelope<Placed>(key, encryption.decrypt(key, value))
        if (at?.name === platform.name && at.tenant === platform.tenant) {
          serviceUrl = at.serviceUrl
          if (channel !== undefined) channels.add(channel)
        }
      }
      if (!key.startsWith('person/')) continue
      const { who, chat } = openEnvelope<Person>(key, encryption.decrypt(key, value))
      // The same id in the directory of another tenant is another person.
      if (who?.alias === alias && key === keyText(personKey(hashOf(who.person)))) named = who.person
      if (who === undefined) unnamed.push(chat)
    }
  }
  return { named, unnamed, channels, serviceUrl }
}

/** @returns undefined where the platform knows her no more, or doesn't answer */
const ifAnswered = async <Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> => {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof PlatformFailed || isUnreachable(error)) return undefined
    throw error
  }
}

/**
 * Finds the platform's id of someone by her id in the directory: as the store has it, else as the platform says, since earlier
 * versions kept none, and of whoever the bot never reached none is known. Whoever left the directory can still be asked after in the chat
 * that the bot has with her; whoever it can't write to stands among the members of a channel.
 */
export const findInDirectory = async (search: Search, alias: string): Promise<Found> => {
  const { named, unnamed, channels, serviceUrl } = await keptOf(search, alias)
  const { port } = search
  if (named !== undefined) return { person: named, unknown: 0 }
  if (port === undefined || serviceUrl === undefined) return { person: undefined, unknown: unnamed.length }
  const platform = { ...search.platform, serviceUrl }
  const direct = await ifAnswered(() => port.find(platform, alias))
  if (direct?.alias === alias) return { person: direct.id, unknown: 0 }
  let unknown = 0
  for (const place of [...unnamed, ...channels]) {
    const people = place === undefined ? undefined : await ifAnswered(() => port.roster(platform, place))
    const [hers] = people?.filter((one) => one.alias === alias) ?? []
    if (hers) return { person: hers.id, unknown: 0 }
    const isChannel = place !== undefined && channels.has(place)
    if (!isChannel && (people === undefined || people.length === 0)) unknown += 1
  }
  return { person: undefined, unknown }
}
