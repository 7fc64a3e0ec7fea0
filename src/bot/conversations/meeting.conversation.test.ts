import { describe, expect, inject, it } from 'vitest'
import { carriedIn, readAs, type Team } from '../../../test/practiceTeam.ts'
import { at, handIns, SIX } from '../../../test/stages.ts'
import { pressablesOf } from '../../practice/cardReading.ts'
import { leave, type Message, seenBy } from '../../practice/world.ts'

/** Six handed in, no two alike: the result is there, the talk's card below it. */
const talkative = handIns(6).followedBy(async (team) => {
  await team.closes()
  await team.later('PT5S')
})
/** … and five differ in nothing: the talk has no topic to go through. */
const ready = at('result')

const talkCard = (team: Team): Message => team.channel.withText('Bespreek dit samen')
/** What everyone reads there, whoever pressed. */
const everyone = (message: Message): string => readAs(message, 'nobody')
const begin = async (team: Team): Promise<Message> => {
  const card = talkCard(team)
  await team.privately('Lotte').pressesIn(card, 'Nu starten')
  return card
}
const next = (team: Team, card: Message): Promise<void> => team.privately('Lotte').pressesIn(card, 'Volgende')
/** In Slack a window; in Teams a card in her private chat. */
const notes = async (team: Team, name: string, card: Message, text: string): Promise<void> => {
  const player = team.privately(name)
  await player.pressesIn(card, 'Noteren')
  await player.presses('Noteren', { text })
}
const labelsIn = (message: Message, person = 'nobody'): string[] =>
  pressablesOf(seenBy(message, person) ?? {}).map(({ label }) => label)
const talkCards = (team: Team): Message[] =>
  team.room.world.messages.filter(
    ({ place, card }) => place === 'channel' && /Stap \d van 5/.test(everyone({ card, views: new Map() } as Message)),
  )

