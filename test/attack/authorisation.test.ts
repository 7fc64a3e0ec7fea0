import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { verbTable } from '../../src/bot/verbs/table.ts'
import type { Message } from '../../src/practice/world.ts'
import { TENANT } from '../../src/practice/world.ts'
import { openSqliteRawRows } from '../../src/store/sqlite/rawRows.ts'
import { keptIn } from '../keptIn.ts'
import { bytesOnDisk, practiceTeam, readAs, type Team } from '../practiceTeam.ts'
import { anyData, pressActivity } from '../teamsActivity.ts'
import { kit } from '../voice.ts'

const verbs = [...verbTable(kit).values()]
const NOWHERE = 'z'.repeat(32)
const OTHER_TENANT = '55555555-5555-4555-8555-555555555555'

/** The table as documentation: what a reader of docs/verbs.md sees is what the parser takes. */
const fieldsOf = (data: z.ZodObject): string =>
  Object.entries(data.shape)
    .filter(([name]) => name !== 'v')
    .map(([name, field]) => (field.safeParse(undefined).success ? `${name}?` : name))
    .join(', ')
const markdown = (): string =>
  [
    '# The buttons’ public vocabulary',
    '',
    'Made from the verb table (`src/bot/verbs/table.ts`) by `test/attack/authorisation.test.ts`; `npx vitest run test/attack/authorisation.test.ts -u` writes it anew.',
    'Teams: `Action.Execute` with `verb` and `data`; every `data` has `v: 1`.',
    '',
    '| verb | data | who | where |',
    '|---|---|---|---|',
    ...verbs.map(({ verb, data, who, where }) => `| \`${verb}\` | ${fieldsOf(data)} | ${who} | ${where} |`),
    '',
  ].join('\n')

describe('the verb table', () => {
  it('is what docs/verbs.md says', async () => {
    await expect(markdown()).toMatchFileSnapshot('../../docs/verbs.md')
  })
})

