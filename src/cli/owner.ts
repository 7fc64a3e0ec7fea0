import { dirname, resolve } from 'node:path'
import { filesSet, settingsSet } from '../config.ts'
import type { Machine } from '../operating/machine.ts'
import { type Asked, type Command, Refused } from './command.ts'

const ROOT = 0
/** What a user that is unknown in a container's own list is shown as: whose it is can't be told then. */
const UNKNOWN = 65_534

/** Written to by everyone on the machine. */
const FOR_ALL = 0o002

/** The folder, or the nearest one above it that there is. */
const nearestThere = (machine: Machine, path: string): string => {
  const above = dirname(path)
  return machine.facts(path) || above === path ? path : nearestThere(machine, above)
}

/** Whose a file is, or will be once it is made; undefined where that can't be told. */
const ownerOf = (machine: Machine, path: string): number | undefined => {
  const there = nearestThere(machine, resolve(path))
  const isThere = there === resolve(path)
  // Where a file is still to be made, only root makes it in someone else's folder.
  if (!isThere && machine.user !== ROOT) return machine.user
  const facts = machine.facts(there)
  if (facts === undefined || facts.owner === UNKNOWN) return undefined
  // A share of the network shows all files as one user's, whoever writes them.
  if (machine.user !== ROOT && (facts.mode & FOR_ALL) !== 0) return machine.user
  return facts.owner
}

/** A word as a shell takes it. */
const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)

/** The same command as another user, with the settings it was given. @param typed the command line as it was typed */
const commandAs = (machine: Machine, user: number, typed: readonly string[], set: readonly string[]): string => {
  const name = machine.nameOf(user)
  const command = typed.map(quoted).join(' ')
  // Both keep the folder; sudo keeps of the environment only what it is told to.
  if (machine.has('sudo') || machine.user !== ROOT) {
    const kept = set.length > 0 ? ` --preserve-env=${set.join(',')}` : ''
    return `sudo -u ${name ?? `'#${user}'`}${kept} ${command}`
  }
  // runuser knows names alone.
  return name === undefined
    ? `setpriv --reuid ${user} --regid ${user} --clear-groups ${command}`
    : `runuser -u ${name} -- ${command}`
}

/** Which files a command opens for writing. */
const filesOf = ({ places }: Command, asked: Asked): readonly string[] => {
  switch (places) {
    case 'none':
      return []
    case 'store':
      return filesSet()
    case 'named':
      return [asked.text('from'), asked.text('to')].flatMap((place) => {
        if (place === undefined || place === 'REDIS_URL' || /^rediss?:/.test(place)) return []
        return place === 'DATA_FILE' ? filesSet() : [place]
      })
  }
}

interface Foreign {
  readonly path: string
  readonly owner: number
}

/**
 * The first of these files that belongs to another user than the process runs as; undefined where all are its own. What this process
 * makes beside it would be its own, and whoever the file belongs to could neither read nor write that.
 */
export const foreignFile = (machine: Machine, paths: readonly string[]): Foreign | undefined => {
  if (machine.user === undefined) return undefined
  for (const path of paths) {
    const owner = ownerOf(machine, path)
    if (owner !== undefined && owner !== machine.user) return { path, owner }
  }
  return undefined
}

/**
 * Lets a command that writes to the store run only as whoever the store belongs to.
 * @param typed the command line as it was typed
 * @throws {Refused} with the command to type instead
 */
export const refuseOthers = (command: Command, asked: Asked, machine: Machine, typed: readonly string[]): void => {
  const foreign = foreignFile(machine, filesOf(command, asked))
  if (!foreign) return
  // The bot itself says which file or folder it may not write to.
  if (command.name === 'start' && machine.user !== ROOT) return
  const name = machine.nameOf(foreign.owner) ?? `user ${foreign.owner}`
  const own = machine.user === ROOT ? 'root' : (machine.nameOf(machine.user ?? 0) ?? `user ${machine.user}`)
  throw new Refused(
    `${foreign.path} belongs to ${name}, and this is ${own}: what ${own} writes there ${name} can't use any more. ` +
      `Nothing was done. Type:\n  ${commandAs(machine, foreign.owner, typed, settingsSet())}`,
  )
}
