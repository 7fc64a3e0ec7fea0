import { decideTenant } from '../../flows/channel/tenant.ts'
import { decideWorkspace, type WorkspaceEvent } from '../../flows/channel/workspace.ts'
import type { Platform } from '../../flows/ids.ts'
import { tenantKey, workspaceKey } from '../../flows/keys.ts'
import { type Instant, MINUTE } from '../../kit/calendar/instant.ts'
import type { Hash } from '../../store/encryption.ts'
import { type Store, StoreDown } from '../../store/store.ts'
import { groupHash, tenantHash } from '../context.ts'
import { ttlCache } from '../people/ttlCache.ts'
import { stateOf } from '../stateOf.ts'
import { transact } from '../transact.ts'

/** The workspaces the app is installed in, each with the bot's token there. */
export interface Workspaces {
  /** Undefined where the app isn't installed, or no longer. */
  readonly tokenOf: (workspace: string) => Promise<string | undefined>
  readonly connect: (workspace: string, token: string) => Promise<void>
  /**
   * Takes effect at once in this process: nothing is sent there any more.
   * @param at when it was taken out, by Slack's clock
   * @returns false where it was installed again since: then nothing changed
   */
  readonly forget: (workspace: string, at?: Instant) => Promise<boolean>
}

/** One workspace, with the token from the settings. */
export const oneWorkspace = (only: string, given: string): Workspaces => {
  let token: string | undefined = given
  return {
    tokenOf: async (workspace) => (workspace === only ? token : undefined),
    connect: async () => {
      throw new Error('this bot is for one workspace')
    },
    forget: async (workspace) => {
      if (workspace === only) token = undefined
      return true
    },
  }
}

/** Milliseconds a token is cached: an installation in another process is noticed after this long at most. */
const CACHED = MINUTE

interface Stored {
  readonly store: Store
  readonly hash: Hash
  /** Where Slack's Web API is. */
  readonly serviceUrl: string
  /** Real time: that is what Slack's events go by. */
  readonly now: () => Instant
}

/** Any number of workspaces, encrypted in our store and cached in memory for a minute. */
export const storedWorkspaces = ({ store, hash, serviceUrl, now }: Stored): Workspaces => {
  /** An absent token is cached too: requests from a workspace without the app cost one read a minute. */
  const known = ttlCache<{ readonly token: string | undefined }>(CACHED, now, { keepsLast: true })
  const platformOf = (tenant: string): Platform => ({ name: 'slack', tenant, serviceUrl, keepsAnswers: true })
  const keyOf = (workspace: string) => workspaceKey(groupHash(hash, platformOf(workspace), workspace))
  const decide = (workspace: string, event: WorkspaceEvent) =>
    transact({ store, wake: () => undefined }, keyOf(workspace), (state) => decideWorkspace(state, event))
  return {
    tokenOf: async (workspace) => {
      const kept = known.get(workspace)
      if (kept) return kept.token
      try {
        const token = (await stateOf({ store }, keyOf(workspace)))?.token
        known.set(workspace, { token })
        return token
      } catch (error) {
        const last = known.last(workspace)
        if (!last || !(error instanceof StoreDown)) throw error
        // With the store down, a known workspace is still answered with "try again"; a revoked token does nothing at Slack.
        return last.token
      }
    },
    connect: async (workspace, token) => {
      const platform = platformOf(workspace)
      await decide(workspace, { type: 'connected', platform, token, at: now() })
      const tenant = tenantHash(hash, platform)
      await transact({ store, wake: () => undefined }, tenantKey(tenant), (leaving) =>
        decideTenant(leaving, { type: 'returned' }, tenant, now()),
      )
      known.set(workspace, { token })
    },
    forget: async (workspace, at) => {
      const done = await decide(workspace, { type: 'disconnected', at })
      if (done.kind === 'unchanged' && done.state) return false
      known.set(workspace, { token: undefined })
      return true
    },
  }
}
