import type { Key } from '../flows/ids.ts'
import type { Store } from './store.ts'

export const HASH_SECRET: Key<string> = { kind: 'secret', place: 'secret', id: 'hash' }

/**
 * The secret behind the hashes in keys, made once and kept sealed in the store itself: it outlives a rotation of
 * DATA_KEYS, and a store whose key is lost refuses to start because this can't be opened.
 */
export const hashSecret = async (store: Pick<Store, 'load' | 'commit'>, make: () => Buffer): Promise<Buffer> => {
  const known = await store.load(HASH_SECRET)
  if (known) return Buffer.from(known.state, 'base64')
  await store.commit(HASH_SECRET, 0, make().toString('base64'), [])
  return hashSecret(store, make)
}
