import type { Instant } from '../../kit/calendar/instant.ts'

/** Remembers request ids for a while: a platform delivers again what it thinks was lost, and requests can be replayed. */
export interface ReplayGuard {
  /** Whether this id is new; from now on it isn't. */
  readonly first: (id: string) => boolean
  /** The request failed: its redelivery is to be handled as new. */
  readonly forget: (id: string) => void
}

/** @param kept milliseconds each is remembered, at least */
export const replayGuard = (kept: number, now: () => Instant): ReplayGuard => {
  let [newer, older] = [new Set<string>(), new Set<string>()]
  let rotated = now()
  const rotate = (): void => {
    if (now() - rotated < kept) return
    older = now() - rotated < 2 * kept ? newer : new Set()
    newer = new Set()
    rotated = now()
  }
  return {
    first: (id) => {
      rotate()
      if (newer.has(id) || older.has(id)) return false
      newer.add(id)
      return true
    },
    forget: (id) => {
      newer.delete(id)
      older.delete(id)
    },
  }
}
