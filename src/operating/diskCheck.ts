import { dirname } from 'node:path'
import type { Check } from './checks.ts'

/** Bytes. A year of a thousand teams takes less; below the least the next save may be the one that fails. */
const ENOUGH = 500 * 1024 * 1024
const LEAST = 50 * 1024 * 1024

const megabytes = (bytes: number): string => `${Math.floor(bytes / 1024 / 1024)} MB`

/** Room on the disk of the file. */
export const disk: Check = {
  name: 'disk',
  // It is said before anybody suffers: what can't be saved any more turns the bot red by itself.
  suffers: 'nobody',
  hourly: true,
  run: async ({ settings: { REDIS_URL, DATA_FILE }, machine }) => {
    if (REDIS_URL) return undefined
    const folder = dirname(DATA_FILE)
    const free = machine.free(folder)
    if (free === undefined) return undefined
    const words = `${megabytes(free)} free where DATA_FILE is (${folder})`
    if (free >= ENOUGH) return { state: 'ok', words }
    return {
      state: free < LEAST ? 'wrong' : 'warn',
      words,
      todo: 'Make room on that disk: when it is full nobody can answer or change anything.',
    }
  },
}
