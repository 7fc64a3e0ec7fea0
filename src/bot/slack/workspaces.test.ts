import { describe, expect, it } from 'vitest'
import { MINUTE } from '../../kit/calendar/instant.ts'
import { type Store, StoreDown } from '../../store/store.ts'
import { storedWorkspaces } from './workspaces.ts'

const workspacesOver = (load: () => Promise<unknown>) => {
  let now = 0
  const store = { load, commit: async () => true } as unknown as Store
  const workspaces = storedWorkspaces({ store, hash: (...parts) => parts.join(), serviceUrl: '', now: () => now })
  return {
    workspaces,
    later: (by: number): void => {
      now += by
    },
  }
}
const saved = { version: 1, state: { token: 'xoxb-1' } }

describe('the workspaces a bot knows', () => {
  it('are looked up once a minute', async () => {
    let looked = 0
    const { workspaces, later } = workspacesOver(async () => {
      looked += 1
      return saved
    })
    for (let times = 0; times < 3; times++) expect(await workspaces.tokenOf('T1')).toBe('xoxb-1')
    expect(looked).toBe(1)
    later(MINUTE)
    await workspaces.tokenOf('T1')
    expect(looked).toBe(2)
  })

  it('stay known while the store does not answer, so that their people are told to try again', async () => {
    let down = false
    const { workspaces, later } = workspacesOver(() =>
      down ? Promise.reject(new StoreDown()) : Promise.resolve(saved),
    )
    await workspaces.tokenOf('T1')
    down = true
    later(5 * MINUTE)
    expect(await workspaces.tokenOf('T1')).toBe('xoxb-1')
    await expect(workspaces.tokenOf('T2')).rejects.toThrow(StoreDown)
  })
})
