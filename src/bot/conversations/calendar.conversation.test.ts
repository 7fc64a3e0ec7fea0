import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { takesAlong } from '../../../test/ownData.ts'
import { practiceTeam, readAs, type Team, withTeam } from '../../../test/practiceTeam.ts'
import { at, handIns, SIX } from '../../../test/stages.ts'
import { pressablesOf } from '../../practice/cardReading.ts'
import { openRoomServer } from '../../practice/serviceServer.ts'
import { copyWorld, seenBy } from '../../practice/world.ts'
import { METHOD_SCOPES } from '../slack/scopes.ts'

/** A team with an action of Samir's, looked back at each month. */
const planned = at('planned').followedBy(async (team) => {
  const samir = team.privately('Samir')
  const fields = { what: 'TikTok verkennen', people: team.id('samir'), followUp: '2026-12-04', repeat: 'monthly' }
  await samir.pressesIn(team.channel.withText('Actie toevoegen'), 'Actie toevoegen')
  await samir.presses('Meer velden', { ...fields, end: '2027-03-31' })
  await samir.presses('Bewaren', { ...fields, end: '2027-03-31' })
})

const addressIn = (card: object | undefined): string => {
  const [found] = /http:\/\/127\.0\.0\.1:\d+\/calendar\/[\w-]+\.ics/.exec(JSON.stringify(card ?? {})) ?? []
  if (found === undefined) throw new Error('no address on the card')
  return found
}
const own = (team: Team, name: string, having: string): object | undefined => {
  const person = name.toLowerCase()
  const message = team
    .privately(name)
    .messages()
    .findLast((one) => readAs(one, person).includes(having))
  return message && seenBy(message, person)
}
/** The newest file in someone's private chat. */
const fileOf = (team: Team, name: string): string =>
  team.room.world.messages.findLast(({ place, file }) => place === `private:${name.toLowerCase()}` && file)?.file
    ?.text ?? ''
/** The file she gets: put in her chat on Slack, behind a link on Teams. */
const fileFor = async (team: Team, name: string, card: object | undefined): Promise<string> =>
  team.room.world.platform === 'slack' ? fileOf(team, name) : (await fetch(addressIn(card))).text()

interface Entry {
  readonly uid: string
  readonly date: string
  readonly status: unknown
  readonly sequence: number
  readonly title: string
}
const entriesIn = (text: string): readonly Entry[] =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component) => {
    const { uid, startDate, sequence, summary } = new ICAL.Event(component)
    const status = component.getFirstPropertyValue('status')
    return { uid, date: startDate.toString(), status, sequence, title: summary }
  })
const standing = (text: string): readonly string[] => entriesIn(text).map(({ date, status }) => `${date} ${status}`)

const asks = async (team: Team, name: string, word = 'agenda'): Promise<void> => {
  await team.privately(name).says(`private:${name.toLowerCase()}`, word)
}
const getsFile = async (team: Team, name: string): Promise<string> => {
  await asks(team, name)
  await team.privately(name).presses('Agendabestand')
  await team.settled()
  return fileFor(team, name, own(team, name, 'staat klaar'))
}
const subscribes = async (team: Team, name: string, button = 'Abonneren'): Promise<string> => {
  await asks(team, name)
  await team.privately(name).presses(button)
  await team.settled()
  return addressIn(own(team, name, 'agenda-adres'))
}
const withdraws = async (team: Team, name: string): Promise<void> => {
  await asks(team, name)
  await team.privately(name).presses('Abonnement intrekken')
  await team.settled()
}
const statusOf = async (url: string): Promise<number> => (await fetch(url)).status

const MONTHS = ['2026-12-04', '2027-01-04', '2027-02-04', '2027-03-04', '2027-03-31']

