import type { Instant } from '../../kit/instant.ts'

/** What came in before, for a while: a platform delivers again what it thinks was lost, and bytes can be recorded. */
export interface ReplayGuard {
  /** Whether this is the first time; from now on it isn't. */
  readonly first: (id: string) => boolean
  /** It came to nothing: when it comes again, it is the first time again. */
  readonly forget: (id: string) => void
}

/** @param kept milliseconds each is remembered, at least */
export const replayGuard = (kept: number, now: () => Instant): ReplayGuard => {
  let [newer, older] = [new Set<string>(), new Set<string>()]
  let turned = now()
  const turn = (): void => {
    if (now() - turned < kept) return
    older = now() - turned < 2 * kept ? newer : new Set()
    newer = new Set()
    turned = now()
  }
  return {
    first: (id) => {
      turn()
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
