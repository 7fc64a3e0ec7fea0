import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { actionWith } from '../../../test/given/actionWith.ts'
import { decideApartFromTerm } from '../../../test/given/channelApartFromTerm.ts'
import { DAY, type Instant } from '../../kit/calendar/instant.ts'
import { isWorkday } from '../../kit/calendar/workdays.ts'
import { FORGOTTEN } from '../decision.ts'
import type { ChannelEvent } from './channel.ts'
import { planRowOf, planStateOf } from './plan.ts'
import type { Channel, PlanRow } from './state.ts'

const here = { platform: PLATFORM, channel: '19:team' } as const
const decide = (channel: Channel | undefined, event: ChannelEvent, now: Instant) =>
  decideApartFromTerm(here, channel, event, now)
const { given } = deciderSpecification<Channel, ChannelEvent>(decide)

const place = { team: 'hash', zone: 'Europe/Brussels', earlier: [] } as const
const row = (action: string, state: PlanRow['state'] = 'running', version = 1): PlanRow => ({
  action,
  block: '1',
  state,
  version,
})
const channelWith = (part: Partial<Channel>): Channel => ({ ...here, open: undefined, ended: [], heard: [], ...part })
const planned = channelWith({
  actions: ['a'],
  planRows: [row('a')],
  planCards: [{ platform: PLATFORM, conversation: '19:team', message: 'm' }],
  digest: { next: '2026-12-01', last: '2026-11-02' },
})
const changed = (rows: readonly PlanRow[], gone: readonly string[] = []) =>
  ({ type: 'planChanged', ...place, rows, gone }) as const
const redrawn = {
  id: 'edit/plan/hash',
  due: NOW,
  edit: { screen: 'plan', ...here },
  message: 'own',
} as const
const opening = (date: string): Instant => Date.parse(`${date}T09:30:00+01:00`)
const dueOn = (date: string) =>
  ({
    id: 'digest/hash',
    due: opening(date),
    tell: { type: 'digestDue', ...here, date },
  }) as const
const due = (date: string) => ({ type: 'digestDue', ...place, date }) as const
const digestCard = (since: string, until: string) => ({ screen: 'digest', ...here, since, until }) as const

describe('a row of the plan', () => {
  it.each([
    ['waiting', { asked: '2026-12-17' }],
    ['running', {}],
    ['open', { accepted: [] }],
    ['running', { accepted: [], owners: [] }],
    ['onTrack', { history: [{ date: '2026-12-01', outcome: 'onTrack', value: '', note: '' }] }],
    ['adjust', { history: [{ date: '2026-12-01', outcome: 'adjust', value: '', note: '' }] }],
    ['done', { status: 'done' }],
    ['stopped', { status: 'stopped' }],
  ] as const)('is %s', (state, part) => {
    expect(planStateOf(actionWith(part))).toBe(state)
  })

  it('says since when it waits, else when it is looked back at', () => {
    expect(planRowOf(actionWith({ asked: '2026-12-04' }), 1).date).toBe('2026-12-04')
    expect(planRowOf(actionWith({ next: '2027-01-04' }), 1).date).toBe('2027-01-04')
    expect('date' in planRowOf(actionWith({ next: undefined }), 1)).toBe(false)
  })
})

describe('the plan of a team', () => {
  it('takes up what changed, and its cards follow', () => {
    given(planned)
      .when(changed([row('a', 'waiting', 2), row('b')]))
      .thenChanged({ actions: ['a', 'b'], planRows: [row('a', 'waiting', 2), row('b')] }, redrawn)
  })

  it('never puts what was read earlier in the place of what was read later', () => {
    given(channelWith({ ...planned, planRows: [row('a', 'done', 3)] }))
      .when(changed([row('a', 'running', 2)]))
      .thenUnchanged()
  })

  it('is drawn once for what is told twice', () => {
    const event = changed([row('a', 'waiting', 2)])
    given(planned, event).when(event).thenUnchanged()
    given(planned, changed([], ['a']))
      .when(changed([], ['a']))
      .thenUnchanged()
    // Its first card is yet to come, or an action was only announced so far.
    const { planCards: _, ...unseen } = planned
    given(unseen, event)
      .when(event)
      .thenChanged(
        {},
        {
          id: 'post/plan/hash',
          due: NOW,
          post: { screen: 'plan', ...here },
          to: { in: 'channel', ...here },
        },
      )
    given({ ...planned, planRows: [] }, changed([row('a')]))
      .when(changed([row('a', 'waiting', 2)]))
      .thenChanged({ planRows: [row('a', 'waiting', 2)] }, redrawn)
  })

  it('is rid of an action that is forgotten', () => {
    given(planned)
      .when(changed([], ['a']))
      .thenChanged({ actions: [], planRows: [] }, redrawn)
  })
})

