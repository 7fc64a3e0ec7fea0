import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kit } from '../../test/voice.ts'
import { gate } from './gate.ts'
import { growthBetween } from './growth.ts'
import { ANSWERS, type Answer } from './kit.ts'
import {
  addCounts,
  addSheet,
  answersIn,
  EMPTY_TALLY,
  type GradeCounts,
  largest,
  mergeTallies,
  type Result,
  type SheetAnswers,
} from './result.ts'
import { ROLES, type Role } from './roles.ts'

const mixed = (person: number): Record<string, Answer> =>
  Object.fromEntries(kit.elements.map(({ id, position }) => [id, ANSWERS[(position + person) % 3] ?? 'green']))
const person = (at: number, role?: Role | 'none', grades = mixed(at)): SheetAnswers => ({
  grades,
  remarks: {},
  ...(role ? { role } : {}),
})
const resultOf = (sheets: readonly SheetAnswers[], floor = 5): Result =>
  gate(kit, sheets.reduce(addSheet, EMPTY_TALLY), floor)
const team = (...sizes: readonly (readonly [Role | 'none', number])[]): SheetAnswers[] =>
  sizes.flatMap(([role, size]) => Array.from({ length: size }, () => role)).map((role, at) => person(at, role))
const sidesOf = (result: Result): string[] => result.roles.map(({ role }) => role)

