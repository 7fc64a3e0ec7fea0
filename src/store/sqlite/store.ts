import { randomBytes } from 'node:crypto'
import { FORGOTTEN, type Forgotten } from '../../flows/decision.ts'
import type { Effect } from '../../flows/effect.ts'
import { type Key, keyText } from '../../flows/ids.ts'
import type { Encryption } from '../encryption.ts'
import { envelope, openEnvelope } from '../schema.ts'
import { shardOf } from '../shards.ts'
import { type Claimed, type EffectCounts, type Store, StoreUnfit, type StoreUse, type Version } from '../store.ts'
import { openSqliteFile, type SqliteFile } from './file.ts'
import { createGroupCommit, type GroupCommit } from './groupCommit.ts'
import { openLogSync } from './logSync.ts'
import { createScrub, type Scrub } from './scrub.ts'
import { prepare } from './statements.ts'

/** Bytes that `probe` saves: about those of one answer, and of the largest page. */
const SMALL_SAVE = 16 * 1024
const LARGE_SAVE = 64 * 1024

type Statements = ReturnType<typeof prepare>

/** `load` and `commit`. */
const states = (
  sql: Statements,
  group: GroupCommit,
  encryption: Encryption,
  erased: Scrub['erased'],
): Pick<Store, 'load' | 'commit'> => {
  const saveEffects = (shard: number, effects: readonly Effect[]): void => {
    for (const effect of effects) {
      const ciphertext = encryption.encrypt(`effect/${effect.id}`, envelope(effect.payload))
      sql.putEffect.run(effect.id, effect.timing, effect.due, effect.erases ? 1 : 0, ciphertext, shard)
    }
  }
  const save = (key: Key<unknown>, was: Version, state: unknown, effects: readonly Effect[]): boolean => {
    const text = keyText(key)
    if (state === FORGOTTEN) {
      if (Number(sql.forget.run(text, was).changes) === 0) return false
      erased()
    } else {
      const ciphertext = encryption.encrypt(text, envelope(state))
      const { changes } = was === 0 ? sql.insert.run(text, ciphertext) : sql.update.run(ciphertext, text, was)
      if (Number(changes) === 0) return false
    }
    saveEffects(shardOf(key.place), effects)
    return true
  }
  return {
    async load<S>(key: Key<S>) {
      const text = keyText(key)
      const row = sql.load.get(text)
      if (!row) return undefined
      return {
        state: openEnvelope<S>(text, encryption.decrypt(text, row.value as Uint8Array)),
        version: row.version as number,
      }
    },
    commit: <S>(key: Key<S>, was: Version, state: S | Forgotten, effects: readonly Effect[]) =>
      group.write(() => save(key, was, state, effects)),
  }
}

const nextDue = (sql: Statements): number | undefined => (sql.nextDue.get()?.due as number | null) ?? undefined
const isDue = (sql: Statements, now: number): boolean => (nextDue(sql) ?? Number.POSITIVE_INFINITY) <= now

/** What starts and ends leases. */
const leases = (
  sql: Statements,
  group: GroupCommit,
  encryption: Encryption,
  erased: Scrub['erased'],
): Pick<Store, 'claim' | 'acknowledge' | 'reschedule' | 'deadLetter'> => {
  const claimedIn = (row: Record<string, unknown>): Claimed => {
    const id = row.id as string
    const text = encryption.decrypt(`effect/${id}`, row.value as Uint8Array)
    const payload = openEnvelope<Effect['payload']>(`effect/${id}`, text)
    const erases = row.erases === 1 ? { erases: true as const } : {}
    const effect = { id, due: row.wanted as number, timing: row.timing as Effect['timing'], ...erases, payload }
    const [promised, ticket] = [row.promised as number, row.ticket as string]
    return { effect, attempts: (row.attempts as number) - 1, promised, ticket }
  }
  /** @returns whether the effect was replaced during this lease; then it is due again, and nothing else is done to it */
  const release = ({ effect: { id }, ticket }: Claimed): boolean => Number(sql.release.run(id, ticket).changes) > 0
  return {
    claim: async (now, lease, most, calls = most) =>
      // Mostly nothing is due, and a look costs far less than a transaction.
      isDue(sql, now)
        ? group.write(() => {
            sql.putOff.run(now, now)
            const ticket = randomBytes(9).toString('base64url')
            return sql.claim.all(now + lease, ticket, now, most, calls).map((row) => claimedIn(row))
          })
        : [],
    acknowledge: (claimed) =>
      group.write(() => {
        if (!release(claimed)) sql.acknowledge.run(claimed.effect.id, claimed.ticket)
        if (claimed.effect.erases) erased()
      }),
    reschedule: (claimed, at, reason, how = 'retry') =>
      group.write(() => {
        if (!release(claimed)) sql.reschedule.run(at, how, reason, claimed.effect.id, claimed.ticket)
      }),
    deadLetter: (claimed, reason) =>
      group.write(() => {
        if (!release(claimed)) sql.deadLetter.run(reason, claimed.effect.id, claimed.ticket)
      }),
  }
}

