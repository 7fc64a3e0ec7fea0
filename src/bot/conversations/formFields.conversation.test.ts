import { describe, expect, inject, it } from 'vitest'
import { type DrawnField, drawnFields } from '../../../test/formFields.ts'
import type { Team } from '../../../test/practiceTeam.ts'
import { at, type Stage, stage } from '../../../test/stages.ts'
import { pressablesOf } from '../../practice/cardReading.ts'
import type { Player } from '../../practice/play/player.ts'
import { seenBy } from '../../practice/world.ts'

/** A form, how one comes to it, and what its fields hold when nothing is wrong. */
interface Form {
  readonly name: string
  readonly from: Stage
  /** Opens it. @returns who has it before her */
  readonly opened: (team: Team) => Promise<Player>
  /** What sends it. */
  readonly verb: string
  readonly about?: Readonly<Record<string, unknown>>
  readonly good?: (team: Team) => Readonly<Record<string, string>>
  /** What each field may not be: empty, past, or a person who isn't there. The rest goes by what a field takes. */
  readonly never: Readonly<Record<string, readonly string[]>>
  /** Fields that can't be wrong: why. */
  readonly free?: Readonly<Record<string, string>>
}

const PAST = '2020-01-06'
const STRANGER = 'U0NOBODYHERE'
const TOO_LONG = 'woorden en nog eens woorden '.repeat(30)
const fresh = stage(['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout'], async () => undefined)

const asked = at('planned').followedBy(async (team) => {
  const samir = team.privately('Samir')
  const fields = {
    what: 'Elke week samen kijken',
    people: team.id('Samir'),
    indicator: 'Gesprekken per week',
    followUp: '2026-12-04',
    end: '2028-12-29',
  }
  await samir.pressesIn(team.channel.withText('Actie toevoegen'), 'Actie toevoegen')
  await samir.presses('Meer velden', fields)
  await samir.presses('Bewaren', fields)
  await team.later('P11DT1H')
})
const answered = asked.followedBy((team) => team.privately('Samir').presses('Op schema'))
const atBlockEnd = at('started').followedBy(async (team) => {
  const samir = team.privately('Samir')
  await samir.presses('Beginnen')
  for (const { id } of team.running.voice.kit.blocks[0]?.elements ?? []) await samir.picks(id, 'orange')
})

const does =
  (name: string, verb: string, about = {}) =>
  async (team: Team): Promise<Player> => {
    const player = team.privately(name)
    await player.does(verb, {}, about)
    return player
  }
const says =
  (name: string, words: string) =>
  async (team: Team): Promise<Player> => {
    const player = team.privately(name)
    await player.says(`private:${name.toLowerCase()}`, words)
    return player
  }

