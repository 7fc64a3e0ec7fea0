import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { filesOf } from '../../../test/ownData.ts'
import { carriedIn, readAs, type Team } from '../../../test/practiceTeam.ts'
import { at } from '../../../test/stages.ts'
import { voices } from '../../../test/voice.ts'
import { PAPERS, type PaperName } from '../../flows/refs.ts'
import { leave, seenBy } from '../../practice/world.ts'

/** Two priorities, and one action with a look back. */
const withAction = at('planned').followedBy(async (team) => {
  const lotte = team.privately('Lotte')
  await lotte.pressesIn(team.channel.newest(), 'Actie toevoegen')
  await lotte.presses('Bewaren', {
    what: '=Elke week kijken',
    people: team.id('Samir'),
    followUp: '2026-12-14',
    block: '1',
  })
  await team.later('PT5S')
})

const onSlack = (team: Team): boolean => team.room.world.platform === 'slack'
const addressIn = (card: unknown): string => {
  const [found] = /https?:\/\/[\w.:-]+\/papers\/[\w-]+/.exec(JSON.stringify(card ?? {})) ?? []
  if (found === undefined) throw new Error('no address of a paper on the card')
  return found
}
/** Asks for a paper from the card that offers them. */
const asksFor = async (team: Team, name: string, paper: PaperName): Promise<void> => {
  const message = team.channel.withText('Wat jullie invulden')
  const round = carriedIn(message.card, 'round')
  await team.room.client.press(name.toLowerCase(), message, { verb: 'papers.show', data: { v: 1, round }, inputs: {} })
  const give = { verb: 'papers.give', data: { v: 1, round, paper }, inputs: {} }
  await team.room.client.press(name.toLowerCase(), message, give)
  await team.settled()
}
/** The address she was given, in Teams. */
const addressFor = (team: Team, name: string): string => {
  const cards = team.room.world.messages.flatMap((message) => seenBy(message, name.toLowerCase()) ?? [])
  const given = cards.findLast((card) => /\/papers\//.test(JSON.stringify(card)))
  return addressIn(given)
}
interface Received {
  readonly name: string
  readonly bytes: Buffer
}
const given = async (team: Team, name: string, paper: PaperName): Promise<Received> => {
  await asksFor(team, name, paper)
  return received(team, name)
}
/** The file she was given last. */
const received = async (team: Team, name: string): Promise<Received> => {
  if (onSlack(team)) {
    const file = filesOf(team, name).at(-1)
    if (!file) throw new Error('no file')
    // As whoever got it opens it in the practice room.
    const opened = await fetch(`${team.room.address}/practice/files/${file.id}`)
    return { name: file.name, bytes: Buffer.from(await opened.arrayBuffer()) }
  }
  const response = await fetch(addressFor(team, name))
  const called = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? ''
  return { name: called, bytes: Buffer.from(await response.arrayBuffer()) }
}
/** All that stands in a file of Word or Excel. */
const readIn = (bytes: Buffer): string =>
  Object.entries(unzipSync(bytes))
    .filter(([name]) => /(document|sharedStrings|workbook|sheet\d+)\.xml$/.test(name))
    .map(([, part]) => strFromU8(part))
    .join('\n')
    .replaceAll('&apos;', '’')

describe('what a team takes along', () => {
  it.each(PAPERS)('%s comes as a file that its kind of program opens', (paper) =>
    withAction.play(async (team) => {
      const { name, bytes } = await given(team, 'Fatima', paper)
      expect(name).toMatch(/^[a-z0-9-]+\.(docx|xlsx|csv|json|png)$/)
      if (/\.(docx|xlsx)$/.test(name)) expect(Object.keys(unzipSync(bytes))).toContain('[Content_Types].xml')
      if (name.endsWith('.png')) expect(bytes.subarray(1, 4).toString()).toBe('PNG')
      if (name.endsWith('.json')) expect(JSON.parse(bytes.toString()).schema).toBe('onlife-quickscan/plan/1')
      if (name.endsWith('.csv')) expect(bytes.toString()).toMatch(/^\ufeffblock,blockName,what,/)
    }),
  )

  it('the worksheet says what the cards in the channel say, and nothing of who answered', () =>
    withAction.play(async (team) => {
      const worksheet = readIn((await given(team, 'Fatima', 'worksheet')).bytes)
      for (const said of [
        'Online werken 2026',
        '5 van 6 dienden in',
        'Daar zit de druk.',
        '=Elke week kijken',
        '14 dec',
      ])
        expect(worksheet).toContain(said)
      expect(worksheet).toContain('Samir')
      for (const name of ['Fatima', 'Joris', 'Anke', 'Wout']) expect(worksheet).not.toContain(name)
    }))

  it('the plan is text in a spreadsheet, also where it begins as a formula does', () =>
    withAction.play(async (team) => {
      const sheet = readIn((await given(team, 'Fatima', 'planSheet')).bytes)
      expect(sheet).toContain('=Elke week kijken')
      expect(sheet).not.toContain('<f>')
      expect(sheet).toContain('<autoFilter ref="A1:M2"/>')
      // By this LibreOffice knows that there are filters.
      expect(sheet).toContain(`hidden="1">'Plan'!$A$1:$M$2</definedName>`)
      expect((await given(team, 'Fatima', 'planCsv')).bytes.toString()).toContain(`,'=Elke week kijken,`)
    }))

  it('a paper is given in private, also where it was asked for in the channel', () =>
    withAction.play(async (team) => {
      await asksFor(team, 'Fatima', 'worksheet')
      const where = team.room.world.messages.filter(
        ({ file, card }) => file || /\/papers\//.test(JSON.stringify(card ?? {})),
      )
      expect(where.filter(({ place }) => place !== 'private:fatima')).toEqual([])
    }))

  it('a link works ten minutes, and says kindly when it doesn’t any more', () =>
    withAction.play(async (team) => {
      if (onSlack(team)) return
      await asksFor(team, 'Fatima', 'planJson')
      const address = addressFor(team, 'Fatima')
      expect((await fetch(address)).status).toBe(200)
      await team.later('PT11M')
      const late = await fetch(address)
      expect([late.status, await late.text()]).toEqual([404, expect.stringContaining('Deze link werkt niet (meer).')])
    }))

  it('a link gives nothing any more to who left the channel', () =>
    withAction.play(async (team) => {
      if (onSlack(team)) return
      await asksFor(team, 'Fatima', 'planJson')
      const address = addressFor(team, 'Fatima')
      leave(team.room.world, 'fatima')
      await team.room.client.leaves('fatima')
      await team.settled()
      expect((await fetch(address)).status).toBe(404)
    }))

  it('before there is an action, only what there is can be taken along', () =>
    at('result').play(async (team) => {
      const fatima = team.privately('Fatima')
      await fatima.pressesIn(team.channel.withText('Wat jullie invulden'), 'Meenemen')
      const card = team.room.world.messages.findLast((one) => readAs(one, 'fatima').includes('📎 Meenemen'))
      const said = card ? readAs(card, 'fatima') : ''
      expect(said).toContain('Werkfiche')
      expect(said).not.toContain('Excel')
    }))

  it.each([
    ['nl', 'meenemen', 'leeg papier'],
    ['en', 'take it with me', 'blank paper'],
    ['fr', 'à emporter', 'papier vierge'],
  ] as const)('asked for in so many words (%s: “%s”, “%s”) is one tap away, in a private chat', (language, ...typed) =>
    at('started').play(async (team) => {
      const { say } = voices[language]
      const fatima = team.privately('Fatima')
      for (const words of typed) {
        await fatima.says('private:fatima', words)
        await team.settled()
        const card = team.room.world.messages.findLast(({ place }) => place === 'private:fatima')
        const read = card ? readAs(card, 'fatima') : ''
        expect(read, words).toContain(say('papers.emptyKit'))
        expect(read).toContain(say('papers.worksheet'))
        expect(read).not.toContain(say('papers.handout'))
      }
      const card = team.room.world.messages.findLast(({ place }) => place === 'private:fatima')
      if (!card) throw new Error('no card')
      const data = { v: 1, round: carriedIn(card.card, 'round'), paper: 'emptyKit' }
      await team.room.client.press('fatima', card, { verb: 'papers.give', data, inputs: {} })
      await team.settled()
      expect((await received(team, 'Fatima')).name).toMatch(/\.docx$/)
    }),
  )

  it('asked for by who is in no team any more says what there is for who is', () =>
    at('planned').play(async (team) => {
      leave(team.room.world, 'fatima')
      await team.room.client.leaves('fatima')
      await team.privately('Fatima').says('private:fatima', 'meenemen')
      await team.settled()
      const card = team.room.world.messages.findLast(({ place }) => place === 'private:fatima')
      expect(card ? readAs(card, 'fatima') : '').toContain('Het plan en het resultaat neem je mee')
      expect(JSON.stringify(card)).not.toContain('papers.')
    }))
})
