import type { Bot } from '../bot/bot.ts'
import { type Credentials, credentials, watchCredentials } from '../bot/ports/credentials.ts'
import type { Log } from '../bot/ports/log.ts'
import type { PlatformPort } from '../bot/ports/platform.ts'
import { platforms } from '../bot/ports/platforms.ts'
import type { Teams } from '../bot/teams/app.ts'
import type { Voice } from '../cards/voice.ts'
import type { Settings } from '../config.ts'
import type { Routes } from '../http/server.ts'
import type { Instant } from '../kit/calendar/instant.ts'
import type { Metrics } from '../observability/noMetrics.ts'
import type { TokenWatch } from '../operating/tokenWatch.ts'
import type { Hash } from '../store/encryption.ts'
import type { LinkTokens } from '../store/linkTokens.ts'
import type { WholeStore } from '../store/rawRows.ts'
import type { Store } from '../store/store.ts'
import { teamsSettings } from './platforms.ts'

/** The platforms the bot is on, behind one port. */
export interface ConnectedPlatforms {
  readonly platform: PlatformPort
  readonly routes: Routes
  /** Names the bot that handles what comes in; to be called before anything does. */
  readonly attach: (bot: Bot) => void
  /** Why no requests should be sent here, in a word; undefined when they should. */
  readonly problem: () => string | undefined
  /** Whether each takes what the settings say the bot gets in with. */
  readonly credentials: Readonly<Partial<Record<'teams' | 'slack', Credentials>>>
  /** In which workspaces of Slack the bot's token is taken; undefined for a bot with one token, or none. */
  readonly tokens: TokenWatch | undefined
  /** Fetches what letting requests in takes, and connects to what isn't posted here; to be called once it listens. */
  readonly warmUp: () => Promise<void>
  /** Draws again what people have open of their own; called each second. @param all whether it is its time or not */
  readonly look: (all?: boolean) => Promise<void>
  /** Takes nothing more of what isn't posted here, and answers what came. */
  readonly close: () => Promise<void>
  /** Resolves when every acknowledged request is handled. */
  readonly idle: () => Promise<void>
  /** Who looks at a tab of Teams; undefined for a bot that isn't in Teams. */
  readonly signOn: Teams['signOn'] | undefined
}

interface Shared {
  readonly metrics: Metrics
  readonly store: Store
  readonly whole: WholeStore
  readonly hash: Hash
  readonly links: LinkTokens
  readonly voice: Voice
  readonly log: Log
  readonly now: () => Instant
  readonly realNow: () => number
  readonly publicUrl: () => string | undefined
}

/** Said once when it begins, and when it is over: what is owed meanwhile waits. */
const toldOf = (name: 'Teams' | 'Slack', setting: string, log: Log): Credentials =>
  credentials((accepted) =>
    accepted
      ? log.say(`${name} lets the bot in again: what waited is sent now.`)
      : log.alarm(
          `${name} doesn't let the bot in: ${setting} has expired or is wrong. Nothing can be sent; what is owed waits. ` +
            `Set another one and restart; \`doctor\` says more.`,
        ),
  )

/** The host of an address, with its port. */
const hostOf = (url: string | undefined): string | undefined =>
  url !== undefined && URL.canParse(url) ? new URL(url).host : undefined

/** Connects to the platforms that have settings. Each SDK is only loaded where it is used, since they need much memory. */
export const connectPlatforms = async (settings: Settings, shared: Shared): Promise<ConnectedPlatforms> => {
  const { metrics, log, realNow } = shared
  const teams =
    settings.teams &&
    (await import('../bot/teams/app.ts')).createTeams(
      teamsSettings(settings.teams, settings.proxy, realNow),
      log,
      realNow,
      () => hostOf(shared.publicUrl()),
    )
  const forSlack =
    settings.slack &&
    (await (await import('./slack.ts')).buildSlack(settings.slack, { ...shared, proxy: settings.proxy }))
  const own = {
    ...(teams ? { teams: toldOf('Teams', "the bot's secret (TEAMS_CLIENT_SECRET)", log) } : {}),
    // Many workspaces have a token each, kept with the rest.
    ...(settings.slack?.SLACK_BOT_TOKEN ? { slack: toldOf('Slack', "the bot's token (SLACK_BOT_TOKEN)", log) } : {}),
  }
  for (const [name, { accepted }] of Object.entries(own)) metrics.credentials(name, accepted)
  const port = (name: 'teams' | 'slack', plain: PlatformPort): PlatformPort =>
    watchCredentials(name, metrics.port(name, plain), own[name])
  return {
    platform: platforms({
      ...(teams ? { teams: port('teams', teams.port) } : {}),
      ...(forSlack ? { slack: port('slack', forSlack.slack.port) } : {}),
    }),
    credentials: own,
    tokens: forSlack?.tokens,
    routes: { ...(teams ? { 'POST /api/messages': teams.route } : {}), ...forSlack?.routes },
    attach: (bot) => {
      teams?.attach(metrics.received('teams', bot))
      forSlack?.slack.attach(metrics.received('slack', bot))
    },
    signOn: teams?.signOn,
    problem: () => teams?.problem() ?? forSlack?.slack.socket?.problem(),
    warmUp: async () => {
      await Promise.all([teams?.warmUp(), forSlack?.slack.socket?.connect()])
    },
    look: async (all) => {
      forSlack?.tokens?.tick()
      await forSlack?.slack.look(all)
    },
    close: async () => forSlack?.slack.socket?.close(),
    idle: async () => forSlack?.slack.idle(),
  }
}
