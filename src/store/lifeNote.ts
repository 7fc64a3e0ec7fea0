import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { notedKey } from '../flows/keys.ts'
import type { Instant } from '../kit/calendar/instant.ts'
import type { Store } from './store.ts'

/** Its name in the folder of erasures, which is in no backup. */
const NAME = 'life'
/** How far a store has lived, in the store itself. */
export const LIFE = notedKey(NAME)

/**
 * Looks, before anything is done with a store, whether a newer version works on it: each bot saves its moment every minute, so that one
 * has its schema, even where most other values are still as an earlier version left them.
 * @throws {SavedByNewer}
 */
export const refuseNewer = async (store: Pick<Store, 'load'>): Promise<void> => void (await store.load(LIFE))

/**
 * A moment beside the store, written a while after the same one was saved in it: a store that knows only an earlier one was put back from a
 * backup, or lost what it had saved last (docs/decisions/044-after-a-restore.md). Nothing of anyone stands in it.
 */
export interface LifeNote {
  /** Undefined where none was written yet. */
  readonly read: () => Instant | undefined
  /** @throws when it can't be written */
  readonly write: (moment: Instant) => void
}

/** @param folder created when it isn't there */
export const lifeNote = (folder: string): LifeNote => ({
  read: () => {
    try {
      const moment = Number(readFileSync(join(folder, NAME), 'utf8'))
      return Number.isFinite(moment) && moment > 0 ? moment : undefined
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
      throw error
    }
  },
  write: (moment) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    // Cut off in between, the former one stands there still.
    writeFileSync(join(folder, `${NAME}.new`), `${moment}\n`, { mode: 0o600 })
    renameSync(join(folder, `${NAME}.new`), join(folder, NAME))
  },
})

/** For a command that puts a backup back: at its next start the bot knows that it was. @param now real time in milliseconds */
export const noteRestore = (folder: string, now: Instant): void => {
  const note = lifeNote(folder)
  note.write(Math.max(now, (note.read() ?? 0) + 1))
}
