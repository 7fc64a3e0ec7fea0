import type { z } from 'zod'
import { languageProblem, missingForSlack, missingForTeams, storeConflict } from './build/settings/conflicts.ts'
import { addresses, type Given } from './build/settings/kinds.ts'
import { misspeltSettings } from './build/settings/names.ts'
import { common, OF_AZURE, slack, teams } from './build/settings/schemas.ts'
import { openSecretFiles, SECRET_FILES, secretFileProblems, withSecretFiles } from './build/settings/secretFiles.ts'
import type { Proxies } from './http/client.ts'
import type { Controller } from './kit/controller.ts'

/** Settings are missing or wrong. The message lists every problem, with what to set and where. */
export class BadSettings extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(
      `Quickscan can't start: ${problems.length === 1 ? 'a setting is' : `${problems.length} settings are`} missing or wrong.\n` +
        `${problems.map((problem) => `  ${problem}`).join('\n')}\n` +
        'Set them in the environment of the process (README, "Settings").',
    )
    this.name = 'BadSettings'
    this.problems = problems
  }
}

/** The settings that start with TEAMS_. */
export type TeamsEnvironment = z.infer<typeof teams>
/** The settings that start with SLACK_. */
export type SlackEnvironment = z.infer<typeof slack>
/** The settings of no platform: the store among them, which is all that maintenance commands need. */
export type StoreSettings = z.infer<typeof common>
/** All settings of a bot. */
export type Settings = StoreSettings & {
  /** Undefined for a bot that isn't in Teams; each bot is in Teams, in Slack, or in both. */
  readonly teams: TeamsEnvironment | undefined
  readonly slack: SlackEnvironment | undefined
  /** Where calls out go through, as for any program: https://nodejs.org/api/http.html#built-in-proxy-support */
  readonly proxy: Proxies
  /** A sentence for each file of a secret that more people may read than should. */
  readonly openFiles: readonly string[]
}

const PROXY = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'] as const
/** In either case: most programs write them small. */
const proxyIn = (given: Given): Proxies =>
  Object.fromEntries(PROXY.map((name) => [name, given[name] ?? given[name.toLowerCase()]]))

const problemsIn = ({ error }: { readonly error?: z.ZodError | undefined }): string[] =>
  (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)

/** Every setting there is. */
const SETTINGS = [
  ...[common, teams, slack].flatMap(({ shape }) => Object.keys(shape)).filter((name) => !OF_AZURE.includes(name)),
  ...SECRET_FILES,
]

const misspelt = (given: Given): readonly string[] => misspeltSettings(Object.keys(given), SETTINGS)

const setIn = (environment: Readonly<Record<string, string | undefined>>): Given =>
  Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value ? [[name, value] as const] : [])))

/** What is set, a secret that stands in a file among it. */
const givenIn = (environment: Readonly<Record<string, string | undefined>>): Given =>
  withSecretFiles(setIn(environment))

/** Of a secret whose file can't be read it isn't said as well that it is missing. */
const withFiles = (
  environment: Readonly<Record<string, string | undefined>>,
  problems: readonly string[],
): readonly string[] => {
  const ofFiles = secretFileProblems(setIn(environment))
  const names = ofFiles.map((problem) => problem.replace(/(_FILE)?:.*| or .*/s, ''))
  return [...ofFiles, ...problems.filter((problem) => !names.some((name) => problem.startsWith(`${name}:`)))]
}

/**
 * Reads the settings of a bot. None of them turns authentication off.
 * @throws {BadSettings} with all problems at once
 */
export const readSettings = (environment: Readonly<Record<string, string | undefined>>): Settings => {
  const given = givenIn(environment)
  // Other programs have variables that begin so, too: they ask for no platform.
  const has = (prefix: string): boolean =>
    Object.keys(given).some((name) => name.startsWith(prefix) && SETTINGS.includes(name) && name !== 'SLACK_APP_TOKEN')
  const [inTeams, inSlack] = [has('TEAMS_'), has('SLACK_')]
  const neither = !inTeams && !inSlack
  const shared = common.safeParse(given)
  const ofTeams = inTeams || neither ? teams.safeParse(given) : undefined
  const ofSlack = inSlack ? slack.safeParse(given) : undefined
  const problems = withFiles(environment, [
    ...misspelt(given),
    ...problemsIn(shared),
    ...storeConflict(given),
    ...languageProblem(given),
    ...(ofTeams ? [...problemsIn(ofTeams), ...missingForTeams(given)] : []),
    ...(ofSlack ? [...problemsIn(ofSlack), ...missingForSlack(given)] : []),
    ...(neither ? ['SLACK_APP_ID, SLACK_SIGNING_SECRET and more: or those, for Slack in place of Teams'] : []),
  ])
  if (!shared.success || problems.length > 0) throw new BadSettings(problems)
  const openFiles = openSecretFiles(given)
  return { ...shared.data, teams: ofTeams?.data, slack: ofSlack?.data, proxy: proxyIn(given), openFiles }
}

/** Who is responsible, as the settings say. */
export const controllerOf = (settings: StoreSettings): Controller => ({
  organisation: settings.ORGANISATION,
  contact: settings.PRIVACY_CONTACT,
  dpo: settings.DPO_CONTACT,
  host: settings.HOSTED_BY,
  noticeUrl: settings.NOTICE_URL,
})

