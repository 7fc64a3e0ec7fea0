import { randomBytes } from 'node:crypto'
import { FORGOTTEN, type Forgotten } from '../../flows/decision.ts'
import type { Effect } from '../../flows/effect.ts'
import { type Key, keyText } from '../../flows/ids.ts'
import type { Encryption } from '../encryption.ts'
import { envelope, opened } from '../schema.ts'
import { shardOf } from '../shards.ts'
import { type Claimed, type Store, StoreUnfit, type Version } from '../store.ts'
import { BUSY, openSqliteFile } from './file.ts'
import { createGroupCommit } from './groupCommit.ts'
import { prepare } from './statements.ts'

/**
 * The embedded store: one file, one bot, nothing to install.
 * @param file path of the database; its folder is made when missing
 * @param as the one bot, or something beside it that is soon done
 * @throws {StoreTaken} when another bot works on it, {StoreUnfit} when something is being copied into it
 */
export const openSqliteStore = (file: string, encryption: Encryption, as: 'bot' | 'beside' = 'bot'): Store => {
  const { db, close } = openSqliteFile(file, as)
  if (as === 'bot' && db.prepare('SELECT move FROM moving').get() !== undefined) {
    close()
    throw new StoreUnfit(`Something is being copied into ${file}. Finish it first: npm run store:copy, as before.`)
  }
  const sql = prepare(db)
  const group = createGroupCommit(db)
  // Killed between erasing and this, another process would never know: the first look always looks.
  let erased = true

  const saveEffects = (shard: number, effects: readonly Effect[]): void => {
    for (const effect of effects) {
      const sealed = encryption.encrypt(`effect/${effect.id}`, envelope(effect.payload))
      sql.putEffect.run(effect.id, effect.timing, effect.due, effect.erases ? 1 : 0, sealed, shard)
    }
  }
  const save = (key: Key<unknown>, was: Version, state: unknown, effects: readonly Effect[]): boolean => {
    const place = keyText(key)
    if (state === FORGOTTEN) {
      if (Number(sql.forget.run(place, was).changes) === 0) return false
      erased = true
    } else {
      const sealed = encryption.encrypt(place, envelope(state))
      const { changes } = was === 0 ? sql.insert.run(place, sealed) : sql.update.run(sealed, place, was)
      if (Number(changes) === 0) return false
    }
    saveEffects(shardOf(key.place), effects)
    return true
  }

  const putDown = ({ effect: { id }, ticket }: Claimed): boolean => Number(sql.putDown.run(id, ticket).changes) > 0

  return {
    async load<S>(key: Key<S>) {
      const place = keyText(key)
      const row = sql.load.get(place)
      if (!row) return undefined
      return {
        state: opened<S>(place, encryption.decrypt(place, row.value as Uint8Array)),
        version: row.version as number,
      }
    },
    commit: <S>(key: Key<S>, was: Version, state: S | Forgotten, effects: readonly Effect[]) =>
      group.write(() => save(key, was, state, effects)),
    claim: (now, lease, most) =>
      group.write(() =>
        sql.claim.all(now + lease, randomBytes(9).toString('base64url'), now, most).map((row): Claimed => {
          const id = row.id as string
          const payload = opened<Effect['payload']>(
            `effect/${id}`,
            encryption.decrypt(`effect/${id}`, row.value as Uint8Array),
          )
          const erases = row.erases === 1 ? { erases: true as const } : {}
          const effect = { id, due: row.wanted as number, timing: row.timing as Effect['timing'], ...erases, payload }
          return { effect, attempts: (row.attempts as number) - 1, ticket: row.ticket as string }
        }),
      ),
    acknowledge: (claimed) =>
      group.write(() => {
        if (!putDown(claimed)) sql.done.run(claimed.effect.id, claimed.ticket)
        erased ||= claimed.effect.erases === true
      }),
    reschedule: (claimed, at, reason) =>
      group.write(() => {
        if (!putDown(claimed)) sql.later.run(at, at, reason, claimed.effect.id, claimed.ticket)
      }),
    deadLetter: (claimed, reason) =>
      group.write(() => {
        if (!putDown(claimed)) sql.bury.run(reason, claimed.effect.id, claimed.ticket)
      }),
    dead: async () =>
      sql.dead.all().map((row) => ({
        id: row.id as string,
        reason: row.reason as string,
        attempts: row.attempts as number,
      })),
    requeue: (id, now) => group.write(() => Number(sql.requeue.run(now, now, id).changes) > 0),
    drop: (id) =>
      group.write(() => {
        const dropped = Number(sql.drop.run(id).changes) > 0
        erased ||= dropped
        return dropped
      }),
    counts: async (now) => {
      const row = sql.counts.get(now, now)
      return { due: Number(row?.due), waiting: Number(row?.waiting), dead: Number(row?.dead) }
    },
    nextDue: async () => (sql.nextDue.get()?.due as number | null) ?? undefined,
    async scrub() {
      if (!erased) return true
      await group.idle()
      // TRUNCATE leaves no write-ahead log behind; deleted cells were already overwritten (secure_delete).
      // Waiting for a reader would hold up every turn: look, and come back.
      db.exec('PRAGMA busy_timeout=0')
      const row = sql.checkpoint.get()
      db.exec(`PRAGMA busy_timeout=${BUSY}`)
      if (row?.busy !== 0) return false
      erased = false
      return true
    },
    async ready() {
      try {
        return sql.nextDue.get() !== undefined
      } catch {
        return false
      }
    },
    async close() {
      await group.idle()
      close()
    },
  }
}
