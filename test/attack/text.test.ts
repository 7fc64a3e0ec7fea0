import { describe, expect, it } from 'vitest'
import { type DrawnCard, seenBy } from '../../src/practice/world.ts'
import { takesAlong } from '../ownData.ts'
import { readAs, type Team, withTeam } from '../practiceTeam.ts'

const SIX = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout']
/** Found again wherever it is drawn. */
const MARK = 'MERK'
/** Short enough for a title, and live in one place or another if it were let. */
const HOSTILE: readonly string[] = [
  `${MARK} @channel <!channel> <!here> <!everyone>`,
  `${MARK} <@U0SAMIR> <#C0PRAKTIJK> <https://kwaad.example|klik>`,
  `${MARK} <at>iedereen</at> <at id="0">x</at>`,
  `${MARK} [klik](https://kwaad.example) ![x](https://kwaad.example/x)`,
  `${MARK} **vet** _schuin_ ~weg~ \`code\` # kop`,
  `${MARK} <b>vet</b><img src=x onerror=alert(1)>`,
  `${MARK} :smile: :rotating_light: {{DATE(2026-01-01)}} \${x}`,
  `${MARK} om\u202egekeerd \u200bnul\u2060breed\ufeff`,
  `${MARK} nul\u0000byte \u0007bel \u001b[31mrood`,
  `${MARK} 👩‍👩‍👧 🏳️‍🌈 ❤️ é e\u0301`,
]
const HIDDEN = new RegExp(
  `[${['0000', '0007', '001b', '202e', '200b', '2060', 'feff'].map((code) => `\\u${code}`).join('')}]`,
)

