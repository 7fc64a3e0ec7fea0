import type { Key } from '../flows/ids.ts'
import type { Store } from './store.ts'

/** Where the hash secret is stored, as base64. */
export const HASH_SECRET: Key<string> = { kind: 'secret', place: 'secret', id: 'hash' }

/**
 * The secret of the hashes in store keys, made by the first bot that starts. It is stored encrypted in the store itself:
 * so it outlives a rotation of DATA_KEYS, and a bot with the wrong DATA_KEYS refuses to start.
 * @param make 32 random bytes
 * @throws {DecryptionFailed} {StoreDown}
 */
export const hashSecret = async (store: Pick<Store, 'load' | 'commit'>, make: () => Buffer): Promise<Buffer> => {
  const known = await store.load(HASH_SECRET)
  if (known) return Buffer.from(known.state, 'base64')
  // Whether this process or another one saves first, the next load finds the one that was saved.
  await store.commit(HASH_SECRET, 0, make().toString('base64'), [])
  return hashSecret(store, make)
}
