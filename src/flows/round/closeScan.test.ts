import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NOW } from '../../../test/deciderSpecification.ts'
import { roundWith } from '../../../test/given/roundWith.ts'
import { BRIEF, sheetWith } from '../../../test/given/sheetWith.ts'
import { kit } from '../../../test/voice.ts'
import { gate } from '../../kit/gate.ts'
import { ANSWERS, type Answer } from '../../kit/kit.ts'
import type { Result } from '../../kit/result.ts'
import { addSheet, EMPTY_TALLY, mergeTallies } from '../../kit/tally.ts'
import { type Decision, FORGOTTEN } from '../decision.ts'
import type { Effect, Message } from '../effect.ts'
import { decideRoster, PAGE, pagesOf, type Roster } from '../roster/roster.ts'
import type { Sheet } from '../sheet/sheet.ts'
import { decideSheetLifecycle } from '../sheet/sheetLifecycle.ts'
import { decideSheetTally, newSheetTallyPage, type SheetTallyPage } from '../tally/sheetTally.ts'
import { decideRound } from './decideRound.ts'
import type { Round } from './round.ts'

const blocks = kit.blocks.map(({ id }) => id)

/**
 * The close protocol on its own: every aggregate a value in a map, every effect delivered in any order and as often as
 * a crash between doing and forgetting would have it.
 */
const world = (sheets: readonly (Readonly<Record<string, Answer>> | undefined)[]) => {
  const members = sheets.map((_, at) => ({ person: `p${at}`, sheet: `s${at}` }))
  const states = new Map<string, unknown>()
  const pending: Effect[] = []
  const handedIn = [sheets.filter((one) => one !== undefined).length]
  const pages = pagesOf(members)
  const part = { coordinators: ['p0'], blocks, asked: members.length, pages: pages.length, handedIn }
  states.set('round', roundWith(part))
  for (const [page, some] of pages.entries())
    states.set(`roster/${page}`, { round: 'r', page, members: some } satisfies Roster)
  for (const [at, grades] of sheets.entries())
    states.set(
      `s${at}`,
      sheetWith({
        id: `s${at}`,
        page: Math.floor(at / PAGE),
        person: `p${at}`,
        status: grades === undefined ? 'open' : 'handedIn',
        grades: grades ?? { '1.1': 'red' },
      }),
    )
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
        return settle<Roster>(`roster/${event.page}`, (roster) => decideRoster(roster, event, NOW))
      case 'sheetClosed':
        settle<Sheet>(event.member.sheet, (sheet) =>
          decideSheetLifecycle(sheet, { ...event, brief: BRIEF, live: open() }, NOW),
        )
        break
      case 'sheetForgotten':
        settle<Sheet>(event.sheet, (sheet) => decideSheetLifecycle(sheet, event, NOW))
        break
      case 'expected':
      case 'added':
      case 'tallyForgotten':
        settle<SheetTallyPage>(`tally/${event.page}`, (page) =>
          page || open()
            ? decideSheetTally(page ?? newSheetTallyPage('r', event.page), event, NOW)
            : { kind: 'unchanged' },
        )
        break
      case 'pageTallied':
        settle<Round>('round', (known) => decideRound(known, event, NOW))
        break
      case 'allTallied': {
        if (!open()) break
        const tallies = Array.from(
          { length: event.pages },
          (_, page) => (states.get(`tally/${page}`) as SheetTallyPage).sum,
        )
        const result = gate(kit, tallies.reduce(mergeTallies, EMPTY_TALLY), 5)
        results.push(result)
        settle<Round>('round', (known) => decideRound(known, { type: 'allTallied', result, growth: [] }, NOW))
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
  it('counts each handed-in sheet with an answer on it exactly once, in whatever order and however often it is told', () => {
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
          settle<Round>('round', (round) => decideRound(round, { type: 'membersAdded', actor: 'p0', members }, NOW))
          settle<Round>('round', (round) =>
            decideRound(round, { type: 'closeAsked', actor: 'p0', confirmed: true }, NOW),
          )
          for (let guard = 0; guard < 3000; guard++) {
            const due = pending.filter(({ due: at }) => at <= NOW)
            if (due.length === 0) break
            const effect = due[next() % due.length]
            if (!effect) break
            // Delivered; then forgotten, unless this is one of the times a crash comes between the two.
            const heard = effect.payload.do !== 'tell' || deliver(effect.payload.event)
            const current = pending.indexOf(effect)
            if (heard && current >= 0 && next() % 4 !== 0) pending.splice(current, 1)
          }
          // One on which everything is skipped was handed in to be left in peace.
          const counts = (one: (typeof sheets)[number]) => Object.values(one ?? {}).some((grade) => grade !== 'skipped')
          const handedIn = sheets.flatMap((one) => (one && counts(one) ? [{ grades: one, remarks: {} }] : []))
          const expected = gate(kit, handedIn.reduce(addSheet, EMPTY_TALLY), 5)
          expect(states.get('round')).toEqual(expect.objectContaining({ result: expected }))
          expect(results.length).toBeGreaterThan(0)
          expect([...states.keys()].filter((key) => key.startsWith('s') || key.startsWith('tally'))).toEqual([])
        },
      ),
      { numRuns: 150 },
    )
  })
})