describe('the talk about the result', () => {
  it('is stepped through in the channel, one differing topic at a time with its three statements, to the stars', () =>
    talkative.play(async (team) => {
      const lotte = team.privately('Lotte')
      const card = await begin(team)
      expect(everyone(card)).toContain('Stap 1 van 5 · even kijken')
      expect(everyone(card)).toContain('5 minuten, tot 9u05. Rond 9u45 zijn jullie klaar')
      expect(labelsIn(card)).toEqual(['Volgende', 'Later verder'])
      await next(team, card)
      expect(everyone(card)).toContain('Stap 2 van 5 · wat loopt gelijk?')
      await next(team, card)
      expect(everyone(card)).toContain('Onderwerp 1 van 5')
      const { kit } = team.running.voice
      const topics = new Set<string>()
      for (let topic = 1; topic <= 5; topic++) {
        const said = everyone(card)
        expect(said).toContain('Stap 3 van 5 · waarover denken we verschillend?')
        expect(said).toContain(`Onderwerp ${topic} van 5`)
        const element = kit.elements.find(({ statements }) => said.includes(statements.green))
        expect(said).toContain(`🟠 Oranje: ${element?.statements.orange}`)
        expect(said).toContain(`🔴 Rood: ${element?.statements.red}`)
        expect(said).toContain(element?.title)
        topics.add(element?.id ?? '')
        await next(team, card)
      }
      expect(topics.size).toBe(5)
      expect(everyone(card)).toContain('Stap 4 van 5')
      expect(everyone(card)).toContain('1 Strategie')
      await next(team, card)
      expect(everyone(card)).toContain('Stap 5 van 5 · wat nemen we mee?')
      expect(labelsIn(card)).not.toContain('Volgende')
      await lotte.pressesIn(card, 'We hebben het besproken')
      await team.later('PT5S')
      expect(everyone(card)).toContain('Jullie bespraken het resultaat')
      expect(team.channel.reads()).toContain('Waar willen we aan werken?')
      expect(lotte.reads('Jouw beheerkaart')).toContain('gaven')
    }))

  it('names only what the published result names as different, and alike', () =>
    talkative.play(async (team) => {
      const result = everyone(team.channel.withText('Wat jullie invulden'))
      const different = result.split('Hierover denken jullie verschillend')[1] ?? ''
      const { kit } = team.running.voice
      const card = await begin(team)
      await next(team, card)
      await next(team, card)
      for (let topic = 1; topic <= 5; topic++) {
        const element = kit.elements.find(({ statements }) => everyone(card).includes(statements.red))
        expect(different).toContain(element?.title)
        await next(team, card)
      }
    }))

  it('says so where nothing differs, and reads what the team sees alike', () =>
    ready.play(async (team) => {
      const card = await begin(team)
      await next(team, card)
      expect(everyone(card)).toMatch(/Dit zien jullie grotendeels gelijk|geen onderwerp dat jullie duidelijk gelijk/)
      await next(team, card)
      expect(everyone(card)).toMatch(/Onderwerp 1 van \d|geen onderwerp waarover jullie duidelijk verschillend/)
    }))

  it('talks block by block where the result shows no more than blocks', () =>
    handIns(4).play(async (team) => {
      await team.closes()
      await team.later('PT5S')
      const card = await begin(team)
      await next(team, card)
      await next(team, card)
      expect(everyone(card)).toContain('Onderwerp 1 van 5')
      expect(everyone(card)).toContain('Overloop deze onderwerpen samen.')
      const { kit } = team.running.voice
      const block = kit.blocks.find(({ elements }) => elements.every(({ title }) => everyone(card).includes(title)))
      expect(block).toBeDefined()
      expect(everyone(card)).not.toContain(kit.elements[0]?.statements.green)
    }))

  it('goes back a step, and a press on an old card only shows where the team is', () =>
    talkative.play(async (team) => {
      const card = await begin(team)
      const [old] = pressablesOf(card.card ?? {}).filter(({ verb }) => verb === 'talk.next')
      await next(team, card)
      await next(team, card)
      if (!old) throw new Error('no button')
      await team.room.client.press('lotte', card, { verb: old.verb, data: old.data, inputs: {} })
      await team.settled()
      expect(everyone(card)).toContain('Onderwerp 1 van 5')
      expect(readAs(card, 'lotte')).toContain('Onderwerp 1 van 5')
      await team.privately('Lotte').pressesIn(card, 'Terug')
      expect(everyone(card)).toContain('Stap 2 van 5')
    }))

  it('moves a step on once, however often the press is delivered', () =>
    talkative.play(async (team) => {
      const card = await begin(team)
      const [press] = pressablesOf(card.card ?? {}).filter(({ verb }) => verb === 'talk.next')
      if (!press) throw new Error('no button')
      const sent = { verb: press.verb, data: press.data, inputs: {} }
      await Promise.all([1, 2, 3].map(() => team.room.client.press('lotte', card, sent)))
      await team.settled()
      expect(everyone(card)).toContain('Stap 2 van 5')
    }))

  it('is stepped through by the coordinator alone; another is told so kindly and loses nothing', () =>
    talkative.play(async (team) => {
      const samir = team.privately('Samir')
      const card = await begin(team)
      await next(team, card)
      const before = everyone(card)
      await samir.pressesIn(card, 'Volgende')
      expect(readAs(card, 'samir')).toContain('Alleen de coördinator gaat naar een andere stap. Noteren mag iedereen.')
      expect(everyone(card)).toBe(before)
      if (labelsIn(card, 'samir').includes('Naar het gesprek')) await samir.pressesIn(card, 'Naar het gesprek')
      await next(team, card)
      expect(readAs(card, 'nobody')).toContain('Stap 3 van 5')
    }))

  it('may run over: time stops nothing, and the next step has all its minutes', () =>
    talkative.play(async (team) => {
      const card = await begin(team)
      await team.later('PT40M')
      expect(everyone(card)).toContain('tot 9u05')
      await next(team, card)
      expect(everyone(card)).toMatch(/10 minuten, tot 9u5\d/)
    }))

  it('begun a second time goes on where it is', () =>
    talkative.play(async (team) => {
      const lotte = team.privately('Lotte')
      const card = await begin(team)
      await next(team, card)
      const { round } = { round: carriedIn(card.card, 'round') }
      const own = lotte.messages().at(-1)
      if (!own) throw new Error('no card of her own')
      await team.room.client.press('lotte', own, { verb: 'talk.start', data: { v: 1, round }, inputs: {} })
      await team.settled()
      expect(everyone(card)).toContain('Stap 2 van 5')
      expect(talkCards(team)).toHaveLength(1)
    }))

  it('begun from her own card is posted at the bottom of the channel, where people are', () =>
    talkative.play(async (team) => {
      const lotte = team.privately('Lotte')
      const old = talkCard(team)
      await lotte.presses('Nu starten')
      expect(team.channel.reads()).toContain('Stap 1 van 5')
      expect(team.channel.newest()).not.toBe(old)
      const card = team.channel.newest()
      await next(team, card)
      expect(everyone(card)).toContain('Stap 2 van 5')
      // One card leads it: two with [Volgende] would be one too many.
      expect(everyone(old)).toContain('Jullie gesprek gaat verder op een nieuwere kaart')
      expect(labelsIn(old)).toEqual([])
      expect(lotte.reads('Jouw beheerkaart')).not.toContain('Nu starten')
    }))
})