describe('a calendar file of one’s own', () => {
  it.each(['agenda', 'Kalender', 'calendar'])('is offered for “%s”', (word) =>
    planned.play(async (team) => {
      await asks(team, 'Samir', word)
      const card = JSON.stringify(own(team, 'Samir', '📅'))
      expect(card).toContain(word === 'calendar' ? 'You have 1 action under way.' : 'Je hebt 1 lopende actie.')
      for (const verb of ['calendar.mine', 'calendar.subscribe']) expect(card).toContain(verb)
      expect(card).not.toContain('calendar.withdraw')
    }),
  )

  it('has her follow-ups until the end, what for, and nothing that anyone answered', () =>
    planned.play(async (team) => {
      await team.later('P12D')
      await team
        .privately('Samir')
        .does('evaluation.report', { outcome: 'onTrack', value: 'MERK-waarde', note: 'MERK-nota' })
      const text = await getsFile(team, 'Samir')
      expect(standing(text)).toEqual(MONTHS.slice(1).map((date) => `${date} CONFIRMED`))
      expect(entriesIn(text)[0]?.title).toBe('Opvolging: TikTok verkennen')
      expect(entriesIn(text).at(-1)?.title).toBe('Einde: TikTok verkennen')
      expect(text).toContain('hoe staat het ermee')
      for (const hidden of ['MERK', 'Samir', team.id('samir'), team.alias('samir')]) expect(text).not.toContain(hidden)
    }))

  it('replaces an entry whose date moved, and cancels all when the action is done', () =>
    planned.play(async (team) => {
      const before = entriesIn(await getsFile(team, 'Samir'))
      const samir = team.privately('Samir')
      await samir.pressesIn(team.channel.newest(), 'Aanpassen')
      await samir.presses('Bewaren', { followUp: '2026-12-11' })
      const moved = entriesIn(await getsFile(team, 'Samir'))
      expect(moved.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid))
      expect([before[0]?.date, moved[0]?.date]).toEqual(['2026-12-04', '2026-12-11'])
      expect((moved[0]?.sequence ?? 0) > (before[0]?.sequence ?? 0)).toBe(true)
      await samir.pressesIn(team.channel.withText('TikTok verkennen'), 'Afgerond')
      const ended = entriesIn(await getsFile(team, 'Samir'))
      expect(ended.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid))
      expect(new Set(ended.map(({ status }) => status))).toEqual(new Set(['CANCELLED']))
      expect((ended[0]?.sequence ?? 0) > (moved[0]?.sequence ?? 0)).toBe(true)
    }))

  it('is cancelled for who owned an action that is another’s now', () =>
    planned.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.pressesIn(team.channel.newest(), 'Aanpassen')
      await samir.presses('Bewaren', { people: team.id('fatima') })
      expect(new Set(entriesIn(await getsFile(team, 'Samir')).map(({ status }) => status))).toEqual(
        new Set(['CANCELLED']),
      )
      expect(standing(await getsFile(team, 'Fatima'))).toEqual(MONTHS.map((date) => `${date} CONFIRMED`))
    }))

  it('says why it can’t be given where the bot doesn’t know its own address', () =>
    withTeam(
      SIX,
      async (team) => {
        await asks(team, 'Samir')
        const card = JSON.stringify(own(team, 'Samir', '📅'))
        expect(card).toContain('PUBLIC_URL')
        expect(card).not.toContain('calendar.subscribe')
        // Slack takes the file itself.
        expect(card.includes('calendar.mine')).toBe(team.room.world.platform === 'slack')
      },
      { hidden: true },
    ))
})

describe('the plan’s calendar file', () => {
  it('has every action’s follow-ups, for who asks for it in the channel', () =>
    planned.play(async (team) => {
      const joris = team.privately('Joris')
      await joris.pressesIn(team.channel.withText('Hier werken jullie aan'), 'Agendabestand')
      await team.settled()
      const text = await fileFor(team, 'Joris', seenBy(team.channel.withText('Hier werken jullie aan'), 'joris'))
      expect(standing(text)).toEqual(MONTHS.map((date) => `${date} CONFIRMED`))
      expect(entriesIn(text).map(({ uid }) => uid)).toEqual(
        entriesIn(await getsFile(team, 'Samir')).map(({ uid }) => uid),
      )
    }))
})

