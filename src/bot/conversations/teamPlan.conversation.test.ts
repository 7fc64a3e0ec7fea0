import { describe, expect, it } from 'vitest'
import { carriedIn, readAs, type Team } from '../../../test/practiceTeam.ts'
import { at } from '../../../test/stages.ts'
import { inputsOf, pressablesOf } from '../../practice/cardReading.ts'
import { seenBy } from '../../practice/world.ts'

/** A team that has chosen its priorities, 1 and 4. */
const prioritised = at('planned')

const opensForm = async (team: Team, name: string): Promise<void> => {
  await team.privately(name).pressesIn(team.channel.withText('Actie toevoegen'), 'Actie toevoegen')
}
const add = async (team: Team, name: string, fields: Readonly<Record<string, string>>): Promise<void> => {
  await opensForm(team, name)
  await team.privately(name).presses('Bewaren', fields)
}
const tiktok = (team: Team) => ({
  block: '4',
  what: 'TikTok verkennen',
  people: team.id('samir'),
  followUp: '2026-12-04',
})
const shift = (team: Team) => ({
  block: '2',
  what: 'Chatpermanentie op woensdag',
  people: team.id('fatima'),
  followUp: '2026-12-17',
})
/** … and two actions: one of a priority, one of another block. */
const planned = prioritised.followedBy(async (team) => {
  await add(team, 'Samir', tiktok(team))
  await add(team, 'Fatima', shift(team))
})

const plan = (team: Team): string => readAs(team.channel.withText('acties lopen'), 'nobody')
/** Everyone answers a second scan and it closes, so that the first round isn't the newest any more. */
const secondRound = async (team: Team): Promise<void> => {
  await team.later('P40D')
  await team.starts('Online werken 2027', { date: '2027-02-05' })
}
/** As real Teams sends a form: what was emptied is left out. */
const sendsWithout = async (team: Team, name: string, missing: readonly string[], more = {}): Promise<void> => {
  const id = name.toLowerCase()
  const player = team.privately(name)
  const message = player.messages().findLast((one) => JSON.stringify(seenBy(one, id)).includes('Bewaren'))
  const card = message && seenBy(message, id)
  const press = pressablesOf(card ?? {}).find(({ label }) => label === 'Bewaren')
  if (!message || !card || !press) throw new Error(`${name} has no form`)
  const slack = team.room.world.platform === 'slack'
  const inputs: Record<string, unknown> = { ...inputsOf(card), ...more }
  for (const field of missing) {
    if (slack) inputs[field] = ''
    else delete inputs[field]
  }
  await team.room.client.press(id, message, { verb: press.verb, data: press.data, inputs })
  await team.settled()
}

