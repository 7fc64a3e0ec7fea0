import type { Key } from '../flows/ids.ts'
import type { RoundKeys } from './roundKeys.ts'
import type { Store } from './store.ts'

/** A key that opens nothing: its id tells one place of keys from another. */
const PLACE = 'place'
/** Which place of keys a store works with. */
const KEY_PLACE: Key<string> = { kind: 'secret', place: 'secret', id: 'keyPlace' }

/**
 * Says, once, when the keys of rounds lie elsewhere than before: in rounds under way nothing that was given can be opened then, and
 * the bot goes on as if it hadn't been given.
 * @throws {StoreDown} {DecryptionFailed}
 */
export const checkKeyPlace = async (
  store: Pick<Store, 'load' | 'commit'>,
  keys: Pick<RoundKeys, 'findOrCreate'>,
  say: (sentence: string) => void,
): Promise<void> => {
  const { id } = await keys.findOrCreate(PLACE)
  const known = await store.load(KEY_PLACE)
  if (known?.state === id) return
  if (known)
    say(
      'The keys of rounds are not where they were: what people gave in rounds under way can not be opened. Are they elsewhere? Stop ' +
        'now, set ROUND_KEYS_FILE or ROUND_KEYS_URL right, and start again. Are they lost? Then everyone is asked anew by herself.',
    )
  await store.commit(KEY_PLACE, known?.version ?? 0, id, [])
}
