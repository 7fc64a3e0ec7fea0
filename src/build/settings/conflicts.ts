import { LANGUAGES } from '../../kit/languages.ts'
import type { Given } from './kinds.ts'

/** Everything is kept in one place. @returns a sentence for each pair of settings that say otherwise */
export const storeConflict = (given: Given): string[] => [
  ...(given.REDIS_URL !== undefined && given.DATA_FILE !== undefined
    ? ['REDIS_URL or DATA_FILE: everything is kept in one of them, not in both']
    : []),
  ...(given.REDIS_URL !== undefined && given.ROUND_KEYS_FILE !== undefined
    ? ['ROUND_KEYS_FILE goes with DATA_FILE: with REDIS_URL, set ROUND_KEYS_URL']
    : []),
  ...(given.REDIS_URL === undefined && given.ROUND_KEYS_URL !== undefined
    ? ['ROUND_KEYS_URL goes with REDIS_URL: with DATA_FILE, set ROUND_KEYS_FILE']
    : []),
]

/** Another content pack may bring a language: whether it does is seen when that is read. */
export const languageProblem = (given: Given): string[] =>
  given.BOT_LANGUAGE === undefined || given.KIT_DIR !== undefined || LANGUAGES.some((one) => one === given.BOT_LANGUAGE)
    ? []
    : ['BOT_LANGUAGE: expected nl, en or fr, or with KIT_DIR a language that it brings']

/** Not part of the schema: a schema checks across fields only when every single field is right. */
export const missingForTeams = (given: Given): string[] => {
  const { TEAMS_CLIENT_SECRET: secret, TEAMS_MANAGED_IDENTITY: identity } = given
  if (given.TEAMS_LOCAL_AUTHORITY !== undefined) return []
  if (secret !== undefined && identity !== undefined)
    return ['TEAMS_CLIENT_SECRET or TEAMS_MANAGED_IDENTITY: the bot gets in by one of them, set not both']
  if (identity === 'workload' && given.AZURE_FEDERATED_TOKEN_FILE === undefined)
    return [
      'TEAMS_MANAGED_IDENTITY: for `workload`, Kubernetes has to set AZURE_FEDERATED_TOKEN_FILE (azure.workload.identity/use)',
    ]
  return secret === undefined && identity === undefined
    ? [
        "TEAMS_CLIENT_SECRET: set it to the value of a client secret of the bot's registration; or, in Azure, TEAMS_MANAGED_IDENTITY",
      ]
    : []
}

/** The settings for a bot in one Slack workspace, and for one in many. */
const ONE = ['SLACK_BOT_TOKEN', 'SLACK_WORKSPACE'] as const
const MANY = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_PUBLIC_URL'] as const

/** By a signature, or by a socket that the bot opened: one of them says that it is Slack who speaks. */
const missingWayIn = (given: Given, inMany: boolean): string[] => {
  if (given.SLACK_APP_TOKEN === undefined)
    return given.SLACK_SIGNING_SECRET === undefined
      ? ["SLACK_SIGNING_SECRET: set it to the app's signing secret; or, without a public address, SLACK_APP_TOKEN"]
      : []
  return inMany ? [`SLACK_APP_TOKEN: it is for one workspace, with ${ONE.join(' and ')}`] : []
}

/** @returns a sentence for each setting of Slack that is missing, or that goes with no other that is set */
export const missingForSlack = (given: Given): string[] => {
  const [one, many] = [ONE, MANY].map((names) => names.filter((name) => given[name] !== undefined).length)
  const wayIn = missingWayIn(given, Boolean(many))
  if (one && many)
    return [...wayIn, `${ONE.join(', ')} or ${MANY.join(', ')}: set those for one workspace, or those for many`]
  const wanted: readonly string[] = many ? MANY : ONE
  const missing = wanted
    .filter((name) => given[name] === undefined)
    .map((name) => `${name}: set it, with ${wanted.filter((other) => other !== name).join(' and ')}`)
  return [...wayIn, ...missing]
}
