import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { notesFolder } from '../build/store.ts'
import { processStoreSettings } from '../config.ts'
import { keyRingEncryption } from '../store/encryption.ts'
import { HASH_SECRET } from '../store/hashSecret.ts'
import { noteRestore } from '../store/lifeNote.ts'
import { takeLock } from '../store/sqlite/file.ts'
import { folderProblem } from '../store/sqlite/fileProblem.ts'
import { openSqliteRawRows } from '../store/sqlite/rawRows.ts'
import { openSqliteStore } from '../store/sqlite/store.ts'
import { StoreUnfit } from '../store/store.ts'
import { EXIT, type Run } from './command.ts'

/** What SQLite keeps beside a file while it is open. */
const BESIDE = ['-wal', '-shm', '-journal'] as const

/** What a backup has in it. */
interface Checked {
  readonly values: number
  readonly effects: number
}

const damaged = (file: string): StoreUnfit =>
  new StoreUnfit(`${file} is damaged, or no database at all. Nothing was done: take an older backup.`)

/** @throws {StoreUnfit} where a page of it can't be read */
const refuseDamaged = (copy: string, from: string): void => {
  let said: unknown
  try {
    const db = new DatabaseSync(copy)
    try {
      said = db.prepare('PRAGMA integrity_check(1)').get()?.integrity_check
    } finally {
      db.close()
    }
  } catch {
    throw damaged(from)
  }
  if (said !== 'ok') throw damaged(from)
}

/**
 * Looks whether a copy of the backup can be used, so that the backup itself stays as it is.
 * @throws {StoreUnfit} where it is damaged, empty, or another program's {DecryptionFailed} where DATA_KEYS doesn't open it
 */
const check = async (copy: string, from: string, ring: Parameters<typeof keyRingEncryption>[0]): Promise<Checked> => {
  refuseDamaged(copy, from)
  const store = openSqliteStore(copy, keyRingEncryption(ring), 'maintenance')
  try {
    if (!(await store.load(HASH_SECRET))) throw new StoreUnfit(`${from} is no backup of a bot: nothing is kept in it.`)
  } finally {
    await store.close()
  }
  const rows = openSqliteRawRows(copy, 'maintenance')
  try {
    const { states, effects } = await rows.count()
    return { values: states, effects }
  } finally {
    await rows.close()
  }
}

const toDisk = (path: string): void => {
  const open = openSync(path, 'r')
  try {
    fsyncSync(open)
  } finally {
    closeSync(open)
  }
}

const removeAll = (file: string): void => {
  for (const name of [file, ...BESIDE.map((end) => `${file}${end}`)]) rmSync(name, { force: true })
}

/** Brings what its log has into the file, so that one file is all of it. A damaged one is kept with its log. */
const checkpoint = (file: string): void => {
  try {
    const db = new DatabaseSync(file)
    db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()
    db.close()
  } catch {
    // Whatever is the matter with it is why a backup is put back.
  }
}

/**
 * Keeps what was there under another name, with what SQLite has beside it, and gives its name to the copy. A log stays where only the file was
 * taken away: SQLite would write it into whatever has the file's name next, and damage that.
 */
const exchange = (file: string, copy: string, aside: string): void => {
  if (existsSync(file)) checkpoint(file)
  for (const end of ['', ...BESIDE]) if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, `${aside}${end}`)
  renameSync(copy, file)
  toDisk(dirname(file))
}

const momentOf = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ')

/** Puts a backup in place. The lock of the file is held from the first look to the last rename: no bot can start in between. */
export const restore: Run = async (asked, { now }) => {
  const from = asked.text('from') ?? ''
  const { DATA_FILE, REDIS_URL, DATA_KEYS, ERASURES_DIR } = processStoreSettings()
  if (REDIS_URL)
    throw new StoreUnfit('REDIS_URL is set: how a backup of Redis is put back stands in docs/operating.md, "Backups".')
  if (!existsSync(from)) throw new StoreUnfit(`There is no ${from}.`)
  if (from === DATA_FILE) throw new StoreUnfit('That is the same file twice: --from is the backup.')
  const problem = folderProblem(dirname(DATA_FILE))
  if (problem !== undefined) throw new StoreUnfit(`It can't be put in place (DATA_FILE is ${DATA_FILE}): ${problem}`)
  mkdirSync(dirname(DATA_FILE), { recursive: true, mode: 0o700 })
  const lock = takeLock(DATA_FILE)
  const copy = `${DATA_FILE}.restoring`
  try {
    removeAll(copy)
    copyFileSync(from, copy)
    chmodSync(copy, 0o600)
    const { values, effects } = await check(copy, from, DATA_KEYS)
    const written = momentOf(statSync(from).mtimeMs)
    console.log(`${from} is whole: ${values} values and ${effects} effects, written at ${written} UTC.`)
    const aside = `${DATA_FILE}.before-${momentOf(now()).replaceAll(/[ :]/g, '-')}`
    if (!asked.flag('yes')) {
      console.log(`It would take the place of ${DATA_FILE}, which would be kept as ${aside}.`)
      console.log(
        'Nothing was done yet: the same again with --yes does it. What was given since the backup is lost then.',
      )
      return EXIT.failed
    }
    const replaced = ['', ...BESIDE].some((end) => existsSync(`${DATA_FILE}${end}`))
    if (existsSync(aside)) throw new StoreUnfit(`${aside} is there already: move it away first.`)
    toDisk(copy)
    exchange(DATA_FILE, copy, aside)
    const notes = notesFolder({ REDIS_URL, DATA_FILE, ERASURES_DIR })
    if (notes !== undefined) noteRestore(notes, now())
    console.log(`It is ${DATA_FILE} now.`)
    if (replaced)
      console.log(`What was there is kept as ${aside}: remove it once all is well, since what is erased stays in it.`)
    console.log(
      'Start the bot. It erases again what was erased since the backup before it lets anyone in, and tells whose answers are gone.',
    )
    return EXIT.done
  } finally {
    removeAll(copy)
    lock.close()
  }
}