/** What an operator asks: the dead letters, and how many effects there are. */
const deadLetters = (
  sql: Statements,
  group: GroupCommit,
  erased: Scrub['erased'],
): Pick<Store, 'dead' | 'requeue' | 'drop' | 'counts' | 'overdue'> => ({
  dead: async () =>
    sql.dead.all().map((row) => ({
      id: row.id as string,
      reason: row.reason as string,
      attempts: row.attempts as number,
      since: row.wanted as number,
    })),
  requeue: (id, now) => group.write(() => Number(sql.requeue.run(now, id).changes) > 0),
  drop: (id) =>
    group.write(() => {
      const dropped = Number(sql.drop.run(id).changes) > 0
      if (dropped) erased()
      return dropped
    }),
  counts: async (now) => {
    const row = sql.counts.get(now)
    const [due, waiting, retrying, dead] = [row?.due, row?.waiting, row?.retrying, row?.dead].map(Number)
    return { due, waiting, retrying, dead, oldest: (row?.oldest as number | null) ?? undefined } as EffectCounts
  },
  overdue: async (_place, begins, now) =>
    begins.reduce((total, begin) => total + Number(sql.overdue.get(begin, now)?.n), 0),
})

/** Opens the file for a bot only while nothing is being copied into it. @throws {StoreTaken} {StoreUnfit} */
const openForUse = (file: string, use: StoreUse): SqliteFile => {
  const opened = openSqliteFile(file, use)
  if (use === 'bot' && opened.db.prepare('SELECT move FROM moving').get() !== undefined) {
    opened.close()
    throw new StoreUnfit(`Something is being copied into ${file}. Finish it first: quickscan copy, as before.`)
  }
  return opened
}

/**
 * The embedded store: one file, one bot, nothing to install (docs/decisions/004-sqlite-and-redis.md).
 * @param file path of the database; it and its folder are created when missing
 * @throws {StoreTaken} when another bot runs on it
 * @throws {StoreUnfit} when something is being copied into it
 */
export const openSqliteStore = (file: string, encryption: Encryption, use: StoreUse = 'bot'): Store => {
  const { close, ...opened } = openForUse(file, use)
  const { db, isReplaced } = opened
  const sql = prepare(db)
  const log = openLogSync(db, file)
  const group = createGroupCommit(opened, log)
  // An earlier process may have been killed before it scrubbed, so the first `scrub` always does.
  const scrub = createScrub(db, sql)
  const { erased } = scrub
  return {
    ...states(sql, group, encryption, erased),
    ...leases(sql, group, encryption, erased),
    ...deadLetters(sql, group, erased),
    changes: () => Number(sql.dataVersion.get()?.data_version),
    nextDue: async () => nextDue(sql),
    async scrub() {
      await group.idle()
      return scrub.scrub()
    },
    async ready() {
      try {
        return sql.nextDue.get() !== undefined
      } catch {
        return false
      }
    },
    async probe(thorough) {
      // A value of its own that stays until the next transaction: one that is gone at the end would not need the room.
      await group.write(() => sql.fill.run(thorough ? LARGE_SAVE : SMALL_SAVE))
      await group.write(() => sql.unfill.run())
    },
    health: () => ({ evicts: false, evicted: 0, problem: isReplaced() ? 'replaced' : undefined }),
    async close() {
      // A write that fails now was told to whoever waits for it.
      await group.idle().catch(() => undefined)
      log.close()
      close()
    },
  }
}
