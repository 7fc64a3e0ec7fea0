import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gate } from '../../src/kit/gate.ts'
import { growthBetween } from '../../src/kit/growth.ts'
import { ANSWERS, type Answer, GRADES, type Kit } from '../../src/kit/kit.ts'
import { weakestElements } from '../../src/kit/reading/suggestions.ts'
import type { Result } from '../../src/kit/result.ts'
import type { Role } from '../../src/kit/roles.ts'
import { addBallot, EMPTY_STARS, type Ranking, rank, STARS, type Stars } from '../../src/kit/stars.ts'
import { addSheet, EMPTY_TALLY, mergeTallies, type SheetAnswers, type Tally } from '../../src/kit/tally.ts'
import { kit } from '../voice.ts'

/**
 * The attacker of docs/privacy-floor.md against whole rounds: one member who knows her own answers and keeps all that is ever
 * posted. `src/kit/proof.test.ts` and `starsProof.test.ts` go through every column of answers; this is for what figures could
 * tell together. Where all others gave one and the same grade or star, it asks: is there another world, in which they didn't,
 * that posts the very same things and leaves her own answers and everyone's skips as they are?
 */
interface Person {
  readonly grades: Readonly<Record<string, Answer>>
  readonly role: Role | 'none'
  readonly stars: Readonly<Record<string, Stars>>
}
type World = readonly Person[]

/** Three elements of one block and two of the next: few enough to try every change, many enough to subtract. */
const small: Kit = {
  ...kit,
  blocks: kit.blocks.slice(0, 2).map((block, at) => ({ ...block, elements: block.elements.slice(0, 3 - at) })),
  elements: kit.blocks.slice(0, 2).flatMap((block, at) => block.elements.slice(0, 3 - at)),
}
const ids = small.elements.map(({ id }) => id)
const blocks = small.blocks.map(({ id }) => id)

interface Rules {
  readonly floor?: number
  readonly perRole?: boolean
  /** The round before, already posted. */
  readonly before?: Result
}

const sheetOf = ({ grades, role }: Person): SheetAnswers => ({ grades, remarks: {}, role })
const tallyOf = (world: World): Tally => world.map(sheetOf).reduce(addSheet, EMPTY_TALLY)
const shown = (world: World, { floor = 5, perRole = false }: Rules = {}): Result =>
  gate(small, tallyOf(world), floor, perRole)
const ranked = (world: World, result: Result, { floor = 5 }: Rules = {}): Ranking => {
  const given = world.filter(({ stars }) => Object.keys(stars).length > 0)
  return rank(small, given.map(({ stars }) => ({ stars, reasons: {} })).reduce(addBallot, EMPTY_STARS), result, floor)
}
/** All that is posted of a round, and everything that is drawn from it later. */
const posted = (world: World, rules: Rules = {}): string => {
  const result = shown(world, rules)
  const growth = rules.before ? growthBetween(rules.before, result) : []
  return JSON.stringify([
    result,
    ranked(world, result, rules),
    growth,
    small.blocks.map((block) => weakestElements(result, block)),
  ])
}

const answers = fc.record(Object.fromEntries(ids.map((id) => [id, fc.constantFrom(...ANSWERS)])))
/** Teams of one mind, divided, and anything between: near-unanimity and ties are where figures give away most. */
const leaning = fc
  .tuple(fc.constantFrom(...GRADES), fc.constantFrom(0.5, 0.8, 0.95, 1))
  .chain(([most, share]) =>
    fc.record(
      Object.fromEntries(
        ids.map((id) => [
          id,
          fc
            .double({ min: 0, max: 1, noNaN: true })
            .chain((at) => (at < share ? fc.constant(most) : fc.constantFrom(...ANSWERS))),
        ]),
      ),
    ),
  )
