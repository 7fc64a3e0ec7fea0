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
import type { Instant } from '../kit/instant.ts'
import type { Encryption } from './encryption.ts'

const ENDING = '.erasures'

export interface Noted {
  /** Which file it stands in. */
  readonly file: string
  /** How many stand in that file now. */
  readonly count: number
}

export interface ErasureFile {
  readonly file: string
  readonly erasures: readonly Erasure[]
  /** When the last of them was noted. */
  readonly last: Instant
  /** Whether all of it is sealed with the ring's first key. */
  readonly current: boolean
}

interface Line {
  readonly at: Instant
  readonly erasure: Erasure
}

/** What was erased, outside the store: restored from an older backup, the store is told again. */
export interface ErasureLog {
  /** Where the next one will stand. */
  next(): Noted
  /** On disk when it returns. @throws when it can't be written: it may then not stand there, and is noted again */
  note(erasure: Erasure, now: Instant): Noted
  /** Everything noted in any file, each in order. @throws {SealBroken} */
  all(): readonly ErasureFile[]
  /** For a file that no backup is old enough for. */
  remove(file: string): void
  close(): void
}

/**
 * A folder in which each process writes a file of its own, sealed line by line, from the first erasure it notes until it
 * ends. So any number of processes, on any number of machines, share the folder without a lock: a file has one writer, is
 * only ever added to, and is never written again by a later process. What two readers find in it at once they both do
 * again, which changes nothing the second time. There is a file for each time a bot ran and erased something; the
 * old ones are removed by `bot/replaying.ts`.
 * @param folder made when something is noted
 */
export const openErasureLog = (folder: string, encryption: Encryption): ErasureLog => {
  let own: { readonly file: string; readonly open: number; count: number } | undefined
  const placeOf = (file: string): string => `erasure/${file}`
  const pathOf = (file: string): string => join(folder, `${file}${ENDING}`)
  const begun = () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const file = randomBytes(9).toString('base64url')
    return { file, open: openSync(pathOf(file), 'ax', 0o600), count: 0 }
  }
  const close = (): void => {
    if (own) closeSync(own.open)
    own = undefined
  }
  const current = () => {
    // Taken away by a rotation of keys, say: what is written in it now would be lost.
    if (own && !existsSync(pathOf(own.file))) close()
    own ??= begun()
    return own
  }
  return {
    next: () => ({ file: current().file, count: current().count + 1 }),
    note(erasure, now) {
      const mine = current()
      const { file, open } = mine
      const line: Line = { at: now, erasure }
      try {
        writeSync(open, `${encryption.encrypt(placeOf(file), JSON.stringify(line)).toString('base64')}\n`)
        fsyncSync(open)
      } catch (error) {
        // The disk is full, say. Half a line may stand at the end: what came after it would not be read, so the next is in another file.
        close()
        throw error
      }
      mine.count += 1
      return { file, count: mine.count }
    },
    all() {
      return namesIn(folder).map((name) => {
        const file = name.slice(0, -ENDING.length)
        // Without a line's end it was cut off while it was written: it is noted again elsewhere.
        const whole = readFileSync(pathOf(file), 'utf8').split('\n').slice(0, -1)
        const sealed = whole.map((line) => Buffer.from(line, 'base64'))
        const lines = sealed.map((line) => JSON.parse(encryption.decrypt(placeOf(file), line)) as Line)
        return {
          file,
          erasures: lines.map(({ erasure }) => erasure),
          last: Math.max(0, ...lines.map(({ at }) => at)),
          current: sealed.every(encryption.isCurrent),
        }
      })
    },
    // Another process that starts may have been first.
    remove: (file) => rmSync(pathOf(file), { force: true }),
    close,
  }
}

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(ENDING))
  } catch (error) {
    // Nothing was ever noted. A folder that is there and can't be read must not pass for one.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