describe('the plan of a team', () => {
  it('is one card in the channel: by priority with its direction, then the other blocks', () =>
    planned.play(async (team) => {
      await team.privately('Lotte').presses('Richting bewaren', { text: 'Iedereen weet waarom.' })
      await team.privately('Samir').pressesIn(team.channel.newest(), 'Afgerond')
      await team.privately('Samir').pressesIn(team.channel.newest(), 'Heropenen')
      await team.later('PT10S')
      const said = plan(team)
      expect(said).toContain('2 acties lopen')
      const order = [
        '⭐ 1 Strategie',
        'Iedereen weet waarom.',
        'Hier staat nog geen actie.',
        '⭐ 4 ',
        'TikTok verkennen',
        '2 Afspraken',
      ]
      const places = order.map((words) => said.indexOf(words))
      expect(places).toEqual(places.toSorted((one, other) => one - other))
      expect(places).not.toContain(-1)
      expect(said).toContain('🟦 loopt · opvolging 4 dec 2026 · Samir')
      expect(pressablesOf(team.channel.withText('acties lopen').card ?? {}).map(({ label }) => label)).not.toContain(
        'Het plan',
      )
    }))

  it('is edited when something changes, and never shows a date that has passed', () =>
    planned.play(async (team) => {
      const card = team.channel.withText('acties lopen')
      await team.later('P12D')
      expect(readAs(card, 'nobody')).toContain('🔺 wacht op een antwoord · opvolging loopt sinds 4 dec 2026 · Samir')
      expect(readAs(card, 'nobody')).toContain('1 wacht op een antwoord')
      await team.privately('Samir').presses('Bijsturen')
      await team.later('PT10S')
      expect(readAs(card, 'nobody')).toContain('🔶 bij te sturen · opvolging 4 jan 2027 · Samir')
      expect(readAs(card, 'nobody')).not.toContain('wacht op')
    }))

  it('folds what is over, says a kind word when all is, and takes it back', () =>
    planned.play(async (team) => {
      const joris = team.privately('Joris')
      for (const what of ['Chatpermanentie', 'TikTok']) {
        await joris.pressesIn(
          team.room.world.messages.findLast(
            (one) => one.place === 'channel' && readAs(one, 'nobody').includes(`📅 Actie\n${what}`),
          ) ?? team.channel.newest(),
          'Afgerond',
        )
      }
      await team.later('PT10S')
      const card = team.channel.withText('Wat wordt jullie volgende stap?')
      await joris.pressesIn(card, 'Afgerond (2)')
      expect(readAs(card, 'joris')).toContain('✅ afgerond · Samir')
      await joris.pressesIn(team.channel.newest(), 'Heropenen')
      await team.later('PT10S')
      expect(readAs(card, 'nobody')).toContain('1 actie loopt')
      expect(readAs(team.channel.newest(), 'nobody')).toContain('Heropend door Joris, 23 nov')
    }))

  it('is undone at once by who ended an action by mistake', () =>
    planned.play(async (team) => {
      const card = team.channel.withText('📅 Actie\nTikTok verkennen')
      const samir = team.privately('Samir')
      await samir.says('private:samir', 'plan')
      await samir.presses('Open TikTok verkennen')
      await samir.presses('Stopzetten')
      await team.later('PT10S')
      expect(readAs(card, 'nobody')).toContain('Heropenen')
      await samir.presses('Ongedaan maken')
      await team.later('PT10S')
      expect(readAs(card, 'nobody')).toContain('Aanpassen')
      expect(readAs(card, 'nobody')).toContain('Gestopt door Samir, 23 nov')
      expect(readAs(card, 'nobody')).toContain('Heropend door Samir, 23 nov')
    }))

  it('stays in reach in a second round: by the words, and by every button of its actions', () =>
    planned.play(async (team) => {
      const own = team.channel.newest()
      await secondRound(team)
      await team.privately('Wout').says('channel', 'plan')
      expect(team.channel.reads()).toContain('TikTok verkennen')
      expect(team.channel.reads()).toContain('⭐ 4 ')
      await team.privately('Fatima').pressesIn(own, 'Aanpassen')
      await team.privately('Fatima').presses('Bewaren', { what: 'Chatpermanentie op donderdag' })
      await team.later('PT10S')
      expect(readAs(own, 'nobody')).toContain('Chatpermanentie op donderdag')
      expect(readAs(own, 'nobody')).toContain('Aangepast door Fatima, 2 jan')
      expect(team.channel.reads()).toContain('Chatpermanentie op donderdag')
    }))

  it('outlives the round it was written in', () =>
    planned.play(async (team) => {
      const own = team.channel.newest()
      await team.later('P400D')
      await team.privately('Fatima').pressesIn(own, 'Aanpassen')
      await team.privately('Fatima').presses('Bewaren', { followUp: '2028-01-12' })
      await team.later('P340D')
      await team.privately('Samir').says('channel', 'plan')
      expect(team.channel.reads()).toContain('Chatpermanentie op woensdag')
      await team.privately('Samir').pressesIn(own, 'Afgerond')
      await team.later('PT10S')
      expect(readAs(own, 'nobody')).toContain('Afgerond door Samir')
    }))

  it('is shown in private to who is in the team, and her own actions with it', () =>
    planned.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.says('private:samir', 'plan')
      expect(samir.reads()).toContain('Chatpermanentie op woensdag')
      await samir.says('channel', 'mijn acties')
      expect(samir.reads()).toContain('Online werken 2026')
      expect(samir.reads()).toContain('TikTok verkennen')
      expect(samir.reads()).not.toContain('Chatpermanentie')
      await samir.says('private:samir', 'my actions')
      expect(samir.reads()).toContain('TikTok verkennen')
      await team.privately('Anke').says('private:anke', 'mijn acties')
      expect(team.privately('Anke').reads('lopende acties')).toContain('geen lopende acties')
    }))
})

