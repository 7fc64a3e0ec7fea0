import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { channelHash, groupHash, personHash, sheetHash } from '../../src/bot/context.ts'
import { nameCache } from '../../src/bot/people/nameCache.ts'
import type { PlatformPort } from '../../src/bot/ports/platform.ts'
import { tokenBucket } from '../../src/bot/tokenBucket.ts'
import { chance } from '../../src/practice/chance.ts'
import { CHANNEL, TENANT } from '../../src/practice/world.ts'
import { keyedHash, keyRingEncryption } from '../../src/store/encryption.ts'
import { openedIn } from '../keptIn.ts'
import { fileBehind } from '../ownData.ts'
import { type Team, withTeam } from '../practiceTeam.ts'
import { activityOf, pressActivity } from '../teamsActivity.ts'
import { voice } from '../voice.ts'

const OTHER = '55555555-5555-4555-8555-555555555555'
const TENANTS = [TENANT, OTHER] as const
const SIX = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout']
const secret = Buffer.alloc(32, 4)
const encryption = keyRingEncryption([{ id: 'practice', secret }])

/** The same person, in the same conversation by its id, but of whichever organisation. */
const speaking = (team: Team) => {
  const speaker = (tenant: string, person: string, place: 'channel' | 'private') => ({
    id: team.room.client.nextEvent(),
    address: team.room.address,
    person,
    place,
    tenant,
  })
  const delivered = async (one: object): Promise<string> => {
    const { status, body } = await team.room.client.deliver(one)
    expect(status).toBe(200)
    await team.settled()
    return JSON.stringify(body ?? {})
  }
  return {
    says: (tenant: string, person: string, place: 'channel' | 'private', text: string) =>
      delivered({ ...activityOf(speaker(tenant, person, place)), type: 'message', text }),
    presses: (tenant: string, person: string, verb: string, data: object) =>
      delivered(pressActivity(speaker(tenant, person, 'private'), verb, { v: 1, ...data })),
  }
}

describe('two organisations with equal ids', () => {
  it.each([1, 2, 3])('never see each other’s anything, whatever order they do it in (seed %i)', (seed) =>
    withTeam(
      SIX,
      async (team) => {
        const { says, presses } = speaking(team)
        const random = chance(seed)
        const rounds = new Map<string, string>()
        for (const tenant of TENANTS) {
          const form = {
            channel: CHANNEL,
            title: `Ronde van ${tenant}`,
            date: '2026-12-04',
            people: SIX.map(team.id).join(','),
          }
          const check = await presses(tenant, 'lotte', 'round.check', form)
          const round = /"round":"([\w-]{32})"/.exec(check)?.[1] ?? ''
          rounds.set(tenant, round)
          await presses(tenant, 'lotte', 'round.start', { round })
        }
        const given = new Map<string, string>()
        for (let turn = 0; turn < 30; turn++) {
          const tenant = TENANTS[random() < 0.5 ? 0 : 1]
          const person = ['samir', 'fatima'][random() < 0.5 ? 0 : 1] ?? 'samir'
          const grade = ['green', 'orange', 'red'][Math.floor(random() * 3)] ?? 'red'
          await presses(tenant, person, 'sheet.answer', { round: rounds.get(tenant), element: '1.1', grade })
          given.set(`${tenant} ${person}`, grade)
          // With the other's round she is nobody: her sheet there is someone else's.
          const [other] = TENANTS.filter((one) => one !== tenant)
          const answer = await presses(tenant, person, 'sheet.answer', {
            round: rounds.get(other ?? ''),
            element: '1.1',
            grade: 'green',
          })
          expect(answer).toMatch(/Deze kaart is niet voor jou|Deze ronde is er niet meer/)
        }
        for (const tenant of TENANTS) {
          const [other = ''] = TENANTS.filter((one) => one !== tenant)
          for (const person of ['samir', 'fatima']) {
            const exported = await fileBehind(await presses(tenant, person, 'data.export', {}))
            expect(exported).not.toContain(other)
            expect(exported).not.toContain(rounds.get(other))
            const grade = given.get(`${tenant} ${person}`)
            if (grade) expect(exported).toContain(grade)
          }
        }
        // One of both erases all that is hers, and is there still in the other.
        await presses(TENANT, 'samir', 'data.erase', { confirmed: true })
        await says(TENANT, 'samir', 'private', 'open')
        expect(await fileBehind(await presses(OTHER, 'samir', 'data.export', {}))).toContain(`Ronde van ${OTHER}`)
        for (const [place, text] of await openedIn(team, encryption)) {
          const one = `${place} ${text}`
          const named = TENANTS.filter((tenant) => one.includes(tenant) || one.includes(rounds.get(tenant) ?? 'none'))
          expect(named.length, one.slice(0, 300)).toBeLessThan(2)
        }
      },
      {
        platform: 'teams',
        environment: { TEAMS_TENANTS: TENANTS.join(','), DATA_KEYS: `practice:${secret.toString('base64')}` },
      },
    ),
  )
})

describe('whatever two tenants are called, and whatever ids they share', () => {
  const hash = keyedHash(secret)
  const ids = fc.string({ minLength: 1, maxLength: 20 })

  it('no key of one is a key of the other', () => {
    fc.assert(
      fc.property(ids, ids, ids, (one, other, id) => {
        fc.pre(one !== other)
        const [a, b] = [one, other].map((tenant) => ({ name: 'teams' as const, tenant, serviceUrl: 'https://x' }))
        if (!a || !b) return
        for (const make of [sheetHash, personHash, channelHash, groupHash])
          expect(make(hash, a, id)).not.toBe(make(hash, b, id))
        // Nor where one's name runs over into the id.
        expect(personHash(hash, { ...a, tenant: one + other }, id)).not.toBe(
          personHash(hash, { ...a, tenant: one }, other + id),
        )
      }),
    )
  })

  it('nor is a name, or how much one asked, remembered for the other', async () => {
    await fc.assert(
      fc.asyncProperty(ids, ids, ids, async (one, other, id) => {
        fc.pre(one !== other && !one.includes(' ') && !other.includes(' '))
        const port = {
          person: async ({ tenant }: { tenant: string }) => ({ id, alias: id, name: `in ${tenant}`, guest: false }),
        } as unknown as PlatformPort
        const names = nameCache(port, () => 0)
        for (const tenant of [one, other]) {
          const named = await names({ name: 'teams', tenant, serviceUrl: 'https://x' }, CHANNEL, [id], voice.say)
          expect(named(id)).toBe(`in ${tenant}`)
        }
        const limit = tokenBucket(1, () => 0)
        expect([limit.take(`teams ${one} ${id}`), limit.take(`teams ${other} ${id}`)]).toEqual(['admitted', 'admitted'])
      }),
      { numRuns: 50 },
    )
  })
})
