import { describe, expect, inject, it } from 'vitest'
import { type Team, withTeam } from '../../../test/practiceTeam.ts'
import { at } from '../../../test/stages.ts'
import { textsOf } from '../../practice/cardReading.ts'

const TEAM = ['Lotte', 'Samir', 'Fatima']
const HELP = 'Wat ik kan'

/** What is said newly in a place after someone types something there. */
const answer = async (team: Team, place: string, text: string): Promise<string> => {
  await team.later('PT2S')
  const before = team.room.world.messages.length
  await team.privately('Samir').says(place, text)
  const fresh = team.room.world.messages.slice(before).filter((message) => message.place === place && message.card)
  expect(fresh, `to '${text}' in ${place}`).toHaveLength(1)
  return textsOf(fresh[0]?.card ?? {}).join('\n')
}

describe('what people type in a sentence', () => {
  it('is answered in private while a scan runs, with what it is about', () =>
    at('started').play(async (team) => {
      for (const [text, card] of [
        ['hoe staat het ermee?', 'De scan loopt tot'],
        ['Kan je mij het plan tonen aub?', 'Nog geen acties.'],
        ['wat moet ik nog doen', 'Wat staat er voor jou open?'],
        ['toon mijn acties', 'Mijn acties'],
        ['wanneer is de volgende opvolging', 'Mijn acties'],
        ['bouwsteen samenwerking', 'Samenwerking'],
        ['welke bouwstenen zijn er?', 'Strategie'],
        ['verwijder mijn gegevens', 'Dit bewaar ik van jou'],
        ['stop met herinneren', 'Te veel berichten?'],
        ['ik wil niet meer meedoen', 'Meedoen is vrij.'],
        ['wie ziet dit?', 'Vertrouwelijk, niet naamloos'],
        ['ik heb geen tijd', 'Online werken 2026'],
        ['ik ben klaar', 'Online werken 2026'],
        ['heb je iets over beroepsgeheim?', 'Gevonden op'],
      ] as const)
        expect(await answer(team, 'private:samir', text), text).toContain(card)
    }))

  it('is looked for where it is only the name of something to read', () =>
    withTeam(TEAM, async (team) => {
      for (const text of ['outreach', 'tiktok', 'Online outreach?', 'sexting', 'beroepsgeheim']) {
        expect(await answer(team, 'private:samir', text), text).toMatch(/^\d+ gevonden/)
        expect(await answer(team, 'channel', text), text).toMatch(/^\d+ gevonden/)
      }
      // Found by another word for it: that one says nothing to who asked.
      expect(await answer(team, 'private:samir', 'tiktok')).not.toMatch(/Gevonden op: (app|sociale)/)
    }))

  it('leads to the library with what it names filled in, and else to an empty field', () =>
    withTeam(TEAM, async (team) => {
      const samir = team.privately('Samir')
      await answer(team, 'private:samir', 'onze gasten zitten precies allemaal op tiktok tegenwoordig')
      await samir.presses('Zoek “tiktok”')
      expect(samir.reads()).toMatch(/\d+ gevonden/)
      expect(await answer(team, 'private:samir', 'waar staat de koffie')).toContain('Dat begreep ik niet.')
      await samir.presses('Iets zoeken')
      expect(samir.reads()).toContain('Alle bouwstenen')
    }))

  it('leads back to what she handed in, for as long as it can be changed', () =>
    at('handedIn').play(async (team) => {
      for (const text of ['ik wil mijn antwoord veranderen', 'wat nu', 'ik heb me vergist', 'hoe staat het ermee']) {
        expect(await answer(team, 'private:samir', text), text).toContain('Scan · Online werken 2026')
        expect(await answer(team, 'private:samir', text), text).not.toMatch(/nog niet ingediend|:$/)
      }
      const samir = team.privately('Samir')
      await samir.says('private:samir', 'open')
      expect(samir.reads()).toContain('ingediend · aanpassen kan tot vr 4 dec, 17u')
      await samir.presses('Scan · Online werken 2026')
      expect(samir.reads()).toContain('Antwoorden aanpassen')
    }))

  it('ends in words where there is nothing to show', () =>
    at('result').play(async (team) => {
      for (const text of ['ik heb me vergist', 'ik ben klaar', 'ik heb geen tijd', 'pauze'])
        expect(await answer(team, 'private:samir', text), text).toContain('Er staat nu niets voor je klaar.')
    }))

  it('does what it is about by the buttons below it', () =>
    at('started').play(async (team) => {
      const samir = team.privately('Samir')
      await samir.says('private:samir', 'ik doe niet meer mee')
      await samir.presses('Niet deelnemen')
      expect(samir.reads()).toContain('niet mee')
    }))

  it('leads to the plan, where an action can be added, whenever she has one to add', () =>
    at('planned').play(async (team) => {
      const samir = team.privately('Samir')
      for (const text of ['ik wil een actie toevoegen', 'I want to add an action', 'je voudrais ajouter une action'])
        expect(await answer(team, 'private:samir', text), text).toMatch(/^(Het plan|The plan|Le plan)/)
      await answer(team, 'private:samir', 'ik heb een nieuwe actie')
      await samir.presses('Actie toevoegen')
      expect(samir.reads()).toContain('Wat gaan we doen?')
    }))

  it('opens the concern guide at once when it sounds like worry, also in the channel, to her alone', () =>
    withTeam(TEAM, async (team) => {
      const samir = team.privately('Samir')
      for (const place of ['private:samir', 'channel']) {
        const before = samir.messages().length
        await samir.says(place, 'toon het plan, ik maak me echt zorgen over een jongere')
        expect(samir.messages().length).toBe(before + 1)
        expect(samir.reads()).toContain('112')
        await team.later('PT2S')
      }
    }))

  it('is answered in the channel by what the channel may read, and by nothing of one person', () =>
    at('started').play(async (team) => {
      expect(await answer(team, 'channel', 'hoe ver staan we?')).toContain('Loopt tot')
      expect(await answer(team, 'channel', 'wanneer is de volgende opvolging?')).toContain('Loopt tot')
      const hello = await answer(team, 'channel', 'goeiemorgen!')
      expect(hello).toContain('Dag! Fijn dat je er bent.')
      expect(hello).not.toContain('Dit staat voor jou klaar')
    }))
})

