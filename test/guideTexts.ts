import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { COMMANDS } from '../src/cli/commands.ts'

/** Reads what guides say: their commands, settings and words. */
export const root = join(import.meta.dirname, '..')
export const read = (path: string): string => readFileSync(join(root, path), 'utf8')

const FENCE = /^ *```\w*\n([\s\S]*?)^ *```$/gm
export const blocksIn = (text: string): string[] => [...text.matchAll(FENCE)].map(([, block = '']) => block)
export const outside = (text: string): string => text.replaceAll(FENCE, '')
const spansIn = (text: string): string[] => [...outside(text).matchAll(/`([^`]+)`/g)].map(([, span = '']) => span)
export const prose = (text: string): string => outside(text).replaceAll(/`[^`]+`/g, '')

/** All that is written as code, cut where a shell begins another command. */
export const typedIn = (text: string): string[] =>
  [...spansIn(text), ...blocksIn(text).flatMap((block) => block.split('\n'))]
    .flatMap((line) => line.replace(/\s#.*$/, '').split(/&&|\|\||[;|]/))
    .map((line) => line.trim().replace(/^sudo (-u \S+ |-E )?/, ''))

const scripts = (JSON.parse(read('package.json')) as { readonly scripts: Record<string, string> }).scripts
const COMMON = ['env', 'help', 'version']

/** What is wrong with `quickscan …` as it is written; undefined when nothing is. */
const wrongIn = (words: readonly string[]): string | undefined => {
  const [first = '', second = ''] = words
  // How commands are written in general, and what the help is asked for.
  if (/^(COMMAND|--help|--version)$/.test(first)) return undefined
  const command = COMMANDS.find(({ name }) => name === first || name === `${first} ${second}`)
  if (command === undefined) return 'no such command'
  const options = words.flatMap((word) => /^--([\w-]+)/.exec(word)?.[1] ?? [])
  const unknown = options.filter((option) => !(option in command.options) && !COMMON.includes(option))
  return unknown.length === 0 ? undefined : `no such option: ${unknown.join(', ')}`
}

/** What is wrong with a line as it is typed; undefined when nothing is, or when it is no command of ours. */
export const checked = (line: string): string | undefined => {
  const words = line.split(/\s+/)
  const [program = '', ...rest] = words
  if (program === 'quickscan') return wrongIn(rest)
  // As a word for all of them.
  if (line === 'npm run') return undefined
  if (program === 'npm' && rest[0] === 'run') {
    const script = rest.slice(1).find((word) => !word.startsWith('-')) ?? ''
    const ours = /^node bin\/quickscan\.mjs (.+)$/.exec(scripts[script] ?? '')?.[1]
    if (!(script in scripts)) return 'no such script'
    return ours === undefined ? undefined : wrongIn([...ours.split(' '), ...rest.slice(rest.indexOf(script) + 1)])
  }
  if (program === 'npm' && /^(start|test)$/.test(rest[0] ?? '')) return undefined
  if (program === 'node') {
    const file = rest.find((word) => !word.startsWith('-')) ?? ''
    if (/\.m?[jt]s$/.test(file) && !existsSync(join(root, file))) return 'no such file'
    return file.endsWith('bin/quickscan.mjs') ? wrongIn(rest.slice(rest.indexOf(file) + 1)) : undefined
  }
  return undefined
}

/** Names of settings: those of the schemas, and what is set beside them. */
const settings = ['src/config.ts', 'src/build/settings/schemas.ts', 'src/build/settings/secretFiles.ts']
  .map(read)
  .join('\n')
export const isSetting = (name: string): boolean =>
  [name, name.replace(/_FILE$/, '')].some((one) => new RegExp(`\\b${one}\\b`).test(settings))
/** Ours begin so; REDIS_PASSWORD and such are among them, and so is what a reader could take for one. */
export const LIKE_A_SETTING =
  /\b(?:(?:TEAMS|SLACK|REDIS|DATA|ROUND|PRESSES|PUBLIC|PRIVACY|HOSTED|NOTICE|KIT|BOT|TIME|LOG|METRICS|DPO|ERASURES|HTTPS|HTTP|NO)_[A-Z_]+|ORGANISATION|FLOOR)\b/g
/** What other programs set, as the guide of operators says. */
export const FOREIGN = ['SLACK_WEBHOOK_URL', 'SLACK_TOKEN', 'TEAMS_WEBHOOK_URL', 'TEAMS_CLIENTID']
