import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { alikeOf, differentOf, type Result } from '../../src/kit/result.ts'
import { textsOf } from '../../src/practice/cardReading.ts'
import { APP_ID, TENANT } from '../../src/practice/world.ts'
import { keyRingEncryption } from '../../src/store/encryption.ts'
import { envelope, openEnvelope, SavedByNewer, SCHEMA_VERSION } from '../../src/store/schema.ts'
import { openSqliteStore } from '../../src/store/sqlite/store.ts'
import { ranNode } from '../nodeProcess.ts'
import { readAs, type Team, withTeam } from '../practiceTeam.ts'

/** A whole store as an earlier version left it, unsealed: every person in it is invented. */
interface Kept {
  /** When it was left. */
  readonly at: number
  /** Where the stand-in for Teams was then. */
  readonly service: string
  readonly states: readonly { readonly key: string; readonly kept: unknown }[]
  readonly effects: readonly {
    readonly id: string
    readonly timing: string
    readonly due: number
    readonly erases: number
    readonly kept: unknown
  }[]
}

interface EarlierResult {
  readonly blocks: readonly unknown[]
  readonly elements: readonly { readonly element: string }[]
  readonly alike: readonly string[]
  readonly different: readonly string[]
}

const folder = join(import.meta.dirname, '../kept')
const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
const keyOf = { id: 'practice', secret: Buffer.alloc(32, 7) }
const SIX = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout']

/** Plays on from there: a bot of this version over what that one left. */
const goOn = async (name: string, play: (team: Team, file: string) => Promise<void>): Promise<void> => {
  const here = mkdtempSync(join(tmpdir(), 'quickscan-kept-'))
  const file = join(here, 'kept.db')
  const { at } = JSON.parse(read(name)) as Kept
  try {
    await withTeam(SIX, (team) => play(team, file), {
      platform: 'teams',
      begins: new Date(at).toISOString(),
      environment: (room) => {
        write(file, JSON.parse(read(name).replaceAll((JSON.parse(read(name)) as Kept).service, room.address)) as Kept)
        return { DATA_FILE: file, DATA_KEYS: `practice:${keyOf.secret.toString('base64')}` }
      },
    })
  } finally {
    rmSync(here, { recursive: true, force: true })
  }
}

/** As version 1 laid it down: without the column that came later. */
const write = (file: string, { states, effects }: Kept): void => {
  const db = new DatabaseSync(file)
  const encryption = keyRingEncryption([keyOf])
  db.exec(`
    CREATE TABLE state (place TEXT PRIMARY KEY, version INTEGER NOT NULL, value BLOB NOT NULL) STRICT;
    CREATE TABLE effect (id TEXT PRIMARY KEY, timing TEXT NOT NULL, wanted INTEGER NOT NULL, due INTEGER NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0, erases INTEGER NOT NULL, ticket TEXT, reason TEXT, value BLOB NOT NULL) STRICT;
  `)
  const state = db.prepare('INSERT INTO state VALUES (?, 1, ?)')
  for (const { key, kept } of states) state.run(key, encryption.encrypt(key, JSON.stringify(kept)))
  const effect = db.prepare('INSERT INTO effect (id, timing, wanted, due, erases, value) VALUES (?, ?, ?, ?, ?, ?)')
  for (const { id, timing, due, erases, kept } of effects)
    effect.run(id, timing, due, due, erases, encryption.encrypt(`effect/${id}`, JSON.stringify(kept)))
  db.close()
}