describe('notes of the talk', () => {
  it('are written by anyone of the channel, and come back where the team decides', () =>
    talkative.play(async (team) => {
      const lotte = team.privately('Lotte')
      const card = await begin(team)
      await next(team, card)
      await next(team, card)
      const samir = team.privately('Samir')
      await samir.pressesIn(card, 'Noteren')
      expect(samir.reads()).toContain(
        'Geen namen van jongeren of cliënten, ook geen details waaraan iemand te herkennen is.',
      )
      await samir.presses('Noteren', { text: 'Elke maandag een vast uur.' })
      expect(samir.reads()).toContain('Genoteerd.')
      expect(everyone(card)).toContain('• Elke maandag een vast uur.')
      await notes(team, 'Fatima', card, 'Eerst vragen wat lukt.')
      for (let page = 0; page < 6; page++) await next(team, card)
      expect(everyone(card)).toContain('Stap 5 van 5')
      for (const said of ['• Elke maandag een vast uur.', '• Eerst vragen wat lukt.'])
        expect(everyone(card)).toContain(said)
      await lotte.pressesIn(card, 'We hebben het besproken')
      for (const name of SIX.slice(0, 3)) await team.privately(name).presses('Bewaren', { 'stars.1': '5' })
      await lotte.presses('Sterren afsluiten')
      await lotte.presses('Ja, afsluiten')
      expect(lotte.reads('Jouw beheerkaart')).toContain('• Elke maandag een vast uur.')
      await lotte.presses('Bevestigen', { blocks: '1,4' })
      expect(lotte.reads('over zes maanden')).toContain('• Elke maandag een vast uur.')
      await team.later('PT5S')
      const priorities = team.channel.withText('Hier werken jullie aan')
      await samir.pressesIn(priorities, 'Het plan')
      expect(readAs(priorities, 'samir')).toContain('• Eerst vragen wat lukt.')
    }))

  it('are checked at the field, and nothing that was typed is lost', () =>
    talkative.play(async (team) => {
      const card = await begin(team)
      await next(team, card)
      const samir = team.privately('Samir')
      await notes(team, 'Samir', card, '   ')
      expect(samir.reads()).toContain('Schrijf in een paar woorden')
      await samir.presses('Noteren', { text: 'x'.repeat(5000) })
      expect(samir.reads()).toContain('Nog 4.700 tekens te veel. Hier passen er 300.')
      expect(samir.reads()).toContain('xxxx')
      await samir.presses('Noteren', { text: '<at>Wout</at> *en* [klik](https://x.y) {{DATE(1)}}' })
      expect(samir.reads()).toContain('Genoteerd.')
      expect(everyone(card)).toContain('<at>Wout</at> *en* [klik](https://x.y) { DATE(1)}}')
    }))

  it('can be taken away again by the coordinator, everywhere', () =>
    talkative.play(async (team) => {
      const card = await begin(team)
      await next(team, card)
      await notes(team, 'Samir', card, 'Iets over Jonas uit de buurt.')
      const lotte = team.privately('Lotte')
      await lotte.pressesIn(card, 'Noteren')
      await lotte.presses('Wissen')
      expect(lotte.reads()).toContain('Gewist.')
      expect(everyone(card)).not.toContain('Jonas')
      const fatima = team.privately('Fatima')
      await notes(team, 'Samir', card, 'Een vast uur.')
      await fatima.pressesIn(card, 'Noteren')
      expect(fatima.reads()).not.toContain('Wissen')
    }))
})

