import { gate } from '../../kit/gate.ts'
import type { Answer, Kit } from '../../kit/kit.ts'
import { LONGEST } from '../../kit/plainText.ts'
import type { Result } from '../../kit/result.ts'
import { ROLES } from '../../kit/roles.ts'
import { addSheet, EMPTY_TALLY, type SheetAnswers } from '../../kit/tally.ts'
import { long, type Size } from './sampleRounds.ts'

/** What people answer in turn, so that a result says each of its words. */
const LEANS: readonly (readonly Answer[])[] = [
  ['green', 'green', 'orange', 'green', 'green'],
  ['orange', 'orange', 'green', 'orange', 'orange'],
  ['green', 'red', 'orange', 'green', 'orange'],
  ['red', 'red', 'orange', 'red', 'red'],
  ['green', 'green', 'green', 'green', 'red'],
  ['orange', 'orange', 'red', 'orange', 'green'],
  ['skipped', 'skipped', 'skipped', 'skipped', 'orange'],
]
const leaning = (kit: Kit, person: number, role: number): Record<string, Answer> =>
  Object.fromEntries(
    kit.elements.map(({ id, position }) => {
      const lean =
        LEANS[(position * 3 + Math.floor(position / LEANS.length) + (position % 3 === 0 ? role : 0)) % LEANS.length]
      return [id, lean?.[person % lean.length] ?? 'green']
    }),
  )

/** What the gate lets through of so many sheets. @param roles for a view per role */
export const resultOf = (kit: Kit, size: Size, sheets: number, roles = 0): Result => {
  const remarks = (at: number): SheetAnswers['remarks'] =>
    at < (size === 'longest' ? sheets : 3)
      ? { [at === 2 ? '2' : '1']: size === 'longest' ? long(LONGEST.remark) : 'Een vast moment zou helpen.' }
      : {}
  let tally = EMPTY_TALLY
  for (let at = 0; at < sheets; at++) {
    const role = at % Math.max(1, roles)
    const grades = leaning(kit, Math.floor(at / Math.max(1, roles)), role)
    tally = addSheet(tally, { grades, remarks: remarks(at), role: ROLES[role] ?? 'other' })
  }
  return gate(kit, tally, 5, roles > 0)
}

/** The same as a version before 0.3.0 froze it, with all the figures it could have. */
export const countedOf = (kit: Kit, result: Result): Result => {
  const counts = { green: 33, orange: 39, red: 15 }
  const blocks = kit.blocks.map(({ id }) => ({ block: id, counts: { ...counts, skipped: 1 } }))
  const roles = [...ROLES.slice(0, 2), 'others' as const].map((role) => ({ role, blocks }))
  const elements = kit.elements.slice(0, 30).map(({ id }) => ({ element: id, counts: { ...counts, red: 0 } }))
  return { ...result, counted: { blocks, elements, roles } }
}
