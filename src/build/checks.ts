import type { Log } from '../bot/ports/log.ts'
import type { Settings } from '../config.ts'
import { httpClient } from '../http/client.ts'
import type { Instant } from '../kit/calendar/instant.ts'
import type { Metrics } from '../observability/noMetrics.ts'
import type { CheckResult } from '../operating/checks.ts'
import { EVERY_CHECK } from '../operating/everyCheck.ts'
import { thisMachine } from '../operating/thisMachine.ts'
import { type CheckWatch, watchChecks } from '../operating/watchChecks.ts'
import type { Store } from '../store/store.ts'
import type { ConnectedPlatforms } from './connectPlatforms.ts'
import { programVersion } from './version.ts'

/** What the checks find of a token counts like what its platform itself answers. */
const CREDENTIALS = { teamsToken: 'teams', slackToken: 'slack' } as const

interface Watched {
  readonly store: Store
  readonly log: Log
  readonly metrics: Metrics
}

/** The checks that the bot makes while it runs, over its own store. @param realNow milliseconds since 1970, whatever time the bot lives in */
export const buildChecks = (
  settings: Settings,
  { store, log, metrics }: Watched,
  { credentials, tokens }: Pick<ConnectedPlatforms, 'credentials' | 'tokens'>,
  realNow: () => Instant,
): CheckWatch => {
  const around = {
    ...{ settings, machine: thisMachine([]), http: httpClient(settings.proxy), now: realNow },
    version: programVersion(),
    workspaces: tokens && (async () => ({ ...tokens.found(), named: false })),
    withStore: <Found>(look: (open: Store) => Promise<Found>) => look(store),
  }
  const own = Object.entries(CREDENTIALS).flatMap(([name, platform]) => {
    const known = credentials[platform]
    return known ? [{ name, known }] : []
  })
  const found = (results: readonly CheckResult[]): void => {
    for (const { name, known } of own)
      if (results.some((result) => result.name === name && result.state === 'ok')) known.seen(true)
  }
  const refused = () => own.filter(({ known }) => known.accepted() === false).map(({ name }) => name)
  const checks = watchChecks(EVERY_CHECK, around, log, realNow, found, refused)
  metrics.checks(checks.results)
  return checks
}
