import { teamsOutbound } from '../../bot/teams/outbound.ts'
import { teamsSettings } from '../../build/platforms.ts'
import { teamsSet } from '../../config.ts'
import type { Search } from './findInDirectory.ts'

/** Teams' own ids begin with the number of a channel: `29:…`. */
export const isOfDirectory = (named: string): boolean => !/^\d+:/.test(named)

/** Asks Teams who has an id of the directory, where the settings say as whom; undefined for whoever is named otherwise. */
export const directoryPort =
  (now: () => number) =>
  (platform: Search['platform'], named: string): Search['port'] => {
    const set = platform.name === 'teams' && isOfDirectory(named) ? teamsSet() : undefined
    if (!set) return undefined
    const { token, http, clientId } = teamsSettings(set.teams, set.proxy, now)
    return teamsOutbound(token, http, clientId)
  }
