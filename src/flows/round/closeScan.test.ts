import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kit } from '../../../test/voice.ts'
import { gate } from '../../kit/gate.ts'
import { ANSWERS, type Answer } from '../../kit/kit.ts'
import { addSheet, EMPTY_TALLY, mergeTallies, type Result } from '../../kit/result.ts'
import { type Decision, decided, FORGOTTEN } from '../decision.ts'
import type { Effect, Message } from '../effect.ts'
import { decideRoster, pagesOf, type Roster } from '../roster/roster.ts'
import type { RoundBrief, Sheet } from '../sheet/sheet.ts'
import { decideSheetLifecycle } from '../sheet/sheetLifecycle.ts'
import { decideSheetTally, newSheetTallyPage, type SheetTallyPage } from '../tally/sheetTally.ts'
import { decideRound } from './decideRound.ts'
import type { ClosedRound, ClosingRound, DraftRound, OpenRound, Round } from './round.ts'

/**
 * The close protocol on its own: every aggregate a value in a map, every effect delivered in any order and as often as
 * a crash between doing and forgetting would have it.
 */
const world = (sheets: readonly (Readonly<Record<string, Answer>> | undefined)[]) => {
  const platform = { name: 'teams', tenant: 't', serviceUrl: 'https://s' } as const
  const members = sheets.map((_, at) => ({ person: `p${at}`, sheet: `s${at}` }))
  const spoken = { language: 'nl', blocks: kit.blocks.map(({ id }) => id), asksRole: false } as const
  const states = new Map<string, unknown>()
  const pending: Effect[] = []
  const round: OpenRound = {
    id: 'r',
    platform,
    channel: 'c',
    zone: 'Europe/Brussels',
    title: 'Online werken',
    coordinators: ['p0'],
    floor: 5,
    closesAt: 9000,
    ...spoken,
    status: 'open',
    asked: members.length,
    pages: pagesOf(members).length,
    added: [],
    progressCards: [],
    controlCards: [],
    members: [],
    handedIn: [sheets.filter((one) => one !== undefined).length],
    tallied: [],
    unreachable: [],
  }
  const brief: RoundBrief = {
    round: 'r',
    platform,
    channel: 'c',
    zone: 'Europe/Brussels',
    title: '',
    coordinators: ['p0'],
    floor: 5,
    closesAt: 9000,
    ...spoken,
    open: true,
  }
  states.set('round', round)
  for (const [page, some] of pagesOf(members).entries())
    states.set(`roster/${page}`, { round: 'r', page, members: some } satisfies Roster)
  for (const [at, grades] of sheets.entries()) {
    const sheet: Sheet = {
      ...brief,
      coordinator: 'p0',
      id: `s${at}`,
      page: Math.floor(at / 200),
      person: `p${at}`,
      status: grades === undefined ? 'open' : 'handedIn',
      at: { on: 'thanks' },
      grades: grades ?? { '1.1': 'red' },
      remarks: {},
      wantsCopy: false,
      cards: [],
      nudged: 0,
      quiet: false,
      heard: [],
    }
    states.set(`s${at}`, sheet)
  }
  /** False when it must be told again later. */
  const settle = <S>(key: string, decide: (state: S | undefined) => Decision<S>): boolean => {
    const decided = decide(states.get(key) as S | undefined)
    if (decided.kind !== 'decided') return decided.kind !== 'notYet'
    if (decided.state === FORGOTTEN) states.delete(key)
    else states.set(key, decided.state)
    for (const effect of decided.effects) {
      const same = pending.findIndex(({ id }) => id === effect.id)
      if (same >= 0) pending.splice(same, 1)
      pending.push(effect)
    }
    return true
  }
  const open = (): boolean => (states.get('round') as Round | undefined)?.status === 'closing'
  const results: Result[] = []
  const deliver = (event: Message): boolean => {
    switch (event.type) {
      case 'assembled':
      case 'pageClosed':
      case 'pageReleased':
        return settle<Roster>(`roster/${event.page}`, (roster) => decideRoster(roster, event, 5000))
      case 'sheetClosed':
        settle<Sheet>(event.member.sheet, (sheet) =>
          decideSheetLifecycle(sheet, { ...event, brief, live: open() }, 5000),
        )
        break
      case 'sheetForgotten':
        settle<Sheet>(event.sheet, (sheet) => decideSheetLifecycle(sheet, event, 5000))
        break
      case 'expected':
      case 'added':
      case 'tallyForgotten':
        settle<SheetTallyPage>(`tally/${event.page}`, (page) =>
          page || open()
            ? decideSheetTally(page ?? newSheetTallyPage('r', event.page), event, 5000)
            : { kind: 'unchanged' },
        )
        break
      case 'pageTallied':
        settle<Round>('round', (known) => decideRound(known, event, 5000))
        break
      case 'allTallied': {
        if (!open()) break
        const tallies = Array.from(
          { length: event.pages },
          (_, page) => (states.get(`tally/${page}`) as SheetTallyPage).sum,
        )
        const result = gate(kit, tallies.reduce(mergeTallies, EMPTY_TALLY), 5)
        results.push(result)
        settle<Round>('round', (known) => decideRound(known, { type: 'allTallied', result, growth: [] }, 5000))
        break
      }
      default:
    }
    return true
  }
  return { states, pending, settle, deliver, results }
}

