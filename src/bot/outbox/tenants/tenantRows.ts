import type { PersonId, Platform } from '../../../flows/ids.ts'
import type { Hash } from '../../../store/encryption.ts'
import { personHash, sheetHash } from '../../context.ts'

/** An organisation on a platform: Teams' directory, Slack's workspace. */
export type Tenant = Pick<Platform, 'name' | 'tenant'>

/** A stored value, decrypted; `value` is undefined where no key opens it any more. */
export interface OpenedRow {
  /** The whole key of a state (`kind/place/id`), or `effect/<id>`. */
  readonly key: string
  readonly value: unknown
}

/** Says of which rows a store has that they are one tenant's: it learns from each what the others are called. */
export interface TenantRows {
  /** Takes in what a row says of other rows. @returns whether that was new */
  readonly learn: (row: OpenedRow) => boolean
  readonly has: (row: OpenedRow) => boolean
}

/** What isn't anybody's: the secret of the hashes, and how much of the files of erasures the store has heard of. */
const NOBODYS = /^(secret|noted)\//
/** Fields that say which other value is meant; all else in a value may be typed by people, and says nothing. */
const NAMES_ANOTHER: ReadonlySet<string> = new Set([
  ...['round', 'action', 'subscription', 'open'],
  ...['ended', 'actions', 'answered', 'handedOn', 'carry'],
])

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** Every field in a value, however deep; what is in a list goes by the list's name. */
function* fieldsOf(value: unknown, name = ''): Generator<readonly [name: string, value: unknown]> {
  if (Array.isArray(value)) for (const one of value) yield* fieldsOf(one, name)
  else {
    yield [name, value]
    if (isRecord(value)) for (const [inner, one] of Object.entries(value)) yield* fieldsOf(one, inner)
  }
}

const placeOf = (key: string): string => key.split('/')[1] ?? ''
const isState = (key: string): boolean => !key.startsWith('effect/')

/**
 * Keys are hashes, so no key says whose it is. Most values do: they hold the platform with its tenant. The rest (rosters, tallies,
 * addresses of calendars, people, and effects about any of these) are found by the names that the former give them, and by
 * the hash that a person's id has in this tenant and no other.
 */
export const tenantRows = (hash: Hash, { name, tenant }: Tenant): TenantRows => {
  const platform: Platform = { name, tenant, serviceUrl: '' }
  /** Ids of rounds, actions and addresses, and hashes of people and of their sheets. */
  const known = new Set<string>()
  const looked = new Set<string>()
  const isHere = (value: unknown): boolean => isRecord(value) && value.name === name && value.tenant === tenant
  const isHers = (person: unknown, as: unknown): boolean =>
    typeof person === 'string' &&
    (as === personHash(hash, platform, person as PersonId) || as === sheetHash(hash, platform, person as PersonId))

  const names = (value: unknown): boolean => {
    for (const [field, one] of fieldsOf(value)) {
      if (isHere(one)) return true
      if (typeof one === 'string' && NAMES_ANOTHER.has(field) && known.has(one)) return true
      // A page of a tally names the sheets that are in it.
      if ((field === 'given' || field === 'added' || field === 'person') && typeof one === 'string' && known.has(one))
        return true
      if (isRecord(one) && isHers(one.person, one.sheet)) return true
      if (isRecord(one) && isRecord(one.who) && isHers(one.who.person, one.id)) return true
    }
    return false
  }

  const has = ({ key, value }: OpenedRow): boolean =>
    !NOBODYS.test(key) && ((isState(key) && known.has(placeOf(key))) || names(value))

  const add = (id: string): boolean => {
    if (known.has(id)) return false
    known.add(id)
    return true
  }

  const learn = (row: OpenedRow): boolean => {
    if (!has(row)) return false
    let isNew = isState(row.key) && add(placeOf(row.key))
    for (const [field, one] of fieldsOf(row.value)) {
      if (typeof one !== 'string') continue
      if (NAMES_ANOTHER.has(field)) isNew = add(one) || isNew
      // Whatever it is: only a person's own id has a hash that is a key.
      if (looked.has(one)) continue
      looked.add(one)
      isNew = add(personHash(hash, platform, one as PersonId)) || isNew
      isNew = add(sheetHash(hash, platform, one as PersonId)) || isNew
    }
    return isNew
  }
  return { learn, has }
}
