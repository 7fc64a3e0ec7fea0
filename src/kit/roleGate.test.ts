import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kit } from '../../test/voice.ts'
import { gate } from './gate.ts'
import { growthBetween } from './growth.ts'
import { ANSWERS, type Answer } from './kit.ts'
import { alikeOf, differentOf, needOf, type Result } from './result.ts'
import { ROLES, type Role } from './roles.ts'
import { addSheet, EMPTY_TALLY, hasAnswer, mergeTallies, type SheetAnswers } from './tally.ts'

const mixed = (person: number): Record<string, Answer> =>
  Object.fromEntries(kit.elements.map(({ id, position }) => [id, ANSWERS[(position + person) % 3] ?? 'green']))
const person = (at: number, role?: Role | 'none', grades = mixed(at)): SheetAnswers => ({
  grades,
  remarks: {},
  ...(role ? { role } : {}),
})
const resultOf = (sheets: readonly SheetAnswers[], floor = 5): Result =>
  gate(kit, sheets.reduce(addSheet, EMPTY_TALLY), floor, true)
const team = (...sizes: readonly (readonly [Role | 'none', number])[]): SheetAnswers[] =>
  sizes.flatMap(([role, size]) => Array.from({ length: size }, () => role)).map((role, at) => person(at, role))
const all = (answer: Answer) => Object.fromEntries(kit.elements.map(({ id }) => [id, answer]))
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value)
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

  it('stands in place of the team’s own words, never beside them', () => {
    expect(resultOf(team(['youthWorker', 5], ['none', 5])).elements).toEqual([])
    expect(resultOf(team(['youthWorker', 4], ['none', 5])).elements).toHaveLength(42)
  })

  it('is shown only to a round that asked for it', () => {
    const tally = team(['youthWorker', 5], ['none', 5]).reduce(addSheet, EMPTY_TALLY)
    expect(gate(kit, tally, 5)).toMatchObject({ roles: [] })
    expect(gate(kit, tally, 5).elements).toHaveLength(42)
  })

  it('calls alike what every side says in the same word, and different what they don’t', () => {
    const of = (answers: Record<string, Answer>) => ({ ...mixed(0), ...answers })
    const sheets = [
      ...times(5, person(0, 'dpo', of({ '1.1': 'green', '1.2': 'green', '1.3': 'green' }))),
      ...times(5, person(0, 'none', of({ '1.1': 'green', '1.2': 'red', '1.3': 'skipped' }))),
    ]
    const result = resultOf(sheets)
    expect(alikeOf(result)).toContain('1.1')
    expect(differentOf(result)).toEqual(['1.2'])
    expect(alikeOf(result)).not.toContain('1.3')
  })

  it('counts what both sides say when it says how much a block asks for work', () => {
    const sheets = [...times(5, person(0, 'dpo', all('red'))), ...times(5, person(0, 'none', all('green')))]
    expect(needOf(resultOf(sheets), '1')).toBe(0.5)
  })

  const anyone = fc.record({
    role: fc.constantFrom(...ROLES.slice(0, 3), 'none' as const),
    grades: fc.dictionary(fc.constantFrom(...kit.elements.map(({ id }) => id)), fc.constantFrom(...ANSWERS), {
      minKeys: 20,
    }),
  })
  const anyTeam = fc.array(anyone, { minLength: 6, maxLength: 24 })

  it('puts everyone on one side of at least the floor, and says of a side only what its own people answered', () => {
    fc.assert(
      fc.property(anyTeam, (people) => {
        const sheets = people.map((one) => ({ ...one, remarks: {} }))
        const counting = sheets.filter(hasAnswer)
        const result = resultOf(sheets)
        const named = sidesOf(result).filter((role) => role !== 'others')
        const sideOf = ({ role }: SheetAnswers): string => (role && named.includes(role) ? role : 'others')
        for (const { role, elements } of result.roles) {
          const members = counting.filter((one) => sideOf(one) === role)
          expect(members.length).toBeGreaterThanOrEqual(5)
          expect(elements).toEqual(gate(kit, members.reduce(addSheet, EMPTY_TALLY), 5).elements)
        }
        expect(counting.filter((one) => !sidesOf(result).includes(sideOf(one)))).toEqual(
          result.roles.length > 0 ? [] : counting,
        )
      }),
    )
  })

  it('is the same on however many pages the sheets came', () => {
    fc.assert(
      fc.property(anyTeam, fc.nat(24), (people, cut) => {
        const sheets = people.map((one) => ({ ...one, remarks: {} }))
        const [one, other] = [sheets.slice(0, cut), sheets.slice(cut)].map((part) => part.reduce(addSheet, EMPTY_TALLY))
        const paged = gate(kit, mergeTallies(one ?? EMPTY_TALLY, other ?? EMPTY_TALLY), 5, true)
        expect(paged).toEqual(resultOf(sheets))
      }),
    )
  })
})

describe('growth between two rounds', () => {
  const of = (answer: Answer) => resultOf(Array.from({ length: 5 }, (_, at) => person(at, undefined, all(answer))))

  it.each([
    ['red', 'orange', 'greener'],
    ['green', 'orange', 'redder'],
    ['orange', 'orange', 'same'],
  ] as const)('from %s to %s is %s', (before, now, direction) => {
    const growth = growthBetween(of(before), of(now))
    expect(new Set(growth.map((one) => one.direction))).toEqual(new Set([direction]))
    expect(growth.map(({ block }) => block)).toEqual(kit.blocks.map(({ id }) => id))
  })

  it('is made of what two frozen results already show, and of no block that one of them leaves out', () => {
    const before = { ...of('red'), elements: of('red').elements.filter(({ element }) => /^[12]/.test(element)) }
    expect(growthBetween(before, of('green')).map(({ block }) => block)).toEqual(['1', '2'])
  })

  it('compares the words of blocks where one of the two rounds was small', () => {
    const small = resultOf(times(3, person(0, undefined, all('red'))))
    expect(growthBetween(small, of('green'))).toHaveLength(7)
    expect(growthBetween(of('green'), small)[0]).toEqual({ block: '1', direction: 'redder' })
    expect(growthBetween(small, small)[0]).toEqual({ block: '1', direction: 'same' })
  })
})