describe('the talk’s calendar file', () => {
  const talkative = handIns(6).followedBy(async (team) => {
    await team.closes()
    await team.later('PT5S')
  })
  const plans = async (team: Team, button: string, date: string): Promise<void> => {
    await team.privately('Lotte').presses(button)
    await team.privately('Lotte').presses('Vastleggen', { date, time: '14:00' })
  }
  const adds = async (team: Team, name: string): Promise<object | undefined> => {
    const card = team.channel.newest()
    await team.privately(name).pressesIn(card, 'In mijn agenda')
    await team.settled()
    return seenBy(card, name.toLowerCase())
  }
  const addsFile = async (team: Team, name: string): Promise<string> => fileFor(team, name, await adds(team, name))
  const whole = ({ uid, date, status, title }: Entry) => ({ uid, date, status, title })

  it('is for everyone in the channel who asks, and leads back to the talk', () =>
    talkative.play(async (team) => {
      await plans(team, 'Een dag kiezen', '2026-12-03')
      const card = team.channel.newest()
      const [one, other] = [await addsFile(team, 'Joris'), await addsFile(team, 'Wout')].map((text) =>
        entriesIn(text).map(whole),
      )
      expect(one).toMatchObject([
        { date: '2026-12-03T13:00:00Z', status: 'CONFIRMED', title: expect.stringMatching(/^Bespreking: /) },
      ])
      expect(other).toEqual(one)
      await team.privately('Joris').pressesIn(card, 'Terug')
      expect(readAs(card, 'joris')).toContain('do 3 dec, 14u tot 14u45')
    }))

  it('replaces its entry when the talk moves', () =>
    talkative.play(async (team) => {
      await plans(team, 'Een dag kiezen', '2026-12-03')
      const [before] = entriesIn(await addsFile(team, 'Joris'))
      await team.later('PT2M')
      await plans(team, 'Andere datum', '2026-12-10')
      const [moved] = entriesIn(await addsFile(team, 'Joris'))
      expect(moved).toMatchObject({ uid: before?.uid, date: '2026-12-10T13:00:00Z', status: 'CONFIRMED' })
      expect((moved?.sequence ?? 0) > (before?.sequence ?? 0)).toBe(true)
    }))

  it('cancels it behind her link when the talk begins before its day, and not when it begins on its hour', () =>
    talkative.play(async (team) => {
      if (team.room.world.platform === 'slack') return
      await plans(team, 'Een dag kiezen', '2026-11-24')
      const card = team.channel.newest()
      const url = addressIn(await adds(team, 'Joris'))
      const [before] = entriesIn(await (await fetch(url)).text())
      await team.later('PT2M')
      await team.privately('Lotte').pressesIn(card, 'Nu starten')
      const [off] = entriesIn(await (await fetch(url)).text())
      expect(off).toMatchObject({ uid: before?.uid, date: before?.date, status: 'CANCELLED' })
      expect((off?.sequence ?? 0) > (before?.sequence ?? 0)).toBe(true)
    }))

  it('stays as it is once its hour has come', () =>
    talkative.play(async (team) => {
      if (team.room.world.platform === 'slack') return
      await plans(team, 'Een dag kiezen', '2026-11-23')
      const url = addressIn(await adds(team, 'Joris'))
      await team.later('PT6H')
      expect(team.channel.reads()).toContain('Stap 1 van 5')
      expect(entriesIn(await (await fetch(url)).text())[0]?.status).toBe('CONFIRMED')
    }))

  it('is the talk itself for who presses a card from before it began', () =>
    talkative.play(async (team) => {
      await plans(team, 'Een dag kiezen', '2026-12-03')
      const card = team.channel.newest()
      const old = pressablesOf(card.card ?? {}).find(({ label }) => label === 'In mijn agenda')
      if (!old) throw new Error('no button')
      await team.privately('Lotte').pressesIn(card, 'Nu starten')
      await team.room.client.press('joris', card, { ...old, inputs: {} })
      await team.settled()
      expect(readAs(card, 'joris')).toContain('Stap 1 van 5')
    }))
})

