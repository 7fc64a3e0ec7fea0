import { describe, expect, inject, it } from 'vitest'
import { carriedIn, readAs, type Team, withTeam } from '../../../test/practiceTeam.ts'
import { pressablesOf, textsOf } from '../../practice/cardReading.ts'
import type { Message } from '../../practice/world.ts'
import { ACKNOWLEDGED_WITHIN } from './receive.ts'

const SIX = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout']
const onSlack = (names: readonly string[], play: (team: Team) => Promise<void>, wishes = {}): Promise<void> =>
  withTeam(names, play, { ...wishes, platform: 'slack' })

const slackOf = (team: Team) => team.room.slack()
/** What the bot asked of Slack while this was done. */
const callsOf = async (team: Team, doing: () => Promise<unknown>): Promise<string[]> => {
  const before = slackOf(team).service.calls.length
  await doing()
  await team.settled()
  return slackOf(team)
    .service.calls.slice(before)
    .map(({ method, outcome }) => (outcome === 'ok' ? method : `${method} ${outcome}`))
}
const windowsOf = (team: Team, name: string): Message[] =>
  team.room.world.messages.filter(({ place, card }) => place === `private:${name}` && card?.type === 'modal')

describe('a form in Slack', () => {
  it('opens as a window over the channel, for the presser alone', () =>
    onSlack(SIX, async (team) => {
      const lotte = team.privately('Lotte')
      await lotte.says('channel', 'start')
      const card = team.channel.newest()
      const calls = await callsOf(team, () => lotte.pressesIn(card, 'Quickscan starten'))
      expect(calls.filter((method) => !/^(users|conversations)/.test(method))).toEqual(['views.open'])
      expect(windowsOf(team, 'lotte')).toHaveLength(1)
      expect(lotte.reads()).toContain('Hoe noemen jullie deze ronde?')
      expect(readAs(card, 'samir')).not.toContain('Hoe noemen jullie deze ronde?')
    }))

  it('says what is wrong in the acknowledgement, beside the field, and keeps all that was typed', () =>
    onSlack(SIX, async (team) => {
      const lotte = await team.opensForm()
      const calls = await callsOf(team, () => lotte.presses('Nakijken', { title: '', people: team.id('samir') }))
      expect(calls.filter((method) => method.startsWith('views.'))).toEqual([])
      expect(windowsOf(team, 'lotte')[0]?.card?.errors).toEqual({ title: 'Geef de ronde een naam.' })
      expect(lotte.reads()).toContain(`Wie vult de scan in?: ${team.id('samir')}`)
    }))

  it('says on top of the window what can’t be done, and the form below loses nothing', () =>
    onSlack(SIX, async (team) => {
      const lotte = await team.opensForm()
      team.room.troubles.add({ on: 'roster', times: 1, status: 500 })
      await lotte.presses('Nakijken', { title: 'Online', date: '2026-12-04' })
      const [form, above] = windowsOf(team, 'lotte')
      expect(textsOf(above?.card ?? {}).join()).toContain('probeer zo dadelijk opnieuw')
      expect(pressablesOf(form?.card ?? {}).map(({ label }) => label)).toContain('Nakijken')
    }))

  it('turns into the check, and then into the start, without another window', () =>
    onSlack(SIX, async (team) => {
      const lotte = await team.opensForm()
      await lotte.presses('Nakijken', { title: 'Online', date: '2026-12-04', people: SIX.map(team.id).join(',') })
      expect(lotte.reads()).toContain('Klopt dit?')
      await lotte.presses('Starten')
      expect(windowsOf(team, 'lotte')).toHaveLength(1)
      expect(lotte.reads('De scan is gestart.')).toContain('Online')
    }))

  it('comes to the private chat when the window can’t be opened any more', () =>
    onSlack(SIX, async (team) => {
      const lotte = team.privately('Lotte')
      await lotte.says('channel', 'start')
      team.room.troubles.add({ on: 'answer', times: 1, status: 500 })
      await lotte.pressesIn(team.channel.newest(), 'Quickscan starten')
      expect(windowsOf(team, 'lotte')).toEqual([])
      expect(lotte.reads()).toContain('Hoe noemen jullie deze ronde?')
      await lotte.presses('Nakijken', { title: 'Toch', date: '2026-12-04', people: SIX.map(team.id).join(',') })
      expect(lotte.reads()).toContain('Klopt dit?')
    }))

  it('asks for patience within three seconds, and then shows what was found', () =>
    onSlack(SIX, async (team) => {
      const lotte = await team.opensForm()
      team.room.troubles.delay = 600
      const calls = await callsOf(team, () =>
        lotte.presses('Nakijken', { title: 'Traag', date: '2026-12-04', people: SIX.map(team.id).join(',') }),
      )
      team.room.troubles.delay = 0
      expect(calls.at(-1)).toBe('views.update')
      expect(lotte.reads()).toContain('Klopt dit?')
      await lotte.presses('Starten')
      expect(lotte.reads('De scan is gestart.')).toContain('Traag')
    }))

  it('loses nothing that was typed when it was slow, and then can’t be done', () =>
    onSlack(SIX, async (team) => {
      const lotte = await team.opensForm()
      team.room.troubles.delay = 600
      team.room.troubles.add({ on: 'open', times: 1, status: 500 })
      await lotte.presses('Nakijken', { title: 'Traag', date: '2026-12-04', people: SIX.map(team.id).join(',') })
      team.room.troubles.delay = 0
      const [form, above] = windowsOf(team, 'lotte')
      expect(textsOf(above?.card ?? {}).join()).toContain('probeer zo dadelijk opnieuw')
      expect(pressablesOf(form?.card ?? {}).map(({ label }) => label)).toContain('Nakijken')
    }))
})