type Node = Readonly<Record<string, unknown>>
const nodesIn = (value: unknown): Node[] => {
  if (Array.isArray(value)) return value.flatMap((inner: unknown) => nodesIn(inner))
  if (typeof value !== 'object' || value === null) return []
  const node = value as Node
  return [node, ...Object.values(node).flatMap((inner) => nodesIn(inner))]
}
/** Where a platform reads markup, mentions or links in text: none of anyone's words may stand there. */
const liveIn = (card: DrawnCard, platform: string): string[] => {
  const nodes = nodesIn(card)
  if (platform === 'teams')
    return nodes.flatMap(({ type, text, url, entities }) => [
      ...(type === 'TextBlock' && String(text).includes(MARK) ? [String(text)] : []),
      ...(String(url).includes('kwaad') ? [String(url)] : []),
      ...(entities ? ['entities'] : []),
    ])
  // The message's own text is read as markup too: there everything is escaped.
  const own = String(card.text ?? '')
  return [
    ...(/<[!@#h]/.test(own) ? [own] : []),
    ...nodes.flatMap(({ type, text, url, emoji }) => [
      ...(type === 'mrkdwn' && String(text).includes(MARK) ? [String(text)] : []),
      ...(type === 'plain_text' && emoji !== false && /:\w+:/.test(String(text)) ? [String(text)] : []),
      ...(type === 'broadcast' || type === 'user' ? [String(type)] : []),
      ...(String(url).includes('kwaad') ? [String(url)] : []),
    ]),
  ]
}
const everyCard = (team: Team): DrawnCard[] =>
  team.room.world.messages.flatMap((message) => [
    ...(message.card ? [message.card] : []),
    ...SIX.flatMap((name) => {
      const seen = seenBy(message, name.toLowerCase())
      return seen ? [seen] : []
    }),
  ])
const harmless = (team: Team): void => {
  for (const card of everyCard(team)) {
    expect(liveIn(card, team.room.world.platform)).toEqual([])
    expect(JSON.stringify(card)).not.toMatch(HIDDEN)
    expect(JSON.stringify(card)).not.toMatch(/\\u0000|\\u0007|\\u001b/)
  }
}

/** From the start to a look back, with this in every field there is. */
const written = async (team: Team, text: string): Promise<void> => {
  const lotte = team.privately('Lotte')
  await team.starts(text.slice(0, 60))
  for (const name of SIX) await team.answersBlock1(name, 'orange', text)
  await team.closes()
  await team.privately('Samir').pressesIn(team.channel.newest(), 'Opmerkingen')
  harmless(team)
  await lotte.presses('We hebben het besproken')
  for (const name of SIX.slice(1)) {
    await team.privately(name).presses('Zeggen waarom')
    await team.privately(name).does('ballot.cast', { 'stars.1': '5', 'stars.2': '4', 'reasons.1': text })
  }
  await lotte.presses('Sterren afsluiten')
  await lotte.presses('Ja, afsluiten')
  await team.privately('Samir').pressesIn(team.channel.withText('Een voorstel'), 'De redenen')
  await lotte.presses('Bevestigen', { reason: text })
  await team.later('PT5S')
  await lotte.does('direction.save', { text })
  await lotte.pressesIn(team.channel.withText('Hier werken jullie aan'), 'Actie toevoegen')
  const fields = Object.fromEntries(
    ['what', 'goal', 'owner', 'means', 'indicator', 'remarks'].map((field) => [field, text]),
  )
  await lotte.does('action.form', { more: 'true', ...fields, people: team.id('lotte'), followUp: '2026-12-04' })
  await lotte.does('action.save', { ...fields, people: team.id('lotte'), followUp: '2026-12-04' })
  await team.later('P12D')
  await lotte.presses('Meer')
  await lotte.does('evaluation.report', { outcome: 'onTrack', value: text.slice(0, 60), note: text })
  await lotte.says('private:lotte', `zoek ${text}`)
  await lotte.says('private:lotte', text)
  // Read as it was written, whatever it is.
  JSON.parse(await takesAlong(team, 'Lotte'))
  await team.later('PT5S')
  harmless(team)
}

describe('privacy.5.9 whatever people write', () => {
  it.each(HOSTILE.map((text, at) => [at + 1, text] as const))(
    'is plain text in every card there is (%i)',
    (_at, text) =>
      withTeam(SIX, async (team) => {
        await written(team, text)
        const shown = everyCard(team).filter((card) => JSON.stringify(card).includes(MARK))
        // In the result, the remarks, the ranking, the plan, the look back: it was drawn everywhere.
        expect(shown.length).toBeGreaterThan(15)
      }),
  )

  it('is refused with a sentence where it is a hundred thousand characters, and nothing of it is kept', () =>
    withTeam(SIX, async (team) => {
      const endless = 'ei'.repeat(50_000)
      await team.starts('Online werken')
      const samir = team.privately('Samir')
      await samir.presses('Beginnen')
      const [card] = samir.messages()
      if (!card) throw new Error('no card')
      const round = /"round\\?":\\?"([\w-]{32})/.exec(JSON.stringify(card.card))?.[1]
      const long = { v: 1, round, block: '1', text: endless }
      const press = (verb: string, data: object) =>
        team.room.client.press('samir', card, { verb, data: { ...data }, inputs: {} })
      const { status } = await press('sheet.remark', long)
      await team.settled()
      // Slack's buttons can't carry so much: it is no press of theirs.
      if (team.room.world.platform === 'slack') expect(status).toBe(400)
      else expect(readAs(card, 'samir')).toContain('tekens te veel. Hier passen er 500.')
      await samir.says('private:samir', endless)
      expect(await takesAlong(team, 'Samir')).not.toContain('eieieiei')
      harmless(team)
    }))

  it('is plain text in what is kept of someone too, where only a card can give it', () =>
    withTeam(
      SIX,
      async (team) => {
        // A workspace takes files, whatever the bot's address is.
        if (team.room.world.platform === 'slack') return
        await team.starts('Online')
        const samir = team.privately('Samir')
        const { blocks } = team.running.voice.kit
        await samir.does('sheet.next')
        for (const [at, { elements }] of blocks.entries()) {
          for (const { id } of elements) await samir.picks(id, 'green')
          const text = HOSTILE.filter((_, one) => one % blocks.length === at).join(' ')
          await samir.does('sheet.remark', { text: text.slice(0, 500) })
        }
        await samir.says('private:samir', 'mijn gegevens')
        await samir.presses('Mijn gegevens als bestand')
        expect(samir.reads()).toContain('PUBLIC_URL')
        harmless(team)
        expect(samir.reads()).toContain('"7.5": "green"')
      },
      { hidden: true },
    ))
})

describe('privacy.5.9 whatever names a platform gives', () => {
  const NAMES = [
    `${MARK} om\u202egekeerd \u200bnul\u2060breed\ufeff`,
    `${MARK} nul\u0000byte\r\nregel \u001b[31mrood`,
    `${MARK} <!channel> <@U0SAMIR> **vet** [klik](https://kwaad.example) {{DATE(2026-01-01)}}`,
    `${MARK} ${'ei'.repeat(400)}`,
  ]
  const oddly = NAMES.map((name, at) => ({ id: `vreemd${at}`, name, installed: true }))
  const twins = ['jan.peeters', 'jan.claes'].map((handle) => ({
    id: handle.replace('.', ''),
    name: 'Jan',
    handle,
    installed: true,
  }))
  const nameless = ['\u3164', ' \u200b '].map((name, at) => ({
    id: `leeg${at}`,
    name,
    handle: '\u2800',
    installed: true,
    guest: true,
  }))
  const people = [...oddly, ...twins, ...nameless]

  it('are plain, short, and told apart in every card that names people, by no id', () =>
    withTeam(
      ['Lotte', 'Samir'],
      async (team) => {
        const lotte = await team.opensForm()
        const form = lotte.reads()
        const everyone = [...['lotte', 'samir'], ...people.map(({ id }) => id)].map(team.id)
        // Without a name, and without a word for it, they are what they are.
        await lotte.presses('Nakijken', { title: 'Online werken', date: '2026-12-04', people: everyone.join(',') })
        const looked = lotte.reads()
        await lotte.presses('Starten')
        await team.later('PT5S')
        await lotte.presses('Overdragen of delen')
        const cards = everyCard(team).map((card) => JSON.stringify(card))
        const choices = cards.findLast((card) => card.includes('Wie coördineert mee')) ?? ''
        for (const said of ['Jan (jan.peeters)', 'Jan (jan.claes)', 'Gast zonder naam (1)', 'Gast zonder naam (2)'])
          expect(choices).toContain(said)
        expect(choices).not.toContain('ei'.repeat(50))
        expect(form + looked).not.toContain('ei'.repeat(50))
        const unnamed = /"(?:title|text)":"(?:29:|U0|aad-)[^"]*"/
        for (const card of everyCard(team)) expect(JSON.stringify(card)).not.toMatch(unnamed)
        harmless(team)
      },
      { people },
    ))

  it('are told apart where an action says who does it', () =>
    withTeam(
      ['Lotte', 'Samir'],
      async (team) => {
        const lotte = team.privately('Lotte')
        await lotte.says('channel', 'start')
        await team.starts('Online werken')
        await lotte.says('channel', 'actie')
        await lotte.presses('Bewaren', {
          what: 'Uren afspreken',
          followUp: '2026-12-04',
          people: [team.id('janpeeters'), team.id('janclaes'), team.id('leeg0')].join(','),
        })
        await team.later('PT5S')
        expect(team.channel.reads()).toContain('Jan (jan.peeters)')
        expect(team.channel.reads()).toContain('Jan (jan.claes)')
        expect(team.channel.reads()).toContain('een collega')
        harmless(team)
      },
      { people },
    ))
})
