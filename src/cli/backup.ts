import { chmodSync, existsSync } from 'node:fs'
import { backup, DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'
import { processLocations } from '../config.ts'
import { StoreUnfit } from '../store/store.ts'
import { runCommand } from './runCommand.ts'

const USAGE = `usage: npm run store:backup -- --out FILE

Writes all that is kept in DATA_FILE to another file, encrypted as it is, while the bot runs. Keep it apart from DATA_KEYS.
Redis has backups of its own: docs/operating.md.`

/** @throws {StoreUnfit} when there is nothing to back up, or the target exists */
const backUp = async (out: string | undefined): Promise<void> => {
  const { DATA_FILE, REDIS_URL } = processLocations()
  if (!out || REDIS_URL) throw new StoreUnfit(USAGE)
  if (!existsSync(DATA_FILE)) throw new StoreUnfit(`There is no ${DATA_FILE}: is DATA_FILE right?`)
  if (existsSync(out)) throw new StoreUnfit(`${out} is there already: a backup overwrites nothing.`)
  const db = new DatabaseSync(DATA_FILE, { readOnly: true })
  try {
    await backup(db, out)
    chmodSync(out, 0o600)
  } finally {
    db.close()
  }
  console.log(`Backed up to ${out}.`)
}

if (import.meta.main)
  await runCommand(async () => {
    const { values } = parseArgs({ options: { out: { type: 'string' } } })
    await backUp(values.out)
    return true
  })