describe('what an earlier version kept', () => {
  it('is there for each of them, as it was left', () => {
    const versions = new Set(names.map((name) => /^schema-(\d+)-\w+\.json$/.exec(name)?.[1]))
    expect([...versions].map(Number)).toEqual(Array.from({ length: SCHEMA_VERSION - 1 }, (_, at) => at + 1))
    const kinds = new Set(
      names.flatMap((name) => (JSON.parse(read(name)) as Kept).states.map(({ key }) => key.split('/')[0])),
    )
    const all = [
      'action',
      'ballot',
      'installation',
      'noted',
      'person',
      'roster',
      'round',
      'secret',
      'sheet',
      'stars',
      'tally',
      'team',
    ]
    expect([...kinds].sort()).toEqual(all)
  })

  const each = names.flatMap((name) =>
    (JSON.parse(read(name)) as Kept).states.map(({ key, kept }) => {
      const { schema, state } = kept as { schema: number; state: Record<string, unknown> }
      const upgraded = openEnvelope<Record<string, unknown>>(key, JSON.stringify(kept))
      return { key, schema, state, upgraded }
    }),
  )

  it('is upgraded when it is read: sheets and ballots remember which presses they heard', () => {
    for (const { key, schema, state, upgraded } of each) {
      expect(openEnvelope(key, envelope(upgraded))).toEqual(upgraded)
      if (state.result) continue
      const heard = schema < 2 && /^(sheet|ballot)\//.test(key) ? { heard: [] } : {}
      expect(upgraded).toEqual(typeof state === 'object' ? { ...state, ...heard } : state)
    }
  })

  it('is upgraded when it is read: a result goes on showing what it counted, and says in words what it said', () => {
    const rounds = each.filter(({ state }) => state.result)
    expect(rounds.length).toBeGreaterThan(2)
    for (const { state, upgraded } of rounds) {
      const [before, after] = [state.result as EarlierResult, upgraded.result as Result]
      expect({ ...upgraded, result: undefined }).toEqual({ ...state, result: undefined })
      expect(after.counted?.blocks).toEqual(before.blocks)
      expect(after.elements.map(({ element }) => element)).toEqual(before.elements.map(({ element }) => element))
      expect(alikeOf(after)).toEqual(before.alike)
      expect(differentOf(after)).toEqual(before.different)
    }
  })

  it('is refused when it is of a later version, with what to do', () => {
    const later = JSON.stringify({ schema: SCHEMA_VERSION + 1, state: {} })
    expect(() => openEnvelope('sheet/round/id', later)).toThrow(SavedByNewer)
    expect(() => openEnvelope('sheet/round/id', later)).toThrow(
      /sheet was saved by a newer version.*restore the backup/,
    )
  })

  it.each(['schema-1-scan.json', 'schema-2-scan.json'])('a scan that was begun then is finished now: %s', (name) =>
    goOn(name, async (team) => {
      const wout = team.privately('Wout')
      await wout.says('private:wout', 'open')
      await wout.does('sheet.show')
      await wout.presses('Beginnen')
      await wout.picks('1.1', 'red')
      expect(wout.reads()).toContain('1 van 42 ingevuld')
      const lotte = team.privately('Lotte')
      await lotte.says('private:lotte', 'open')
      await team.later('P20D')
      const result = team.channel.withText('4 van 6 dienden in')
      expect(textsOf(result.card ?? {}).join('\n')).toContain('Strategie')
    }),
  )

  it.each(['schema-1-stars.json', 'schema-2-stars.json'])('stars that were given then are counted now: %s', (name) =>
    goOn(name, async (team) => {
      await team.later('P20D')
      expect(textsOf(team.channel.withText('4 van 6 gaven sterren').card ?? {}).join('\n')).toContain('1. Strategie')
    }),
  )

  it('an action that was planned then is in the plan now, with what came of it', () =>
    goOn('schema-1-plan.json', async (team) => {
      const samir = team.privately('Samir')
      await samir.says('channel', 'plan')
      const card = team.channel.newest()
      await samir.pressesIn(card, 'Afgerond (1)')
      expect(readAs(card, 'samir')).toContain('Elke week een uur TikTok verkennen')
      expect(readAs(card, 'samir')).toContain('afgerond')
    }))

  it('a plan that ran then still runs, and its result shows what it counted', () =>
    goOn('schema-2-plan.json', async (team) => {
      const samir = team.privately('Samir')
      await samir.says('channel', 'plan')
      expect(readAs(team.channel.newest(), 'samir')).toContain('Elke week een uur TikTok verkennen')
      await samir.says('channel', 'resultaat')
      expect(readAs(team.channel.newest(), 'samir')).toMatch(/\d+ groen · \d+ oranje · \d+ rood/)
    }))

  describe('someone who left', () => {
    const DATA_KEYS = `practice:${keyOf.secret.toString('base64')}`
    const erase = async (team: Team, file: string, person: string, more: Readonly<Record<string, string>> = {}) => {
      const args = ['--platform', 'teams', '--tenant', TENANT, '--person', person]
      const { status, stdout, stderr } = await ranNode(['bin/quickscan.mjs', 'person:erase', ...args], {
        env: { PATH: process.env.PATH, DATA_KEYS, DATA_FILE: file, ...more },
        now: team.room.clock.now(),
      })
      return { status, said: `${stdout}${stderr}` }
    }
    const inTeams = (team: Team) => ({
      TEAMS_CLIENT_ID: APP_ID,
      TEAMS_TENANT_ID: TENANT,
      TEAMS_LOCAL_AUTHORITY: team.room.address,
    })

    it.each(['schema-1-scan.json', 'schema-1-plan.json', 'schema-2-plan.json'])(
      'is erased by her id in the directory, which Teams is asked about: %s',
      (name) =>
        goOn(name, async (team, file) => {
          expect(await erase(team, file, 'aad-samir', inTeams(team))).toMatchObject({
            status: 0,
            said: expect.stringContaining('Erased.'),
          })
          expect((await erase(team, file, 'aad-samir', inTeams(team))).status).toBe(1)
          // Erased is erased: nobody else is.
          expect((await erase(team, file, '29:fatima')).status).toBe(0)
        }),
    )

    it('is erased by Teams’ own id, and never said not to be there where that can’t be known', () =>
      goOn('schema-1-scan.json', async (team, file) => {
        const unknown = await erase(team, file, 'aad-samir')
        expect(unknown.status).toBe(1)
        expect(unknown.said).toContain('may be kept all the same')
        expect(unknown.said).toContain('TEAMS_CLIENT_ID')
        expect(unknown.said).toContain('29:…')
        expect(unknown.said).not.toContain('Nothing is kept')
        // Teams knows nobody by that id: she may have left the directory since.
        const left = await erase(team, file, 'aad-nobody', inTeams(team))
        expect(left.said).toContain('Teams doesn’t say whose they are')
        expect(left.status).toBe(1)
        // Teams doesn't answer.
        const silent = await erase(team, file, 'aad-samir', {
          ...inTeams(team),
          TEAMS_LOCAL_AUTHORITY: 'http://127.0.0.1:9',
        })
        expect(silent.said).toContain('may be kept all the same')
        expect(await erase(team, file, '29:samir')).toMatchObject({ status: 0 })
      }))
  })

  it('a file it can’t read whole is left as it is', async () => {
    const here = mkdtempSync(join(tmpdir(), 'quickscan-kept-'))
    const file = join(here, 'kept.db')
    const [one] = (JSON.parse(read('schema-1-scan.json')) as Kept).states
    if (!one) throw new Error('nothing kept')
    write(file, { at: 0, service: '', effects: [], states: [{ key: one.key, kept: { schema: 999, state: {} } }] })
    const [kind = '', place = '', id = ''] = one.key.split('/')
    const store = openSqliteStore(file, keyRingEncryption([keyOf]))
    await expect(store.load({ kind, place, id })).rejects.toThrow('schema 999')
    await store.close()
    rmSync(here, { recursive: true, force: true })
  })
})
