import { describe, it } from 'vitest'
import { deciderSpecification } from '../../../test/deciderSpecification.ts'
import type { Platform } from '../ids.ts'
import { decideWorkspace, type Workspace, type WorkspaceEvent } from './workspace.ts'

const { given } = deciderSpecification<Workspace, WorkspaceEvent>(decideWorkspace)

const platform: Platform = { name: 'slack', tenant: 'T1', serviceUrl: 'https://slack.com/api/' }
const connected = (token: string): WorkspaceEvent => ({ type: 'connected', platform, token })

describe('a workspace', () => {
  it('that lets the bot in is known, with what lets it in again', () => {
    given(undefined).when(connected('xoxb-1')).thenChanged({ platform, token: 'xoxb-1' })
  })

  it('that lets it in anew is known by the newest token alone', () => {
    given(undefined, connected('xoxb-1')).when(connected('xoxb-2')).thenChanged({ token: 'xoxb-2' })
  })

  it('that lets it go leaves nothing behind', () => {
    given(undefined, connected('xoxb-1')).when({ type: 'disconnected' }).thenForgotten()
  })

  it('has nothing to leave behind twice', () => {
    given(undefined, connected('xoxb-1'), { type: 'disconnected' }).when({ type: 'disconnected' }).thenUnchanged()
  })
})
