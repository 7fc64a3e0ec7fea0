import { existsSync } from 'node:fs'
import { buildKeyPlace } from '../build/keyPlace.ts'
import { processLocations, readLocation } from '../config.ts'
import { copyKeys, copyRows } from '../store/copyRows.ts'
import type { RawRows } from '../store/rawRows.ts'
import { openRedisRawRows } from '../store/redis/rawRows.ts'
import type { KeyPlace } from '../store/roundKeys.ts'
import { openSqliteRawRows } from '../store/sqlite/rawRows.ts'
import { StoreUnfit } from '../store/store.ts'
import { EXIT, type Run } from './command.ts'

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

const copyAll = async (from: string, to: string): Promise<void> => {
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

/** Moves all that is kept. */
export const copy: Run = async (asked) => {
  await copyAll(asked.text('from') ?? '', asked.text('to') ?? '')
  return EXIT.done
}
