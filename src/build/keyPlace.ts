import { basename, dirname, join } from 'node:path'
import type { StoreSettings } from '../config.ts'
import type { KeyPlace } from '../store/roundKeys.ts'
import { openSqliteKeyPlace } from '../store/sqlite/keyPlace.ts'
import { StoreDown, StoreUnfit } from '../store/store.ts'

/** The settings that say where the keys of rounds lie. */
export type KeyPlaceSettings = Pick<
  StoreSettings,
  'DATA_FILE' | 'REDIS_URL' | 'REDIS_SENTINEL' | 'REDIS_PASSWORD' | 'ROUND_KEYS_FILE' | 'ROUND_KEYS_URL'
>

/** Where the keys of rounds lie when no setting says so: beside the file, under a name that `quickscan.db*` doesn't take along. */
const besideFile = (file: string): string => join(dirname(file), `round-keys.${basename(file)}`)

/**
 * Where the keys of rounds lie: ROUND_KEYS_FILE or ROUND_KEYS_URL; else beside DATA_FILE, or in the store's own Redis.
 * @param say called with a sentence for the operator where a copy of the store takes the keys along
 * @throws {StoreUnfit} when it can't be reached, or used as it is
 */
export const buildKeyPlace = async (
  settings: KeyPlaceSettings,
  say: (sentence: string) => void = () => undefined,
): Promise<KeyPlace> => {
  const { DATA_FILE, REDIS_URL, ROUND_KEYS_FILE, ROUND_KEYS_URL } = settings
  if (!REDIS_URL) {
    if (!ROUND_KEYS_FILE)
      say(
        `No ROUND_KEYS_FILE is set: the keys of rounds lie beside DATA_FILE, in ${besideFile(DATA_FILE)}. quickscan backup ` +
          'leaves them out; any other backup has to as well, or it opens what people answered for as long as it is kept.',
      )
    return openSqliteKeyPlace(ROUND_KEYS_FILE ?? besideFile(DATA_FILE), ROUND_KEYS_FILE === undefined)
  }
  if (!ROUND_KEYS_URL)
    say(
      'No ROUND_KEYS_URL is set: the keys of rounds lie in the same Redis, and a dump that is made during a scan opens what people ' +
        'answered for as long as it is kept. Set it to a Redis of which no dump is kept.',
    )
  const { openRedisKeyPlace } = await import('../store/redis/keyPlace.ts')
  const address = {
    urls: ROUND_KEYS_URL ?? REDIS_URL,
    // Behind Sentinels of its own, it has the same name there.
    sentinelName: settings.REDIS_SENTINEL,
    password: settings.REDIS_PASSWORD,
  }
  try {
    return await openRedisKeyPlace(address, ROUND_KEYS_URL !== undefined, say)
  } catch (error) {
    if (!(error instanceof StoreDown)) throw error
    // The host alone: the address may contain a password.
    const hosts = address.urls.map((url) => new URL(url).host).join(', ')
    throw new StoreUnfit(
      `Redis does not answer at ${hosts}. Is it running, and does ${ROUND_KEYS_URL ? 'ROUND_KEYS_URL' : 'REDIS_URL'} name it?`,
    )
  }
}