const grades = fc.option(
  fc.dictionary(fc.constantFrom(...kit.elements.map(({ id }) => id)), fc.constantFrom(...ANSWERS)),
  {
    nil: undefined,
  },
)

describe('the close', () => {
  it('counts each handed-in sheet exactly once, in whatever order and however often it is told', () => {
    fc.assert(
      fc.property(
        fc.array(grades, { minLength: 3, maxLength: 12 }),
        fc.infiniteStream(fc.nat(1000)),
        (sheets, chance) => {
          const { states, pending, settle, deliver, results } = world(sheets)
          fc.pre(sheets.filter((one) => one !== undefined).length >= 3)
          const next = (): number => chance.next().value ?? 0
          // Someone is added just before: her page may come to be only after the close was told to it.
          const members = [{ person: 'late', sheet: 'slate' }]
          settle<Round>('round', (round) => decideRound(round, { type: 'membersAdded', actor: 'p0', members }, 4000))
          settle<Round>('round', (round) =>
            decideRound(round, { type: 'closeAsked', actor: 'p0', confirmed: true }, 4000),
          )
          for (let guard = 0; guard < 3000; guard++) {
            const due = pending.filter(({ due: at }) => at <= 5000)
            if (due.length === 0) break
            const effect = due[next() % due.length]
            if (!effect) break
            // Delivered; then forgotten, unless this is one of the times a crash comes between the two.
            const heard = effect.payload.do !== 'tell' || deliver(effect.payload.event)
            const current = pending.indexOf(effect)
            if (heard && current >= 0 && next() % 4 !== 0) pending.splice(current, 1)
          }
          const handedIn = sheets.flatMap((one) => (one === undefined ? [] : [{ grades: one, remarks: {} }]))
          const expected = gate(kit, handedIn.reduce(addSheet, EMPTY_TALLY), 5)
          expect((states.get('round') as ClosedRound).result).toEqual(expected)
          expect(results.length).toBeGreaterThan(0)
          expect([...states.keys()].filter((key) => key.startsWith('s') || key.startsWith('tally'))).toEqual([])
        },
      ),
      { numRuns: 150 },
    )
  })

  it('never ends with fewer than three hand-ins: the coordinator is asked instead', () => {
    const { states, settle } = world([{ '1.1': 'green' }, { '1.1': 'green' }, undefined])
    settle<Round>('round', (round) => decideRound(round, { type: 'deadlineReached' }, 9000))
    expect(states.get('round')).toMatchObject({ status: 'short' })
  })

  it('closes after all when who handed in before the deadline is heard of after it', () => {
    const handedIn = { '1.1': 'green' } as const
    const { states, settle } = world([handedIn, handedIn, handedIn])
    settle<Round>('round', (round) => decided({ ...(round as Round), handedIn: [2] }))
    settle<Round>('round', (round) => decideRound(round, { type: 'deadlineReached' }, 9000))
    expect(states.get('round')).toMatchObject({ status: 'short' })
    settle<Round>('round', (round) => decideRound(round, { type: 'pageCounted', page: 0, handedIn: 3 }, 9001))
    expect(states.get('round')).toMatchObject({ status: 'closing' })
  })

  it('is not decided by anyone but the coordinator', () => {
    const { states } = world([{ '1.1': 'green' }])
    const round = states.get('round') as Round
    const asked = { type: 'closeAsked', actor: 'p1', confirmed: true } as const
    expect(decideRound(round, asked, 1)).toEqual({ kind: 'refusal', why: 'notCoordinator' })
  })
})

