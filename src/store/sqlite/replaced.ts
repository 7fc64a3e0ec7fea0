import { statSync } from 'node:fs'
import { CantSave } from '../store.ts'

const identityOf = (path: string): string | undefined => {
  const found = statSync(path, { throwIfNoEntry: false })
  return found && `${found.dev}/${found.ino}`
}

/**
 * Tells whether files that a process has open are still the ones of their names. Where someone moved or removed one, this process goes on
 * reading and writing what nobody will ever open again.
 * @param paths those that aren't there yet count from when they first are
 */
export const watchReplaced = (paths: readonly string[]): (() => boolean) => {
  const opened = new Map<string, string>()
  return () =>
    paths.some((path) => {
      const now = identityOf(path)
      const before = opened.get(path)
      if (before !== undefined) return now !== before
      if (now !== undefined) opened.set(path, now)
      return false
    })
}

/** What a write to such a file comes to: it must not be acknowledged. */
export const replacedError = (): CantSave => new CantSave('replaced')
