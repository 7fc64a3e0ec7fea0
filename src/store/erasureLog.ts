import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Erasure } from '../flows/person/erasure.ts'
import { DAY, type Instant } from '../kit/calendar/instant.ts'
import type { Encryption } from './encryption.ts'

const ENDING = '.erasures'

/** Where an erasure was noted. */
export interface Noted {
  /** The file's name, without folder and extension. */
  readonly file: string
  /** How many erasures the file has, this one included. */
  readonly count: number
}

/** One file of the log. */
export interface ErasureFile {
  /** The file's name, without folder and extension. */
  readonly file: string
  /** In the order in which they were noted. */
  readonly erasures: readonly Erasure[]
  /** When the last of them was noted; 0 for an empty file. */
  readonly last: Instant
  /** Whether every line is encrypted with the first key of the ring. */
  readonly current: boolean
}

interface Line {
  readonly at: Instant
  readonly erasure: Erasure
}

/** A record of erasures outside the store: after an older backup is restored, they are done again. */
export interface ErasureLog {
  /** Where the next erasure will be noted. */
  next(now: Instant): Noted
  /** Notes an erasure; it is on disk (fsync) when this returns. @throws when it can't be written: note it again */
  note(erasure: Erasure, now: Instant): Noted
  /** Every file in the folder, those of other processes included. @throws {DecryptionFailed} */
  all(): readonly ErasureFile[]
  /** Deletes a file that every backup in use is newer than. */
  remove(file: string): void
  close(): void
}

/** Associated data of the encryption: a line that was copied to another file does not decrypt. */
const locationOf = (file: string): string => `erasure/${file}`
const pathOf = (folder: string, file: string): string => join(folder, `${file}${ENDING}`)

const readErasures = (folder: string, file: string, encryption: Encryption): ErasureFile => {
  // A last line without a newline was interrupted; its writer has noted that erasure again elsewhere.
  const complete = readFileSync(pathOf(folder, file), 'utf8').split('\n').slice(0, -1)
  const ciphertexts = complete.map((line) => Buffer.from(line, 'base64'))
  const lines = ciphertexts.map((line) => JSON.parse(encryption.decrypt(locationOf(file), line)) as Line)
  return {
    file,
    erasures: lines.map(({ erasure }) => erasure),
    last: Math.max(0, ...lines.map(({ at }) => at)),
    current: ciphertexts.every(encryption.isCurrent),
  }
}

/**
 * A folder in which each process appends to a file of its own, encrypted line by line: a new one each day on which it notes
 * an erasure. Each file has a single writer, so any number of processes on any number of machines share the folder
 * without a lock. Two readers may both replay the same erasure, and the second time it changes nothing. The replay
 * removes old files (`bot/outbox/replayErasures.ts`).
 * @param folder created when the first erasure is noted
 */
export const openErasureLog = (folder: string, encryption: Encryption): ErasureLog => {
  let own: { readonly file: string; readonly open: number; readonly since: Instant; count: number } | undefined
  const create = (since: Instant) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const file = randomBytes(9).toString('base64url')
    return { file, open: openSync(pathOf(folder, file), 'ax', 0o600), since, count: 0 }
  }
  const close = (): void => {
    if (own) closeSync(own.open)
    own = undefined
  }
  const current = (now: Instant) => {
    // A key rotation may have removed the file: a write to it would be lost.
    if (own && !existsSync(pathOf(folder, own.file))) close()
    // A file goes as a whole, so its notes are all of one day.
    if (own && Math.abs(now - own.since) >= DAY) close()
    own ??= create(now)
    return own
  }
  return {
    next: (now) => ({ file: current(now).file, count: current(now).count + 1 }),
    note(erasure, now) {
      const mine = current(now)
      const { file, open } = mine
      const line: Line = { at: now, erasure }
      try {
        writeSync(open, `${encryption.encrypt(locationOf(file), JSON.stringify(line)).toString('base64')}\n`)
        fsyncSync(open)
      } catch (error) {
        // A full disk can leave half a line. Lines after it would not be readable, so the next erasure starts a new file.
        close()
        throw error
      }
      mine.count += 1
      return { file, count: mine.count }
    },
    all: () => namesIn(folder).map((name) => readErasures(folder, name.slice(0, -ENDING.length), encryption)),
    // Another starting process may have removed it first.
    remove: (file) => rmSync(pathOf(folder, file), { force: true }),
    close,
  }
}

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(ENDING))
  } catch (error) {
    // No folder: nothing was noted. A folder that can't be read must not pass for an empty one.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
