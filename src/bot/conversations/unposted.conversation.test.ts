import { describe, expect, it } from 'vitest'
import { readAs, type Team } from '../../../test/practiceTeam.ts'
import { at } from '../../../test/stages.ts'
import { textsOf } from '../../practice/cardReading.ts'

/** All the coordinator has in private, one card after the other. */
const lotteReads = (team: Team): string =>
  team
    .privately('Lotte')
    .messages()
    .map((message) => readAs(message, 'lotte'))
    .join('\n\n')
const inChannel = (team: Team): string =>
  team.room.world.messages
    .filter(({ place }) => place === 'channel')
    .map(({ card }) => textsOf(card ?? {}).join('\n'))
    .join('\n\n')
const CLAIM = 'het resultaat staat in het kanaal'
const deadOf = async (team: Team): Promise<readonly unknown[]> =>
  (await team.running.store.dead()) as readonly unknown[]

describe('a channel that takes no posts when the scan closes', () => {
  it.each(['archived', 'gone', 'restricted'] as const)('%s: whoever steers gets the result, and why', (how) =>
    at('handedIn').play(async (team) => {
      team.room.world.channelIs = how
      await team.closes()
      await team.later('PT5S')
      expect(lotteReads(team)).not.toContain(CLAIM)
      expect(lotteReads(team)).toContain('Dit kon ik niet in het kanaal zetten')
      expect(lotteReads(team)).toContain('Wat jullie invulden')
      expect(inChannel(team)).not.toContain('Wat jullie invulden')
      expect(await deadOf(team)).toEqual([])
      await team.privately('Lotte').presses('Opnieuw proberen')
      expect(lotteReads(team)).toContain('Opnieuw geprobeerd: het lukt nog niet.')
    }),
  )

  it('is posted in when it takes posts again, the result first, and everything says so', () =>
    at('handedIn').play(async (team) => {
      team.room.world.channelIs = 'archived'
      await team.closes()
      await team.later('PT5S')
      team.room.world.channelIs = 'open'
      await team.privately('Lotte').presses('Opnieuw proberen')
      await team.later('PT10S')
      expect(inChannel(team).split('Wat jullie invulden')).toHaveLength(2)
      expect(readAs(team.channel.newest(), 'samir')).not.toContain('Wat jullie invulden')
      expect(lotteReads(team)).toContain('Het kanaal neemt weer berichten aan')
      expect(lotteReads(team)).toContain(CLAIM)
      expect(lotteReads(team)).not.toContain('kon ik niet in het kanaal zetten')
    }))

  it('is tried by itself, day after day', () =>
    at('handedIn').play(async (team) => {
      team.room.world.channelIs = 'restricted'
      await team.closes()
      await team.later('P3D')
      team.room.world.channelIs = 'open'
      await team.later('P1DT1M')
      expect(inChannel(team).split('Wat jullie invulden')).toHaveLength(2)
      expect(await deadOf(team)).toEqual([])
      await team.later('P3D')
      expect(inChannel(team).split('Wat jullie invulden')).toHaveLength(2)
    }))

  it('leaves nothing of the result with whoever steers it when its term is over', () =>
    at('handedIn').play(async (team) => {
      team.room.world.channelIs = 'archived'
      await team.closes()
      await team.later('PT5S')
      expect(lotteReads(team)).toContain('Dit had er moeten staan')
      await team.later('P25M')
      expect(lotteReads(team)).not.toContain('Wat jullie invulden')
      expect(lotteReads(team)).not.toContain('Dit had er moeten staan')
    }))

  it('shows whoever steers the result in private when she asks for it, with all that can be seen of it', () =>
    at('handedIn').play(async (team) => {
      team.room.world.channelIs = 'archived'
      await team.closes()
      const lotte = team.privately('Lotte')
      await lotte.says('private:lotte', 'resultaat')
      expect(lotte.reads()).toContain('Wat jullie invulden')
      await lotte.presses('Per onderwerp')
      expect(lotte.reads()).toContain('Deel 1 van 3')
    }))
})

describe('a channel that takes no posts later on', () => {
  it('says nothing in private of a ranking or priorities that aren’t there', () =>
    at('starring').play(async (team) => {
      for (const name of ['Lotte', 'Samir', 'Fatima'])
        await team.privately(name).presses('Bewaren', { 'stars.1': '5', 'stars.4': '5' })
      const lotte = team.privately('Lotte')
      team.room.world.channelIs = 'archived'
      await lotte.presses('Sterren afsluiten')
      await lotte.presses('Ja, afsluiten')
      await team.later('PT5S')
      expect(lotteReads(team)).not.toContain('het voorstel staat in het kanaal')
      await lotte.presses('Bevestigen', { blocks: '1,4', reason: 'Daar zit de druk.' })
      await team.later('PT5S')
      expect(lotteReads(team)).not.toContain('Jullie prioriteiten staan in het kanaal')
      team.room.world.channelIs = 'open'
      await team.later('P1DT1M')
      expect(inChannel(team)).toContain('Daar zit de druk.')
      expect(lotteReads(team)).toContain('Jullie prioriteiten staan in het kanaal')
    }))
})

describe('a round whose channel takes no posts', () => {
  /** Another channel of the same people, in which the bot is too. */
  const withOther = (team: Team): void => {
    const { places, ids } = team.room.world
    const [channel] = places
    if (channel)
      places.push({ ...channel, id: 'other', conversation: ids.channel.replace(/praktijk/i, (word) => `${word}TWEE`) })
  }

  it('goes on in another channel, when who steers it says so there and confirms it', () =>
    at('handedIn').play(async (team) => {
      withOther(team)
      team.room.world.channelIs = 'gone'
      await team.closes()
      await team.later('PT5S')
      const lotte = team.privately('Lotte')
      await lotte.presses('Ander kanaal')
      expect(lotte.reads()).toContain('@Quickscan hier verder')
      await lotte.says('other', 'hier verder')
      expect(lotte.reads()).toContain('Hier verder met deze ronde?')
      expect(lotte.reads()).toContain('lezen 6 mensen mee')
      await lotte.presses('Ja, hier verder')
      await team.later('PT10S')
      const there = team.room.world.messages.filter(({ place }) => place === 'other')
      expect(there.map(({ card }) => textsOf(card ?? {}).join('\n')).join('\n')).toContain('Wat jullie invulden')
      expect(lotteReads(team)).toContain(CLAIM)
      expect(team.privately('Samir').reads('Jullie gaan verder in een ander kanaal')).toContain('ook de opmerkingen')
      await lotte.says('other', 'resultaat')
      expect(await deadOf(team)).toEqual([])
    }))

  it('says so to everyone who takes part while the scan runs, also to who handed in: others will read', () =>
    at('handedIn').play(async (team) => {
      withOther(team)
      const lotte = team.privately('Lotte')
      await lotte.says('other', 'hier verder')
      await lotte.presses('Ja, hier verder')
      await team.later('PT10S')
      const samir = team.privately('Samir')
      const had = samir.messages().length
      expect(samir.reads('in een ander kanaal dan ik je zei')).toContain('Niet deelnemen en mijn scan wissen')
      await samir.presses('Niet deelnemen en mijn scan wissen')
      await team.later('PT10S')
      expect(samir.messages()).toHaveLength(had)
    }))

  it('is moved by nobody else', () =>
    at('handedIn').play(async (team) => {
      withOther(team)
      const samir = team.privately('Samir')
      await samir.says('other', 'hier verder')
      expect(samir.reads('Ik vond geen ronde')).toContain('Alleen een coördinator')
    }))
})
