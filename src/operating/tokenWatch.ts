import { statesOf } from '../bot/outbox/tenants/wholeRows.ts'
import { PlatformFailed } from '../bot/ports/platform.ts'
import type { Client } from '../bot/slack/webApi.ts'
import type { Workspace } from '../flows/channel/workspace.ts'
import { HOUR, type Instant, SECOND } from '../kit/calendar/instant.ts'
import type { WholeStore } from '../store/rawRows.ts'

/** In how many workspaces Slack was asked whether it takes the bot's token there, and in which of these it doesn't. */
export interface WatchedTokens {
  readonly asked: number
  /** By Slack's id (`T…`). */
  readonly refused: readonly string[]
  /** Not asked yet, or without an answer. */
  readonly unknown: number
}

/** Looks hourly, in every workspace that let the bot in, whether its token is still taken. */
export interface TokenWatch {
  /** To be called each second or so: asks about those whose turn it is. */
  readonly tick: () => void
  readonly found: () => WatchedTokens
  /** Resolves when nothing is asked. */
  readonly idle: () => Promise<void>
}

/** What Slack says of a token; `later`: not before then, in milliseconds. */
export type TokenAnswer = 'taken' | 'refused' | 'unknown' | { readonly later: number }

/** Slack lets `auth.test` be called hundreds of times a minute: https://docs.slack.dev/reference/methods/auth.test */
const GAP = SECOND / 2

/** @throws never: what fails says nothing of the token */
export const askToken = async (client: Client): Promise<TokenAnswer> => {
  try {
    await client('auth.test', {})
    return 'taken'
  } catch (error) {
    if (!(error instanceof PlatformFailed)) return 'unknown'
    if (error.kind === 'unauthorized') return 'refused'
    return error.kind === 'throttled' ? { later: error.retryAfter ?? 30 * SECOND } : 'unknown'
  }
}

/** All workspaces that let the bot in, by Slack's id, each with the bot's token there. @throws {StoreDown} */
export const tokensIn = async (whole: WholeStore): Promise<ReadonlyMap<string, string>> => {
  const all = new Map<string, string>()
  for await (const batch of statesOf(whole, ['workspace']))
    for (const { value } of batch) {
      const { platform, token } = (value ?? {}) as Partial<Workspace>
      if (platform !== undefined && token !== undefined) all.set(platform.tenant, token)
    }
  return all
}

interface Watched {
  /** @throws {StoreDown} */
  readonly workspaces: () => Promise<readonly string[]>
  /** Undefined where the app isn't installed, or no longer. @throws {StoreDown} */
  readonly tokenOf: (workspace: string) => Promise<string | undefined>
  readonly ask: (token: string) => Promise<TokenAnswer>
  /** Real time in milliseconds. */
  readonly now: () => Instant
}

/**
 * Each is asked once an hour, spread over that hour; at the start two a second. One that took the app out is asked no more, from the moment its token is forgotten.
 */
export const watchTokens = ({ workspaces, tokenOf, ask, now }: Watched): TokenWatch => {
  const known = new Map<string, 'taken' | 'refused' | 'unknown'>()
  let queue: string[] = []
  let listed = Number.NEGATIVE_INFINITY
  let gap = GAP
  let next = Number.NEGATIVE_INFINITY
  let running: Promise<void> | undefined

  const list = async (): Promise<void> => {
    const isFirst = listed === Number.NEGATIVE_INFINITY
    listed = now()
    const all = await workspaces()
    for (const workspace of known.keys()) if (!all.includes(workspace)) known.delete(workspace)
    for (const workspace of all) if (!known.has(workspace)) known.set(workspace, 'unknown')
    queue = [...all]
    gap = isFirst ? GAP : Math.max(GAP, HOUR / Math.max(1, all.length))
    next = listed
  }
  const askNext = async (workspace: string): Promise<void> => {
    const token = await tokenOf(workspace)
    if (token === undefined) {
      known.delete(workspace)
      return
    }
    const answer = await ask(token)
    next = now() + gap
    if (typeof answer === 'object') {
      queue.unshift(workspace)
      next = now() + answer.later
    } else if (answer !== 'unknown' || !known.has(workspace)) known.set(workspace, answer)
  }
  const turn = async (): Promise<void> => {
    if (now() - listed >= HOUR) await list()
    // A tick is a second: at the start two of them.
    while (now() >= next - GAP) {
      const workspace = queue.shift()
      if (workspace === undefined) return
      await askNext(workspace)
    }
  }
  return {
    tick: () => {
      // With the store down nothing is known anew; it is listed again in an hour, and what is known stays.
      running ??= turn()
        .catch(() => undefined)
        .finally(() => {
          running = undefined
        })
    },
    found: () => {
      const answers = [...known]
      const unknown = answers.filter(([, answer]) => answer === 'unknown').length
      return {
        asked: answers.length - unknown,
        refused: answers.flatMap(([workspace, answer]) => (answer === 'refused' ? [workspace] : [])),
        unknown,
      }
    },
    idle: async () => running,
  }
}

/** Asks about all of them at once, as many as there is time for. @param within milliseconds */
export const askAllTokens = async (
  { workspaces, tokenOf, ask, now }: Watched,
  within: number,
): Promise<WatchedTokens> => {
  const until = now() + within
  const queue = [...(await workspaces())]
  const refused: string[] = []
  let asked = 0
  let unknown = 0
  const asking = async (): Promise<void> => {
    for (let workspace = queue.shift(); workspace !== undefined; workspace = queue.shift()) {
      const token = now() < until ? await tokenOf(workspace) : undefined
      const answer = token === undefined ? 'unknown' : await ask(token)
      if (answer === 'refused') refused.push(workspace)
      if (answer === 'taken' || answer === 'refused') asked += 1
      else unknown += 1
    }
  }
  await Promise.all(Array.from({ length: 8 }, asking))
  return { asked, refused: refused.toSorted(), unknown }
}
