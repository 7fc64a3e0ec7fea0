import type { Kit } from '../kit/kit.ts'
import { actionVerbs } from './actionVerbs.ts'
import { evaluationVerbs } from './evaluationVerbs.ts'
import { resultVerbs } from './resultVerbs.ts'
import { roundVerbs } from './roundVerbs.ts'
import { sheetVerbs } from './sheetVerbs.ts'
import { startVerbs } from './startVerbs.ts'
import { starVerbs } from './starVerbs.ts'
import type { Verb } from './verb.ts'

/** The verb table (D6): the buttons' public vocabulary. Parsing and authorisation follow from a row; nothing else dispatches. */
export const verbTable = (kit: Kit): ReadonlyMap<string, Verb> =>
  new Map(
    [
      ...startVerbs,
      ...roundVerbs,
      ...sheetVerbs(kit),
      ...resultVerbs,
      ...starVerbs(kit),
      ...actionVerbs,
      ...evaluationVerbs,
    ].map((row) => [row.verb, row]),
  )
