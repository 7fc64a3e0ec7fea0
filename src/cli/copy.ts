import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { buildKeyPlace } from '../build/keyPlace.ts'
import { processLocations, readLocation } from '../config.ts'
import { copyKeys, copyRows } from '../store/copyRows.ts'
import type { RawRows } from '../store/rawRows.ts'
import { openRedisRawRows } from '../store/redis/rawRows.ts'
import type { KeyPlace } from '../store/roundKeys.ts'
import { openSqliteRawRows } from '../store/sqlite/rawRows.ts'
import { StoreUnfit } from '../store/store.ts'
import { runCommand } from './runCommand.ts'

const USAGE = `usage: npm run store:copy -- --from PLACE --to PLACE

A place is a file (data/quickscan.db), an address (redis://host:6379, several with commas), or the name of a setting,
DATA_FILE or REDIS_URL, for what the environment says (with REDIS_SENTINEL and REDIS_PASSWORD). No bot may run on
either. Everything is copied encrypted, as it is; the target must be empty. Cut off, it goes on when it is run again.
The keys of rounds go along, from and to where ROUND_KEYS_FILE and ROUND_KEYS_URL say, else beside the file and in that Redis.`

/** Where the keys lie that belong to a location of the command line. */
const openKeys = (location: string): Promise<KeyPlace> => {
  const set = processLocations()
  const { file, urls } = readLocation(location, set)
  const { ROUND_KEYS_FILE, ...others } = set
  // The setting is of the file in DATA_FILE; another file has its own beside it.
  const isSet = file === set.DATA_FILE && ROUND_KEYS_FILE !== undefined
  return buildKeyPlace({ ...others, DATA_FILE: file, REDIS_URL: urls, ...(isSet ? { ROUND_KEYS_FILE } : {}) })
}

const copyKeysOf = async (from: string, to: string): Promise<number> => {
  const source = await openKeys(from)
  try {
    const target = await openKeys(to)
    try {
      return await copyKeys(source, target)
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

const openRows = async (location: string, mustExist: boolean): Promise<RawRows> => {
  const { REDIS_SENTINEL, REDIS_PASSWORD } = processLocations()
  const { file, urls } = readLocation(location, processLocations())
  if (urls) return openRedisRawRows({ urls, sentinelName: REDIS_SENTINEL, password: REDIS_PASSWORD })
  if (mustExist && !existsSync(file)) throw new StoreUnfit(`There is no ${file}.`)
  return openSqliteRawRows(file)
}

const copy = async (from: string, to: string): Promise<void> => {
  if (from === to) throw new StoreUnfit('That is the same place twice.')
  const source = await openRows(from, true)
  try {
    const target = await openRows(to, false)
    try {
      const move = from.replaceAll(/\/\/[^@/,]*@/g, '//')
      let keys = 0
      const { states, effects } = await copyRows(
        source,
        target,
        move,
        (done) => console.log(`  ${done.states} values, ${done.effects} effects`),
        async () => {
          keys = await copyKeysOf(from, to)
        },
      )
      console.log(
        `Copied ${states} values, ${effects} effects and ${keys} keys of rounds. Start the bot on ${to} only: what is left at ${from}`,
      )
      console.log('would send the same messages again, and its keys still open what people answer now: remove both.')
      console.log('DATA_KEYS stays as it is.')
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

if (import.meta.main)
  await runCommand(async () => {
    const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } })
    if (!values.from || !values.to) throw new StoreUnfit(USAGE)
    await copy(values.from, values.to)
    return true
  })