describe('a card that was on its way when the round closed', () => {
  it('says goodbye like the others once it is recorded', () => {
    const { states } = world([{ '1.1': 'green' }])
    const sheet = { ...(states.get('s0') as Sheet), status: 'closed' as const }
    const message = { platform: sheet.platform, conversation: 'chat', message: 'm1' }
    const decided = decideSheetLifecycle(sheet, { type: 'posted', message }, 5000)
    expect(decided).toMatchObject({ effects: [{ payload: { do: 'edit', card: { screen: 'scanClosed' }, message } }] })
  })
})

describe('a round', () => {
  const open = world([{ '1.1': 'green' }, undefined, undefined]).states.get('round') as OpenRound
  const after = (event: Parameters<typeof decideRound>[1], now = 1000) => decideRound(open, event, now)

  it('edits the channel card at most every five seconds', () => {
    const decided = after({ type: 'pageCounted', page: 0, handedIn: 2 })
    const progress = decided.kind === 'decided' ? decided.effects.find(({ id }) => id === 'edit/progress/r') : undefined
    expect(progress).toMatchObject({ due: 6000, timing: 'edit' })
  })

  it('never lets progress drop', () => {
    expect(after({ type: 'pageCounted', page: 0, handedIn: 0 })).toEqual({ kind: 'unchanged' })
  })

  it('moves every sheet along when it is extended, and takes the new deadline', () => {
    const decided = after({ type: 'extended', actor: 'p0', closesAt: 20_000 })
    const ids = decided.kind === 'decided' ? decided.effects.map(({ id, due }) => [id, due]) : []
    expect(ids).toContainEqual(['deadlineReached/r', 20_000])
    expect(ids).toContainEqual(['extended/r/0', 1000])
  })

  it('privacy.5.6 keeps nobody it looked up once it has started', () => {
    const check = { unreachable: ['p1'], guests: ['p2'], outside: ['x'], readers: 3 }
    const members = [{ person: 'p0', sheet: 's0' }]
    const draft: DraftRound = { ...open, status: 'draft', members, check, outsiders: ['directory-x'] }
    const started = decideRound(draft, { type: 'startConfirmed' }, 1000)
    const state = started.kind === 'decided' ? JSON.stringify(started.state) : ''
    expect(state).toContain('"status":"open"')
    for (const one of ['p1', 'p2', '"x"', 'directory-x', 's0']) expect(state).not.toContain(one)
  })

  it('privacy.5.6 keeps nobody of its roster once the result is frozen, but who steers it', () => {
    const closing: ClosingRound = { ...open, status: 'closing', unreachable: ['p7'], added: ['s7'] }
    const result = gate(kit, EMPTY_TALLY, 5)
    const frozen = decideRound(closing, { type: 'allTallied', result, growth: [] }, 1000)
    const state = frozen.kind === 'decided' ? JSON.stringify(frozen.state) : ''
    expect(state).toContain('"status":"closed"')
    for (const one of ['p7', 's7']) expect(state).not.toContain(one)
  })

  it('ignores a deadline that has been moved on', () => {
    expect(after({ type: 'deadlineReached' }, 1000)).toEqual({ kind: 'unchanged' })
  })
})