describe('privacy.5.8 every press is authorised by who really pressed', () => {
  let team: Team
  let round: string
  /** What is kept of this tenant, as it lies there. */
  let ours: ReadonlyMap<string, Buffer>
  beforeAll(async () => {
    team = await practiceTeam(['Lotte', 'Samir', 'Fatima', 'Joris', 'Wout'], {
      environment: { TEAMS_TENANTS: `${TENANT},${OTHER_TENANT}` },
    })
    await team.starts('Online werken 2026', { people: ['Lotte', 'Samir', 'Fatima', 'Joris'] })
    await team.answersBlock1('Samir', 'green', '')
    await team.later('PT1M')
    round = /"round":"([\w-]{32})"/.exec(JSON.stringify(team.channel.newest().card))?.[1] ?? ''
    ours = await rows()
  })
  afterAll(() => team.stop())

  const bytes = (): string => bytesOnDisk(team).toString('latin1')
  const inPrivate = (person: string): Message => team.privately(person).messages()[0] ?? team.channel.newest()
  const pressAs = async (person: string, message: Message, verb: string): Promise<string> => {
    const { status } = await team.room.client.press(person, message, {
      verb,
      data: anyData(round, NOWHERE),
      inputs: {},
    })
    expect(status).toBe(200)
    await team.settled()
    return readAs(message, person)
  }
  /** The press and the log aside, nothing at all may be different afterwards. */
  const changesNothing = async (press: () => Promise<unknown>): Promise<void> => {
    const [before, said] = [bytes(), JSON.stringify(team.room.world.messages.map(({ card }) => card))]
    await press()
    expect(bytes() === before, 'the store changed').toBe(true)
    expect(JSON.stringify(team.room.world.messages.map(({ card }) => card))).toBe(said)
  }

  it.each(verbs.filter(({ who }) => who === 'coordinator').map(({ verb }) => verb))(
    '%s is the coordinator’s: a member changes nothing with it',
    (verb) =>
      changesNothing(() =>
        pressAs('samir', verb === 'result.hideRemark' ? team.channel.newest() : inPrivate('samir'), verb),
      ),
  )

  it.each(verbs.filter(({ who }) => who === 'member').map(({ verb }) => verb))(
    '%s is a member’s own: someone who was not asked reaches nothing with it',
    async (verb) => {
      await changesNothing(async () => {
        const message = inPrivate('samir')
        expect(await pressAs('wout', message, verb)).toContain('Deze kaart is niet voor jou.')
      })
    },
  )

  it.each(verbs.filter(({ where }) => where === 'private').map(({ verb }) => verb))(
    '%s pressed in the channel does nothing there',
    (verb) =>
      changesNothing(async () =>
        expect(await pressAs('lotte', team.channel.newest(), verb)).toContain('Deze knop ken ik niet'),
      ),
  )

  it.each(verbs.filter(({ where }) => where === 'channel').map(({ verb }) => verb))(
    '%s pressed in private does nothing there',
    (verb) =>
      changesNothing(async () =>
        expect(await pressAs('lotte', inPrivate('lotte'), verb)).toContain('Deze knop ken ik niet'),
      ),
  )

  /** What they keep, and what erasing then erases, is the presser's own in her tenant: there it is written, and nowhere else. */
  const KEEPS_OWN: ReadonlySet<string> = new Set(['calendar.subscribe', 'calendar.withdraw', 'data.erase'])
  const rows = () => keptIn(openSqliteRawRows(join(team.folder, 'quickscan.db'), 'maintenance'))
  const changesNothingOfOurs = async (press: () => Promise<unknown>): Promise<void> => {
    await press()
    const now = await rows()
    for (const [key, value] of ours) expect(now.get(key)?.equals(value), key).toBe(true)
    const kinds = [...now.keys()].filter((key) => !ours.has(key)).map((key) => key.split('/')[0] ?? '')
    // Effects that are due are done; what is left is when to forget her.
    expect(kinds.filter((kind) => !['person', 'subscription', 'noted', 'erased', 'effect'].includes(kind))).toEqual([])
  }

  it.each(verbs.map(({ verb, who }) => [verb, who] as const))(
    '%s with the ids of another tenant’s round reaches nothing',
    (verb, who) =>
      (KEEPS_OWN.has(verb) ? changesNothingOfOurs : changesNothing)(async () => {
        for (const person of ['lotte', 'samir']) {
          const { address, client } = team.room
          const speaker = { id: client.nextEvent(), address, person, place: 'private', tenant: OTHER_TENANT } as const
          // A form of one's own is no intrusion: without the channel it is a button nobody knows.
          const sent = { ...anyData(round, NOWHERE), channel: undefined }
          const { status, body } = await client.deliver(pressActivity(speaker, verb, sent))
          await team.settled()
          expect(status).toBe(200)
          expect(JSON.stringify(body)).not.toContain('Online werken 2026')
          // What is a person's own, or anyone's, is answered in every tenant, with nothing of this one in it.
          if (who === 'person' || who === 'anyone') continue
          expect(JSON.stringify(body)).toMatch(
            /Deze kaart is niet voor jou|Deze (ronde|actie) is er niet meer|Deze knop ken ik niet/,
          )
        }
      }),
  )

  it('lets nobody start a round in a channel she is not in', async () => {
    const lotte = inPrivate('lotte')
    await changesNothing(async () => {
      const foreign = { ...anyData(round, NOWHERE), channel: '19:elders@thread.tacv2' }
      await team.room.client.press('lotte', lotte, { verb: 'round.check', data: foreign, inputs: {} })
      expect(readAs(lotte, 'lotte')).toContain('Je zit niet in dit kanaal')
    })
  })

  it('opens no door by setting the environment’s unauthenticated mode of the SDK', async () => {
    process.env.DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS = 'true'
    const other = await practiceTeam(['Lotte', 'Samir'])
    const { status } = await fetch(`http://127.0.0.1:${other.running.port}/api/messages`, {
      method: 'POST',
      body: '{}',
    })
    delete process.env.DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS
    await other.stop()
    expect(status).toBe(401)
  })
})