const FORMS: readonly Form[] = [
  {
    name: 'the start, with every setting',
    from: fresh,
    opened: async (team) => {
      const lotte = await team.opensForm()
      await lotte.presses('Meer instellingen')
      return lotte
    },
    verb: 'round.check',
    never: { title: [''], people: ['', STRANGER], date: ['', PAST], blocks: [''] },
    free: { outsiders: 'the check says who can’t be reached' },
  },
  {
    name: 'an action, with every field',
    from: at('planned'),
    opened: async (team) => {
      const samir = team.privately('Samir')
      await samir.pressesIn(team.channel.withText('Actie toevoegen'), 'Actie toevoegen')
      await samir.presses('Meer velden')
      return samir
    },
    verb: 'action.save',
    good: (team) => ({ what: 'Samen kijken', people: team.id('Samir'), end: '2028-12-29', goal: 'Weten wat er leeft' }),
    never: { what: [''], people: [STRANGER], followUp: ['', PAST], end: [PAST] },
  },
  {
    name: 'looking back at an action',
    from: asked,
    opened: does('Samir', 'evaluation.show'),
    verb: 'evaluation.report',
    good: () => ({ outcome: 'onTrack', note: 'Het loopt.' }),
    never: { outcome: [''] },
  },
  {
    name: 'a word about an answer',
    from: answered,
    opened: does('Samir', 'evaluation.explain'),
    verb: 'evaluation.explain',
    about: { saved: true },
    good: () => ({ value: '4', note: 'Het loopt.' }),
    never: {},
  },
  {
    name: 'another date',
    from: asked,
    opened: async (team) => {
      await does('Samir', 'evaluation.show')(team)
      return does('Samir', 'action.date')(team)
    },
    verb: 'action.date',
    never: { date: ['', PAST] },
  },
  {
    name: 'passing an action on',
    from: asked,
    opened: async (team) => {
      await does('Samir', 'evaluation.show')(team)
      return does('Samir', 'action.passOn')(team)
    },
    verb: 'action.passOn',
    never: { person: ['', STRANGER] },
  },
  {
    name: 'a remark at the end of a block',
    from: atBlockEnd,
    opened: async (team) => team.privately('Samir'),
    verb: 'sheet.remark',
    never: {},
  },
  {
    name: 'adding someone',
    from: at('started'),
    opened: does('Lotte', 'round.addMember'),
    verb: 'round.addMember',
    never: {},
    free: { outsiders: 'who can’t be reached is said when nobody is left' },
  },
  {
    name: 'handing the round over',
    from: at('started'),
    opened: does('Lotte', 'round.handOver'),
    verb: 'round.handOver',
    good: (team) => ({ person: team.id('Samir') }),
    never: { person: ['', STRANGER] },
  },
  {
    name: 'planning the talk',
    from: at('result'),
    opened: does('Lotte', 'talk.plan'),
    verb: 'talk.start',
    about: { planned: true },
    never: { date: [PAST, '2026-12-05', '2026-12-25'] },
  },
  {
    name: 'a note in the talk',
    from: at('result'),
    opened: async (team) => {
      const [samir, card] = [team.privately('Samir'), team.channel.withText('Bespreek dit samen')]
      await team.privately('Lotte').pressesIn(card, 'Nu starten')
      await team.privately('Lotte').pressesIn(card, 'Volgende')
      await samir.pressesIn(card, 'Noteren')
      return samir
    },
    verb: 'talk.note',
    about: { sent: true },
    never: { text: [''] },
  },
  {
    name: 'an action in the middle of the talk',
    from: at('result'),
    opened: async (team) => {
      const [lotte, card] = [team.privately('Lotte'), team.channel.withText('Bespreek dit samen')]
      await lotte.pressesIn(card, 'Nu starten')
      for (let step = 0; step < 12; step++) {
        const add = pressablesOf(seenBy(card, 'lotte') ?? {}).find(({ verb }) => verb === 'action.form')
        if (add) {
          await team.privately('Samir').pressesIn(card, add.label)
          break
        }
        await lotte.pressesIn(card, 'Volgende')
      }
      return team.privately('Samir')
    },
    verb: 'action.save',
    good: (team) => ({ what: 'Samen kijken', people: team.id('Samir') }),
    never: { what: [''], people: ['', STRANGER], followUp: ['', PAST] },
  },
  {
    name: 'taking out who left',
    from: at('started'),
    opened: async (team) => {
      await team.room.client.leaves('wout')
      await team.later('PT1M')
      return does('Lotte', 'round.takeOut')(team)
    },
    verb: 'round.takeOut',
    never: { person: [''] },
  },
  {
    name: 'looking something up',
    from: at('started'),
    opened: says('Samir', 'zoek haatspraak'),
    verb: 'library.search',
    // Not a word that is offered instead.
    about: { word: undefined },
    never: {},
  },
  {
    name: 'confirming the priorities',
    from: at('ranked'),
    opened: async (team) => team.privately('Lotte'),
    verb: 'priorities.confirm',
    never: { blocks: [''] },
  },
  {
    name: 'a direction',
    from: at('planned'),
    opened: async (team) => team.privately('Lotte'),
    verb: 'direction.save',
    good: () => ({}),
    never: { text: [''] },
  },
  {
    name: 'the team’s settings',
    from: at('planned'),
    opened: says('Lotte', 'instellingen'),
    verb: 'team.settings',
    good: () => ({ restFrom: '2026-12-21', restUntil: '2027-01-08', callLine: 'An, 0470 00 00 00' }),
    never: { restFrom: [''], restUntil: ['', PAST] },
  },
  {
    name: 'language and hours',
    from: at('started'),
    opened: says('Samir', 'uren'),
    verb: 'hours.set',
    good: () => ({ language: 'nl', from: '10', until: '16' }),
    never: { days: [''], until: ['8'] },
  },
  {
    name: 'a language',
    from: at('started'),
    opened: says('Samir', 'uren'),
    verb: 'language.set',
    good: () => ({ days: '1,2', from: '10', until: '16' }),
    never: { language: [''] },
    free: { days: 'saved by another button', from: '', until: '', zone: '' },
  },
]

