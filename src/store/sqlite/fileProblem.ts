import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { CantSave, type SaveProblem, StoreUnfit } from '../store.ts'

/** SQLite's result codes (https://www.sqlite.org/rescode.html). */
export const CODES = {
  busy: 5,
  readOnly: 8,
  inputOutput: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  noDatabase: 26,
} as const

/** SQLite's primary result code; undefined for an error that isn't SQLite's. */
export const sqliteCode = (error: unknown): number | undefined =>
  error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined

const systemCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined

const PROBLEMS: ReadonlyMap<number | undefined, SaveProblem> = new Map([
  [CODES.full, 'full'],
  [CODES.readOnly, 'readOnly'],
  [CODES.inputOutput, 'disk'],
  [CODES.cannotOpen, 'disk'],
  [CODES.busy, 'busy'],
  [CODES.corrupt, 'damaged'],
  [CODES.noDatabase, 'damaged'],
])

/** What a failed write means; undefined when it failed for what was to be written. */
export const cantSave = (error: unknown): CantSave | undefined => {
  const why = systemCode(error) === 'ENOSPC' ? 'full' : PROBLEMS.get(sqliteCode(error))
  return why && new CantSave(why, { cause: error })
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

/** The folder, or the nearest one above it that there is; a file where a folder should be counts as being there. */
const nearestThere = (folder: string): string => {
  const above = dirname(folder)
  return existsSync(folder) || above === folder ? folder : nearestThere(above)
}

/** Whether this process may do so; `readOnly` where nobody may, because the file system was mounted so. */
const may = (path: string, mode: number): true | 'denied' | 'readOnly' => {
  try {
    accessSync(path, mode)
    return true
  } catch (error) {
    return systemCode(error) === 'EROFS' ? 'readOnly' : 'denied'
  }
}

const isFull = (folder: string): boolean => {
  try {
    return statfsSync(folder).bavail === 0
  } catch {
    return false
  }
}

const uid = (): string => (process.getuid ? `${process.getuid()}` : 'of the process')

/** What is wrong with a folder to write in, and what to do; undefined when nothing is. It need not be there yet. */
export const folderProblem = (folder: string): string | undefined => {
  const there = nearestThere(folder)
  if (!isFolder(there)) return `${there} is no folder. Move that file away, or name another place.`
  const allowed = may(there, constants.R_OK | constants.W_OK | constants.X_OK)
  if (allowed === 'readOnly')
    return `${there} is on a disk that may only be read. Mount it for writing, or name another place.`
  if (allowed === 'denied')
    return `user ${uid()} may not write in ${there}. Give it that folder (chown), or name another place.`
  return isFull(there) ? 'its disk is full. Make room on it, or name another place.' : undefined
}

const unfit = (file: string, problem: string): StoreUnfit =>
  new StoreUnfit(`The database can't be used (DATA_FILE is ${file}): ${problem}`)

/** @throws {StoreUnfit} for a folder */
export const refuseFolder = (file: string): void => {
  if (isFolder(file)) throw unfit(file, `it is a folder. Name a file in it, such as ${join(file, 'quickscan.db')}.`)
}

/** By what there is on the disk: the error itself says no more than "unable to open". */
const placeProblem = (file: string): string | undefined => {
  const problem = folderProblem(dirname(file))
  if (problem !== undefined || !existsSync(file)) return problem
  return may(file, constants.R_OK | constants.W_OK) === true
    ? undefined
    : `user ${uid()} may not read and write it. Give it that file (chown), or name another.`
}

const contentProblem = (error: unknown): string | undefined => {
  switch (sqliteCode(error)) {
    case CODES.noDatabase:
      return 'it is no database. Is the name right? The bot makes a new file where there is none.'
    case CODES.corrupt:
      return 'it is damaged. Put a backup in its place (docs/operating.md).'
    case CODES.full:
      return 'its disk is full. Make room on it, or name another place.'
    case CODES.busy:
      return 'another program has it in use. Stop that one first.'
    default:
      return systemCode(error) === 'ENOSPC' ? 'its disk is full. Make room on it, or name another place.' : undefined
  }
}

/** The same error as a sentence for who runs the bot, with what to do; undefined for one that isn't about the file. */
export const fileProblem = (file: string, error: unknown): StoreUnfit | undefined => {
  if (error instanceof StoreUnfit) return error
  const code = sqliteCode(error) ?? systemCode(error)
  if (code === undefined) return undefined
  const problem =
    contentProblem(error) ?? placeProblem(file) ?? `the system answers ${code}. See to its disk, or name another place.`
  return unfit(file, problem)
}

/** @throws {StoreUnfit} for a database with tables that aren't the bot's: nothing in it is changed */
export const refuseForeign = (file: string, db: DatabaseSync): void => {
  const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").all()
  if (tables.length === 0) return
  const columns = db.prepare("SELECT name FROM pragma_table_info('state')").all()
  if (['place', 'version', 'value'].every((wanted) => columns.some(({ name }) => name === wanted))) return
  throw unfit(
    file,
    `it is another program's, with a table '${tables[0]?.name}'. Name another file; the bot makes a new one where there is none.`,
  )
}
