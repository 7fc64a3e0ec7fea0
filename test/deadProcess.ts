import type { Effect, Message } from '../src/flows/effect.ts'
import type { Store } from '../src/store/store.ts'

/** What a process holds that was killed with effects in hand. */
export interface DeadProcess {
  /** How many effects it took so far. */
  readonly took: () => number
  /** It takes no more: what it holds comes back when its leases end. */
  readonly isGone: () => void
}

/**
 * A process beside this one that claims what it is asked to and is killed before it delivers any of it: leased in the store, on
 * either engine, and back when the lease ends.
 */
export const deadProcess = (store: Store, takes: (effect: Effect) => boolean = () => true): DeadProcess => {
  const claim = store.claim
  let took = 0
  store.claim = async (now, lease, most) => {
    const claimed = await claim(now, lease, most)
    const left = claimed.filter(({ effect }) => !takes(effect))
    took += claimed.length - left.length
    return left
  }
  return {
    took: () => took,
    isGone: () => {
      store.claim = claim
    },
  }
}

/** Whether an effect tells someone one of these. */
export const tells =
  (...types: readonly Message['type'][]) =>
  ({ payload }: Effect): boolean =>
    payload.do === 'tell' && types.includes(payload.event.type)