describe('an answer in Slack', () => {
  it('costs one call to Slack and one store write, and no read', () =>
    onSlack(SIX, async (team) => {
      await team.starts('Online')
      const samir = team.privately('Samir')
      await samir.presses('Beginnen')
      // Read once, and from then on in memory.
      await samir.picks('1.1', 'green')
      const before = team.running.storeCalls()
      const calls = await callsOf(team, async () => {
        for (const id of ['1.2', '1.3', '1.4', '1.5', '1.6']) await samir.picks(id, 'green')
      })
      const { reads, writes } = team.running.storeCalls()
      expect(calls).toEqual(Array(5).fill('response_url'))
      expect({ reads: reads - before.reads, writes: writes - before.writes }).toEqual({ reads: 0, writes: 5 })
    }))

  it('is shown by an edit where its answer can’t be given any more', () =>
    onSlack(SIX, async (team) => {
      await team.starts('Online')
      const samir = team.privately('Samir')
      await samir.presses('Beginnen')
      team.room.troubles.add({ on: 'answer', times: 1, status: 500 })
      expect(await callsOf(team, () => samir.picks('1.1', 'green'))).toEqual(['response_url 500', 'chat.update'])
      expect(samir.reads()).toContain('1 van 42 ingevuld')
    }))

  it('privacy.5.4 that was still under way at the close leaves no answers on her card', () =>
    onSlack(SIX, async (team) => {
      await team.starts('Online')
      for (const name of SIX.slice(0, 5)) await team.fillsIn(name, () => 'red')
      const samir = team.privately('Samir')
      await samir.presses('Antwoorden aanpassen')
      const [card] = samir.messages()
      if (!card) throw new Error('no card')
      const answered = card.card
      await team.closes()
      expect(readAs(card, 'samir')).not.toContain('Alles ingevuld')
      // Sent before the close, shown after it.
      Object.assign(card, { card: answered })
      expect(readAs(card, 'samir')).toContain('Alles ingevuld')
      await team.later('PT10M')
      expect(readAs(card, 'samir')).not.toContain('Alles ingevuld')
    }))

  it('is kept though neither can be shown, and her next press shows how things stand', () =>
    onSlack(SIX, async (team) => {
      await team.starts('Online')
      const samir = team.privately('Samir')
      await samir.presses('Beginnen')
      team.room.troubles.add({ on: 'any', times: 2, status: 503 })
      await samir.picks('1.1', 'green')
      expect(samir.reads()).toContain('0 van 42 ingevuld')
      await samir.presses('⏸ Pauze')
      expect(samir.reads()).toContain('1 van 42 ingevuld')
    }))

  it('never takes the place of a card everyone sees', () =>
    onSlack(SIX, async (team) => {
      await team.starts('Online')
      const card = team.channel.newest()
      const before = JSON.stringify(card.card)
      await team.privately('Samir').pressesIn(card, 'Mijn scan openen')
      expect(JSON.stringify(card.card)).toBe(before)
      expect(readAs(card, 'samir')).toContain('Je kaart staat in onze privéchat.')
      expect(readAs(card, 'fatima')).not.toContain('Je kaart staat in onze privéchat.')
    }))

  it('leaves her card as it is when it says no', () =>
    onSlack(SIX, async (team) => {
      await team.starts('Online', { people: SIX.slice(0, 3) })
      const samir = team.privately('Samir')
      const [card] = samir.messages()
      const round = carriedIn(card?.card, 'round')
      if (!card) throw new Error('no card')
      await team.room.client.press('samir', card, { verb: 'sheet.handIn', data: { v: 1, round }, inputs: {} })
      expect(readAs(card, 'samir')).toContain('Je vulde nog niets in.')
      await samir.presses('Beginnen')
      expect(samir.reads()).toContain('0 van 42 ingevuld')
    }))
})

