import { SECOND } from '../../kit/instant.ts'
import { StoreDown } from '../../store/store.ts'

/** Milliseconds between tries. */
const PAUSE = 100
/** Within the lease of what is in hand, so that nobody else does it meanwhile. */
const MOST = 20 * SECOND

/** The platform has done it and the store must hear of it, or it is done twice: told again until it answers. */
export const retryStore = async <T>(telling: () => Promise<T>): Promise<T> => {
  const began = performance.now()
  for (;;) {
    try {
      return await telling()
    } catch (error) {
      if (!(error instanceof StoreDown) || performance.now() - began > MOST) throw error
      await new Promise((resolve) => setTimeout(resolve, PAUSE))
    }
  }
}