describe('who left the channel', () => {
  it('notes nothing in it any more, whatever her old cards offer', () =>
    talkative.play(async (team) => {
      const card = await begin(team)
      await next(team, card)
      const wout = team.privately('Wout')
      await wout.pressesIn(card, 'Noteren')
      leave(team.room.world, 'wout')
      await wout.presses('Noteren', { text: 'ingebroken' })
      expect(everyone(card)).not.toContain('ingebroken')
    }))
})

describe('actions during the talk', () => {
  it('are three fields, in the block that is talked about', () =>
    talkative.play(async (team) => {
      const card = await begin(team)
      for (let page = 0; page < 7; page++) await next(team, card)
      expect(everyone(card)).toContain('Stap 4 van 5')
      const samir = team.privately('Samir')
      await samir.pressesIn(card, 'Snelle actie')
      if (inject('platform') === 'teams') expect(readAs(card, 'samir')).toContain('in onze privéchat')
      expect(readAs(card, 'samir')).toContain('Stap 4 van 5')
      expect(samir.reads()).toContain('1 Strategie')
      expect(samir.reads()).not.toContain('Op welke termijn?')
      await samir.presses('Bewaren', { what: '', people: '' })
      expect(samir.reads()).toContain('Zeg in een paar woorden')
      expect(samir.reads()).not.toContain('Op welke termijn?')
      await samir.presses('Bewaren', { what: 'Eén zin over onze visie', people: team.id('samir') })
      expect(team.channel.reads()).toContain('Eén zin over onze visie')
      expect(team.channel.reads()).toContain('1 Strategie')
      expect(labelsIn(team.channel.newest())).toContain('Aanpassen')
    }))

  it('ask for the block where the talk is about all of them, and keep what was typed under [Meer velden]', () =>
    talkative.play(async (team) => {
      const card = await begin(team)
      for (let page = 0; page < 8; page++) await next(team, card)
      expect(everyone(card)).toContain('Stap 5 van 5')
      const samir = team.privately('Samir')
      await samir.pressesIn(card, 'Snelle actie')
      expect(samir.reads()).toContain('Bij welke bouwsteen?')
      await samir.presses('Meer velden', { what: 'TikTok verkennen', block: '4' })
      expect(samir.reads()).toContain('TikTok verkennen')
      expect(samir.reads()).toContain('Op welke termijn?')
      await samir.presses('Bewaren', { people: team.id('samir') })
      expect(team.channel.reads()).toContain('4 ')
    }))
})