const stars = fc.oneof(
  fc.record(Object.fromEntries(blocks.map((id) => [id, fc.constantFrom(...STARS)]))),
  fc.constantFrom(...STARS).map((all) => Object.fromEntries(blocks.map((id) => [id, all]))),
  fc.constantFrom(...STARS).map((all) => ({ [blocks[0] ?? '']: all })),
)
const person = fc.record({
  grades: fc.oneof(answers, leaning),
  role: fc.constantFrom('youthWorker' as const, 'dpo' as const, 'none' as const),
  stars,
})
/** Sometimes all but one say the very same thing, which is when she has most to learn. */
const team = (least: number, most: number): fc.Arbitrary<World> =>
  fc.oneof(
    fc.array(person, { minLength: least, maxLength: most }),
    fc
      .tuple(person, person, fc.integer({ min: least - 1, max: most - 1 }))
      .map(([one, other, others]) => [one, ...Array.from({ length: others }, () => other)]),
  )

/** Every way to give so many people a value, without regard to who. */
const spreads = <T>(values: readonly T[], people: number): T[][] =>
  people === 0
    ? [[]]
    : values.flatMap((value, at) => spreads(values.slice(at), people - 1).map((rest) => [value, ...rest]))

/** What each of some people said of one thing, and how to make her say something else. */
interface Column<T> {
  readonly values: readonly T[]
  readonly of: (one: Person) => T | undefined
  readonly changed: (one: Person, value: T) => Person
}

const NOBODY: Person = { grades: {}, role: 'none', stars: {} }

/** A world that posts the same, in which the others who answered here didn't all say one thing. */
const another = <T>(
  world: World,
  reader: number,
  { values, of, changed }: Column<T>,
  says: (world: World) => string,
) => {
  const others = world.flatMap((one, at) => (at !== reader && of(one) !== undefined ? [at] : []))
  const original = says(world)
  return spreads(values, others.length).some((spread) => {
    // Of one other person, all she could have said counts.
    if (spread.every((value, at) => value === of(world[others[at] ?? -1] ?? NOBODY))) return false
    if (others.length > 1 && new Set(spread).size === 1) return false
    const next = world.map((one, at) => {
      const value = spread[others.indexOf(at)]
      return value === undefined ? one : changed(one, value)
    })
    return says(next) === original
  })
}

/** In a small round a block speaks as a whole: the answers of the others may also have stood on another of its elements. */
const anotherBlock = (world: World, reader: number, element: string, says: (world: World) => string): boolean => {
  const block = small.blocks.find(({ elements }) => elements.some(({ id }) => id === element))?.elements ?? []
  const slots = world.flatMap(({ grades }, at) =>
    at === reader ? [] : block.flatMap(({ id }) => (grades[id] === 'skipped' ? [] : [{ at, id, grade: grades[id] }])),
  )
  const original = says(world)
  const given = (next: World, at: number, id: string, grade: Answer): World =>
    next.map((one, index) => (index === at ? { ...one, grades: { ...one.grades, [id]: grade } } : one))
  const targets = slots.filter(({ id }) => id === element)
  return targets.some((target) => {
    const swap = slots.find(({ grade }) => grade !== target.grade)
    if (swap?.grade && target.grade) {
      const next = given(given(world, swap.at, swap.id, target.grade), target.at, target.id, swap.grade)
      if (says(next) === original) return true
    }
    // All said one thing: then so many of them may have said another.
    return GRADES.filter((grade) => grade !== target.grade).some((grade) => {
      let next = world
      return [target, ...slots.filter((slot) => slot !== target)].slice(0, -1).some(({ at, id }) => {
        next = given(next, at, id, grade)
        return says(next) === original
      })
    })
  })
}

const elementColumn = (id: string): Column<Answer> => ({
  values: GRADES,
  of: ({ grades }) => (grades[id] === 'skipped' ? undefined : grades[id]),
  changed: (one, value) => ({ ...one, grades: { ...one.grades, [id]: value } }),
})
const starColumn = (block: string): Column<Stars> => ({
  values: STARS,
  of: (one) => one.stars[block],
  changed: (one, value) => ({ ...one, stars: { ...one.stars, [block]: value } }),
})