describe('privacy.5.2 the view per role', () => {
  it.each([
    ['a role and its others, five each', team(['youthWorker', 5], ['none', 5]), ['youthWorker', 'others']],
    ['four of a role', team(['youthWorker', 4], ['none', 8]), []],
    ['four others', team(['youthWorker', 8], ['none', 4]), []],
    ['two roles and nobody else', team(['youthWorker', 5], ['dpo', 5]), ['youthWorker', 'dpo']],
    ['two roles and one other', team(['youthWorker', 6], ['dpo', 5], ['ict', 1]), ['youthWorker', 'others']],
    [
      'two roles and five others',
      team(['youthWorker', 6], ['dpo', 5], ['ict', 2], ['none', 3]),
      ['youthWorker', 'dpo', 'others'],
    ],
    ['all of one role', team(['youthWorker', 12]), []],
    ['nobody who said', team(['none', 12]), []],
  ])('%s', (_what, sheets, sides) => {
    expect(sidesOf(resultOf(sheets))).toEqual(sides)
  })

  it('takes the round’s own floor, where it is higher', () => {
    expect(sidesOf(resultOf(team(['youthWorker', 6], ['none', 6]), 7))).toEqual([])
    expect(sidesOf(resultOf(team(['youthWorker', 7], ['none', 7]), 7))).toEqual(['youthWorker', 'others'])
  })

  it('tells a block apart only where someone who differed everywhere still can’t tell what the others said', () => {
    const agreed = Object.fromEntries(kit.elements.map(({ id }): [string, Answer] => [id, 'green']))
    const rebel = Object.fromEntries(kit.elements.map(({ id }): [string, Answer] => [id, 'red']))
    const sheets = [
      person(0, 'dpo', rebel),
      ...[1, 2, 3, 4].map((at) => person(at, 'dpo', agreed)),
      ...team(['none', 6]),
    ]
    expect(resultOf(sheets).roles).toEqual([])
  })

  const anyone = fc.record({
    role: fc.constantFrom(...ROLES.slice(0, 3), 'none' as const),
    grades: fc.dictionary(fc.constantFrom(...kit.elements.map(({ id }) => id)), fc.constantFrom(...ANSWERS), {
      minKeys: 20,
    }),
  })
  const anyTeam = fc.array(anyone, { minLength: 6, maxLength: 24 })

  /** What a block's figures sum, as docs/privacy-floor.md has it: those in counts, else those with enough answers. */
  const summedIn = (result: Result, sheets: readonly SheetAnswers[], block: string) => {
    const own = kit.elements.filter((element) => element.block === block)
    const counted = own.filter(({ id }) => result.elements.some((one) => one.element === id && one.in === 'counts'))
    const answers = (id: string): number =>
      sheets.filter(({ grades }) => grades[id] !== undefined && grades[id] !== 'skipped').length
    return counted.length > 0 ? counted : own.filter(({ id }) => answers(id) >= 4)
  }

  it('leaves open for every reader what the others of each side said, however the team is made up', () => {
    fc.assert(
      fc.property(anyTeam, (people) => {
        const sheets = people.map((one) => ({ ...one, remarks: {} }))
        const result = resultOf(sheets)
        const named = sidesOf(result).filter((role) => role !== 'others')
        const sideOf = ({ role }: SheetAnswers): string => (role && named.includes(role) ? role : 'others')
        for (const { role, blocks } of result.roles) {
          const members = sheets.filter((one) => sideOf(one) === role)
          // Whoever is in a side stands among enough, and so does everyone who isn't.
          expect(members.length).toBeGreaterThanOrEqual(5)
          expect(sheets.length - members.length).toBeGreaterThanOrEqual(5)
          for (const { block, counts } of blocks) {
            const elements = summedIn(result, sheets, block)
            for (const reader of members) {
              const own = elements.reduce((sum: GradeCounts, { id }) => {
                const answer = reader.grades[id]
                return answer && answer !== 'skipped' ? addCounts(sum, { ...addCounts(), [answer]: 1 }) : sum
              }, addCounts())
              const left = {
                green: counts.green - own.green,
                orange: counts.orange - own.orange,
                red: counts.red - own.red,
              }
              const agreeing = Math.max(left[largest(counts)], 0)
              expect(answersIn(left) - agreeing, `${role} ${block}`).toBeGreaterThanOrEqual(1)
            }
          }
        }
      }),
    )
  })

  it('adds up to the team’s own figures: it says nothing of elements that those leave out', () => {
    fc.assert(
      fc.property(anyTeam, (people) => {
        const result = resultOf(people.map((one) => ({ ...one, remarks: {} })))
        for (const { block } of result.roles[0]?.blocks ?? []) {
          const sum = result.roles.reduce(
            (all: GradeCounts, side) => addCounts(all, side.blocks.find((one) => one.block === block)?.counts),
            addCounts(),
          )
          expect(result.blocks.find((one) => one.block === block)?.counts).toMatchObject(sum)
        }
      }),
    )
  })

  it('is the same on however many pages the sheets came', () => {
    fc.assert(
      fc.property(anyTeam, fc.nat(24), (people, cut) => {
        const sheets = people.map((one) => ({ ...one, remarks: {} }))
        const [one, other] = [sheets.slice(0, cut), sheets.slice(cut)].map((part) => part.reduce(addSheet, EMPTY_TALLY))
        const paged = gate(kit, mergeTallies(one ?? EMPTY_TALLY, other ?? EMPTY_TALLY), 5)
        expect(paged).toEqual(resultOf(sheets))
      }),
    )
  })
})

describe('growth between two rounds', () => {
  const all = (answer: Answer) => Object.fromEntries(kit.elements.map(({ id }) => [id, answer]))
  const of = (answer: Answer) => resultOf(Array.from({ length: 5 }, (_, at) => person(at, undefined, all(answer))))

  it.each([
    ['red', 'orange', 'greener'],
    ['green', 'orange', 'redder'],
    ['orange', 'orange', 'same'],
  ] as const)('from %s to %s is %s', (before, now, direction) => {
    const growth = growthBetween(of(before), of(now))
    expect(new Set(growth.map((one) => one.direction))).toEqual(new Set([direction]))
    expect(growth).toHaveLength(of(now).blocks.length)
  })

  it('is made of what two frozen results already show, and of no block that one of them leaves out', () => {
    const before = { ...of('red'), blocks: of('red').blocks.slice(0, 2) }
    expect(growthBetween(before, of('green')).map(({ block }) => block)).toEqual(
      before.blocks.map(({ block }) => block),
    )
  })
})
