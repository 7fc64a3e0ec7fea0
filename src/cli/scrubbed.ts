import type { Store } from '../store/store.ts'

/** Attempts and the milliseconds between them: a minute in all. The bot continues after that. */
const SCRUBS = 300
const PAUSE = 200

/** Removes the ciphertext of what was erased from the store's files. @returns false when someone keeps them from it */
export const scrubbed = async (store: Pick<Store, 'scrub'>): Promise<boolean> => {
  let done = await store.scrub()
  for (let tries = 0; tries < SCRUBS && !done; tries++) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
    done = await store.scrub()
  }
  return done
}