/** What the notice needs, and what people can't read without it. The bot starts without: a running one isn't stopped for a setting. */
const NEEDED = {
  ORGANISATION: 'who is responsible',
  PRIVACY_CONTACT: 'whom to ask about privacy',
  HOSTED_BY: 'who hosts the bot and can technically reach what it keeps',
} as const

/**
 * What people who are asked have a right to read and no setting says: a sentence for whoever runs the bot; undefined when it is all
 * there, and in practice, where nobody is asked anything.
 */
export const missingNotice = (settings: Settings): string | undefined => {
  if (settings.teams?.TEAMS_LOCAL_AUTHORITY !== undefined || settings.slack?.SLACK_LOCAL_SERVICE !== undefined)
    return undefined
  const missing = Object.entries(NEEDED).filter(([name]) => settings[name as keyof typeof NEEDED] === undefined)
  return missing.length === 0
    ? undefined
    : `Set ${missing.map(([name]) => name).join(', ')}: until then nobody who is asked can read ${missing.map(([, what]) => what).join(', ')}.`
}

/** Reads the settings that maintenance commands need. @throws {BadSettings} */
export const readStoreSettings = (environment: Readonly<Record<string, string | undefined>>): StoreSettings => {
  const given = givenIn(environment)
  const shared = common.safeParse(given)
  const problems = withFiles(environment, [...misspelt(given), ...problemsIn(shared), ...storeConflict(given)])
  if (!shared.success || problems.length > 0) throw new BadSettings(problems)
  return shared.data
}

/** Where the process' environment says that stores are; for a copy, a file and Redis may both be set. @throws {BadSettings} */
export const processLocations = () => {
  const locations = common.pick({
    ...{ DATA_FILE: true, REDIS_URL: true, REDIS_SENTINEL: true, REDIS_PASSWORD: true },
    ...{ ROUND_KEYS_FILE: true, ROUND_KEYS_URL: true },
  })
  const given = givenIn(process.env)
  const parsed = locations.safeParse(given)
  const problems = withFiles(process.env, [...misspelt(given), ...problemsIn(parsed)])
  if (!parsed.success || problems.length > 0) throw new BadSettings(problems)
  return parsed.data
}

/**
 * Reads a store's location as it is given on the command line.
 * @param location a file, an address, or the name of the setting that has one of these
 * @throws {BadSettings}
 */
export const readLocation = (location: string, set: ReturnType<typeof processLocations>) => {
  if (location === 'DATA_FILE') return { file: set.DATA_FILE, urls: undefined }
  if (location !== 'REDIS_URL' && !/^rediss?:/.test(location)) return { file: location, urls: undefined }
  const urls = location === 'REDIS_URL' ? set.REDIS_URL : addresses.safeParse(location).data
  if (!urls) throw new BadSettings([`${location}: set it, or write an address such as redis://127.0.0.1:6379`])
  return { file: '', urls }
}

/** The maintenance settings from the process' environment. @throws {BadSettings} */
export const processStoreSettings = (): StoreSettings => readStoreSettings(process.env)

/** Adds what a file says to the process' environment; what is set there already stays. @throws {BadSettings} */
export const readEnvironmentFile = (file: string): void => {
  try {
    process.loadEnvFile(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    const user = process.getuid === undefined ? 'this user' : `user ${process.getuid()}`
    throw new BadSettings([
      code === 'EACCES' ? `--env ${file}: ${user} may not read it` : `--env ${file}: it can't be read (${code})`,
    ])
  }
}

/** The files that the process' settings name, as far as they can be told without checking any: of the store, its keys and its erasures. */
export const filesSet = (): readonly string[] => {
  const { REDIS_URL, DATA_FILE, ROUND_KEYS_FILE, ERASURES_DIR } = process.env
  const file = REDIS_URL ? undefined : DATA_FILE || common.shape.DATA_FILE.parse(undefined)
  return [file, ROUND_KEYS_FILE, ERASURES_DIR].flatMap((path) => path || [])
}

/** The settings of Teams in the process' environment, for a command that asks Teams something; undefined where they aren't whole. */
export const teamsSet = (): (Pick<Settings, 'proxy'> & { readonly teams: TeamsEnvironment }) | undefined => {
  const given = givenIn(process.env)
  const parsed = teams.safeParse(given)
  return parsed.success && missingForTeams(given).length === 0
    ? { teams: parsed.data, proxy: proxyIn(given) }
    : undefined
}

/** Which settings the process' environment has. */
export const settingsSet = (): readonly string[] =>
  Object.keys(process.env).filter((name) => SETTINGS.includes(name) || (PROXY as readonly string[]).includes(name))

/** Every name in the process' environment. */
export const environmentNames = (): readonly string[] => Object.keys(process.env)

/** Whether npm started this process: as `npm start`, or as `npx`. */
export const isStartedByNpm = (): boolean => process.env.npm_lifecycle_event !== undefined

/** The settings from the process' environment, which only this file reads. @throws {BadSettings} */
export const processSettings = (): Settings => readSettings(process.env)