describe('a new action on the card of the day', () => {
  it('comes with a calendar file, before and after she takes it on', () =>
    at('planned').play(async (team) => {
      const [lotte, samir] = [team.privately('Lotte'), team.privately('Samir')]
      const fields = { what: 'TikTok verkennen', people: team.id('samir'), followUp: '2026-12-04', repeat: 'monthly' }
      await lotte.pressesIn(team.channel.withText('Actie toevoegen'), 'Actie toevoegen')
      await lotte.presses('Meer velden', { ...fields, end: '2027-03-31' })
      await lotte.presses('Bewaren', { ...fields, end: '2027-03-31' })
      await team.later('PT15S')
      expect(samir.reads()).toContain('Ik neem het op')
      for (const before of ['Ik neem het op', undefined]) {
        await samir.presses('Agendabestand')
        await team.settled()
        const text = await fileFor(team, 'Samir', own(team, 'Samir', 'staat klaar'))
        expect(standing(text)).toEqual(MONTHS.map((date) => `${date} CONFIRMED`))
        await samir.presses('Terug')
        expect(samir.reads('TikTok verkennen')).toContain('Agendabestand')
        if (before) await samir.presses(before)
      }
    }))
})

describe('a link to a calendar file', () => {
  const onTeams = (story: (team: Team, url: string) => Promise<void>) =>
    planned.play(async (team) => {
      if (team.room.world.platform === 'slack') return
      await asks(team, 'Samir')
      await team.privately('Samir').presses('Agendabestand')
      await story(team, addressIn(own(team, 'Samir', 'staat klaar')))
    })

  it('says until when it works, and then it gives nothing', () =>
    onTeams(async (team, url) => {
      expect(team.privately('Samir').reads('staat klaar')).toContain('Deze link werkt tot di 24 nov')
      const { headers } = await fetch(url)
      expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8')
      expect(headers.get('content-disposition')).toBe('attachment; filename="opvolgingen.ics"')
      expect(headers.get('cache-control')).toBe('no-store')
      await team.later('PT23H')
      expect(await statusOf(url)).toBe(200)
      await team.later('PT1H1M')
      expect(await statusOf(url)).toBe(404)
    }))

  it('names nobody, and stands in no log', () =>
    onTeams(async (team, url) => {
      await fetch(url)
      const token = /calendar\/(.*)\.ics/.exec(url)?.[1] ?? ''
      expect(Buffer.from(token, 'base64url').toString('latin1')).not.toMatch(/29:|samir|aad/)
      expect(JSON.stringify(team.log)).not.toContain(token)
    }))
})