/** What no field of its kind can hold, as far as a client lets anyone send it. */
const neverIn = ({ takes }: DrawnField): readonly string[] => {
  if (takes === 'text') return [TOO_LONG, 'x'.repeat(30_000)]
  // A picker gives existing days alone, a list what is in it; an older client of Teams has a field to type in.
  if (inject('platform') === 'slack') return takes === 'date' ? ['2199-01-04'] : []
  if (takes === 'date') return ['2199-01-04', '2027-02-30', 'overmorgen']
  return takes === 'choice' ? ['wat er niet in staat'] : []
}

const canBeSent = (field: DrawnField, value: string): boolean =>
  // In Slack a list never gives what isn't in it.
  !(inject('platform') === 'slack' && value === STRANGER) && !(value === '' && field.takes === 'tick')

/** What a field can't show when it comes back: a day that doesn't exist, a name that isn't there. */
const canStand = (field: DrawnField, value: string): boolean =>
  field.takes === 'text' ? value.length < 3000 : field.takes === 'date' && /^\d{4}-(?!02-30)/.test(value)

/** What is ticked comes back in the list's order. */
const alike = (stands = ''): string =>
  /^[\w:-]+(,[\w:-]+)+$/.test(stands) ? stands.split(',').toSorted().join() : stands

/** The last card of hers with that button, as she sees it. */
const shown = (team: Team, player: Player, { verb, about = {} }: Form) => {
  const has = (card: ReturnType<Player['card']>): boolean =>
    pressablesOf(card).some(
      (one) => one.verb === verb && Object.entries(about).every(([field, value]) => one.data[field] === value),
    )
  const found = player.messages().findLast((message) => has(seenBy(message, player.id) ?? {}))
  expect(found, `${verb} of ${team.id('Lotte')}`).toBeDefined()
  return found ? (seenBy(found, player.id) ?? {}) : {}
}

describe.each(FORMS)('the form for $name', (form) => {
  it('says beside each field what is wrong with it, keeps what was typed, and loses nothing', () =>
    form.from.play(async (team) => {
      const player = await form.opened(team)
      const fields = drawnFields(shown(team, player, form))
      expect(fields.length).toBeGreaterThan(0)
      const first = Object.fromEntries(fields.map(({ id, stands }) => [id, stands]))
      const good: Readonly<Record<string, string>> = { ...first, ...form.good?.(team) }
      for (const field of fields) {
        if (field.id in (form.free ?? {})) continue
        const values = [...neverIn(field), ...(form.never[field.id] ?? [])]
        for (const value of values.filter((one) => canBeSent(field, one))) {
          const about = `${field.id}: '${value.slice(0, 30)}'`
          await player.does(form.verb, { ...good, [field.id]: value }, form.about)
          const after = drawnFields(shown(team, player, form))
          const wrong = after.find(({ id }) => id === field.id)
          expect(wrong?.said, about).not.toBe('')
          expect(wrong, about).toBeDefined()
          if (canStand(field, value)) expect(wrong?.stands.trim(), about).toBe(value.trim())
          for (const { id } of fields)
            if (id !== field.id)
              expect(alike(after.find((one) => one.id === id)?.stands), `${id} beside ${about}`).toBe(alike(good[id]))
        }
      }
    }))
})
