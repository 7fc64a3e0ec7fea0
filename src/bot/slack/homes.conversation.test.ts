import { describe, expect, it } from 'vitest'
import { carriedIn, readAs, type Team, withTeam } from '../../../test/practiceTeam.ts'
import { at } from '../../../test/stages.ts'
import { pressablesOf, textsOf } from '../../practice/cardReading.ts'
import type { Message } from '../../practice/world.ts'

const SIX = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout']
const onSlack = (names: readonly string[], play: (team: Team) => Promise<void>, wishes = {}): Promise<void> =>
  withTeam(names, play, { ...wishes, platform: 'slack' })
/** From a stage on, on Slack whatever platform these tests are run on. */
const from = async (stage: Parameters<typeof at>[0], play: (team: Team) => Promise<void>): Promise<void> => {
  const team = await at(stage).open('slack')
  try {
    await play(team)
    expect(team.log.filter(({ kind }) => kind === 'fault')).toEqual([])
  } finally {
    await team.stop()
  }
}

const slackOf = (team: Team) => team.room.slack()
const opens = async (team: Team, name: string): Promise<Message> => {
  await slackOf(team).client.opensPage(name)
  await team.settled()
  return pageOf(team, name)
}
const pageOf = (team: Team, name: string): Message => {
  const page = team.room.world.messages.find(({ place }) => place === `page:${name}`)
  if (!page) throw new Error(`${name} has no page`)
  return page
}
const reads = (team: Team, name: string): string => readAs(pageOf(team, name), name)
const windowsOf = (team: Team, name: string): readonly Message[] =>
  team.room.world.messages.filter(({ place, card }) => place === `private:${name}` && card?.type === 'modal')
const published = (team: Team): number =>
  slackOf(team).service.calls.filter(({ method, outcome }) => method === 'views.publish' && outcome === 'ok').length
const labelsOn = (page: Message): readonly string[] => pressablesOf(page.card ?? {}).map(({ label }) => label)

describe('her own page in Slack', () => {
  it('says where the team is, what waits for her, and leads to all else', () =>
    from('started', async (team) => {
      const page = await opens(team, 'samir')
      expect(reads(team, 'samir')).toMatch(
        /Online werken 2026[\s\S]*Stap 1 van 4: de scan[\s\S]*Scan · Online werken 2026/,
      )
      expect(labelsOn(page)).toEqual(
        expect.arrayContaining(['Bibliotheek', 'Ik maak me zorgen over iets online', 'Taal en uren', 'Mijn gegevens']),
      )
      expect(reads(team, 'samir')).not.toContain('Ons team instellen')
      await opens(team, 'lotte')
      expect(labelsOn(pageOf(team, 'lotte'))).toContain('Ons team instellen')
    }))

  it('shows the result as the gate let it through, and the plan', () =>
    from('planned', async (team) => {
      await opens(team, 'samir')
      const page = reads(team, 'samir')
      expect(page).toMatch(/Ons plan[\s\S]*Nog geen acties[\s\S]*Ons resultaat/)
      const inChannel = textsOf(team.channel.withText('Wat jullie invulden').card ?? {})
      const marked = inChannel.flatMap((one) => one.split('\n')).filter((one) => /^(?:[🟢🔶🟥◐○]\S+ ?)+$/u.test(one))
      expect(marked).toHaveLength(7)
      for (const line of marked) expect(page).toContain(line)
    }))

  it('has nothing of a team for who is in none, and says how one begins', () =>
    onSlack(SIX, async (team) => {
      await opens(team, 'wout')
      expect(reads(team, 'wout')).toContain('Vermeld mij in het kanaal van je team: @Quickscan start')
      await team.starts('Online werken', { people: SIX.slice(0, 5) })
      expect(reads(team, 'wout')).not.toContain('Online werken')
    }))

  it('speaks her language', () =>
    from('started', async (team) => {
      const samir = team.privately('Samir')
      const page = await opens(team, 'samir')
      await samir.pressesIn(page, 'Taal en uren')
      await samir.does('language.set', { language: 'fr' })
      await team.settled()
      expect(reads(team, 'samir')).toContain('Ce qui t’attend')
      await samir.does('language.set', { language: 'en' })
      await team.settled()
      expect(reads(team, 'samir')).toContain("What's waiting for you")
    }))

  it('opens what is pressed in a window, and stays what it is', () =>
    from('started', async (team) => {
      const page = await opens(team, 'samir')
      const before = reads(team, 'samir')
      await team.privately('Samir').pressesIn(page, 'Mijn gegevens')
      expect(reads(team, 'samir')).toBe(before)
      expect(textsOf(windowsOf(team, 'samir')[0]?.card ?? {}).join()).toContain('Mijn gegevens')
    }))

  it('comes to the private chat where no window can be opened any more', () =>
    from('started', async (team) => {
      const page = await opens(team, 'samir')
      team.room.troubles.add({ on: 'answer', times: 1, status: 500 })
      await team.privately('Samir').pressesIn(page, 'Mijn gegevens')
      expect(windowsOf(team, 'samir')).toEqual([])
      expect(team.privately('Samir').reads()).toContain('Mijn gegevens')
    }))

  it('says no in a window, and stays', () =>
    from('started', async (team) => {
      const page = await opens(team, 'samir')
      const before = JSON.stringify(page.card)
      await team.room.client.press('samir', page, { verb: 'nergens', data: { v: 1 }, inputs: {} })
      expect(JSON.stringify(page.card)).toBe(before)
      expect(windowsOf(team, 'samir')).toHaveLength(1)
    }))

  it('privacy.5.4 never shows a sheet, which would stay there: it is sent to the private chat', () =>
    from('started', async (team) => {
      const samir = team.privately('Samir')
      await samir.presses('Beginnen')
      await samir.picks('1.1', 'red')
      const page = await opens(team, 'samir')
      const sheet = pressablesOf(page.card ?? {}).find(({ verb }) => verb === 'sheet.show')
      if (!sheet) throw new Error('no way to her sheet')
      await samir.pressesIn(page, sheet.label)
      await team.settled()
      const shown = [page, ...windowsOf(team, 'samir')].map(({ card }) => JSON.stringify(card)).join()
      expect(shown).not.toMatch(/🔴|sheet\.answer/)
      const sent = team.room.world.messages.findLast(({ place, card }) => place === 'private:samir' && !card?.type)
      expect(textsOf(sent?.card ?? {}).join()).toContain('1 van 42 ingevuld')
    }))
})

