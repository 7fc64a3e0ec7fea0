import type { Check } from './checks.ts'
import { disk } from './diskCheck.ts'
import { slackToken, teamsToken } from './platformChecks.ts'

/** All checks, in the order in which they are said. */
export const EVERY_CHECK: readonly Check[] = [disk, teamsToken, slackToken]