describe('/quickscan', () => {
  it('is heard like a mention', () =>
    onSlack(SIX, async (team) => {
      const { status, body } = await slackOf(team).client.command('lotte', team.room.world.ids.channel, 'start')
      expect([status, body]).toEqual([200, undefined])
      await team.settled()
      expect(team.channel.reads()).toContain('Quickscan starten')
    }))

  it('says to the caller alone that it isn’t in the channel yet', () =>
    onSlack(SIX, async (team) => {
      team.room.world.botGone = true
      const { body } = await slackOf(team).client.command('lotte', team.room.world.ids.channel, 'start')
      expect(body).toMatchObject({ response_type: 'ephemeral' })
      expect(JSON.stringify(body)).toContain('Ik zit nog niet in dit kanaal')
      await team.settled()
      expect(team.room.world.messages).toEqual([])
    }))

  it('answers in her own private chat when it is typed in a chat of two people', () =>
    onSlack(SIX, async (team) => {
      const theirs = team.room.world.ids.chat('fatima')
      await slackOf(team).client.command('samir', theirs, 'help')
      await team.settled()
      expect(team.privately('Fatima').messages()).toEqual([])
      expect(team.privately('Samir').messages()).toHaveLength(1)
    }))
})

describe('a shortcut', () => {
  it.each([
    ['open', 'Wat staat er voor jou open?'],
    ['verontrusting', '112'],
  ])('%s is answered in the private chat', (id, said) =>
    onSlack(SIX, async (team) => {
      expect(await slackOf(team).client.shortcut('samir', id)).toBe(200)
      await team.settled()
      expect(team.privately('Samir').reads()).toContain(said)
    }),
  )
})

describe('who is in a channel of Slack', () => {
  it('is named in the check when she is a guest, a stranger, deactivated or a bot, and never counted silently', () =>
    onSlack(
      SIX,
      async (team) => {
        const lotte = await team.opensForm()
        expect(JSON.stringify(windowsOf(team, 'lotte')[0]?.card)).not.toMatch(/Giphy|Oudcollega|Quickscan bot/)
        await lotte.presses('Nakijken', { title: 'Online', date: '2026-12-04', people: SIX.map(team.id).join(',') })
        expect(lotte.reads()).toContain("6 collega's krijgen een privékaart")
        expect(lotte.reads()).toContain('Gast in jullie kanaal: Fatima.')
        expect(lotte.reads()).toContain('Van een andere organisatie: Wout.')
        expect(lotte.reads()).toContain('Een bot in jullie kanaal, die niet meetelt: Giphy.')
        expect(lotte.reads()).toContain('Niet meer actief, dus niet meegeteld: Oudcollega.')
        expect(lotte.reads()).not.toContain('lezen in het kanaal mee')
        await lotte.presses('Starten')
        expect(team.channel.reads()).toContain('Al ingediend: nog niemand')
      },
      { guests: ['Fatima'], strangers: ['Wout'], bots: ['Giphy'], deactivated: ['Oudcollega'] },
    ))
})

