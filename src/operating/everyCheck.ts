import type { Check } from './checks.ts'
import { disk } from './diskCheck.ts'
import { clock, proxy, publicAddress, secretExpiry, teamsKeys } from './networkChecks.ts'
import { slackToken, slackWorkspaces, teamsToken } from './platformChecks.ts'
import { settings, version } from './settingsChecks.ts'
import { backup, effectsLate, keys, owner, store } from './storeChecks.ts'

/** All checks, in the order in which they are said. */
export const EVERY_CHECK: readonly Check[] = [
  ...[version, settings, store, owner, disk, keys],
  ...[proxy, clock, teamsKeys, teamsToken, secretExpiry, slackToken, slackWorkspaces, publicAddress],
  ...[effectsLate, backup],
]
