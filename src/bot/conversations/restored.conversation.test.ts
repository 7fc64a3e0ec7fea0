import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { playedBy, readAs, type Team } from '../../../test/practiceTeam.ts'
import { at, type Stage } from '../../../test/stages.ts'

/** As `quickscan backup` does, beside the bot. */
const backUp = ({ folder }: Team): void => {
  const db = new DatabaseSync(join(folder, 'quickscan.db'), { readOnly: true })
  db.exec(`VACUUM INTO '${join(folder, 'backup.db')}'`)
  db.close()
}
/** No bot runs. The keys of rounds and the notes of erasures stay what they are. */
const putBack = (folder: string): void => {
  for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `quickscan.db${end}`), { force: true })
  renameSync(join(folder, 'backup.db'), join(folder, 'quickscan.db'))
}

/** A backup is made, `since` happens, and it is put back: people have on their screens what was sent, the bot what it had then. */
const restored = (stage: Stage, since: (team: Team) => Promise<void>) => {
  const lived = stage.followedBy(async (team) => {
    await team.later('PT2M')
    backUp(team)
    await team.later('PT2M')
    await since(team)
    await team.later('PT2M')
  })
  return {
    play: async (story: (team: Team) => Promise<void>): Promise<void> =>
      playedBy(await lived.openOn(putBack), async (team) => {
        await team.later('PT5M')
        await story(team)
      }),
  }
}

const readsOf = (team: Team, name: string): string[] =>
  team
    .privately(name)
    .messages()
    .map((message) => readAs(message, name.toLowerCase()))
const timesIn = (team: Team, name: string, text: string): number =>
  readsOf(team, name).filter((said) => said.includes(text)).length

const BACK = 'De bot moest terug naar een eerder moment'
const gives = async (team: Team, name: string, stars: number): Promise<void> => {
  await team.privately(name).stars('1', stars)
  await team.privately(name).presses('Bewaren')
}

describe('stars given since the backup that was put back', () => {
  const givenAgain = restored(
    at('starring').followedBy((team) => gives(team, 'Samir', 4)),
    async (team) => {
      await gives(team, 'Fatima', 5)
      await gives(team, 'Joris', 5)
    },
  )

  it('are asked again, with the reason; those from before count, and whoever steers hears it once', () =>
    givenAgain.play(async (team) => {
      expect(readsOf(team, 'Fatima').at(-1)).toContain(`${BACK}. Had je daarna sterren gegeven?`)
      expect(readsOf(team, 'Samir').join('\n')).toContain('De sterren die je toen gaf, zijn er nog en tellen mee.')
      expect(timesIn(team, 'Samir', 'Had je daarna sterren gegeven?')).toBe(0)
      expect(timesIn(team, 'Lotte', 'Wie daarna sterren gaf, staat weer open.')).toBe(1)
      expect(timesIn(team, 'Fatima', 'Wie daarna sterren gaf, staat weer open.')).toBe(0)
      for (const name of ['Fatima', 'Joris']) await gives(team, name, 5)
      expect(timesIn(team, 'Fatima', 'Had je daarna sterren gegeven?')).toBe(0)
      const lotte = team.privately('Lotte')
      await lotte.presses('Sterren afsluiten')
      await lotte.presses('Ja, afsluiten')
      await team.later('PT1M')
      expect(team.channel.withText('3 van 6 gaven sterren')).toBeDefined()
    }))
})

describe('a plan that was worked on since the backup that was put back', () => {
  const add = async (team: Team, name: string, what: string, owner: string): Promise<void> => {
    const player = team.privately(name)
    const fields = { what, people: team.id(owner), followUp: '2026-12-04', repeat: 'monthly' }
    await player.pressesIn(team.channel.withText('Actie toevoegen'), 'Actie toevoegen')
    await player.presses('Meer velden', fields)
    await player.presses('Bewaren', fields)
  }
  /** As everyone reads it on the channel's card. */
  const stateOf = (team: Team): string => readAs(team.channel.withText('TikTok verkennen'), 'nobody')
  const worked = restored(
    at('planned').followedBy((team) => add(team, 'Samir', 'TikTok verkennen', 'Samir')),
    async (team) => {
      await team.privately('Samir').pressesIn(team.channel.withText('TikTok verkennen'), 'Afgerond')
      expect(stateOf(team)).toContain('afgerond')
      await add(team, 'Fatima', 'Een Discord openen', 'Anke')
    },
  )
  const PLAN = 'Werkte jij of je team daarna nog aan het plan?'

  it('is told once to who has an action in hand and to who steers the round, and its cards say how it stands', () =>
    worked.play(async (team) => {
      for (const name of ['Samir', 'Lotte']) expect(timesIn(team, name, PLAN), name).toBe(1)
      for (const name of ['Fatima', 'Anke', 'Joris']) expect(timesIn(team, name, PLAN), name).toBe(0)
      expect(readsOf(team, 'Lotte').find((said) => said.includes(PLAN))).toContain(
        'Alles staat weer zoals op ma 23 nov',
      )
      expect(stateOf(team)).toContain('Volgende opvolging: 4 dec 2026')
      expect(stateOf(team)).not.toContain('afgerond')
      await team.later('P1D')
      for (const name of ['Samir', 'Lotte']) expect(timesIn(team, name, PLAN), name).toBe(1)
    }))

  it('goes on from there: what was done is done again, and a card of what is gone says so', () =>
    worked.play(async (team) => {
      const anke = team.privately('Anke')
      const gone = team.channel.withText('Een Discord openen')
      await anke.pressesIn(gone, 'Afgerond')
      expect(readAs(gone, 'anke')).toContain('Deze actie is er niet meer.')
      await team.privately('Samir').pressesIn(team.channel.withText('TikTok verkennen'), 'Afgerond')
      expect(stateOf(team)).toContain('afgerond')
    }))
})

describe('a scan that people handed in since the backup that was put back', () => {
  const scanned = restored(
    at('started').followedBy((team) => team.answersBlock1('Samir', 'red', '')),
    (team) => team.answersBlock1('Fatima', 'red', ''),
  )

  it('is open again for who handed in since, and counts who did before', () =>
    scanned.play(async (team) => {
      expect(readsOf(team, 'Fatima').join('\n')).not.toContain('Bedankt')
      expect(readsOf(team, 'Fatima').at(-1)).toContain(`${BACK}. Had je daarna nog iets ingevuld of ingediend?`)
      expect(readsOf(team, 'Samir').join('\n')).toContain('is er nog en telt mee')
      expect(timesIn(team, 'Lotte', 'Wie daarna indiende, staat weer open.')).toBe(1)
      const lotte = team.privately('Lotte')
      expect(lotte.reads('Jouw beheerkaart')).toContain('1 van 6 ingediend')
      await team.answersBlock1('Fatima', 'red', '')
      await team.later('PT1M')
      expect(readsOf(team, 'Fatima').at(-1)).toContain('Bedankt')
      expect(lotte.reads('Jouw beheerkaart')).toContain('2 van 6 ingediend')
    }))
})
