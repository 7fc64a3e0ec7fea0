import { describe, expect, inject, it } from 'vitest'
import { dataAddressIn, filesOf, takesAlong } from '../../../test/ownData.ts'
import { readAs, type Team, withTeam } from '../../../test/practiceTeam.ts'
import { SIX, stage } from '../../../test/stages.ts'
import { pressablesOf } from '../../practice/cardReading.ts'
import { METHOD_SCOPES } from '../slack/scopes.ts'

/** Samir answered, and said something. */
const answered = stage(SIX, async (team) => {
  await team.starts('Online')
  await team.fillsIn('Samir', () => 'red', 'MERKTEKEN een opmerking')
})
const onSlack = (team: Team): boolean => team.room.world.platform === 'slack'
const asks = async (team: Team, name: string): Promise<void> => {
  await team.privately(name).says(`private:${name.toLowerCase()}`, 'mijn gegevens')
  await team.privately(name).presses('Mijn gegevens als bestand')
  await team.settled()
}
/** All that stands on any card anywhere: stored, or shown to one person. */
const onCards = (team: Team): string =>
  JSON.stringify(team.room.world.messages.map(({ card, views }) => [card, ...views.values()]))

describe('privacy.5.6 what someone takes along', () => {
  it('is a file for a computer, and on no card', () =>
    answered.play(async (team) => {
      const file = JSON.parse(await takesAlong(team, 'Samir'))
      expect(file).toMatchObject({ id: team.id('samir'), scans: [{ title: 'Online', answers: { 7.5: 'red' } }] })
      expect(JSON.stringify(file)).toContain('MERKTEKEN een opmerking')
      expect(file.kept.map(({ kind }: { kind: string }) => kind)).toContain('scan')
      expect(onCards(team)).not.toMatch(/MERKTEKEN|"7\.5\\*"/)
    }))

  it('is called so in her language', () =>
    answered.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.says('private:samir', 'taal')
      await samir.presses('Taal bewaren', { language: 'en' })
      await samir.says('private:samir', 'my data')
      await samir.presses('My data as a file')
      await team.settled()
      if (onSlack(team)) expect(filesOf(team, 'Samir').map(({ name }) => name)).toEqual(['my-data.json'])
      else {
        const { headers } = await fetch(dataAddressIn(samir.card()))
        expect(headers.get('content-disposition')).toBe('attachment; filename="my-data.json"')
      }
    }))

  it('comes to her alone, in her private chat', () =>
    answered.play(async (team) => {
      await asks(team, 'Samir')
      const where = team.room.world.messages.filter(
        (one) => one.file || JSON.stringify([one.card, ...one.views.values()]).includes('/data/'),
      )
      expect(where.map(({ place }) => place)).toEqual(['private:samir'])
    }))

  it('comes once for a press that is delivered again', () =>
    answered.play(async (team) => {
      team.room.troubles.duplicates = 2
      await asks(team, 'Samir')
      team.room.troubles.duplicates = 0
      if (onSlack(team)) expect(filesOf(team, 'Samir')).toHaveLength(1)
      else expect(team.privately('Samir').reads()).toContain('Je bestand staat klaar')
    }))
})

describe('privacy.5.6 the file in a chat', () => {
  const inSlack = (story: (team: Team) => Promise<void>) =>
    answered.play(async (team) => {
      if (onSlack(team)) await story(team)
    })

  it('is taken away there after a day, as she was told', () =>
    inSlack(async (team) => {
      const samir = team.privately('Samir')
      await asks(team, 'Samir')
      expect(samir.reads()).toContain('Ik zet het bestand in onze privéchat.')
      expect(samir.reads()).toContain('Na 24 uur haal ik het daar weer weg.')
      await samir.says('private:samir', 'mijn gegevens')
      expect(samir.reads()).toContain('Het bestand met je gegevens dat ik in onze privéchat zette.')
      await team.later('PT23H')
      expect(filesOf(team, 'Samir')).toHaveLength(1)
      await team.later('PT2H')
      expect(filesOf(team, 'Samir')).toEqual([])
      await samir.says('private:samir', 'mijn gegevens')
      expect(samir.reads()).not.toContain('Het bestand met je gegevens')
    }))

  it('is taken away at once when she erases everything: each of them', () =>
    inSlack(async (team) => {
      const samir = team.privately('Samir')
      await asks(team, 'Samir')
      await asks(team, 'Samir')
      expect(filesOf(team, 'Samir')).toHaveLength(2)
      await samir.says('private:samir', 'mijn gegevens')
      await samir.presses('Alles van mij wissen')
      await samir.presses('Ja, alles wissen')
      await team.later('PT5S')
      expect(filesOf(team, 'Samir')).toEqual([])
    }))

  it('is a link where a workspace let the bot in before it asked for files, on a card where the bot knows no address', async () => {
    const scopes = [...new Set(Object.values(METHOD_SCOPES).flat())].filter((scope) => scope !== 'files:write')
    // Whoever has Slack come in through a socket has no address.
    for (const hidden of inject('inSockets') ? [true] : [false, true])
      await withTeam(
        SIX,
        async (team) => {
          if (!onSlack(team)) return
          await team.starts('Online')
          const samir = team.privately('Samir')
          await asks(team, 'Samir')
          expect(filesOf(team, 'Samir')).toEqual([])
          if (!hidden) {
            const given = await fetch(dataAddressIn(samir.messages().at(-1)?.card))
            expect(await given.json()).toMatchObject({ id: team.id('samir') })
            return
          }
          expect(samir.reads()).toContain('wie jullie chatplatform beheert, liet dat nog niet toe')
          await samir.presses('Toon het op een kaart')
          expect(samir.reads()).toContain(team.id('samir'))
        },
        hidden ? { scopes, hidden } : { scopes },
      )
  })
})

