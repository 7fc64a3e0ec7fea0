import { describe, expect, it } from 'vitest'
import { carriedIn, readAs, type Team } from '../../../test/practiceTeam.ts'
import { stage } from '../../../test/stages.ts'
import { GRADES } from '../../kit/kit.ts'
import { LARGER_TEAM, type Message } from '../../practice/world.ts'

/** Block by block a word of its own: green, orange, red, divided, and too few who answer; the rest is green. */
const leaning =
  (person: number) =>
  (element: string): string => {
    const [block] = element
    if (block === '2') return person === 0 ? 'green' : 'orange'
    if (block === '3') return person === 0 ? 'green' : 'red'
    if (block === '4') return GRADES[person % GRADES.length] ?? 'red'
    if (block === '5') return person < 2 ? 'green' : 'skipped'
    return 'green'
  }

const closedWith = (count: number) =>
  stage(LARGER_TEAM.slice(0, Math.max(count, 3)), async (team) => {
    await team.starts('Online')
    for (const [at, name] of LARGER_TEAM.slice(0, count).entries()) await team.fillsIn(name, leaning(at))
    await team.closes()
    await team.later('PT5S')
  })
const [three, four, five, twelve] = [closedWith(3), closedWith(4), closedWith(5), closedWith(12)]
const resultOf = (team: Team): Message => team.channel.withText('Wat jullie invulden')

describe('privacy.5.2 the result', () => {
  it.each([
    ['three', three],
    ['four', four],
  ])('of %s people says one word a block, and of which blocks it can’t', (_, closed) =>
    closed.play(async (team) => {
      const said = readAs(resultOf(team), 'samir')
      expect(said).toContain('🟢 1 Strategie: vooral groen')
      expect(said).toContain('🔶 2 Afspraken: vooral oranje')
      expect(said).toContain('🟥 3 Vaardigheden: vooral rood')
      expect(said).toContain('○ 5 Samenwerking: te weinig antwoorden')
      expect(said).not.toMatch(/\d (groen|oranje|rood|verdeeld)|Per onderwerp|grotendeels gelijk/)
    }),
  )

  it.each([
    ['five', five],
    ['twelve', twelve],
  ])('of %s people draws a mark an element, by colour, shape and letter, and says the same in words', (_, closed) =>
    closed.play(async (team) => {
      const said = readAs(resultOf(team), 'samir')
      expect(said).toContain('1 Strategie\n🟢G 🟢G 🟢G 🟢G 🟢G 🟢G 🟢G 🟢G\n8 groen')
      expect(said).toContain('2 Afspraken\n🔶O 🔶O 🔶O 🔶O 🔶O 🔶O\n6 oranje')
      expect(said).toContain('3 Vaardigheden\n🟥R 🟥R 🟥R 🟥R 🟥R 🟥R\n6 rood')
      expect(said).toContain('4 Beeldvorming\n◐V ◐V ◐V ◐V ◐V\n5 verdeeld')
      expect(said).toContain('5 Samenwerking\n○– ○– ○– ○– ○– ○–\n6 met te weinig antwoorden')
      const [alike, different] = ['grotendeels gelijk', 'verschillend:'].map((part) => said.indexOf(part))
      expect(alike).toBeGreaterThan(said.indexOf('7 Investeren'))
      expect(different).toBeGreaterThan(alike ?? 0)
      expect(said).toContain('🔶 Algemene afspraken (vooral oranje)')
      // Of a block that is red throughout there is most to talk about; in the kit's order the first of those.
      expect(said.split('Om over te praten:')[1]).toContain(team.running.voice.kit.blocks[1]?.talk)
    }),
  )

  it('gives a share from ten answers on, and none below', async () => {
    const said = async (closed: typeof five): Promise<string> => {
      let read = ''
      await closed.play(async (team) => {
        await team.privately('Samir').pressesIn(resultOf(team), 'Per onderwerp')
        read = readAs(resultOf(team), 'samir')
      })
      return read
    }
    expect(await said(five)).not.toMatch(/op de 5/)
    expect(await said(twelve)).toContain("vooral rood, zo'n 4 op de 5 of meer · Vaardigheden")
  })
})

describe('the view per element', () => {
  it('names, on a block opened from its round, what needs work most there', () =>
    five.play(async (team) => {
      const samir = team.privately('Samir')
      const result = resultOf(team)
      const data = { v: 1, round: carriedIn(result.card, 'round'), block: '3' }
      await team.room.client.press('samir', result, { verb: 'block.open', data, inputs: {} })
      expect(readAs(result, 'samir')).toContain('Hier kunnen jullie het meest groeien')
      await samir.pressesIn(result, 'Wat kan helpen: Digitale vaardigheden')
      expect(readAs(result, 'samir')).toContain('Mediawijs: zelfscan zorg en welzijn')
      await samir.pressesIn(result, 'Terug naar Vaardigheden')
      expect(readAs(result, 'samir')).toContain('Hier kunnen jullie het meest groeien')
    }))

  it('leads to what helps with an element, and from there to its block', () =>
    five.play(async (team) => {
      const samir = team.privately('Samir')
      const result = resultOf(team)
      await samir.pressesIn(result, 'Per onderwerp')
      await samir.pressesIn(result, 'Uitspraken')
      await samir.pressesIn(result, 'Wat kan helpen?')
      const read = readAs(result, 'samir')
      expect(read).toContain('Hulpmiddelen en voorbeelden')
      const { fits, library } = team.running.voice.reading
      const helps = Object.values(fits).flatMap(({ entries }) => entries)
      expect(library.some(({ id, name }) => helps.includes(id) && read.includes(name))).toBe(true)
    }))

  it('shows what needs work most first, a page at a time, and leads back to the page an element stands on', () =>
    five.play(async (team) => {
      const samir = team.privately('Samir')
      const result = resultOf(team)
      const reads = () => readAs(result, 'samir')
      await samir.pressesIn(result, 'Per onderwerp')
      // In Slack the list stands under the card that it was opened from.
      const first = reads().slice(reads().lastIndexOf('Wat het meeste aandacht vraagt'))
      expect(first.indexOf('🟥 Digitale vaardigheden')).toBeGreaterThan(0)
      expect(first.indexOf('🔶 Algemene afspraken')).toBeGreaterThan(first.indexOf('🟥 Digitale vaardigheden'))
      expect(first).toContain('Deel 1 van 3')
      expect(first).not.toContain('🟢')
      await samir.pressesIn(result, 'Nog 14 onderwerpen')
      expect(reads()).toContain('Deel 2 van 3')
      await samir.pressesIn(result, 'Nog 14 onderwerpen')
      expect(reads()).toContain('Deel 3 van 3')
      expect(reads()).not.toMatch(/Nog \d+ onderwerp/)
      await samir.pressesIn(result, 'Uitspraken')
      const element = reads()
      const shown = team.running.voice.kit.elements.find(({ statements }) => element.includes(statements.red))
      expect(element).toContain(`🟢 Groen: ${shown?.statements.green}`)
      expect(element).toContain(`🔴 Rood: ${shown?.statements.red}`)
      expect(element).toContain('🟢 vooral groen')
      await samir.pressesIn(result, 'Terug')
      expect(reads()).toContain('Deel 3 van 3')
      await samir.pressesIn(result, 'Terug')
      expect(reads()).toContain('Wat jullie invulden')
      // Everyone else sees the card as it was.
      expect(readAs(result, 'joris')).toContain('Wat jullie invulden')
    }))
})