describe('the monthly digest', () => {
  it('is planned with the first action that runs, for the first working day of the next month', () => {
    const fresh = channelWith({ actions: ['a'], planCards: [] })
    const at = opening('2026-12-02')
    // 1 January is a holiday, and the 2nd and 3rd a weekend.
    given(fresh)
      .when(changed([row('a')]), at)
      .thenChanged(
        { planRows: [row('a')], digest: { next: '2027-01-04', last: '2026-12-02' } },
        { ...redrawn, due: at },
        dueOn('2027-01-04'),
      )
    // In the last days of a month there is nothing to tell by its end.
    given(fresh)
      .when(changed([row('a')]))
      .thenChanged(
        { planRows: [row('a')], digest: { next: '2027-01-04', last: '2026-11-23' } },
        redrawn,
        dueOn('2027-01-04'),
      )
  })

  it('isn’t planned where nothing runs, or where the team wants none', () => {
    given(channelWith({ actions: ['a'], planCards: [] }))
      .when(changed([row('a', 'done')]))
      .thenChanged({ planRows: [row('a', 'done')] }, redrawn)
    given(channelWith({ actions: ['a'], planCards: [], digest: { off: true } }))
      .when(changed([row('a')]))
      .thenChanged({ planRows: [row('a')] }, redrawn)
  })

  it('is posted within the usual hours, about the month before, and the next is planned with it', () => {
    given(planned)
      .when(due('2026-12-01'), opening('2026-12-01'))
      .thenChanged(
        { digest: { next: '2027-01-04', last: '2026-12-01' } },
        {
          id: 'post/digest/hash/2026-12-01',
          due: opening('2026-12-01'),
          post: digestCard('2026-11-02', '2026-12-01'),
          to: { in: 'channel', ...here },
          quiet: true,
        },
        dueOn('2027-01-04'),
      )
  })

  it('comes once after a bot was down for three months, about all of them', () => {
    given(channelWith({ ...planned, digest: { next: '2026-12-01', last: '2026-11-02' } }))
      .when(due('2026-12-01'), Date.parse('2027-02-20T22:00:00+01:00'))
      .thenChanged(
        { digest: { next: '2027-04-01', last: '2027-02-20' } },
        {
          id: 'post/digest/hash/2027-02-20',
          due: opening('2027-02-22'),
          post: digestCard('2026-11-02', '2027-02-20'),
          to: { in: 'channel', ...here },
          quiet: true,
        },
        // Nine days on it would have little to tell.
        { ...dueOn('2027-04-01'), due: Date.parse('2027-04-01T09:30:00+02:00') },
      )
  })

  it('is told twice and posted once, and one that was planned before is not posted at all', () => {
    given(planned).when(due('2026-11-02')).thenUnchanged()
    given(channelWith({ ...planned, digest: { next: '2027-01-04', last: '2026-12-01' } }))
      .when(due('2026-12-01'))
      .thenUnchanged()
    given(channelWith({ ...planned, digest: { off: true, next: '2026-12-01' } }))
      .when(due('2026-12-01'))
      .thenUnchanged()
  })

  it('says nothing once nothing runs; the next action that runs plans one again', () => {
    const over = channelWith({ ...planned, planRows: [row('a', 'done')] })
    given(over)
      .when(due('2026-12-01'))
      .thenChanged({ digest: { last: '2026-11-02' } })
    given(over, due('2026-12-01'))
      .when(changed([row('a', 'running', 2)]))
      .thenChanged(
        { planRows: [row('a', 'running', 2)], digest: { next: '2026-12-01', last: '2026-11-02' } },
        redrawn,
        dueOn('2026-12-01'),
      )
  })

  it('waits for the end of the team’s quiet days', () => {
    const rest = { from: '2026-12-01', until: '2027-01-10' }
    given(channelWith({ ...planned, rest, digest: { last: '2026-11-02' } }))
      .when(changed([row('a')]))
      .thenChanged({ digest: { next: '2027-01-11', last: '2026-11-02' } }, redrawn, dueOn('2027-01-11'))
    given(channelWith({ ...planned, rest }))
      .when(due('2026-12-01'), opening('2026-12-01'))
      .thenChanged({ digest: { next: '2027-01-11', last: '2026-11-02' } }, dueOn('2027-01-11'))
  })

  it('is turned off and on again', () => {
    given(planned)
      .when({ type: 'digestSet', ...place, on: false })
      .thenChanged({ digest: { off: true, last: '2026-11-02' } }, redrawn)
    given(planned, { type: 'digestSet', ...place, on: false })
      .when({ type: 'digestSet', ...place, on: true })
      .thenChanged({ digest: { off: false, next: '2026-12-01', last: '2026-11-02' } }, redrawn, dueOn('2026-12-01'))
  })

  it('is planned exactly once as long as something runs, whatever happens over the years', () => {
    const what = fc.oneof(
      fc.record({ do: fc.constant('change' as const), at: fc.nat(3), runs: fc.boolean() }),
      fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 200 }) }),
      fc.record({ do: fc.constant('rest' as const), days: fc.integer({ min: 0, max: 90 }) }),
      fc.record({ do: fc.constant('again' as const) }),
    )
    fc.assert(
      fc.property(fc.array(what, { maxLength: 60 }), (steps) => {
        let [team, now, version] = [channelWith({ planCards: [] }), NOW, 0]
        const pending = new Map<string, { readonly date: string; readonly at: Instant }>()
        let last: ChannelEvent | undefined
        const happens = (event: ChannelEvent): void => {
          const decision = decide(team, event, now)
          if (decision.kind !== 'decided' || decision.state === FORGOTTEN) return
          team = decision.state
          for (const { id, due: at, payload } of decision.effects)
            if (payload.do === 'tell' && payload.event.type === 'digestDue')
              pending.set(id, { date: payload.event.date, at })
        }
        const settle = (): void => {
          for (const [id, { date, at }] of [...pending]) {
            if (at > now) continue
            pending.delete(id)
            last = due(date)
            happens(last)
          }
        }
        for (const step of steps) {
          version += 1
          if (step.do === 'change') happens(changed([row(`a${step.at}`, step.runs ? 'running' : 'done', version)]))
          else if (step.do === 'wait') now += step.days * DAY
          else if (step.do === 'again') last && happens(last)
          else {
            const dateOf = (days: number): string => new Date(now + days * DAY).toISOString().slice(0, 10)
            const rest = step.days === 0 ? undefined : { from: dateOf(1), until: dateOf(step.days) }
            const settings = { language: 'nl', zone: place.zone, rest, digest: true, kept: 24 } as const
            happens({ type: 'settingsChosen', ...place, settings })
          }
          settle()
          const runs = (team.planRows ?? []).some(({ state }) => state === 'running')
          if (!runs) continue
          const next = team.digest?.next ?? ''
          expect([...pending.values()].map(({ date }) => date)).toEqual([next])
          expect(isWorkday(next)).toBe(true)
        }
      }),
    )
  })
})

