import { type Decision, decided, FORGOTTEN, UNCHANGED } from '../decision.ts'
import type { Platform } from '../ids.ts'

/** A workspace that let the bot in, and what the bot shows there to be let in again. */
export interface Workspace {
  readonly platform: Platform
  readonly token: string
}

/** The app was installed in the workspace, or taken out of it. */
export type WorkspaceEvent =
  | { readonly type: 'connected'; readonly platform: Platform; readonly token: string }
  | { readonly type: 'disconnected' }

/** Installed anew, its newest token is the one; taken away, nothing of it stays. UNCHANGED when it was never there. */
export const decideWorkspace = (known: Workspace | undefined, event: WorkspaceEvent): Decision<Workspace> => {
  switch (event.type) {
    case 'connected':
      return decided({ platform: event.platform, token: event.token })
    case 'disconnected':
      return known ? decided(FORGOTTEN) : UNCHANGED
  }
}
