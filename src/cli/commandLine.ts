import { parseArgs } from 'node:util'
import { nearestTo } from '../build/nearest.ts'
import { type Asked, type Command, EXIT, type Option, WrongUsage } from './command.ts'

/** Of every command. */
const COMMON: Readonly<Record<string, Option>> = {
  env: { value: 'FILE', says: 'a file with settings, NAME=value a line; what is set in the environment wins' },
  help: { says: 'this' },
}

const optionsOf = (command: Command): Readonly<Record<string, Option>> => ({ ...command.options, ...COMMON })
const asTyped = (name: string, { value }: Option): string => `--${name}${value === undefined ? '' : ` ${value}`}`

const columns = (rows: readonly (readonly [string, string])[]): string => {
  const widest = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, says]) => `  ${name.padEnd(widest)}  ${says}`).join('\n')
}

const usageOf = (command: Command): string => {
  const options = Object.entries(command.options).map(([name, option]) =>
    option.needed ? asTyped(name, option) : `[${asTyped(name, option)}]`,
  )
  return ['usage: quickscan', command.name, command.words, ...options].filter(Boolean).join(' ')
}

const upperFirst = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** The help of one command. */
export const helpOf = (command: Command): string =>
  [
    usageOf(command),
    `${upperFirst(command.does)}.`,
    ...(command.more === undefined ? [] : [command.more]),
    columns(Object.entries(optionsOf(command)).map(([name, option]) => [asTyped(name, option), option.says])),
  ].join('\n\n')

/** The help of them all. */
export const helpOfAll = (commands: readonly Command[]): string =>
  `usage: quickscan COMMAND [options]      (quickscan COMMAND --help says more)

${columns(commands.map(({ name, does }) => [name, does]))}

${columns([
  ['--env FILE', COMMON.env?.says ?? ''],
  ['--version', 'which version this is'],
])}

It ends with ${EXIT.done} when it is done, ${EXIT.failed} when it failed and said why, ${EXIT.wrongUsage} when it was asked wrongly, and ${EXIT.refused} when it may not: as this user, or
while a bot runs.`

/** The command that was named, and what follows. @throws {WrongUsage} with the nearest that there is */
export const commandIn = (
  commands: readonly Command[],
  args: readonly string[],
): { readonly command: Command; readonly rest: readonly string[] } => {
  const [first = '', second = ''] = args
  const one = commands.find(({ name }) => name === first)
  if (one) return { command: one, rest: args.slice(1) }
  const two = commands.find(({ name }) => name === `${first} ${second}`)
  if (two) return { command: two, rest: args.slice(2) }
  const names = commands.map(({ name }) => name)
  const group = names.filter((name) => name.startsWith(`${first} `))
  if (group.length > 0) throw new WrongUsage(`Which ${first}? ${group.map((name) => `quickscan ${name}`).join(' or ')}`)
  // `erase` and `store:backup` are as likely as a slip of the finger.
  const parts = names.flatMap((name) => [name, ...name.split(/[: ]/)].map((part) => ({ name, part })))
  const meant = nearestTo(
    first.split(':').at(-1) ?? first,
    parts.map(({ part }) => part),
  )
  throw new WrongUsage(
    `There is no command ${first}. Did you mean quickscan ${parts.find(({ part }) => part === meant)?.name}? (quickscan --help lists them all.)`,
  )
}

const wrongly = (command: Command, what: string): WrongUsage => new WrongUsage(`${what}\n\n${helpOf(command)}`)

/** What is wrong with the value of an option; undefined when nothing is. */
const problemOf = (name: string, option: Option, value: string | boolean | undefined): string | undefined => {
  if (value === undefined || value === '') return option.needed ? `${asTyped(name, option)} is needed.` : undefined
  if (option.value === undefined) return undefined
  if (typeof value !== 'string') return `--${name} needs a value: ${asTyped(name, option)}.`
  return option.oneOf && !option.oneOf.includes(value)
    ? `--${name} ${value}: expected ${option.oneOf.join(' or ')}.`
    : undefined
}

/**
 * What was asked of a command.
 * @throws {WrongUsage} for an option it doesn't have, with the nearest that it has, a missing or wrong value, or a word too many
 */
export const askedOf = (command: Command, args: readonly string[]): Asked => {
  const options = optionsOf(command)
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(options).map(([name, { value }]) => [
        name,
        { type: value === undefined ? ('boolean' as const) : ('string' as const) },
      ]),
    ),
    // Its own words for what is wrong name neither the nearest nor what there is.
    strict: false,
    tokens: true,
    allowPositionals: true,
  })
  const all: Readonly<Record<string, unknown>> = values
  const valueGiven = (name: string): string | boolean | undefined => {
    const value = all[name]
    return typeof value === 'string' || typeof value === 'boolean' ? value : undefined
  }
  if (valueGiven('help')) return { text: () => undefined, flag: (name) => name === 'help', words: [] }
  for (const token of tokens ?? []) {
    if (token.kind !== 'option') continue
    if (!(token.name in options)) {
      const near = nearestTo(token.name, Object.keys(options))
      throw wrongly(command, `${command.name} has no ${token.rawName}. Did you mean --${near}?`)
    }
    if (options[token.name]?.value === undefined && token.value !== undefined)
      throw wrongly(command, `--${token.name} takes no value.`)
  }
  for (const [name, option] of Object.entries(options)) {
    const problem = problemOf(name, option, valueGiven(name))
    if (problem !== undefined) throw wrongly(command, problem)
  }
  if (command.words === undefined && positionals.length > 0)
    throw wrongly(command, `${command.name} takes no '${positionals[0]}'.`)
  return {
    text: (name) => {
      const value = valueGiven(name)
      return typeof value === 'string' ? value : undefined
    },
    flag: (name) => valueGiven(name) === true,
    words: positionals,
  }
}
