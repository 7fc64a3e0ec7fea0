import { describe, expect, it } from 'vitest'
import { practiceEnvironment } from '../../src/cli/demo.ts'
import { ranNode } from '../nodeProcess.ts'
import { type Team, withTeam } from '../practiceTeam.ts'

const KEYS = `practice:${Buffer.alloc(32, 9).toString('base64')}`
const SIX = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout']

const why = async (team: Team, person: string): Promise<string> => {
  const { PORT: _port, ...settings } = practiceEnvironment(team.room.address, team.folder)
  const whose = ['--platform', 'teams', '--tenant', team.room.world.ids.tenant, '--person', person]
  const { stdout, stderr } = await ranNode(['bin/quickscan.mjs', 'why', ...whose], {
    env: { PATH: process.env.PATH, ...settings, DATA_KEYS: KEYS },
    now: team.room.clock.now(),
  })
  return stdout + stderr
}

describe('quickscan why', () => {
  it('knows by the directory’s id alone for whom the app isn’t installed, and who gets what she was sent', () =>
    withTeam(
      SIX,
      async (team) => {
        await team.starts('Online werken')
        await team.later('PT1M')
        for (const id of [team.alias('Wout'), team.id('Wout')])
          expect(await why(team, id)).toContain('Her card was refused when she was asked')
        expect(await why(team, team.alias('Samir'))).not.toContain('refused')
        expect(await why(team, '99999999-9999-4999-8999-999999999999')).toContain('Nothing is kept of that person')
      },
      { platform: 'teams', notInstalled: ['Wout'], environment: { DATA_KEYS: KEYS } },
    ))
})
