import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { playedBy, type Team } from '../../../test/practiceTeam.ts'
import { at, handIns, SIX, type Stage } from '../../../test/stages.ts'
import { textsOf } from '../../practice/cardReading.ts'

/** The place of the keys is lost while no bot runs, and the bot starts again. */
const playedWithout = async (stage: Stage, story: (team: Team) => Promise<void>): Promise<void> =>
  playedBy(await stage.openOn((folder) => rmSync(join(folder, 'round-keys.quickscan.db'))), story)

const readsOf = (team: Team, name: string): string[] =>
  team
    .privately(name)
    .messages()
    .map(({ card }) => textsOf(card ?? {}).join('\n'))
const timesIn = (team: Team, name: string, text: string): number =>
  readsOf(team, name).filter((said) => said.includes(text)).length

const LOST = 'de bot is kwijt wat je eerder invulde'
const TOLD = 'De bot is antwoorden kwijt'

describe('privacy.5.7 the keys of a round are lost while people answer', () => {
  it('who presses reads so once, everyone is asked again, and who steers it hears it once', () =>
    playedWithout(handIns(4), async (team) => {
      expect(
        team.log
          .filter(({ kind }) => kind === 'say')
          .map(({ message }) => String(message))
          .join('\n'),
      ).toContain('The keys of rounds are not where they were')
      const anke = team.privately('Anke')
      await anke.presses('Beginnen')
      expect(anke.reads()).toContain(LOST)
      await anke.picks('1.1', 'red')
      expect(anke.reads()).not.toContain(LOST)
      await team.later('PT5S')
      const samir = team.privately('Samir')
      expect(timesIn(team, 'Samir', LOST)).toBeGreaterThan(0)
      expect(timesIn(team, 'Lotte', TOLD)).toBe(1)
      expect(timesIn(team, 'Samir', TOLD)).toBe(0)

      // Five of the six fill in and hand in again; Anke only answered, so the result counts five.
      for (const name of SIX.filter((one) => one !== 'Anke')) await team.answersBlock1(name, 'red', '')
      expect(samir.reads()).not.toContain(LOST)
      await team.later('PT6S')
      await team.closes()
      await team.later('PT6S')
      expect(team.channel.withText('5 van 6 dienden in')).toBeDefined()
      expect(timesIn(team, 'Lotte', TOLD)).toBe(1)
    }))

  it('it can be stopped, and a new one starts', () =>
    playedWithout(handIns(4), async (team) => {
      await team.privately('Anke').presses('Beginnen')
      await team.later('PT5S')
      const lotte = team.privately('Lotte')
      await lotte.presses('Stoppen en wissen')
      await lotte.presses('Ja, stoppen en wissen')
      await team.later('PT2M')
      await team.starts('Opnieuw')
      expect(readsOf(team, 'Samir').join('\n')).toContain('Opnieuw')
    }))

  it('nobody presses any more: it closes at its deadline, kindly', () =>
    playedWithout(handIns(5), async (team) => {
      await team.later('P30D')
      expect(timesIn(team, 'Lotte', TOLD)).toBe(1)
      expect(readsOf(team, 'Samir').join('\n')).not.toContain('Ingediend')
    }))

  it('once stars are asked, they are asked again', () =>
    playedWithout(at('starring'), async (team) => {
      const samir = team.privately('Samir')
      await samir.does('ballot.cast', { 'stars.1': '5' })
      await team.later('PT5S')
      expect(timesIn(team, 'Lotte', TOLD)).toBe(1)
      for (const name of ['Fatima', 'Joris']) await team.privately(name).does('ballot.cast', { 'stars.1': '4' })
      const lotte = team.privately('Lotte')
      await lotte.presses('Sterren afsluiten')
      await lotte.presses('Ja, afsluiten')
      await team.later('PT6S')
      expect(team.channel.withText('3 van 6 gaven sterren')).toBeDefined()
    }))
})
