import type { Bot } from '../bot/bot.ts'
import type { Log } from '../bot/ports/log.ts'
import type { PlatformPort } from '../bot/ports/platform.ts'
import { platforms } from '../bot/ports/platforms.ts'
import type { Voice } from '../cards/voice.ts'
import type { Settings } from '../config.ts'
import type { Routes } from '../http/server.ts'
import type { Instant } from '../kit/calendar/instant.ts'
import type { Metrics } from '../observability/noMetrics.ts'
import type { Hash } from '../store/encryption.ts'
import type { LinkTokens } from '../store/linkTokens.ts'
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
  /** Fetches what letting requests in takes, and connects to what isn't posted here; to be called once it listens. */
  readonly warmUp: () => Promise<void>
  /** Takes nothing more of what isn't posted here, and answers what came. */
  readonly close: () => Promise<void>
  /** Resolves when every acknowledged request is handled. */
  readonly idle: () => Promise<void>
}

interface Shared {
  readonly metrics: Metrics
  readonly store: Store
  readonly hash: Hash
  readonly links: LinkTokens
  readonly voice: Voice
  readonly log: Log
  readonly now: () => Instant
  readonly realNow: () => number
}

/** Connects to the platforms that have settings. Each SDK is only loaded where it is used, since they need much memory. */
export const connectPlatforms = async (settings: Settings, shared: Shared): Promise<ConnectedPlatforms> => {
  const { metrics, log, realNow } = shared
  const teams =
    settings.teams &&
    (await import('../bot/teams/app.ts')).createTeams(
      teamsSettings(settings.teams, settings.proxy, realNow),
      log,
      realNow,
    )
  const forSlack =
    settings.slack &&
    (await (await import('./slack.ts')).buildSlack(settings.slack, { ...shared, proxy: settings.proxy }))
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
    problem: () => teams?.problem() ?? forSlack?.slack.socket?.problem(),
    warmUp: async () => {
      await Promise.all([teams?.warmUp(), forSlack?.slack.socket?.connect()])
    },
    close: async () => forSlack?.slack.socket?.close(),
    idle: async () => forSlack?.slack.idle(),
  }
}
