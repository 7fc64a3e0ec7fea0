import { readFileSync, statSync } from 'node:fs'
import type { Given } from './kinds.ts'

/** Settings that may stand in a file of their own, as Docker, Kubernetes and systemd hand out secrets: `NAME_FILE` says where. */

/** Whoever has one of these can read what is kept, or speak as the bot or as a platform. */
const SECRETS = [
  ...['DATA_KEYS', 'REDIS_URL', 'REDIS_PASSWORD', 'ROUND_KEYS_URL'],
  ...['TEAMS_CLIENT_SECRET', 'TEAMS_CLIENT_SECRET_OLD'],
  ...['SLACK_SIGNING_SECRET', 'SLACK_SIGNING_SECRET_OLD', 'SLACK_BOT_TOKEN', 'SLACK_CLIENT_SECRET', 'SLACK_APP_TOKEN'],
] as const

/** Beside each of them, where it may stand. */
export const SECRET_FILES: readonly string[] = SECRETS.map((name) => `${name}_FILE`)

/** In bytes: a ring of hundreds of keys is smaller. What is larger is another file. */
const LARGEST = 64 * 1024

/** Why a file can't be read, in words for who set it. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "isn't there",
  ENOTDIR: "isn't there",
  EISDIR: 'is a folder',
}
const reasonOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EACCES' || code === 'EPERM') return `may not be read by ${process.getuid?.() ?? 'this user'}`
  return REASONS[code] ?? `can't be read (${code})`
}

type Read = { readonly value: string } | { readonly problem: string }

/** Once, without the line's end that every editor and `echo` puts there. */
const readSecret = (file: string): Read => {
  try {
    if (statSync(file).size > LARGEST) return { problem: 'is no secret: it is too large' }
    return { value: readFileSync(file, 'utf8').replace(/(\r?\n)+$/, '') }
  } catch (error) {
    return { problem: reasonOf(error) }
  }
}

/** Nothing stands in for an old one once the change is over, and its file may stay. */
const mayBeEmpty = (name: string): boolean => name.endsWith('_OLD')

const problemOf = (given: Given, name: string): readonly string[] => {
  const file = given[`${name}_FILE`]
  if (file === undefined) return []
  if (given[name] !== undefined) return [`${name} or ${name}_FILE: set one of them, not both`]
  const read = readSecret(file)
  if ('problem' in read) return [`${name}_FILE: ${file} ${read.problem}`]
  return read.value === '' && !mayBeEmpty(name) ? [`${name}_FILE: ${file} is empty`] : []
}

/** What is wrong with the files of secrets, in sentences. */
export const secretFileProblems = (given: Given): readonly string[] => SECRETS.flatMap((name) => problemOf(given, name))

/** The settings with what their files say; one whose file can't be read isn't there. */
export const withSecretFiles = (given: Given): Given => ({
  ...given,
  ...Object.fromEntries(
    SECRETS.flatMap((name) => {
      const file = given[`${name}_FILE`]
      const read = file === undefined || given[name] !== undefined ? undefined : readSecret(file)
      return read && 'value' in read && read.value !== '' ? [[name, read.value] as const] : []
    }),
  ),
})

/** A sentence for each file of a secret that everyone on the machine may read. */
export const openSecretFiles = (given: Given): readonly string[] =>
  SECRETS.flatMap((name) => {
    const file = given[`${name}_FILE`]
    const mode = file === undefined ? 0 : (statSync(file, { throwIfNoEntry: false })?.mode ?? 0)
    return (mode & 0o004) === 0
      ? []
      : [`Everyone on this machine may read ${file} (${name}_FILE): take that away with \`chmod o-r ${file}\`.`]
  })

/** Tells one content of a file from the next, also where a link leads to another file (Kubernetes). */
const markOf = (file: string): string => {
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat ? `${stat.ino} ${stat.size} ${stat.mtimeMs}` : ''
}

/**
 * A secret that is read again once its file has changed, so that it can be changed without a restart.
 * @param value what it was at the start
 * @param file undefined where it stands in the environment: then it stays as it is
 */
export const secretInFile = (value: string | undefined, file: string | undefined): (() => string | undefined) => {
  if (file === undefined) return () => value
  let held = { value, mark: '' }
  return () => {
    const mark = markOf(file)
    if (mark === held.mark) return held.value
    const read = readSecret(file)
    // While it is being replaced, the last one holds.
    if ('value' in read) held = { value: read.value || undefined, mark }
    return held.value
  }
}
