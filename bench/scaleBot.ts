import { randomBytes } from 'node:crypto'
import { type Bot, createBot } from '../src/bot/bot.ts'
import type { Deps } from '../src/bot/context.ts'
import { nameCache } from '../src/bot/people/nameCache.ts'
import type { Log } from '../src/bot/ports/log.ts'
import type { PlatformPort } from '../src/bot/ports/platform.ts'
import { loadListening } from '../src/build/content.ts'
import { voicesOf } from '../src/build/voices.ts'
import { readStoreSettings } from '../src/config.ts'
import type { Instant } from '../src/kit/calendar/instant.ts'
import { type Hash, keyedHash, keyRingEncryption } from '../src/store/encryption.ts'
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
  warn: () => undefined,
  alarm: () => undefined,
}

/** What a measurement has of its own. */
interface Own {
  readonly platform?: Partial<PlatformPort>
  readonly hash?: Hash
}

/** What our flows work with over a real store, and a platform that does everything at once. */
export const depsOver = (store: Store, now: () => Instant, own: Own = {}): Omit<Deps, 'wake'> => {
  let messages = 0
  const platform: PlatformPort = {
    post: async (where, conversation) => {
      messages += 1
      return { platform: where, conversation, message: `m${messages}` }
    },
    edit: async () => undefined,
    share: async () => undefined,
    unshare: async () => undefined,
    showHome: async () => undefined,
    openChat: async (_platform, person) => `chat ${person}`,
    roster: async () => [],
    person: async (_platform, _conversation, id) => ({ id, alias: id, name: id, guest: false }),
    find: async (_platform, alias) => ({ id: alias, alias, name: alias, guest: false }),
    ...own.platform,
  }
  const settings = readStoreSettings({ DATA_KEYS: `bench:${randomBytes(32).toString('base64')}` })
  const voices = voicesOf(settings)
  return {
    store,
    hash: own.hash ?? keyedHash(randomBytes(32)),
    voices,
    voice: voices.nl,
    platform,
    names: nameCache(platform, now),
    controller: {},
    erasureLog: undefined,
    whole: {
      open: () => Promise.reject(new Error('no bench erases an organisation')),
      encryption: keyRingEncryption(settings.DATA_KEYS),
    },
    roundKeys: { destroy: async () => undefined },
    publicUrl: () => undefined,
    links: linkTokens(keyRingEncryption(settings.DATA_KEYS)),
    fonts: [],
    floor: 5,
    now,
  }
}

/** Our flows and our loop over them. */
export const botOver = (store: Store, now: () => Instant, own: Own = {}): Bot =>
  createBot({
    ...depsOver(store, now, own),
    listening: loadListening(),
    lifeNote: undefined,
    limits: { person: 1e9, tenant: 1e9 },
    log: silent,
    random: () => 0.5,
    realNow: () => performance.now(),
  })
