import type { Kit } from '../../kit/kit.ts'
import { ballotVerbs } from './answers/ballot.ts'
import { sheetVerbs } from './answers/sheet.ts'
import { paperVerbs } from './papers.ts'
import { personVerbs } from './person.ts'
import { actionVerbs } from './plan/action.ts'
import { calendarVerbs } from './plan/calendar.ts'
import { evaluationVerbs } from './plan/evaluation.ts'
import { ownershipVerbs } from './plan/ownership.ts'
import { suggestVerbs } from './plan/suggest.ts'
import { teamVerbs } from './plan/team.ts'
import { priorityVerbs } from './priorities.ts'
import { readingVerbs } from './reading.ts'
import { resultVerbs } from './result.ts'
import { handOverVerbs } from './round/handOver.ts'
import { roundVerbs } from './round/round.ts'
import { startVerbs } from './round/start.ts'
import { stepVerbs } from './round/steps.ts'
import { unpostedVerbs } from './round/unposted.ts'
import { talkVerbs } from './talk.ts'
import { typedVerbs } from './typed.ts'
import type { Verb } from './verb.ts'

/**
 * The verb table: the buttons' public vocabulary. Parsing and authorisation follow from a row, and nothing else dispatches
 * (docs/decisions/006-verb-table.md). docs/verbs.md is generated from it.
 */
export const verbTable = (kit: Kit): ReadonlyMap<string, Verb> =>
  new Map(
    [
      ...startVerbs,
      ...roundVerbs,
      ...handOverVerbs,
      ...stepVerbs,
      ...unpostedVerbs,
      ...sheetVerbs(kit),
      ...resultVerbs(kit),
      ...talkVerbs,
      ...ballotVerbs(kit),
      ...priorityVerbs(kit),
      ...actionVerbs(kit),
      ...suggestVerbs(kit),
      ...teamVerbs,
      ...evaluationVerbs,
      ...ownershipVerbs,
      ...calendarVerbs,
      ...paperVerbs,
      ...readingVerbs(kit),
      ...personVerbs,
      ...typedVerbs,
    ].map((row) => [row.verb, row]),
  )
