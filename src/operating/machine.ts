import { existsSync, readdirSync, statfsSync, statSync } from 'node:fs'

/** What is known of a file or folder. */
export interface FileFacts {
  /** The user it belongs to. */
  readonly owner: number
  /** The permission bits, such as 0o600. */
  readonly mode: number
  readonly isFolder: boolean
  /** When it was last written, in milliseconds since 1970. */
  readonly written: number
}

/** What commands and checks ask the machine; a test answers in its place. */
export interface Machine {
  /** The user of this process; undefined on systems without. */
  readonly user: number | undefined
  /** The name of a user; undefined where the machine has none for it. */
  readonly nameOf: (user: number) => string | undefined
  readonly facts: (path: string) => FileFacts | undefined
  /** The names in a folder; none where it isn't there. */
  readonly names: (folder: string) => readonly string[]
  /** Bytes that may still be written where a folder is. */
  readonly free: (folder: string) => number | undefined
  /** All of its environment by name, without the values. */
  readonly environment: readonly string[]
}

/** The users that have a name here, as `/etc/passwd` says it. */
type Names = ReadonlyMap<number, string>

/** @param text of `/etc/passwd` */
export const usersIn = (text: string): Names =>
  new Map(
    text.split('\n').flatMap((line) => {
      const [name, , id] = line.split(':')
      return name && id ? [[Number(id), name] as const] : []
    }),
  )

const facts = (path: string): FileFacts | undefined => {
  const found = statSync(path, { throwIfNoEntry: false })
  return found && { owner: found.uid, mode: found.mode & 0o777, isFolder: found.isDirectory(), written: found.mtimeMs }
}

/** This machine. @param users who has a name on it @param environment the names that are set */
export const thisMachine = (users: Names, environment: readonly string[]): Machine => ({
  user: process.getuid?.(),
  nameOf: (user) => users.get(user),
  facts,
  names: (folder) => (existsSync(folder) ? readdirSync(folder) : []),
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
