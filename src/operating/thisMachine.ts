import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync, statfsSync, statSync } from 'node:fs'
import type { FileFacts, Machine } from './machine.ts'

const isUsable = (path: string): boolean => {
  try {
    accessSync(path, constants.R_OK | constants.W_OK)
    return true
  } catch {
    return false
  }
}

const facts = (path: string): FileFacts | undefined => {
  try {
    const found = statSync(path)
    const [owner, mode] = [found.uid, found.mode & 0o777]
    return { owner, mode, isFolder: found.isDirectory(), usable: isUsable(path), written: found.mtimeMs }
  } catch {
    return undefined
  }
}

/** What was found: a bot asks at its start and every hour, and answers nobody while it waits for another process. */
const known = new Map<number, string | undefined>()
/** Asked of the system, since a service's user may stand in no file. */
const nameOf = (user: number): string | undefined => {
  if (known.has(user)) return known.get(user)
  const { status, stdout } = spawnSync('getent', ['passwd', String(user)], { encoding: 'utf8' })
  const name = status === 0 ? stdout.split(':')[0] : undefined
  known.set(user, name)
  return name
}

const SYSTEM = ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/bin'] as const

/** This machine. @param environment the names that are set in it */
export const thisMachine = (environment: readonly string[]): Machine => ({
  user: process.getuid?.(),
  nameOf,
  facts,
  names: (folder) => (existsSync(folder) ? readdirSync(folder) : []),
  has: (program) => SYSTEM.some((folder) => existsSync(`${folder}/${program}`)),
  free: (folder) => {
    try {
      const { bavail, bsize } = statfsSync(folder)
      return bavail * bsize
    } catch {
      return undefined
    }
  },
  environment,
})