describe('a kind word', () => {
  const smile = inject('platform') === 'slack' ? ':+1::skin-tone-2:' : '👍'
  it.each(['dank je', 'merci', 'thx', 'top!', smile])(
    'gets a short, friendly answer, and no card of help: “%s”',
    (text) =>
      withTeam(TEAM, async (team) => {
        for (const place of ['private:samir', 'channel']) {
          const said = await answer(team, place, text)
          expect(said).toMatch(/Graag gedaan|Fijn om te horen|You’re welcome/)
          expect(said).not.toContain(HELP)
          expect(said.length).toBeLessThan(80)
        }
      }),
  )

  it('of greeting is answered with what waits for her', () =>
    at('started').play(async (team) => {
      const said = await answer(team, 'private:samir', 'hallo Quickscan')
      expect(said).toContain('Dit staat voor jou klaar:')
      expect(said).toContain('Online werken 2026')
    }))
})

describe('what isn’t understood', () => {
  it('is said so, with the two nearest as buttons that do it at one tap, and help', () =>
    at('started').play(async (team) => {
      const samir = team.privately('Samir')
      await samir.says('private:samir', 'het plan is niet goed')
      expect(samir.reads()).toContain('Dat begreep ik niet helemaal.')
      expect(samir.reads()).not.toContain(HELP)
      await samir.presses('Het plan')
      expect(samir.reads()).toContain('Nog geen acties.')
      await samir.says('private:samir', 'qwertz azerty')
      await samir.presses('Wat kan ik vragen?')
      expect(samir.reads()).toContain(HELP)
    }))

  it('is offered in the channel too: the answer is for who taps, and what is hers comes in private', () =>
    at('started').play(async (team) => {
      const samir = team.privately('Samir')
      expect(await answer(team, 'channel', 'het plan is niet goed')).toContain('Dat begreep ik niet')
      const messages = team.room.world.messages.filter(({ place }) => place === 'channel').length
      await samir.pressesIn(team.channel.newest(), 'Het plan')
      expect(
        team.room.world.messages.filter(({ place, card }) => place === 'channel' && card).length,
      ).toBeLessThanOrEqual(messages + 1)
      await answer(team, 'channel', 'mijn gegevens kloppen niet')
      const before = samir.messages().length
      await samir.pressesIn(team.channel.newest(), 'Mijn gegevens')
      expect(samir.messages().length).toBe(before + 1)
      expect(samir.reads()).toContain('Dit bewaar ik van jou')
    }))
})