/** Every reader and everything on which all others said the same. @returns what she then knows of them */
const pinned = (world: World, rules: Rules = {}): string[] => {
  const columns: readonly (readonly [string, Column<never>])[] = [
    ...ids.map((id) => [id, elementColumn(id) as unknown as Column<never>] as const),
    ...blocks.map((id) => [`stars of ${id}`, starColumn(id) as unknown as Column<never>] as const),
  ]
  return world.flatMap((_, reader) =>
    columns.flatMap(([name, column]) => {
      const said = world
        .flatMap((one, at) => (at === reader ? [] : [column.of(one)]))
        .filter((one) => one !== undefined)
      if (said.length === 0 || new Set(said).size > 1) return []
      const says = (one: World): string => posted(one, rules)
      const open =
        another(world, reader, column, says) || (ids.includes(name) && anotherBlock(world, reader, name, says))
      return open ? [] : [`${reader} knows ${name}`]
    }),
  )
}

const runs = (numRuns: number) => ({ numRuns, seed: 11 })

describe('privacy.5.2 whole rounds, with all that is posted, never pin a colleague', () => {
  it.each([
    [3, 4, 5],
    [5, 6, 5],
    [7, 9, 8],
    [9, 11, 10],
  ])('with %i to %i hand-ins and a floor of %i, at each side of every threshold', (least, most, floor) => {
    fc.assert(
      fc.property(team(least, most), (world) => {
        expect(pinned(world, { floor })).toEqual([])
      }),
      runs(60),
    )
  })

  it('where roles are shown in place of the team', () => {
    fc.assert(
      fc.property(team(10, 12), (world) => {
        expect(pinned(world, { perRole: true })).toEqual([])
      }),
      runs(25),
    )
  })

  it('where people skip', () => {
    const skipping = team(5, 7).map((world) =>
      world.map(({ grades, ...one }, at) => ({
        ...one,
        grades: at < 3 ? { ...grades, [ids[0] ?? '']: 'skipped' as const } : grades,
      })),
    )
    fc.assert(
      fc.property(skipping, (world) => {
        expect(pinned(world)).toEqual([])
      }),
      runs(60),
    )
  })

  it('beside a round before, also where one person joined and people changed their minds', () => {
    fc.assert(
      fc.property(team(5, 7), team(5, 8), (earlier, world) => {
        expect(pinned(world, { before: shown(earlier) })).toEqual([])
      }),
      runs(40),
    )
  })

  it('after anything people did before the close: late answers, leaving and declining show nothing but the last count', () => {
    const histories = fc.tuple(
      team(4, 7),
      fc.array(fc.tuple(fc.nat(6), fc.constantFrom('declines', 'changes', 'late')), { maxLength: 6 }),
      answers,
    )
    fc.assert(
      fc.property(histories, ([everyone, events, changed]) => {
        const gone = new Set(events.flatMap(([who, what]) => (what === 'declines' ? [who] : [])))
        const last = everyone
          .map((one, at) =>
            events.some(([who, what]) => who === at && what === 'changes') ? { ...one, grades: changed } : one,
          )
          .filter((_, at) => !gone.has(at))
        // The one output is that of whoever was handed in at the close, and late ones aren't.
        const paged = mergeTallies(tallyOf(last.slice(0, 2)), tallyOf(last.slice(2)))
        expect(gate(small, paged, 5)).toEqual(shown(last))
        if (last.length >= 3) expect(pinned(last)).toEqual([])
      }),
      runs(60),
    )
  })
})

describe('the limits that remain, as docs/privacy-floor.md says them', () => {
  it('two who compare know more: of three people, what a block says is then the third’s', () => {
    const of = (grade: Answer): Person => ({
      grades: Object.fromEntries(ids.map((id) => [id, grade])),
      role: 'none',
      stars: {},
    })
    const word = (third: Answer): unknown => shown([of('green'), of('red'), of(third)]).blocks[0]?.tendency
    expect([word('green'), word('orange'), word('red')]).toEqual(['mostly-green', 'divided', 'mostly-red'])
  })
})
