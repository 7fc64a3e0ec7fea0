import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FLOOR, gate } from '../../src/kit/gate.ts'
import { growthBetween } from '../../src/kit/growth.ts'
import { ANSWERS, type Answer, GRADES, type Kit } from '../../src/kit/kit.ts'
import {
  addSheet,
  EMPTY_TALLY,
  mergeTallies,
  type Result,
  type SheetAnswers,
  type Tally,
} from '../../src/kit/result.ts'
import { ROLES, type Role } from '../../src/kit/roles.ts'
import { kit } from '../voice.ts'

/**
 * The attacker of docs/privacy-floor.md in random histories: one member who knows her own answers and keeps every output, roster and count
 * there ever was. An output pins someone when the worlds that it leaves possible all have the same grade from her on an element. Here
 * it is asked the other way round, for every reader, every other person and every element: is there another world, with that
 * person's grade on that element changed, that says the very same thing?
 */
interface Person {
  readonly grades: Readonly<Record<string, Answer>>
  readonly role?: Role | 'none'
}
type World = readonly Person[]

const sheetOf = ({ grades, role }: Person): SheetAnswers => ({ grades, remarks: {}, ...(role ? { role } : {}) })
const tallyOf = (world: World): Tally => world.map(sheetOf).reduce(addSheet, EMPTY_TALLY)
const shown = (world: World, of: Kit, floor = 5): Result => gate(of, tallyOf(world), floor)
const said = (world: World, of: Kit, floor = 5): string => JSON.stringify(shown(world, of, floor))

/** Three elements of one block and two of the next: few enough to try every change, many enough to subtract. */
const small: Kit = {
  ...kit,
  blocks: kit.blocks.slice(0, 2).map((block, at) => ({ ...block, elements: block.elements.slice(0, 3 - at) })),
  elements: kit.blocks.slice(0, 2).flatMap((block, at) => block.elements.slice(0, 3 - at)),
}
const ids = small.elements.map(({ id }) => id)

const answers = fc.record(Object.fromEntries(ids.map((id) => [id, fc.constantFrom(...ANSWERS)])))
/** Teams of one mind, divided, and anything between: near-unanimity and ties are where totals give away most. */
const leaning = fc
  .tuple(fc.constantFrom(...GRADES), fc.constantFrom(0.5, 0.8, 0.95))
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
const person = fc.record({
  grades: fc.oneof(answers, leaning),
  role: fc.constantFrom(...ROLES.slice(0, 2), 'none' as const),
})
const team = (least: number, most: number) => fc.array(person, { minLength: least, maxLength: most })

/** The stated limit (docs/privacy-floor.md): all the others gave one grade wherever the block's figure sums anything. */
const ofOneMind = (world: World, reader: number, element: string): boolean => {
  const block = small.blocks.find(({ elements }) => elements.some(({ id }) => id === element))?.elements ?? []
  const answered = (id: string): number => world.filter(({ grades }) => grades[id] !== 'skipped').length
  return [FLOOR.least, FLOOR.least + 1].some((least) => {
    const summed = block.filter(({ id }) => answered(id) >= least)
    const given = world.flatMap(({ grades }, at) => (at === reader ? [] : summed.map(({ id }) => grades[id])))
    return new Set(given.filter((grade) => grade !== 'skipped')).size <= 1
  })
}

/**
 * Another world that says the same, in which this person gave another grade there. Nothing names anyone, so two people's whole
 * sheets can always be exchanged: only where all the others gave the same there must one be looked for.
 */
const another = (
  world: World,
  reader: number,
  target: number,
  element: string,
  says: (world: World) => string,
): boolean => {
  const mine = world[target]?.grades[element]
  if (world.some(({ grades }, at) => at !== reader && grades[element] !== mine)) return true
  const original = says(world)
  const changed = (at: number, grades: Readonly<Record<string, Answer>>): World =>
    world.map((one, index) => (index === at ? { ...one, grades: { ...one.grades, ...grades } } : one))
  // Her answer alone, where it shows nowhere.
  for (const grade of GRADES)
    if (grade !== mine && says(changed(target, { [element]: grade })) === original) return true
  // Some of the others may have skipped it, where no sum says how many did.
  for (const grade of GRADES) {
    if (grade === mine) continue
    let skipping = changed(target, { [element]: grade })
    for (const [other] of world.entries()) {
      if (other === target || other === reader) continue
      skipping = skipping.map((one, at) =>
        at === other ? { ...one, grades: { ...one.grades, [element]: 'skipped' } } : one,
      )
      if (says(skipping) === original) return true
    }
  }
  // She and someone else trade what they gave on two elements: the block's sum stays as it is.
  for (const elsewhere of ids) {
    for (const [other, { grades }] of world.entries()) {
      if (other === reader || elsewhere === element) continue
      const theirs = grades[elsewhere]
      if (theirs === undefined || theirs === mine || mine === undefined) continue
      const swapped = changed(target, { [element]: theirs }).map((one, at) =>
        at === other ? { ...one, grades: { ...one.grades, [elsewhere]: mine } } : one,
      )
      if (says(swapped) === original) return true
    }
  }
  return false
}

