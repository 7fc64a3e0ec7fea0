import { describe, expect, it } from 'vitest'
import { kit } from '../../test/voice.ts'
import { blockWord, elementFigure, FLOOR } from './gate.ts'
import { GRADES, type Grade } from './kit.ts'
import { answersIn, type GradeCounts } from './tally.ts'

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

  it('leaves out of scope, as docs/privacy-floor.md says: one joined, and nobody else but she changed an answer', () => {
    /** In how many of a hundred cases the two words tell what the joiner gave. */
    const toldOf = (people: number): number => {
      let [told, all] = [0, 0]
      for (const own of OWN)
        for (const later of OWN) {
          const joiners = new Map<string, Set<Grade>>()
          const cases: string[] = []
          for (const others of columns(people - 1)) {
            if (answersIn(others) !== people - 1) continue
            for (const joiner of GRADES) {
              const words = `${said(plus(others, own))} / ${said(plus(plus(others, later), joiner))}`
              joiners.set(words, (joiners.get(words) ?? new Set()).add(joiner))
              cases.push(words)
            }
          }
          all += cases.length
          told += cases.filter((words) => joiners.get(words)?.size === 1).length
        }
      return Math.round((told / all) * 100)
    }
    expect([5, 6, 7, 8, 9, 10].map(toldOf)).toEqual([7, 4, 7, 10, 14, 15])
  })

  it('leaves out of scope too: the same people as a team and then per role, and nobody changed an answer', () => {
    let [told, all] = [0, 0]
    for (const own of GRADES) {
      const possible = new Map<string, number[]>()
      const cases: string[] = []
      for (const hers of columns(4))
        for (const others of columns(5)) {
          if (answersIn(hers) !== 4 || answersIn(others) !== 5) continue
          const mine = plus(hers, own)
          const whole = {
            green: mine.green + others.green,
            orange: mine.orange + others.orange,
            red: mine.red + others.red,
          }
          const words = `${said(whole)} / ${said(mine)} / ${said(others)}`
          const [one = 0, two = 0] = possible.get(words) ?? []
          possible.set(words, [one | gradesIn(hers), two | gradesIn(others)])
          cases.push(words)
        }
      all += cases.length
      told += cases.filter((words) => possible.get(words)?.some((bits) => [1, 2, 4].includes(bits))).length
    }
    expect(Math.round((told / all) * 100)).toBe(8)
  })
})
