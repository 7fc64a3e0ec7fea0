/** What is known of a file or folder. */
export interface FileFacts {
  /** The user it belongs to. */
  readonly owner: number
  /** The permission bits, such as 0o600. */
  readonly mode: number
  readonly isFolder: boolean
  /** Whether this process may read and write it, whoever it belongs to: on a share of the network all belong to one user. */
  readonly usable: boolean
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
  /** Whether a program is installed where the system keeps its own. */
  readonly has: (program: string) => boolean
  /** Bytes that may still be written where a folder is. */
  readonly free: (folder: string) => number | undefined
  /** All of its environment by name, without the values. */
  readonly environment: readonly string[]
}
