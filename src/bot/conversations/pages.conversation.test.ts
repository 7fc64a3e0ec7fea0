import { describe, expect, it } from 'vitest'
import { browser, linkIn, opensHerPage, wordsOf } from '../../../test/browsing.ts'
import { readAs, type Team } from '../../../test/practiceTeam.ts'
import { at } from '../../../test/stages.ts'
import { pressablesOf } from '../../practice/cardReading.ts'
import { seenBy } from '../../practice/world.ts'

const teamPathIn = (page: string): string => /href="(\/team\/[\w-]+)"/.exec(page)?.[1] ?? ''

describe('a page in a browser', () => {
  it('is opened by a link of her chat, once, and stays open for a day', () =>
    at('started').play(async (team) => {
      await team.privately('Samir').says('private:samir', 'pagina')
      expect(team.privately('Samir').reads('Jouw pagina')).toContain('Deze link opent één keer, binnen 10 minuten.')
      const link = new URL(linkIn(team, 'Samir')).pathname
      const his = browser(linkIn(team, 'Samir'))
      // Whatever looks at links before people do doesn't use it up.
      expect((await his.get(link)).text).toContain('Openen')
      const opened = await his.post(link, {})
      expect([opened.status, opened.headers.get('location')]).toEqual([303, '/me'])
      const page = await his.get('/me')
      expect(page.status).toBe(200)
      expect(wordsOf(page.text)).toContain('Wat staat er voor jou open?')
      expect(wordsOf(page.text)).toContain('Scan · Online werken 2026')
      const again = browser(linkIn(team, 'Samir'))
      expect((await again.post(link, {})).status).toBe(404)
      expect(again.cookie()).toBe('')
      await team.later('PT23H')
      expect((await his.get('/me')).status).toBe(200)
      await team.later('PT2H')
      expect((await his.get('/me')).status).toBe(401)
    }))

  it('shows the team where it stands, its result as the gate let it through, its priorities and its plan', () =>
    at('planned').play(async (team) => {
      const samir = team.privately('Samir')
      await samir.pressesIn(team.channel.withText('Hier werken jullie aan'), 'Actie toevoegen')
      await samir.presses('Bewaren', { what: 'TikTok verkennen', people: team.id('samir'), block: '1' })
      const hers = await opensHerPage(team, 'Fatima')
      const path = teamPathIn(hers.page())
      expect(wordsOf((await hers.get(path)).text)).toContain('Hier werken jullie aan')
      const result = await hers.get(`${path}?view=result`)
      expect(result.text).toContain('<svg')
      expect(wordsOf(result.text)).toContain('vooral rood')
      for (const shape of ['list', 'board', 'time']) {
        const plan = await hers.get(`${path}?view=plan&shape=${shape}`)
        expect(wordsOf(plan.text), shape).toContain('TikTok verkennen')
        expect(plan.text.length, shape).toBeLessThan(30_000)
      }
      expect(wordsOf((await hers.get(`${path}?view=rounds`)).text)).toContain('Online werken 2026')
      expect((await hers.get(`${path}?view=library`)).status).toBe(200)
    }))

  it('takes her scan further, by the same presses as her chat', () =>
    at('started').play(async (team) => {
      const his = await opensHerPage(team, 'Samir')
      await his.presses('Scan · Online werken 2026')
      await his.presses('Beginnen')
      expect(wordsOf(his.page())).toContain('0 van 42')
      await his.presses('Oranje')
      expect(wordsOf(his.page())).toContain('1 van 42')
      await team.settled()
      await team.privately('Samir').says('private:samir', 'open')
      expect(team.privately('Samir').reads()).toContain('1 van 42 ingevuld')
    }))

  it('is left for the chat in the middle of a scan and taken up again: the same sheet, nothing lost, one living card', () =>
    at('started').play(async (team) => {
      const his = await opensHerPage(team, 'Samir')
      const samir = team.privately('Samir')
      await his.presses('Scan · Online werken 2026')
      await his.presses('Beginnen')
      await his.presses('Oranje')
      await his.presses('Groen')
      await team.settled()
      // The card in her chat is the one there was, redrawn to where she got on the page.
      const living = samir.messages().find((one) => readAs(one, 'samir').includes('2 van 42'))
      if (!living) throw new Error(`no card says it: ${samir.reads()}`)
      const cards = samir.messages().length
      const red = pressablesOf(seenBy(living, 'samir') ?? {}).find(({ label }) => label.startsWith('Rood'))
      if (!red) throw new Error('the card has no red')
      await team.room.client.press('samir', living, { verb: red.verb, data: red.data, inputs: {} })
      await team.settled()
      expect(samir.messages()).toHaveLength(cards)
      await his.get('/me')
      expect(wordsOf(his.page())).toContain('3 van 42')
      await his.presses('Scan · Online werken 2026')
      expect(wordsOf(his.page())).toContain('3 van 42')
    }))

  it('gives her stars too, one tap each, and her chat has them', () =>
    at('starring').play(async (team) => {
      const his = await opensHerPage(team, 'Samir')
      await his.presses('Sterren · Online werken 2026')
      expect(wordsOf(his.page())).toContain('Beeldvorming · nog geen sterren')
      await his.post('/press', starIn(his.page(), '4 sterren voor Beeldvorming'))
      expect(wordsOf(his.page())).toContain('Beeldvorming · 4 van 5 sterren')
      await team.settled()
      await team.privately('Samir').says('private:samir', 'open')
      expect(
        team
          .privately('Samir')
          .messages()
          .some((one) => readAs(one, 'samir').includes('4 van 5 sterren')),
      ).toBe(true)
    }))

  it('changes an action, and the channel sees it', () =>
    at('planned').play(async (team) => {
      await addsAction(team)
      const his = await opensHerPage(team, 'Samir')
      await his.presses('TikTok verkennen')
      await his.presses('Aanpassen')
      await his.presses('Bewaren', { what: 'TikTok en Discord verkennen', people: team.id('samir') })
      await team.settled()
      expect(team.channel.withText('TikTok en Discord verkennen')).toBeDefined()
    }))
})

const addsAction = async (team: Team): Promise<void> => {
  const samir = team.privately('Samir')
  await samir.pressesIn(team.channel.withText('Hier werken jullie aan'), 'Actie toevoegen')
  await samir.presses('Bewaren', { what: 'TikTok verkennen', people: team.id('samir'), block: '1' })
}

/** What a star sends, by what is said of it to who doesn't see where it stands. */
const starIn = (page: string, label: string): Record<string, string> => {
  const form = page.split('<form').find((one) => one.includes(`aria-label="${label}"`)) ?? ''
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)]
  const [, press = ''] = new RegExp(`name="press" value="([^"]*)" aria-label="${label}"`).exec(form) ?? []
  const plain = (value: string): string => value.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  return { ...Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, plain(value)])), press: plain(press) }
}