describe('the settings of a team', () => {
  const settings = { language: 'en', zone: 'Europe/Lisbon', rest: undefined, digest: true, kept: 24 } as const

  it('are kept, and the plan’s cards speak the language', () => {
    given(planned)
      .when({ type: 'settingsChosen', ...place, settings })
      .thenChanged(
        {
          language: 'en',
          zone: 'Europe/Lisbon',
          keptMonths: 24,
          digest: { off: false, next: '2026-12-01', last: '2026-11-02' },
        },
        redrawn,
        // 1 December is a holiday nowhere here, and it opens an hour later in Lisbon.
        { ...dueOn('2026-12-01'), due: opening('2026-12-01') + DAY / 24 },
      )
  })

  it('say how long results and plan are kept, also those that are there already', () => {
    given(channelWith({ ...planned, ended: ['r1'] }))
      .when({ type: 'settingsChosen', ...place, settings: { ...settings, zone: place.zone, language: 'nl', kept: 12 } })
      .thenChanged(
        {
          language: 'nl',
          zone: place.zone,
          keptMonths: 12,
          digest: { off: false, next: '2026-12-01', last: '2026-11-02' },
        },
        redrawn,
        dueOn('2026-12-01'),
        { id: 'resultKeptFor/r1', due: NOW, tell: { type: 'resultKeptFor', round: 'r1', months: 12 } },
        { id: 'planKeptFor/a', due: NOW, tell: { type: 'planKeptFor', action: 'a', months: 12 } },
      )
  })

  it('say whom the team calls when it is worried; a form that doesn’t ask leaves it, an empty one takes it away', () => {
    const lineAfter = (callLine: string | undefined): unknown => {
      const event = { type: 'settingsChosen', ...place, settings: { ...settings, callLine } } as const
      const decision = decide(channelWith({ ...planned, callLine: 'De permanentie' }), event, NOW)
      return decision.kind === 'decided' && decision.state !== FORGOTTEN ? decision.state.callLine : decision
    }
    expect(lineAfter('112')).toBe('112')
    expect(lineAfter(undefined)).toBe('De permanentie')
    expect(lineAfter('')).toBeUndefined()
  })

  it('end the quiet days when they are taken out', () => {
    given(
      channelWith({
        ...planned,
        rest: { from: '2026-12-01', until: '2027-01-10' },
        digest: { next: '2027-01-11', last: '2026-11-02' },
      }),
    )
      .when({ type: 'settingsChosen', ...place, settings: { ...settings, zone: place.zone } })
      .thenChanged(
        {
          language: 'en',
          zone: place.zone,
          rest: undefined,
          keptMonths: 24,
          digest: { off: false, next: '2026-12-01', last: '2026-11-02' },
        },
        redrawn,
        dueOn('2026-12-01'),
      )
  })
})
