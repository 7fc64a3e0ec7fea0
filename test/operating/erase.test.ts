import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keyRingEncryption } from '../../src/store/encryption.ts'
import { deadProcess } from '../deadProcess.ts'
import { openedIn } from '../keptIn.ts'
import { runNode } from '../nodeProcess.ts'
import { carriedIn, readAs, type Team } from '../practiceTeam.ts'
import { SIX, stage } from '../stages.ts'

const secret = Buffer.alloc(32, 9)
const KEYS = `practice:${secret.toString('base64')}`
const encryption = keyRingEncryption([{ id: 'practice', secret }])

/** Which kinds of what is kept hold this text, opened. */
const kindsWith = async (team: Team, text: string): Promise<string[]> => [
  ...new Set(
    [...(await openedIn(team, encryption))]
      .filter(([, value]) => value.includes(text))
      .map(([place]) => place.split('/')[0] ?? ''),
  ),
]

/** Four of six have handed in. */
const answered = stage(
  SIX,
  async (team) => {
    await team.starts('Online werken')
    for (const name of SIX.slice(0, 4)) await team.answersBlock1(name, 'orange', '')
  },
  { environment: { DATA_KEYS: KEYS } },
)

describe('privacy.5.6 someone who left', () => {
  const erase = (team: Team, person: string, tenant: string): { said: string; code: number | null } => {
    const { platform } = team.room.world
    const args = ['bin/quickscan.mjs', 'person:erase', '--platform', platform, '--tenant', tenant, '--person', person]
    const env = { PATH: process.env.PATH, DATA_KEYS: KEYS, DATA_FILE: join(team.folder, 'quickscan.db') }
    const { stdout, stderr, status } = runNode(args, { env, now: team.room.clock.now() })
    return { said: stdout + stderr, code: status }
  }

  it('is erased by whoever runs the bot, who knows no more than the directory’s id', () =>
    answered.play(async (team) => {
      await team.answersBlock1('Wout', 'red', 'MERK-van-Wout')
      const [tenant, person] = [team.room.world.ids.tenant, team.alias('wout')]
      const elsewhere = erase(team, person, 'T0ELSEWHERE')
      expect(elsewhere).toEqual({ said: 'Nothing is kept of that person.\n', code: 1 })
      expect(await kindsWith(team, 'MERK-van-Wout')).toEqual(['sheet'])
      // Held back, as if a process was killed with it in hand: what the command says is true without the bot.
      const dead = deadProcess(team.running.store)
      expect(erase(team, person, tenant).said).toContain('Erased.')
      expect(await kindsWith(team, 'MERK-van-Wout')).toEqual([])
      dead.isGone()
      await team.later('PT1M')
      expect(await kindsWith(team, 'MERK-van-Wout')).toEqual([])
      expect(erase(team, person, tenant)).toMatchObject({ code: 1 })
      // The number handed in is the true one; who it was is said nowhere.
      await team.later('PT5S')
      expect(team.channel.reads()).toContain('Al ingediend: meer dan de helft')
      const [card] = team.privately('Wout').messages()
      expect(card && readAs(card, 'wout')).not.toContain('MERK-van-Wout')
      expect(carriedIn(card?.card, 'round')).not.toBe('')
    }))

  it('says what it needs when it is asked wrongly', () =>
    answered.play(async (team) => {
      const wrongly = erase(team, '', 'T0ELSEWHERE')
      expect(wrongly.code).toBe(2)
      expect(wrongly.said).toContain('usage: quickscan person:erase')
    }))
})