describe('an address for one’s calendar', () => {
  it('gives what stands now, at each look, and says when nothing has changed', () =>
    planned.play(async (team) => {
      const url = await subscribes(team, 'Samir')
      const first = await fetch(url)
      expect(standing(await first.text())).toEqual(MONTHS.map((date) => `${date} CONFIRMED`))
      expect(first.headers.get('cache-control')).toBe('private, max-age=3600')
      const etag = first.headers.get('etag') ?? ''
      const again = await fetch(url, { headers: { 'if-none-match': etag } })
      expect([again.status, await again.text()]).toEqual([304, ''])
      const samir = team.privately('Samir')
      await samir.pressesIn(team.channel.newest(), 'Aanpassen')
      await samir.presses('Bewaren', { followUp: '2026-12-11' })
      const changed = await fetch(url, { headers: { 'if-none-match': etag } })
      expect(changed.status).toBe(200)
      expect(standing(await changed.text())[0]).toBe('2026-12-11 CONFIRMED')
    }))

  it('works until she withdraws it, or takes another', () =>
    planned.play(async (team) => {
      const one = await subscribes(team, 'Samir')
      const two = await subscribes(team, 'Samir', 'Nieuw adres')
      expect([await statusOf(one), await statusOf(two)]).toEqual([404, 200])
      await withdraws(team, 'Samir')
      expect(team.privately('Samir').reads('Ingetrokken.')).toContain('Abonneren')
      expect(await statusOf(two)).toBe(404)
    }))

  it('is a part of what is hers: shown, exported, and gone when she erases everything', () =>
    planned.play(async (team) => {
      const url = await subscribes(team, 'Samir')
      const samir = team.privately('Samir')
      await samir.says('private:samir', 'mijn gegevens')
      expect(samir.reads('Mijn gegevens')).toContain('op een adres dat alleen jij kent')
      expect(await takesAlong(team, 'Samir')).toContain('"calendarFollowedSince": "2026-11-23')
      await samir.says('private:samir', 'mijn gegevens')
      await samir.presses('Alles van mij wissen')
      await samir.presses('Ja, alles wissen')
      expect(await statusOf(url)).toBe(404)
    }))

  it('comes no second time for a press that is delivered again', () =>
    planned.play(async (team) => {
      team.room.troubles.duplicates = 2
      const url = await subscribes(team, 'Samir')
      team.room.troubles.duplicates = 0
      expect(await statusOf(url)).toBe(200)
    }))

  it('survives a restart, and stays withdrawn when a backup from before is put back', async () => {
    const server = await openRoomServer(0)
    const [backup, erasures, run] = ['backup', 'erasures', 'run'].map((name) =>
      mkdtempSync(join(tmpdir(), `quickscan-${name}-`)),
    ) as [string, string, string]
    const environment = { DATA_KEYS: `k:${Buffer.alloc(32, 5).toString('base64')}`, ERASURES_DIR: erasures }
    let moment = 0
    let world: Team['room']['world'] | undefined
    const opened = (folder: string): Promise<Team> => {
      cpSync(backup, folder, { recursive: true })
      if (!world) return practiceTeam(SIX, { environment }, { server, folder })
      return practiceTeam(SIX, { environment }, { server, folder, world: copyWorld(world), at: moment })
    }
    const closed = async (team: Team, copyTo?: string): Promise<void> => {
      moment = team.room.clock.now()
      world = team.room.world
      await team.stop(copyTo)
    }
    const pathOf = (url: string): string => new URL(url).pathname
    const statusIn = ({ running }: Team, path: string): Promise<number> =>
      statusOf(`http://127.0.0.1:${running.port}${path}`)
    try {
      const first = await opened(join(run, 'first'))
      const path = pathOf(await subscribes(first, 'Samir'))
      await closed(first, backup)
      const second = await opened(join(run, 'second'))
      expect(await statusIn(second, path)).toBe(200)
      await withdraws(second, 'Samir')
      expect(await statusIn(second, path)).toBe(404)
      await closed(second)
      const third = await opened(join(run, 'third'))
      expect(await statusIn(third, path)).toBe(404)
      await asks(third, 'Samir')
      expect(JSON.stringify(own(third, 'Samir', '📅'))).not.toContain('calendar.withdraw')
      await closed(third)
    } finally {
      await server.close()
      for (const folder of [backup, erasures, run]) rmSync(folder, { recursive: true, force: true })
    }
  })
})

describe('a workspace that let the bot in before it asked to share files', () => {
  it('gets a link in place of the file', () =>
    withTeam(
      SIX,
      async (team) => {
        if (team.room.world.platform !== 'slack') return
        await asks(team, 'Samir')
        await team.privately('Samir').presses('Agendabestand')
        await team.settled()
        const link = addressIn(own(team, 'Samir', 'staat klaar'))
        expect(entriesIn(await (await fetch(link)).text())).toEqual([])
        expect(fileOf(team, 'Samir')).toBe('')
      },
      { scopes: [...new Set(Object.values(METHOD_SCOPES).flat())].filter((scope) => scope !== 'files:write') },
    ))
})
