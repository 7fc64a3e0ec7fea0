import { randomBytes } from 'node:crypto'
import { type Bot, createBot } from '../src/bot/bot.ts'
import { nameCache } from '../src/bot/nameCache.ts'
import type { Log } from '../src/bot/ports/log.ts'
import type { PlatformPort } from '../src/bot/ports/platform.ts'
import { loadPhrases } from '../src/build/content.ts'
import { readStoreSettings } from '../src/config.ts'
import type { Instant } from '../src/kit/instant.ts'
import { voicesOf } from '../src/main.ts'
import { keyedHash, keyRingEncryption } from '../src/store/encryption.ts'
import { linkTokens } from '../src/store/linkTokens.ts'
import { openRedisStore } from '../src/store/redis/store.ts'
import { openSqliteStore } from '../src/store/sqlite/store.ts'
import type { Store } from '../src/store/store.ts'

const encryption = keyRingEncryption([{ id: 'bench', secret: randomBytes(32) }])

/** The store that a measurement is made on. @param where an address of Redis, or a file */
export const storeAt = async (where: string): Promise<Store> =>
  where.startsWith('redis:') ? openRedisStore({ urls: [where] }, encryption) : openSqliteStore(where, encryption)

const silent: Log = {
  turn: () => undefined,
  effect: () => undefined,
  refused: () => undefined,
  fault: (where, error) => console.error(where, error),
  say: () => undefined,
}

/** Our flows and our loop over a real store, and a platform that does everything at once. */
export const botOver = (store: Store, now: () => Instant, posted: (conversation: string) => void): Bot => {
  let messages = 0
  const platform: PlatformPort = {
    post: async (where, conversation) => {
      posted(conversation)
      messages += 1
      return { platform: where, conversation, message: `m${messages}` }
    },
    edit: async () => undefined,
    share: async () => false,
    openChat: async (_platform, person) => `chat ${person}`,
    roster: async () => [],
    person: async (_platform, _conversation, id) => ({ id, alias: id, name: id, guest: false }),
    find: async (_platform, alias) => ({ id: alias, alias, name: alias, guest: false }),
  }
  const settings = readStoreSettings({ DATA_KEYS: `bench:${randomBytes(32).toString('base64')}` })
  const voices = voicesOf(settings)
  const links = linkTokens(keyRingEncryption(settings.DATA_KEYS))
  return createBot({
    store,
    hash: keyedHash(randomBytes(32)),
    voices,
    voice: voices.nl,
    phrases: loadPhrases(),
    platform,
    names: nameCache(platform, now),
    erasureLog: undefined,
    publicUrl: () => undefined,
    links,
    floor: 5,
    limits: { person: 1e9, tenant: 1e9 },
    now,
    log: silent,
    random: () => 0.5,
    realNow: () => performance.now(),
  })
}
