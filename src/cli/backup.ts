import { chmodSync, existsSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { processLocations } from '../config.ts'
import { folderProblem } from '../store/sqlite/fileProblem.ts'
import { StoreUnfit } from '../store/store.ts'
import { EXIT, type Run } from './command.ts'

/** Writes a copy that is whole: one that was cut off is taken away again. */
const write = async (from: string, out: string): Promise<void> => {
  const db = new DatabaseSync(from, { readOnly: true })
  try {
    await backup(db, out)
    chmodSync(out, 0o600)
  } catch (error) {
    rmSync(out, { force: true })
    throw error
  } finally {
    db.close()
  }
}

/** Copies DATA_FILE. @throws {StoreUnfit} when there is nothing to back up, the target exists, or it can't be written */
export const backUp: Run = async (asked) => {
  const out = asked.text('out') ?? ''
  const { DATA_FILE, REDIS_URL } = processLocations()
  if (REDIS_URL) throw new StoreUnfit('REDIS_URL is set: Redis has backups of its own (docs/operating.md, "Backups").')
  if (!existsSync(DATA_FILE)) throw new StoreUnfit(`There is no ${DATA_FILE}: is DATA_FILE right?`)
  if (existsSync(out)) throw new StoreUnfit(`${out} is there already: a backup overwrites nothing.`)
  const folder = dirname(out)
  const problem = existsSync(folder) ? folderProblem(folder) : `there is no folder ${folder}. Make it first.`
  if (problem !== undefined) throw new StoreUnfit(`The backup can't be written: ${problem}`)
  await write(DATA_FILE, out)
  console.log(`Backed up to ${out}.`)
  return EXIT.done
}
