import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { practiceEnvironment } from '../../src/cli/demo.ts'
import type { CheckResult } from '../../src/operating/checks.ts'
import { ranNode } from '../nodeProcess.ts'
import { type Team, withTeam } from '../practiceTeam.ts'

const KEYS = `practice:${Buffer.alloc(32, 9).toString('base64')}`

const doctor = async (team: Team, more: Readonly<Record<string, string>> = {}, args: readonly string[] = []) => {
  const { PORT: _port, ...settings } = practiceEnvironment(team.room.address, team.folder)
  const { status, stdout, stderr } = await ranNode(['bin/quickscan.mjs', 'doctor', '--json', ...args], {
    env: { PATH: process.env.PATH, ...settings, DATA_KEYS: KEYS, ...more },
    now: team.room.clock.now(),
  })
  expect(stderr).toBe('')
  const { state, checks } = JSON.parse(stdout) as { state: string; checks: readonly CheckResult[] }
  const of = (name: string) => checks.find((one) => one.name === name)
  const wrong = checks.flatMap((one) => (one.state === 'wrong' ? [one.name] : []))
  return { status, state, wrong, of, said: stdout, stateOf: (name: string) => of(name)?.state }
}

describe('quickscan doctor', () => {
  it('looks beside a running bot, finds what is right, and what isn’t', () =>
    withTeam(
      ['Lotte', 'Samir', 'Fatima'],
      async (team) => {
        await team.starts('Online werken')
        const well = await doctor(team)
        for (const name of ['version', 'store', 'owner', 'disk', 'keys', 'teamsKeys', 'teamsToken', 'effectsLate'])
          expect(well.stateOf(name), well.said).toBe('ok')
        // The story stands still, and the clock of what serves it doesn't.
        expect(well.wrong.filter((name) => name !== 'clock')).toEqual([])
        expect(well.status).toBe(well.wrong.length === 0 ? 0 : 1)
        expect(well.stateOf('publicAddress')).toBe('warn')
        expect((await doctor(team, {}, ['--strict'])).status).toBe(1)

        const unreachable = await doctor(team, { TEAMS_LOCAL_AUTHORITY: 'http://127.0.0.1:9' })
        expect(unreachable.status).toBe(1)
        expect(unreachable.stateOf('teamsToken')).toBe('wrong')
        expect(unreachable.stateOf('teamsKeys')).toBe('wrong')
        expect(unreachable.stateOf('store')).toBe('ok')

        const wrongKey = await doctor(team, { DATA_KEYS: `practice:${Buffer.alloc(32, 8).toString('base64')}` })
        expect(wrongKey.of('store')).toMatchObject({ state: 'wrong', words: expect.stringContaining('DATA_KEYS') })

        const misspelt = await doctor(team, { PUBLIC_URLS: 'https://quickscan.example.be' })
        expect(misspelt.of('settings')).toMatchObject({
          state: 'wrong',
          words: 'PUBLIC_URLS is no setting; did you mean PUBLIC_URL?',
        })

        const backups = join(team.folder, 'backups')
        mkdirSync(backups)
        expect((await doctor(team, {}, ['--backups', backups])).stateOf('backup')).toBe('warn')
        rmSync(backups, { recursive: true })
      },
      { platform: 'teams', environment: { DATA_KEYS: KEYS } },
    ))

  it('says of a store that isn’t there that it isn’t, and makes none', () =>
    withTeam(['Lotte', 'Samir', 'Fatima'], async (team) => {
      const file = join(team.folder, 'elsewhere', 'q.db')
      const found = await doctor(team, { DATA_FILE: file })
      expect(found.of('store')).toMatchObject({ state: 'wrong', words: expect.stringContaining('There is no') })
      expect(existsSync(join(team.folder, 'elsewhere'))).toBe(false)
      const letter = join(team.folder, 'letter.txt')
      writeFileSync(letter, 'Dit is een brief.')
      expect((await doctor(team, { DATA_FILE: letter })).stateOf('store')).toBe('wrong')
      expect(statSync(letter).size).toBe(17)
    }))
})
