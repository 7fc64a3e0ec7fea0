import type { Machine } from '../operating/machine.ts'

/** How a command ended, as its exit code; docs/operating.md lists them. */
export const EXIT = {
  done: 0,
  /** It failed, or what was asked for isn't there; it says why. */
  failed: 1,
  /** It was asked wrongly, and did nothing. */
  wrongUsage: 2,
  /** It was asked rightly but may not: as this user, or while a bot runs. It did nothing. */
  refused: 3,
} as const
export type Exit = (typeof EXIT)[keyof typeof EXIT]

/** An option of a command; one without a `value` is a switch. */
export interface Option {
  /** What stands for its value in the help. */
  readonly value?: string
  readonly says: string
  readonly needed?: boolean
  /** All that it may be. */
  readonly oneOf?: readonly string[]
}

/** What was asked on the command line, checked against the command's row. */
export interface Asked {
  readonly text: (option: string) => string | undefined
  readonly flag: (option: string) => boolean
  /** What isn't an option. */
  readonly words: readonly string[]
}

/** What a command may use of the world. */
export interface CommandContext {
  readonly now: () => number
  readonly machine: Machine
}

/** Does what was asked. @returns its exit; undefined for what goes on running and ends by itself */
export type Run = (asked: Asked, context: CommandContext) => Promise<Exit | undefined>

/** Where a command writes, so that it is run as whoever these files belong to. */
export type Places = 'none' | 'store' | 'named'

/** A row of the table of commands. */
export interface Command {
  /** As it is typed, such as `manifest teams`. */
  readonly name: string
  /** One line for the list. */
  readonly does: string
  /** What else there is to know, in whole lines. */
  readonly more?: string
  readonly options: Readonly<Record<string, Option>>
  /** What may follow that is no option, as the help says it; nothing may where it is absent. */
  readonly words?: string
  /** Which files it opens for writing: those of the settings' store, those that its options name, or none. */
  readonly places: Places
  readonly load: () => Promise<Run>
}

/** It was asked wrongly. The message says how to ask. */
export class WrongUsage extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'WrongUsage'
  }
}

/** It may not do that now, or not as this user. The message says what to do. */
export class Refused extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'Refused'
  }
}