describe('what Slack sends twice', () => {
  it('is done once: an event that comes again, and bytes that someone recorded', () =>
    onSlack(SIX, async (team) => {
      team.room.troubles.duplicates = 2
      await team.starts('Online')
      team.room.troubles.duplicates = 0
      expect(team.room.world.messages.filter(({ place }) => place === 'channel')).toHaveLength(2)
      expect(team.log.filter(({ reason }) => reason === 'replayed').length).toBeGreaterThanOrEqual(8)
    }))

  it('doesn’t bring back an answer she changed since', () =>
    onSlack(SIX, async (team) => {
      await team.starts('Online')
      const samir = team.privately('Samir')
      await samir.presses('Beginnen')
      const [card] = samir.messages()
      const round = carriedIn(card?.card, 'round')
      if (!card) throw new Error('no card')
      const tap = (grade: string, event?: string) =>
        team.room.client.press(
          'samir',
          card,
          { verb: 'sheet.answer', data: { v: 1, round, element: '1.1', grade }, inputs: {} },
          event,
        )
      await tap('red', 'recorded.1')
      await tap('green')
      await tap('red', 'recorded.1')
      await samir.presses('Overzicht')
      expect(samir.reads()).toContain('🟢')
      expect(samir.reads()).not.toContain('🔴')
    }))
})

describe('a workspace that finds it too much', () => {
  it('is asked again when it says so, and nothing is lost', () =>
    onSlack(SIX, async (team) => {
      team.room.troubles.add({ on: 'post', times: 4, status: 429, retryAfter: 30 })
      await team.starts('Online').catch(() => undefined)
      for (let at = 0; at < 6; at++) await team.later('PT1M')
      const lotte = team.privately('Lotte')
      await lotte.pressesIn(team.channel.newest(), 'Quickscan starten')
      await lotte.presses('Nakijken', { title: 'Online', date: '2026-12-04', people: SIX.map(team.id).join(',') })
      await lotte.presses('Starten')
      await team.later('PT2M')
      for (const name of SIX) expect(team.privately(name).reads('nodigt je uit')).toBeTruthy()
      expect(await team.running.store.dead()).toEqual([])
    }))

  it('holds itself to its own numbers: more than a second’s posts in one channel wait for the next', () =>
    onSlack(SIX, async (team) => {
      const lotte = team.privately('Lotte')
      for (let at = 0; at < 14; at++) await lotte.says('channel', 'status')
      const posted = () => team.room.world.messages.filter(({ place }) => place === 'channel').length
      expect(posted()).toBe(10)
      expect(
        slackOf(team).service.calls.filter(({ outcome }) => outcome === 'ratelimited' || outcome === '429'),
      ).not.toEqual([])
      await team.later('PT30S')
      expect(posted()).toBe(14)
    }))
})

describe('a large channel of Slack', () => {
  const NAMES = Array.from({ length: 130 }, (_, at) => `P${at}`)

  it('is looked up in the list of the workspace, not one by one against the limit', () =>
    onSlack(NAMES, async (team) => {
      const first = team.privately('P0')
      await first.says('channel', 'start')
      const calls = await callsOf(team, () => first.pressesIn(team.channel.newest(), 'Quickscan starten'))
      expect(calls).toEqual(['conversations.members', 'users.list', 'views.open'])
    }))

  it('is checked though Slack opens only fifty chats a minute: it goes on where it was told to wait', () =>
    onSlack(NAMES, async (team) => {
      const first = await team.opensForm()
      await first.presses('Nakijken', { title: 'Groot', date: '2026-12-04', people: NAMES.map(team.id).join(',') })
      expect(first.reads('Ik kijk na wie ik kan bereiken')).toBeTruthy()
      for (let at = 0; at < 8; at++) await team.later('PT1M')
      expect(first.reads('Klopt dit?')).toContain('130')
      await first.presses('Starten')
      for (let at = 0; at < 8; at++) await team.later('PT1M')
      for (const name of ['P1', 'P64', 'P129']) expect(team.privately(name).reads('nodigt je uit')).toBeTruthy()
      expect(await team.running.store.dead()).toEqual([])
    }))
})

describe('an app that is taken from the workspace', () => {
  it('privacy.5.4 forgets its token at once, stops what runs, erases every answer, and asks nothing of Slack any more', () =>
    onSlack(SIX, async (team) => {
      await team.starts('Online')
      await team.fillsIn('Samir', () => 'red')
      const round = carriedIn(team.channel.withText('Mijn scan openen').card, 'round')
      expect(await callsOf(team, () => slackOf(team).client.uninstall())).toEqual([])
      const { state } = (await team.running.store.load({ kind: 'round', place: round, id: 'round' })) ?? {}
      expect((state as { status?: string } | undefined)?.status).toBe('stopped')
      await team.later('PT1H')
      expect(slackOf(team).service.calls.at(-1)?.outcome).not.toBe('token_revoked')
      // Who still speaks as that workspace is turned away: through a socket, by not being answered at all.
      const said = slackOf(team).client.command('lotte', team.room.world.ids.channel, 'start')
      const turnedAway = inject('inSockets') ? 'no answer in time' : 403
      expect(await said.then(({ status }) => status).catch(({ message }: Error) => message)).toBe(turnedAway)
    }))
})