describe('the form of an action', () => {
  it('asks the block first, priorities before others, and chooses none by itself', () =>
    prioritised.play(async (team) => {
      await opensForm(team, 'Samir')
      const samir = team.privately('Samir')
      const said = samir.reads()
      expect(said.indexOf('Bij welke bouwsteen?')).toBeGreaterThan(-1)
      expect(said.indexOf('Bij welke bouwsteen?')).toBeLessThan(said.indexOf('Wat gaan we doen?'))
      expect(inputsOf(samir.card()).block ?? '').toBe('')
      expect(JSON.stringify(samir.card())).toMatch(/⭐ 1 Strategie[^"]*\(prioriteit\)/)
      await samir.presses('Meer velden', { what: 'TikTok verkennen' })
      expect(samir.reads()).toContain('Wat willen we bereiken?')
      expect(samir.reads()).not.toContain('Waarom doen we dit?')
      await samir.presses('Bewaren', { people: team.id('samir') })
      expect(team.channel.reads()).toContain('Nog niet bij een bouwsteen')
    }))

  it.each([
    ['short', 'Tot', '2026-12-04', '4 jan 2027'],
    ['middle', '', '2026-12-04', '4 mrt 2027'],
    ['long', '', '2026-12-04', '4 jun 2027'],
  ])('looks back as often as fits a %s term, when nobody says otherwise', (term, _, followUp, next) =>
    prioritised.play(async (team) => {
      await add(team, 'Samir', { ...tiktok(team), term, followUp })
      await team.later('P12D')
      await team.privately('Samir').does('evaluation.report', { outcome: 'onTrack' })
      await team.later('PT10S')
      expect(readAs(team.channel.withText('1 actie loopt'), 'nobody')).toContain(`opvolging ${next}`)
    }),
  )

  it('proposes a working day: not 25 December, nor a weekend', () =>
    prioritised.play(async (team) => {
      await team.later('P2D')
      await opensForm(team, 'Samir')
      expect(inputsOf(team.privately('Samir').card()).followUp).toBe('2026-12-28')
    }))

  it.each([
    [{ followUp: '2026-11-02' }, 'Kies een dag die nog moet komen.'],
    [{ followUp: '2027-02-30' }, '“2027-02-30” is geen dag die bestaat.'],
    [{ followUp: '' }, 'Kies wanneer jullie voor het eerst terugkijken.'],
    [{ start: '2027-02-30' }, '“2027-02-30” is geen dag die bestaat.'],
    [{ start: '2026-12-10', end: '2026-12-09' }, 'Het einde ligt voor de start'],
    [{ end: '2026-12-03' }, 'De opvolging ligt na het einde.'],
    [{ start: '2026-12-10' }, 'De opvolging ligt voor de start.'],
    [{ what: '' }, 'Zeg in een paar woorden'],
    [{ people: '', owner: '' }, 'Duid iemand aan'],
    [{ remarks: 'x'.repeat(2900) }, 'Nog 2.400 tekens te veel.'],
  ])('says at the field what is wrong, and keeps what was typed: %o', (wrong, said) =>
    prioritised.play(async (team) => {
      await opensForm(team, 'Samir')
      const samir = team.privately('Samir')
      const typed = { goal: 'weten wat er leeft', remarks: 'eerst kijken' }
      await samir.presses('Meer velden', tiktok(team))
      await samir.presses('Bewaren', { ...tiktok(team), ...typed, ...wrong })
      expect(samir.reads()).toContain(said)
      for (const [field, value] of Object.entries({ ...typed, ...wrong }))
        if (field !== 'people' && value !== '') expect(inputsOf(samir.card())[field], field).toBe(value)
    }),
  )

  it('takes five thousand characters of a client that lets them be typed, says how many are too many, and keeps them', () =>
    prioritised.play(async (team) => {
      await opensForm(team, 'Samir')
      const samir = team.privately('Samir')
      await samir.presses('Meer velden', tiktok(team))
      await samir.presses('Bewaren', { remarks: 'x'.repeat(5000) })
      expect(samir.reads()).toContain('Nog 4.500 tekens te veel.')
      expect(String(inputsOf(samir.card()).remarks).length).toBeGreaterThanOrEqual(3000)
    }))

  it('takes nobody from outside the channel: who was sent all the same is asked about', () =>
    prioritised.play(async (team) => {
      await opensForm(team, 'Samir')
      const samir = team.privately('Samir')
      await samir.presses('Bewaren', { ...tiktok(team), people: `${team.id('samir')},iemand-anders` })
      // Slack's boxes can't be ticked for anyone else.
      const slack = team.room.world.platform === 'slack'
      if (slack) expect(team.channel.reads()).toContain('Wie: Samir')
      else expect(samir.reads()).toContain('zit niet in dit kanaal')
    }))

  it('empties what was emptied, also where the client leaves it out', () =>
    prioritised.play(async (team) => {
      await opensForm(team, 'Samir')
      const samir = team.privately('Samir')
      await samir.presses('Meer velden', tiktok(team))
      await samir.presses('Bewaren', { owner: 'de jeugddienst', end: '2027-06-30', remarks: 'over gezin De Smet' })
      const card = team.channel.newest()
      await samir.pressesIn(card, 'Aanpassen')
      await sendsWithout(team, 'Samir', ['remarks', 'end', 'people'])
      await team.later('PT10S')
      const said = readAs(card, 'nobody')
      expect(said).toContain('Wie: de jeugddienst')
      expect(said).not.toMatch(/De Smet|30 jun/)
      await samir.pressesIn(card, 'Aanpassen')
      await sendsWithout(team, 'Samir', ['owner', 'what', 'followUp', 'block', 'term'])
      for (const sentence of ['Zeg in een paar woorden', 'Duid iemand aan', 'Kies wanneer'])
        expect(samir.reads()).toContain(sentence)
    }))

  it('moves a follow-up on a Sunday to the Monday, and says so', () =>
    prioritised.play(async (team) => {
      await add(team, 'Samir', { ...tiktok(team), followUp: '2026-12-06' })
      expect(team.privately('Samir').reads()).toContain('Ik vraag het op 7 dec 2026.')
      expect(team.channel.reads()).toContain('Volgende opvolging: 7 dec 2026')
    }))

  it('notes nothing when nothing was changed', () =>
    planned.play(async (team) => {
      const card = team.channel.newest()
      await team.privately('Joris').pressesIn(card, 'Aanpassen')
      await team.privately('Joris').presses('Bewaren')
      await team.later('PT10S')
      expect(readAs(card, 'nobody')).not.toContain('aangepast')
    }))
})

describe('once a month', () => {
  it('the channel hears what moved, what is due, what went unanswered and what to celebrate', () =>
    planned.play(async (team) => {
      await add(team, 'Anke', { what: 'Gedragscode schrijven', people: team.id('anke'), followUp: '2027-01-20' })
      await team.later('P12D')
      await team.privately('Samir').does('evaluation.report', { outcome: 'onTrack' })
      await team.later('PT10S')
      await team.privately('Wout').pressesIn(team.channel.newest(), 'Afgerond')
      // The last working days of the year, 1 January, and a weekend.
      await team.later('P29D')
      expect(() => team.channel.withText('Het plan sinds 23 nov')).toThrow()
      await team.later('P1DT1H')
      const said = readAs(team.channel.withText('Het plan sinds 23 nov'), 'nobody')
      expect(said).toContain('2 acties lopen · 1 keer op schema')
      expect(said).toContain('Afgerond: Gedragscode schrijven')
      expect(said).toContain('Nog zonder antwoord: Chatpermanentie op woensdag')
      expect(said).toContain('4 jan · TikTok verkennen (Samir)')
      await team.privately('Joris').pressesIn(team.channel.withText('Het plan sinds 23 nov'), 'Het plan')
    }))

  it('says nothing any more once who coordinates turned it off, until she turns it on again', () =>
    planned.play(async (team) => {
      const digests = (): number =>
        team.room.world.messages.filter(
          (one) => one.place === 'channel' && readAs(one, 'nobody').includes('📅 Het plan'),
        ).length
      await team.later('P42DT1H')
      expect(digests()).toBe(1)
      const digest = team.channel.withText('📅 Het plan')
      await team.privately('Joris').pressesIn(digest, 'Geen maandbericht meer')
      expect(readAs(digest, 'nobody')).toContain('📅 Het plan')
      await team.privately('Lotte').pressesIn(digest, 'Geen maandbericht meer')
      await team.later('P60D')
      expect(digests()).toBe(1)
      await team.privately('Lotte').pressesIn(digest, 'Toch weer een maandbericht')
      await team.later('P31D')
      expect(digests()).toBe(2)
    }))

  it('says nothing where nothing runs any more', () =>
    prioritised.play(async (team) => {
      await add(team, 'Samir', tiktok(team))
      await team.privately('Samir').pressesIn(team.channel.newest(), 'Afgerond')
      await team.later('P70D')
      expect(() => team.channel.withText('📅 Het plan')).toThrow()
    }))
})

describe('the settings of a team', () => {
  it('are for who coordinates, in private, and say what is wrong at the field', () =>
    planned.play(async (team) => {
      const lotte = team.privately('Lotte')
      await lotte.says('channel', 'instellingen')
      expect(lotte.reads('Instellingen van je team')).toContain('Wie coördineert: Lotte')
      const form = { restFrom: '2027-01-10', restUntil: '2026-12-01' }
      await lotte.does('team.settings', form)
      expect(lotte.reads('Instellingen van je team')).toContain('De laatste stille dag ligt voor de eerste.')
      await lotte.does('team.settings', { restFrom: '2026-12-01', restUntil: '' })
      expect(lotte.reads('Instellingen van je team')).toContain('Vul allebei de dagen in')
      await team.privately('Samir').says('private:samir', 'instellingen')
      expect(team.privately('Samir').reads('Instellingen van je team')).toContain('Dat ben jij nu nergens.')
    }))

  it('keep the bot silent on quiet days, and what was due comes after', () =>
    planned.play(async (team) => {
      const lotte = team.privately('Lotte')
      await lotte.says('private:lotte', 'settings')
      await lotte.does('team.settings', { restFrom: '2026-11-30', restUntil: '2027-01-10' })
      expect(lotte.reads('Instellingen van je team')).toContain('Bewaard.')
      const samir = team.privately('Samir')
      const before = team.room.world.messages.length
      await team.later('P40D')
      expect(team.room.world.messages.length).toBe(before)
      await team.later('P9DT1H')
      expect(samir.reads('Hoe staat het ermee?')).toContain('TikTok verkennen')
      expect(readAs(team.channel.withText('Het plan sinds 23 nov'), 'nobody')).toContain('2 acties lopen')
    }))

  it.each([
    ['en', '2 actions under way', '🟦 under way', 'Finished by Joris'],
    ['fr', '2 actions en cours', '🟦 en cours', 'Terminée par Joris'],
  ])('change the language of the channel: %s', (language, counted, running, finished) =>
    planned.play(async (team) => {
      const lotte = team.privately('Lotte')
      await lotte.says('private:lotte', 'instellingen')
      await lotte.does('team.settings', { language })
      await team.later('PT10S')
      expect(readAs(team.channel.withText(counted), 'nobody')).toContain(running)
      await team.privately('Joris').pressesIn(team.channel.newest(), 'Afgerond')
      await team.later('PT10S')
      expect(team.channel.reads()).toContain(finished)
      expect(carriedIn(team.channel.newest().card, 'action')).not.toBe('')
    }),
  )
})
