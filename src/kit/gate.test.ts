import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kit } from '../../test/voice.ts'
import { depthFor, elementFigure, gate } from './gate.ts'
import { ANSWERS, type Answer } from './kit.ts'
import { alikeOf, differentOf, type Result, wordsIn } from './result.ts'
import { addSheet, EMPTY_TALLY, type GradeCounts, mergeTallies, type SheetAnswers, type Tally } from './tally.ts'

const sheet = (grades: Record<string, Answer>, remarks: Record<string, string> = {}): SheetAnswers => ({
  grades,
  remarks,
})
const all = (answer: Answer): Record<string, Answer> => Object.fromEntries(kit.elements.map(({ id }) => [id, answer]))
const tallyOf = (sheets: readonly SheetAnswers[]): Tally => sheets.reduce(addSheet, EMPTY_TALLY)
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value)
const shown = (sheets: readonly SheetAnswers[], floor = 5): Result => gate(kit, tallyOf(sheets), floor)
const figure = (result: Result, id: string) => result.elements.find(({ element }) => element === id)

describe('privacy.5.2 the floor', () => {
  it.each([
    [0, 5, 'nothing'],
    [2, 5, 'nothing'],
    [3, 5, 'blocks'],
    [4, 5, 'blocks'],
    [5, 5, 'elements'],
    [7, 8, 'blocks'],
    [8, 8, 'elements'],
    [9, 10, 'blocks'],
    [10, 10, 'elements'],
  ] as const)('with %i sheets and a floor of %i it shows %s', (sheets, floor, depth) => {
    expect(depthFor(sheets, floor)).toBe(depth)
    expect(shown(times(sheets, sheet(all('green'))), floor).depth).toBe(depth)
  })

  it('counts only sheets with an answer: one on which all is skipped changes nothing', () => {
    const four = times(4, sheet(all('red')))
    expect(shown([...four, sheet(all('skipped'))])).toEqual(shown(four))
    expect(shown([...four, sheet(all('skipped'))]).handedIn).toBe(4)
  })

  it('says a word a block of three or four people, and nothing of elements, likeness or remarks', () => {
    const result = shown([...times(3, sheet(all('red'), { '1': 'tijd' })), sheet(all('green'))])
    expect(result).toMatchObject({ elements: [], roles: [], remarks: [] })
    expect(result.blocks).toEqual(kit.blocks.map(({ id }) => ({ block: id, tendency: 'mostly-red' })))
    expect(alikeOf(result)).toEqual([])
    expect(differentOf(result)).toEqual([])
  })

  it('says nothing of a block in a small round when few answered it, so that skipping never leaves one colleague alone', () => {
    // She skips all of block 1 but two elements: what is left is mostly the other two people's.
    const most = Object.fromEntries(kit.blocks[0]?.elements.slice(2).map(({ id }) => [id, 'skipped' as const]) ?? [])
    const three = [sheet({ ...all('green'), ...most }), ...times(2, sheet(all('orange')))]
    const block1 = (sheets: readonly SheetAnswers[]) => shown(sheets).blocks.find(({ block }) => block === '1')
    expect(block1(three)).toBeUndefined()
    expect(block1(times(3, sheet(all('orange'))))).toEqual({ block: '1', tendency: 'mostly-orange' })
  })

  it('speaks of no total of answers anywhere: a block is the words of its elements', () => {
    const result = shown(
      times(12, 0).map((_, at) => sheet(all((['green', 'orange', 'red'] as const)[at % 3] ?? 'red'))),
    )
    expect(JSON.stringify(result)).not.toMatch(/counts|green":|orange":|red":/)
    expect(wordsIn(result.elements)).toEqual({
      'mostly-red': 0,
      'mostly-orange': 0,
      divided: 42,
      few: 0,
      'mostly-green': 0,
    })
  })

  it('makes each element’s figure of its own answers alone, and its kind of how many there are', () => {
    const column = fc.array(fc.constantFrom(...ANSWERS), { minLength: 5, maxLength: 14 })
    fc.assert(
      fc.property(column, fc.constantFrom(...ANSWERS), (answers, elsewhere) => {
        // One element was answered by everyone, so that each sheet counts.
        const world = (other: Answer) =>
          answers.map((answer) =>
            sheet({ '2.2': 'green', '1.1': answer, ...(other === 'skipped' ? {} : { '1.2': other }) }),
          )
        expect(figure(shown(world(elsewhere)), '1.1')).toEqual(figure(shown(world('skipped')), '1.1'))
      }),
    )
  })

  it('shows remarks from the floor and three authors on, without saying whose or in what order they came', () => {
    const remark = (text: string) => sheet(all('green'), { '1': text, '2': `${text} ook` })
    const two = [remark('b'), remark('a'), ...times(5, sheet(all('green')))]
    expect(shown(two).remarks).toEqual([])
    const three = shown([...two, remark('c')]).remarks
    expect(three.map(({ text }) => text)).toEqual(['a', 'b', 'c', 'a ook', 'b ook', 'c ook'])
    expect(shown([remark('a'), remark('b'), remark('c')]).remarks).toEqual([])
  })
})

describe('the word for an element', () => {
  const of = (green: number, orange: number, red: number) => {
    const { element: _, ...said } = elementFigure('1.1', { green, orange, red } satisfies GradeCounts)
    return said
  }

  it.each([
    ['three answers are too few for any', of(3, 0, 0), { word: 'few' }],
    ['of four, two may differ', of(2, 1, 1), { word: 'mostly-green' }],
    ['of four, two against two is divided', of(2, 2, 0), { word: 'divided' }],
    ['of five, two may differ and it still is alike', of(3, 2, 0), { word: 'mostly-green', alike: true }],
    ['all five say the same as three of five', of(0, 0, 5), { word: 'mostly-red', alike: true }],
    ['of seven, four are under three in five', of(4, 2, 1), { word: 'divided' }],
    ['of seven, five are enough', of(0, 5, 2), { word: 'mostly-orange', alike: true }],
    ['of eight, three may differ, but that isn’t alike', of(5, 3, 0), { word: 'mostly-green' }],
    ['of ten, its share is told', of(6, 2, 2), { word: 'mostly-green', fifths: 3 }],
    ['of ten, seven are about four fifths', of(7, 2, 1), { word: 'mostly-green', fifths: 4 }],
    [
      'never more than four fifths, also when all agree',
      of(20, 0, 0),
      { word: 'mostly-green', alike: true, fifths: 4 },
    ],
    [
      'of twenty, a quarter may differ and it is alike',
      of(0, 15, 5),
      { word: 'mostly-orange', alike: true, fifths: 4 },
    ],
    ['a divided element has no share', of(5, 5, 2), { word: 'divided' }],
  ] as const)('%s', (_what, said, wanted) => {
    expect(said).toEqual(wanted)
  })
})

describe('a tally', () => {
  const anySheet: fc.Arbitrary<SheetAnswers> = fc.record({
    grades: fc.dictionary(fc.constantFrom(...kit.elements.map(({ id }) => id)), fc.constantFrom(...ANSWERS)),
    remarks: fc.dictionary(
      fc.constantFrom(...kit.blocks.map(({ id }) => id)),
      fc.string({ minLength: 1, maxLength: 9 }),
    ),
  })

  it('is the same in whatever order and on however many pages sheets come in', () => {
    fc.assert(
      fc.property(fc.array(anySheet, { maxLength: 15 }), fc.nat(15), (sheets, cut) => {
        const whole = gate(kit, tallyOf(sheets), 5)
        const paged = mergeTallies(tallyOf(sheets.slice(cut)), tallyOf(sheets.slice(0, cut)))
        expect(gate(kit, paged, 5)).toEqual(whole)
        expect(gate(kit, tallyOf([...sheets].reverse()), 5)).toEqual(whole)
      }),
    )
  })
})
