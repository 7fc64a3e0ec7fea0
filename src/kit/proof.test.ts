import { describe, expect, it } from 'vitest'
import { kit } from '../../test/voice.ts'
import { blockWord, elementFigure, FLOOR } from './gate.ts'
import { GRADES, type Grade } from './kit.ts'
import { answersIn, type GradeCounts } from './result.ts'

/**
 * The proof of docs/privacy-floor.md, by going through everything: every column of answers, every reader, every answer of her
 * own. A pin: in every world that fits what is published and what she knows, all others who answered gave one and the same
 * grade. She knows her own answers and how many answered. Where she doesn't know how many, she only holds more possible.
 */

/** Every way in which so many people can answer or skip an element. */
function* columns(people: number): Generator<GradeCounts> {
  for (let green = 0; green <= people; green++)
    for (let orange = 0; orange <= people - green; orange++)
      for (let red = 0; red <= people - green - orange; red++) yield { green, orange, red }
}

const plus = (counts: GradeCounts, own: Grade | 'skipped'): GradeCounts =>
  own === 'skipped' ? counts : { ...counts, [own]: counts[own] + 1 }

const BITS: Readonly<Record<Grade, number>> = { green: 1, orange: 2, red: 4 }
/** Which grades occur, as bits. */
const gradesIn = (counts: GradeCounts): number =>
  GRADES.reduce((bits, grade) => (counts[grade] > 0 ? bits | BITS[grade] : bits), 0)

/** What was published, with what the reader knows, and the grades that others may hold in some world that fits. */
type Possible = Map<string, number>
const fits = (possible: Possible, published: string, others: GradeCounts): void => {
  possible.set(published, (possible.get(published) ?? 0) | gradesIn(others))
}
const pinsIn = (possible: Possible): readonly string[] =>
  [...possible].filter(([published, bits]) => published !== 'few' && [1, 2, 4].includes(bits)).map(([key]) => key)

const said = (counts: GradeCounts): string => {
  const { word, alike, fifths } = elementFigure('1.1', counts)
  return word === 'few' ? word : `${word} ${alike} ${fifths}`
}
const OWN = [...GRADES, 'skipped'] as const

describe('privacy.5.2 no figure leaves another’s grade only one possibility', () => {
  it('of an element: 5 to 40 people, every column, every answer of the reader, also when she knows how many answered', () => {
    for (let people = FLOOR.standard; people <= 40; people++)
      for (const own of OWN) {
        const possible: Possible = new Map()
        for (const others of columns(people - 1)) {
          const all = plus(others, own)
          fits(possible, said(all) === 'few' ? 'few' : `${said(all)} of ${answersIn(all)}`, others)
        }
        expect(pinsIn(possible), `${people} people, own ${own}`).toEqual([])
      }
  })

  it('finds a pin where there is one: counts, a word from three answers, shares of every colour', () => {
    const pins = (people: number, figure: (counts: GradeCounts) => string): number => {
      let found = 0
      for (const own of OWN) {
        const possible: Possible = new Map()
        for (const others of columns(people - 1)) fits(possible, figure(plus(others, own)), others)
        found += pinsIn(possible).length
      }
      return found
    }
    expect(pins(12, ({ green, orange, red }) => `${green} ${orange} ${red}`)).toBeGreaterThan(0)
    const half = (counts: GradeCounts): string =>
      answersIn(counts) < 3 ? 'few' : (GRADES.find((grade) => counts[grade] * 2 > answersIn(counts)) ?? 'divided')
    expect(pins(5, (counts) => `${half(counts)} of ${answersIn(counts)}`)).toBeGreaterThan(0)
    const fifths = (counts: GradeCounts): string =>
      GRADES.map((grade) => Math.round((counts[grade] / Math.max(1, answersIn(counts))) * 5)).join()
    expect(pins(12, (counts) => `${fifths(counts)} of ${answersIn(counts)}`)).toBeGreaterThan(0)
  })

  // Under the highest floor a round of nine is still a small one.
  it.each([3, 4, 5, 6, 7, 8, 9])(
    'of a block in a small round of %i: every block size, every row of her own, every total',
    (people) => {
      const sizes = new Set(kit.blocks.map(({ elements }) => elements.length))
      for (const size of sizes)
        for (const own of columns(size)) {
          const rest = (people - 1) * size
          const possible = new Map<string | undefined, Uint8Array>()
          for (const others of columns(rest)) {
            const all = {
              green: others.green + own.green,
              orange: others.orange + own.orange,
              red: others.red + own.red,
            }
            const word = blockWord(size, all)
            if (!word) continue
            const byTotal = possible.get(word) ?? new Uint8Array(people * size + 1)
            possible.set(word, byTotal)
            const total = answersIn(all)
            byTotal[total] = (byTotal[total] ?? 0) | gradesIn(others)
          }
          for (const [word, byTotal] of possible)
            expect(
              [...byTotal].filter((bits) => [1, 2, 4].includes(bits)),
              `${word}, own ${JSON.stringify(own)}`,
            ).toEqual([])
        }
    },
  )

  it('of an element in two rounds that differ by one joiner or leaver, whatever people changed in between', () => {
    for (let people = FLOOR.standard; people <= 7; people++)
      for (const [before, after] of [
        [people, people + 1],
        [people + 1, people],
      ] as const)
        for (const first of OWN)
          for (const second of OWN) {
            const possible = new Map<string, readonly [number, number]>()
            const later = [...columns(after - 1)].map(
              (others) => [said(plus(others, second)), gradesIn(others)] as const,
            )
            for (const others of columns(before - 1)) {
              const earlier = said(plus(others, first))
              if (earlier === 'few') continue
              for (const [now, bits] of later) {
                if (now === 'few') continue
                const [one, two] = possible.get(`${earlier}/${now}`) ?? [0, 0]
                possible.set(`${earlier}/${now}`, [one | gradesIn(others), two | bits])
              }
            }
            const single = (bits: number): boolean => [1, 2, 4].includes(bits)
            expect([...possible.values()].filter(([one, two]) => single(one) || single(two))).toEqual([])
          }
  })

  it('leaves out of scope, as docs/privacy-floor.md says: nobody changed any answer, and one joined', () => {
    // How often the word then tells what the joiner gave, over every column of five to ten who all answered.
    const shares = [5, 6, 7, 8, 9, 10].map((people) => {
      let [told, all] = [0, 0]
      const byWords = new Map<string, Set<Grade>>()
      const cases: string[] = []
      for (const column of columns(people)) {
        if (answersIn(column) !== people) continue
        for (const joiner of GRADES) {
          const words = `${said(column)} / ${said(plus(column, joiner))}`
          byWords.set(words, (byWords.get(words) ?? new Set()).add(joiner))
          cases.push(words)
        }
      }
      for (const words of cases) {
        all++
        if (byWords.get(words)?.size === 1) told++
      }
      return Math.round((told / all) * 100)
    })
    expect(shares).toEqual([0, 0, 11, 9, 16, 14])
  })
})
