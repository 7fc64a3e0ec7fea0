import { personHash } from '../../bot/context.ts'
import { buildRawRows } from '../../build/rawRows.ts'
import { buildStore } from '../../build/store.ts'
import { processStoreSettings, type StoreSettings } from '../../config.ts'
import type { PersonHash, PersonId } from '../../flows/ids.ts'
import { type Encryption, type Hash, keyedHash, keyRingEncryption } from '../../store/encryption.ts'
import { hashSecret } from '../../store/hashSecret.ts'
import { refuseNewer } from '../../store/lifeNote.ts'
import type { RawRows } from '../../store/rawRows.ts'
import { type Store, StoreUnfit } from '../../store/store.ts'
import type { Asked } from '../command.ts'
import { type Found, findInDirectory, type Search } from './findInDirectory.ts'

/** What a command about someone works on: the store of the settings, open, and whom it found there. */
export interface Someone {
  readonly platform: Search['platform'] & { readonly serviceUrl: '' }
  /** As she was named on the command line. */
  readonly named: string
  readonly found: Found
  /** Whether the platform was asked after her too. */
  readonly asksPlatform: boolean
  readonly settings: StoreSettings
  readonly encryption: Encryption
  readonly store: Store
  readonly rows: RawRows
  readonly hash: Hash
  readonly hashOf: (person: PersonId) => PersonHash
}

/** The hash of a store that a bot began. @throws {StoreUnfit} where none did {SavedByNewer} where one of a newer version works on it */
export const hashIn = async (store: Store): Promise<Hash> => {
  await refuseNewer(store)
  const secret = await hashSecret(store, () => {
    throw new StoreUnfit('Nothing was ever kept in this store.')
  })
  return keyedHash(secret)
}

/**
 * Opens the store beside a bot or with none, looks for whoever `--platform`, `--tenant` and `--person` name, and closes it whatever happens.
 * @param portOf what asks the platform who she is; undefined where it isn't asked
 */
export const withSomeone = async <Answer>(
  asked: Asked,
  portOf: (platform: Search['platform'], named: string) => Search['port'],
  act: (someone: Someone) => Promise<Answer>,
): Promise<Answer> => {
  const name = asked.text('platform') === 'slack' ? 'slack' : 'teams'
  const platform = { name, tenant: asked.text('tenant') ?? '', serviceUrl: '' } as const
  const named = asked.text('person') ?? ''
  const settings = processStoreSettings()
  const encryption = keyRingEncryption(settings.DATA_KEYS)
  const store = await buildStore(settings, encryption, () => undefined, 'maintenance')
  const rows = await buildRawRows(settings)
  try {
    const hash = await hashIn(store)
    const hashOf = (person: PersonId): PersonHash => personHash(hash, platform, person)
    const port = portOf(platform, named)
    const found = await findInDirectory({ rows, encryption, platform, hashOf, port }, named)
    return await act({
      platform,
      named,
      found,
      asksPlatform: port !== undefined,
      settings,
      encryption,
      store,
      rows,
      hash,
      hashOf,
    })
  } finally {
    await rows.close()
    await store.close()
  }
}
