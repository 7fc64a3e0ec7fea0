import type { Bot } from '../bot/bot.ts'
import type { Log } from '../bot/ports/log.ts'
import type { PlatformPort } from '../bot/ports/platform.ts'
import { platforms } from '../bot/ports/platforms.ts'
import type { Teams } from '../bot/teams/app.ts'
import type { Voice } from '../cards/voice.ts'
import type { Settings } from '../config.ts'
import type { Routes } from '../http/server.ts'
import type { Instant } from '../kit/calendar/instant.ts'
import type { Metrics } from '../observability/noMetrics.ts'
import type { Hash } from '../store/encryption.ts'
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
  /** Loads what the bot's own calls take; to be called once it listens. */
  readonly warmUp: () => Promise<void>
  /** Resolves when every acknowledged request is handled. */
  readonly idle: () => Promise<void>
  /** Who looks at a tab of Teams; undefined for a bot that isn't in Teams. */
  readonly signOn: Teams['signOn'] | undefined
}

interface Shared {
  readonly metrics: Metrics
  readonly store: Store
  readonly hash: Hash
  readonly voice: Voice
  readonly log: Log
  readonly now: () => Instant
  readonly realNow: () => number
  readonly publicUrl: () => string | undefined
}

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
  const forSlack = settings.slack && (await (await import('./slack.ts')).buildSlack(settings.slack, shared))
  return {
    platform: platforms({
      ...(teams ? { teams: metrics.port('teams', teams.port) } : {}),
      ...(forSlack ? { slack: metrics.port('slack', forSlack.slack.port) } : {}),
    }),
    routes: { ...(teams ? { 'POST /api/messages': teams.route } : {}), ...forSlack?.routes },
    attach: (bot) => {
      teams?.attach(bot)
      forSlack?.slack.attach(bot)
    },
    signOn: teams?.signOn,
    problem: () => teams?.problem(),
    warmUp: async () => {
      await Promise.all([teams?.warmUp(), forSlack?.slack.warmUp()])
    },
    idle: async () => forSlack?.slack.idle(),
  }
}
