import { SECOND } from '../../kit/calendar/instant.ts'
import { StoreDown } from '../../store/store.ts'

/** Milliseconds between attempts. */
const PAUSE = 100
/** Milliseconds; less than a lease, so that no other process delivers the effect meanwhile. */
const GIVE_UP_AFTER = 20 * SECOND

/**
 * Repeats a store call until the store answers again. For what a platform has done already: unless that is recorded, it would
 * be done twice. @throws {StoreDown} when the store stays away too long, and any other error at once
 */
export const retryStore = async <T>(save: () => Promise<T>): Promise<T> => {
  const began = performance.now()
  for (;;) {
    try {
      return await save()
    } catch (error) {
      if (!(error instanceof StoreDown) || performance.now() - began > GIVE_UP_AFTER) throw error
      await new Promise((resolve) => setTimeout(resolve, PAUSE))
    }
  }
}