describe('a talk on another day', () => {
  const planOn = async (team: Team, date: string, time: string): Promise<void> => {
    const lotte = team.privately('Lotte')
    await lotte.presses('Een dag kiezen')
    await lotte.presses('Vastleggen', { date, time })
  }

  it('is said in the channel, again that morning, and begins at its hour by itself', () =>
    talkative.play(async (team) => {
      await planOn(team, '2026-12-03', '14:00')
      const planned = team.channel.newest()
      expect(everyone(planned)).toContain('📅 Jullie bespreken het resultaat')
      expect(everyone(planned)).toContain('do 3 dec, 14u tot 14u45')
      expect(labelsIn(planned)).toEqual(['In mijn agenda', 'Nu starten', 'Andere datum'])
      await team.later('P10DT20M')
      expect(team.channel.newest()).toBe(planned)
      await team.later('PT20M')
      expect(team.channel.reads()).toContain('Niet vergeten: jullie gesprek')
      expect(team.channel.reads()).toContain('do 3 dec, 14u tot 14u45')
      await team.later('PT4H30M')
      expect(team.channel.reads()).toContain('Stap 1 van 5')
      expect(team.channel.reads()).toMatch(/tot 14u\d\d/)
      await next(team, team.channel.newest())
      expect(team.channel.reads()).toContain('Stap 2 van 5')
    }))

  it('is checked at the field: a day that passed, a weekend, a holiday, none at all', () =>
    talkative.play(async (team) => {
      const lotte = team.privately('Lotte')
      await lotte.presses('Een dag kiezen')
      for (const [date, time, said] of [
        ['2026-11-20', '14:00', 'Die dag is al voorbij.'],
        ['2026-11-28', '14:00', 'geen weekend en geen feestdag'],
        ['2026-12-25', '14:00', 'geen weekend en geen feestdag'],
        ['2028-06-01', '14:00', 'meer dan een jaar ver'],
      ] as const) {
        await lotte.presses('Vastleggen', { date, time })
        expect(lotte.reads()).toContain(said)
      }
      expect(team.channel.reads()).not.toContain('📅')
      await lotte.presses('Vastleggen', { date: '2026-12-01', time: '9:30' })
      // What was said is left to be read first.
      await team.later('PT2M')
      expect(lotte.reads('Jouw beheerkaart')).toContain('Jullie bespreken het resultaat: di 1 dec, 9u30 tot 10u15')
      expect(team.channel.reads()).toContain('di 1 dec, 9u30 tot 10u15')
    }))

  it('moves to another date from the channel’s card, and the first date comes to nothing', () =>
    talkative.play(async (team) => {
      await planOn(team, '2026-11-26', '14:00')
      const first = team.channel.newest()
      const lotte = team.privately('Lotte')
      await lotte.pressesIn(first, 'Andere datum')
      await lotte.presses('Vastleggen', { date: '2026-12-03', time: '10:00' })
      expect(team.channel.reads()).toContain('do 3 dec, 10u tot 10u45')
      expect(everyone(first)).toContain('op een nieuwere kaart')
      const count = team.room.world.messages.length
      await team.later('P5D')
      expect(team.room.world.messages.length).toBe(count)
      await team.later('P5DT2H')
      expect(team.channel.reads()).toContain('Stap 1 van 5')
    }))

  it('keeps its hour on the wall over the night the clocks change', () =>
    talkative.play(async (team) => {
      await team.later('P116D')
      // By then she is asked whether they still want to.
      await team.privately('Lotte').presses('Verder')
      await planOn(team, '2027-03-30', '14:00')
      expect(team.channel.reads()).toContain('di 30 mrt, 14u tot 14u45')
      // Nine in the morning on 19 March; in eleven days it is ten, by summer time.
      await team.later('P11DT3H55M')
      expect(team.channel.reads()).not.toContain('Stap 1 van 5')
      await team.later('PT10M')
      expect(team.channel.reads()).toContain('Stap 1 van 5')
      expect(team.channel.reads()).toMatch(/tot 14u\d\d/)
    }))

  it('stopped half way goes on where it was, with its notes', () =>
    talkative.play(async (team) => {
      const lotte = team.privately('Lotte')
      const card = await begin(team)
      await next(team, card)
      await next(team, card)
      await notes(team, 'Samir', card, 'Hier gaan we verder.')
      await lotte.pressesIn(card, 'Later verder')
      await lotte.presses('Vastleggen', { date: '2026-11-30', time: '14:00' })
      expect(everyone(team.channel.newest())).toContain('ma 30 nov, 14u')
      expect(everyone(team.channel.newest())).toContain('• Hier gaan we verder.')
      expect(everyone(card)).toContain('op een nieuwere kaart')
      await team.later('P7DT5H30M')
      expect(team.channel.reads()).toContain('Stap 3 van 5')
      expect(team.channel.reads()).toContain('• Hier gaan we verder.')
    }))

  it('that is left half way harms nothing: the stars are opened as ever', () =>
    talkative.play(async (team) => {
      const card = await begin(team)
      await next(team, card)
      await team.later('P3D')
      await team.privately('Lotte').presses('We hebben het besproken')
      await team.later('PT5S')
      expect(everyone(card)).toContain('Jullie bespraken het resultaat')
      expect(team.channel.reads()).toContain('Waar willen we aan werken?')
    }))
})
