import type { Instant } from '../../kit/calendar/instant.ts'
import { type Decision, decided, FORGOTTEN, UNCHANGED } from '../decision.ts'
import type { Platform } from '../ids.ts'

/** A workspace that let the bot in, and what the bot shows there to be let in again. */
export interface Workspace {
  readonly platform: Platform
  readonly token: string
  /** By Slack's clock, as far as ours agrees with it; absent in what was saved without it. */
  readonly installed?: Instant
}

/** The app was installed in the workspace, or taken out of it. */
export type WorkspaceEvent =
  | { readonly type: 'connected'; readonly platform: Platform; readonly token: string; readonly at?: Instant }
  /** `at`: when that happened; events of before a later installation may come after it. */
  | { readonly type: 'disconnected'; readonly at?: Instant | undefined }

/** Installed anew, its newest token is the one; taken away, nothing of it stays. UNCHANGED when it was never there, or was installed since. */
export const decideWorkspace = (known: Workspace | undefined, event: WorkspaceEvent): Decision<Workspace> => {
  switch (event.type) {
    case 'connected':
      return decided({
        platform: event.platform,
        token: event.token,
        ...(event.at === undefined ? {} : { installed: event.at }),
      })
    case 'disconnected':
      return known && !isEarlier(known, event.at) ? decided(FORGOTTEN) : UNCHANGED
  }
}

/** Whether something happened before the app was installed there as it is now. Slack says when in whole seconds. */
export const isEarlier = ({ installed }: Pick<Workspace, 'installed'>, at: Instant | undefined): boolean =>
  installed !== undefined && at !== undefined && at < installed
