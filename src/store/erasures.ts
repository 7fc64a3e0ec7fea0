import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Erasure } from '../flows/erasures.ts'
import type { Seal } from './seal.ts'

const ENDING = '.erasures'

export interface Noted {
  /** Which file it stands in. */
  readonly file: string
  /** How many stand in that file now. */
  readonly count: number
}

/** What was erased, outside the store: restored from an older backup, the store is told again. */
export interface Erasures {
  /** On disk when it returns. */
  note(erasure: Erasure): Noted
  /** Everything noted in any file, in order. @throws {SealBroken} */
  all(): ReadonlyMap<string, readonly Erasure[]>
  close(): void
}

/**
 * A folder with a file for each process that ever noted something, sealed line by line: any number of processes share it.
 * @param folder made when something is noted
 */
export const erasuresIn = (folder: string, seal: Seal): Erasures => {
  const own = randomBytes(9).toString('base64url')
  let open: number | undefined
  let count = 0
  const placeOf = (file: string): string => `erasure/${file}`
  const file = (): number => {
    if (open !== undefined) return open
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    open = openSync(join(folder, `${own}${ENDING}`), 'a', 0o600)
    return open
  }
  return {
    note(erasure) {
      writeSync(file(), `${seal.seal(placeOf(own), JSON.stringify(erasure)).toString('base64')}\n`)
      fsyncSync(file())
      count += 1
      return { file: own, count }
    },
    all() {
      let names: string[]
      try {
        names = readdirSync(folder).filter((name) => name.endsWith(ENDING))
      } catch {
        return new Map()
      }
      return new Map(
        names.map((name) => {
          const id = name.slice(0, -ENDING.length)
          // Without a line's end it was cut off while it was written: it is noted again elsewhere.
          const lines = readFileSync(join(folder, name), 'utf8').split('\n').slice(0, -1)
          const opened = (line: string): Erasure =>
            JSON.parse(seal.open(placeOf(id), Buffer.from(line, 'base64'))) as Erasure
          return [id, lines.map(opened)] as const
        }),
      )
    },
    close() {
      if (open !== undefined) closeSync(open)
      open = undefined
    },
  }
}