/** Every reader, every other person who gave a grade, every element. @returns those who are pinned, beyond the stated limits */
const pinned = (world: World, says: (world: World) => string): string[] => {
  const found: string[] = []
  for (const [reader] of world.entries())
    for (const [target, { grades }] of world.entries())
      for (const element of ids) {
        if (target === reader || grades[element] === 'skipped' || ofOneMind(world, reader, element)) continue
        if (!another(world, reader, target, element, says))
          found.push(`${reader} knows ${target} on ${element} in ${JSON.stringify(world)}`)
      }
  return found
}
const runs = (numRuns: number) => ({ numRuns, seed: 11 })

describe('privacy.5.2 differencing: she never pins another’s grade on an element', () => {
  it.each([
    [3, 4, 5],
    [5, 6, 5],
    [7, 9, 8],
    [9, 12, 10],
  ])('with %i to %i hand-ins and a floor of %i, at each side of every threshold', (least, most, floor) => {
    fc.assert(
      fc.property(team(least, most), (world) => {
        expect(pinned(world, (one) => said(one, small, floor))).toEqual([])
      }),
      runs(60),
    )
  })

  it('when roles are shown beside the team, whatever group and remainder are subtracted', () => {
    fc.assert(
      fc.property(team(10, 13), (world) => {
        expect(pinned(world, (one) => said(one, small))).toEqual([])
      }),
      runs(25),
    )
  })

  it('in the sums of a block where skips dropped an element under the floor', () => {
    const skipping = team(5, 7).map((world) =>
      world.map(({ grades, ...one }, at) => ({
        ...one,
        grades: at < 3 ? { ...grades, [ids[0] ?? '']: 'skipped' as const } : grades,
      })),
    )
    fc.assert(
      fc.property(skipping, (world) => {
        if (world.length < 7) expect(shown(world, small).elements.some(({ element }) => element === ids[0])).toBe(false)
        expect(pinned(world, (one) => said(one, small))).toEqual([])
      }),
      runs(60),
    )
  })

  it('after anything people did before the close: late answers, leaving, declining and erasing show nothing but the last count', () => {
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
        // What was said in between is nothing: the one output is that of whoever was handed in at the close, and late ones aren't.
        const paged = mergeTallies(tallyOf(last.slice(0, 2)), tallyOf(last.slice(2)))
        expect(JSON.stringify(gate(small, paged, 5))).toBe(said(last, small))
        if (last.length >= 3) expect(pinned(last, (one) => said(one, small))).toEqual([])
      }),
      runs(60),
    )
  })

  it('in the growth between two rounds: it says no more than the two results do', () => {
    fc.assert(
      fc.property(team(5, 8), team(5, 8), (before, now) => {
        const growth = JSON.stringify(growthBetween(shown(before, small), shown(now, small)))
        // Any other two teams with the same results have the same growth: nothing else went into it.
        const again = growthBetween(JSON.parse(said(before, small)), JSON.parse(said(now, small)))
        expect(JSON.stringify(again)).toBe(growth)
      }),
      runs(100),
    )
  })

  it('nor where one person joined between two rounds and the others changed their minds as people do', () => {
    fc.assert(
      fc.property(team(5, 7), person, fc.array(answers, { minLength: 7, maxLength: 7 }), (before, joiner, moods) => {
        // Each of the others changed one answer: which, the reader can't know.
        const now: World = [
          ...before.map((one, at) => ({
            ...one,
            grades: { ...one.grades, [ids[at % ids.length] ?? '']: moods[at]?.[ids[0] ?? ''] ?? 'green' },
          })),
          joiner,
        ]
        const first = said(before, small)
        expect(pinned(now, (one) => first + said(one, small))).toEqual([])
      }),
      runs(30),
    )
  })
})

describe('the limits that remain, as docs/privacy-floor.md says them', () => {
  it('one grade all over a block is seen to be everyone’s', () => {
    const all = Object.fromEntries(ids.map((id) => [id, 'green' as const]))
    const world: World = [1, 2, 3, 4].map(() => ({ grades: all }))
    expect(shown(world, small).blocks[0]?.counts).toEqual({ green: 12, orange: 0, red: 0, skipped: 0 })
    expect(another(world, 0, 1, ids[0] ?? '', (one) => said(one, small))).toBe(false)
  })

  it('two who compare know more: what is left when both take theirs away can be one person’s', () => {
    const of = (grade: Answer): Person => ({ grades: Object.fromEntries(ids.map((id) => [id, grade])) })
    const world: World = [of('green'), of('green'), of('red')]
    const counts = shown(world, small).blocks[0]?.counts
    // Green from the two who compare: all that is red is the third's.
    expect(counts).toEqual({ green: 6, orange: 0, red: 3, skipped: 0 })
  })
})
