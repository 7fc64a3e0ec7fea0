import { BadSettings, environmentNames, readEnvironmentFile } from '../config.ts'
import { thisMachine } from '../operating/thisMachine.ts'
import { type Command, EXIT, type Exit, Refused, WrongUsage } from './command.ts'
import { askedOf, commandIn, helpOf, helpOfAll } from './commandLine.ts'
import { COMMANDS } from './commands.ts'
import { refuseOthers } from './owner.ts'
import { versionOf } from './version.ts'

/** The command line as it was typed, with paths that hold for another user too. */
const typed = (): readonly string[] => {
  const [node = '', script = '', ...args] = process.argv
  // An installed command is a link without an ending, and finds its Node by itself.
  return /\.m?js$/.test(script) ? [node, script, ...args] : [script, ...args]
}

/** Runs what was asked. @returns the exit code; undefined for what goes on running @throws what the command throws */
const runCommand = async (command: Command, args: readonly string[]): Promise<Exit | undefined> => {
  const asked = askedOf(command, args)
  if (asked.flag('help')) {
    console.log(helpOf(command))
    return EXIT.done
  }
  const file = asked.text('env')
  if (file !== undefined) readEnvironmentFile(file)
  const context = { now: () => Date.now(), machine: thisMachine(environmentNames()) }
  refuseOthers(command, asked, context.machine, typed())
  return (await command.load())(asked, context)
}

const dispatch = async (args: readonly string[]): Promise<Exit | undefined> => {
  const [first] = args
  if (first === '--version') {
    console.log(versionOf())
    return EXIT.done
  }
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    const about = first === 'help' && args.length > 1 ? commandIn(COMMANDS, args.slice(1)).command : undefined
    const text = about ? helpOf(about) : helpOfAll(COMMANDS)
    if (first === undefined) console.error(text)
    else console.log(text)
    return first === undefined ? EXIT.wrongUsage : EXIT.done
  }
  const { command, rest } = commandIn(COMMANDS, args)
  return runCommand(command, rest)
}

/** By the name of an error, so that nothing of the store is loaded for `--help`. */
const EXPLAINED: ReadonlyMap<string, Exit> = new Map([
  [WrongUsage.name, EXIT.wrongUsage],
  [Refused.name, EXIT.refused],
  ['StoreTaken', EXIT.refused],
  [BadSettings.name, EXIT.failed],
  ['StoreUnfit', EXIT.failed],
  ['StoreDown', EXIT.failed],
  ['DecryptionFailed', EXIT.failed],
  ['SavedByNewer', EXIT.failed],
])

/** The command line: does what was asked and sets the exit code. Errors whose message explains itself are printed without a stack. */
export const quickscan = async (args: readonly string[]): Promise<void> => {
  try {
    const exit = await dispatch(args)
    if (exit !== undefined) process.exitCode = exit
  } catch (error) {
    const exit = error instanceof Error ? EXPLAINED.get(error.name) : undefined
    if (exit === undefined || !(error instanceof Error)) throw error
    console.error(error.message)
    process.exitCode = exit
  }
}