describe('a slow house', () => {
  it('acknowledges well inside three seconds, whatever Slack or the store does', () =>
    onSlack(SIX, async (team) => {
      await team.starts('Online')
      const samir = team.privately('Samir')
      await samir.presses('Beginnen')
      const [card] = samir.messages()
      const load = team.running.store.load
      const held = Promise.withResolvers<void>()
      // A store that hangs until it is let go.
      Object.assign(team.running.store, {
        load: async (...key: Parameters<typeof load>) => {
          await held.promise
          return load(...key)
        },
      })
      const round = carriedIn(card?.card, 'round')
      const payload = {
        type: 'block_actions',
        team: { id: team.room.world.ids.tenant },
        api_app_id: slackOf(team).accounts.app.id,
        user: { id: team.id('samir') },
        trigger_id: 'slow.1',
        channel: { id: team.room.world.ids.chat('samir') },
        response_url: `${team.room.address}/actions/none`,
        actions: [
          {
            type: 'button',
            action_id: 'sheet.answer',
            value: JSON.stringify({ v: 1, round, element: '1.1', grade: 'red' }),
          },
        ],
      }
      const text = new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
      const { status } = await slackOf(team).client.knock({ text, type: 'form' })
      // It is acknowledged though the store still hangs, after a wait of its own.
      expect(status).toBe(200)
      expect(ACKNOWLEDGED_WITHIN).toBeLessThan(2500)
      held.resolve()
      await team.settled()
      await samir.presses('⏸ Pauze')
      expect(samir.reads()).toContain('1 van 42 ingevuld')
    }))
})

describe('privacy.5.4 a private message that turns into her scan', () => {
  const answering = 'Strategie · '
  const close = async (team: Team): Promise<void> => {
    for (const name of ['Samir', 'Joris', 'Anke']) await team.answersBlock1(name, 'green', '')
    await team.closes()
    await team.later('PT15M')
  }

  it('because it was posted twice, before the first could be recorded, ends like the one that is known', () =>
    onSlack(SIX, async (team) => {
      const fatima = team.privately('Fatima')
      const lotte = await team.opensForm()
      await lotte.presses('Nakijken', { title: 'Online', date: '2026-12-04', people: SIX.map(team.id).join(',') })
      // The round's two cards and six invitations, each "ok" lost on its way back.
      team.room.troubles.add({ on: 'post', times: 8, status: 0, afterwards: true })
      await lotte.presses('Starten')
      for (let at = 0; at < 10; at++) await team.later('PT5S')
      const cards = fatima.messages().filter((one) => readAs(one, 'fatima').includes('Beginnen'))
      expect(cards.length).toBeGreaterThan(1)
      const [unknown] = cards
      if (!unknown) throw new Error('no card')
      await fatima.pressesIn(unknown, 'Beginnen')
      await fatima.pressesIn(unknown, 'Groen')
      expect(readAs(unknown, 'fatima')).toContain(answering)
      await close(team)
      for (const card of cards) {
        expect(readAs(card, 'fatima')).toContain('Afgesloten')
        expect(readAs(card, 'fatima')).not.toContain(answering)
      }
    }))

  it('because she opened it from what is open for her, ends like it', () =>
    onSlack(SIX, async (team) => {
      await team.starts('Online werken')
      const fatima = team.privately('Fatima')
      await fatima.says('private:fatima', 'open')
      const card = fatima.messages().at(-1)
      if (!card) throw new Error('no card')
      await fatima.does('sheet.show')
      await fatima.pressesIn(card, 'Beginnen')
      await fatima.pressesIn(card, 'Groen')
      expect(readAs(card, 'fatima')).toContain(answering)
      await close(team)
      expect(readAs(card, 'fatima')).toContain('Afgesloten')
      expect(readAs(card, 'fatima')).not.toContain(answering)
    }))
})
