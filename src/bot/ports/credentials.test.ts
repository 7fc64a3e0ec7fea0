import { describe, expect, it } from 'vitest'
import type { Card } from '../../cards/card.ts'
import type { Platform } from '../../flows/ids.ts'
import { credentials, watchCredentials } from './credentials.ts'
import { PlatformFailed, type PlatformPort } from './platform.ts'

const platform: Platform = { name: 'teams', tenant: 't', serviceUrl: 'https://service.example' }
const card = { summary: '', parts: [] } as unknown as Card

const portThat = (answer: () => Promise<never>) =>
  ({ post: answer, openChat: async () => 'remembered' }) as unknown as PlatformPort
const refusing = portThat(() => Promise.reject(new PlatformFailed(401)))

describe('what a platform says of the bot’s credentials', () => {
  it('is told once when they aren’t taken, and once when they are again', async () => {
    const told: boolean[] = []
    const own = credentials((accepted) => void told.push(accepted))
    expect(own.accepted()).toBeUndefined()
    for (let times = 0; times < 3; times++)
      await expect(watchCredentials('teams', refusing, own).post(platform, 'c', card)).rejects.toMatchObject({
        kind: 'credentials',
        status: 401,
        platform: 'teams',
      })
    expect([own.accepted(), told]).toEqual([false, [false]])
    own.seen(true)
    expect([own.accepted(), told]).toEqual([true, [false, true]])
  })

  it('is nothing that is remembered, and no failure of another kind', async () => {
    const own = credentials()
    own.seen(false)
    await watchCredentials('teams', refusing, own).openChat(platform, 'p')
    expect(own.accepted()).toBe(false)
    own.seen(true)
    const busy = portThat(() => Promise.reject(new PlatformFailed(502)))
    await expect(watchCredentials('teams', busy, own).post(platform, 'c', card)).rejects.toMatchObject({ kind: 'busy' })
    expect(own.accepted()).toBe(true)
  })

  it('is of one workspace where each has its own: there it stays a token that may be renewed', async () => {
    await expect(watchCredentials('slack', refusing, undefined).post(platform, 'c', card)).rejects.toMatchObject({
      kind: 'unauthorized',
      platform: 'slack',
    })
  })
})