describe('her own page, while she looks at it', () => {
  it('follows what others do, and is published only when it says something else', () =>
    from('handedIn', async (team) => {
      await opens(team, 'samir')
      await team.settled()
      const before = published(team)
      await team.settled()
      expect(published(team)).toBe(before)
      await team.closes()
      await team.later('PT5S')
      expect(reads(team, 'samir')).toContain('Het resultaat is er. Jullie bespreken het samen.')
      expect(reads(team, 'samir')).toContain('Ons resultaat')
    }))

  it('shows her actions, and nobody else’s', () =>
    from('started', async (team) => {
      await opens(team, 'samir')
      await opens(team, 'fatima')
      const [card] = team.privately('Samir').messages()
      const data = { v: 1, round: carriedIn(card?.card, 'round'), people: team.id('samir'), followUp: '2027-01-08' }
      if (!card) throw new Error('no card')
      await team.room.client.press('samir', card, {
        verb: 'action.save',
        data: { ...data, what: 'TikTok verkennen' },
        inputs: {},
      })
      await team.settled()
      expect(reads(team, 'samir')).toMatch(/Mijn acties[\s\S]*TikTok verkennen/)
      // It is in the team's plan; hers it isn't.
      expect(reads(team, 'fatima')).not.toContain('Mijn acties')
    }))

  it('is let be once she is gone from it for ten minutes, and for who never opened it', () =>
    from('handedIn', async (team) => {
      await opens(team, 'samir')
      await team.later('PT11M')
      const before = published(team)
      await team.closes()
      await team.later('PT5S')
      expect(published(team)).toBe(before)
      await opens(team, 'samir')
      expect(reads(team, 'samir')).toContain('Het resultaat is er')
    }))

  it('has nothing of a team any more once she left its channel', () =>
    from('started', async (team) => {
      await opens(team, 'samir')
      await slackOf(team).client.leaves('samir')
      await team.settled()
      expect(reads(team, 'samir')).not.toContain('Stap 1 van 4')
    }))

  it('leaves alone what another process has published since', () =>
    from('handedIn', async (team) => {
      const page = await opens(team, 'samir')
      page.hash = 'another'
      page.card = { type: 'home', blocks: [] }
      await team.closes()
      await team.later('PT5S')
      expect(page.card).toEqual({ type: 'home', blocks: [] })
    }))

  it('waits where the workspace says so, and loses nothing', () =>
    from('handedIn', async (team) => {
      await opens(team, 'samir')
      team.room.troubles.add({ on: 'answer', times: 1, status: 429, retryAfter: 30 })
      await team.closes()
      await team.later('PT5S')
      await team.later('PT1M')
      expect(reads(team, 'samir')).toContain('Het resultaat is er')
    }))
})

describe('her own page, afterwards', () => {
  it('is taken down a day after she last opened it', () =>
    from('result', async (team) => {
      await opens(team, 'samir')
      expect(reads(team, 'samir')).toContain('Ons resultaat')
      await team.later('PT23H')
      expect(reads(team, 'samir')).toContain('Ons resultaat')
      await team.later('PT2H')
      expect(reads(team, 'samir')).not.toContain('Ons resultaat')
      await team.privately('Samir').pressesIn(pageOf(team, 'samir'), 'Toon mijn overzicht')
      await team.settled()
      expect(reads(team, 'samir')).toContain('Ons resultaat')
    }))

  it('is emptied when she erases everything', () =>
    from('result', async (team) => {
      const samir = team.privately('Samir')
      const page = await opens(team, 'samir')
      await samir.pressesIn(page, 'Mijn gegevens')
      await samir.does('data.erase')
      await samir.does('data.erase')
      await team.settled()
      expect(reads(team, 'samir')).not.toMatch(/Online werken|Ons resultaat/)
    }))
})