describe('privacy.5.8 a link to what someone takes along', () => {
  const onTeams = (story: (team: Team, url: string) => Promise<void>) =>
    answered.play(async (team) => {
      if (onSlack(team)) return
      await asks(team, 'Samir')
      await story(team, dataAddressIn(team.privately('Samir').card()))
    })

  it('says how long it works, and then says that it doesn’t any more', () =>
    onTeams(async (team, url) => {
      const samir = team.privately('Samir')
      expect(samir.reads()).toContain('Deze link werkt 10 minuten.')
      expect(samir.reads()).toContain('Geef hem dus niet door.')
      const { headers } = await fetch(url)
      expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
      expect(headers.get('content-disposition')).toBe('attachment; filename="mijn-gegevens.json"')
      expect(headers.get('cache-control')).toBe('no-store')
      expect((await fetch(url, { method: 'HEAD' })).status).toBe(200)
      await team.later('PT9M')
      expect((await fetch(url)).status).toBe(200)
      await team.later('PT2M')
      const late = await fetch(url)
      expect([late.status, await late.text()]).toEqual([
        404,
        expect.stringMatching(/Deze link werkt niet \(meer\)\.[\s\S]*This link doesn't work \(any more\)\./),
      ])
      expect((await fetch(url, { method: 'HEAD' })).status).toBe(404)
    }))

  it('gives what is there when it is opened, and nothing once she erased everything', () =>
    onTeams(async (team, url) => {
      const samir = team.privately('Samir')
      await samir.presses('Terug')
      await samir.presses('Alles van mij wissen')
      await samir.presses('Ja, alles wissen')
      expect((await fetch(url)).status).toBe(404)
      // Spoken to again, she is known, and nothing of before is.
      await samir.says('private:samir', 'mijn gegevens')
      expect(await (await fetch(url)).text()).not.toMatch(/MERKTEKEN|"7\.5"/)
    }))

  it('names nobody, stands in no log, and is no address of a calendar', () =>
    onTeams(async (team, url) => {
      await fetch(url)
      const token = /data\/(.*)\.json/.exec(url)?.[1] ?? ''
      expect(Buffer.from(token, 'base64url').toString('latin1')).not.toMatch(/29:|samir|aad/)
      expect(JSON.stringify(team.log)).not.toContain(token)
      expect((await fetch(url.replace('/data/', '/calendar/').replace('.json', '.ics'))).status).toBe(404)
      for (const at of [3, 40, token.length - 2]) {
        const forged = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`
        expect((await fetch(url.replace(token, forged))).status).toBe(404)
      }
    }))

  it('isn’t there where the bot doesn’t know its own address: then it says so, and a card has it', () =>
    withTeam(
      SIX,
      async (team) => {
        if (onSlack(team)) return
        await team.starts('Online')
        const samir = team.privately('Samir')
        await asks(team, 'Samir')
        expect(samir.reads()).toContain('PUBLIC_URL')
        expect(samir.reads()).toContain(team.id('samir'))
        expect(pressablesOf(samir.card()).map(({ label }) => label)).toContain('Terug')
        expect(samir.messages().some((one) => readAs(one, 'samir').includes('/data/'))).toBe(false)
      },
      { hidden: true },
    ))
})
