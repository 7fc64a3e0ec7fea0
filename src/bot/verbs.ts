import type { Kit } from '../kit/kit.ts'
import { actionVerbs } from './actionVerbs.ts'
import { evaluationVerbs } from './evaluationVerbs.ts'
import { handOverVerbs } from './handOverVerbs.ts'
import { personVerbs } from './personVerbs.ts'
import { priorityVerbs } from './priorityVerbs.ts'
import { readingVerbs } from './readingVerbs.ts'
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
      ...handOverVerbs,
      ...sheetVerbs(kit),
      ...resultVerbs,
      ...starVerbs(kit),
      ...priorityVerbs(kit),
      ...actionVerbs,
      ...evaluationVerbs,
      ...readingVerbs(kit),
      ...personVerbs,
    ].map((row) => [row.verb, row]),
  )
