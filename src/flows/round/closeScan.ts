import { daysLater } from '../../kit/calendar/calendar.ts'
import { DAY, type Instant, MINUTE } from '../../kit/calendar/instant.ts'
import { type Decision, decided } from '../decision.ts'
import { noteErasure, send } from '../effect.ts'
import { durationOf } from '../retention.ts'
import { destroyKey } from '../roundSecrets.ts'
import { redrawn } from './channel/channelCards.ts'
import { eachPage } from './effects.ts'
import type { OpenRound, Round } from './round.ts'

/** A round that stays too short is erased when nobody decides. */
export const DECIDE_WITHIN = durationOf('shortRound')
/** In which every sheet hears that its round was stopped; whoever presses meanwhile reads that, and nothing else. */
const SHEETS_END = MINUTE
/** Days in which a late press still gets its friendly sentence; the sheets are empty by then. */
const TOMBSTONES_KEPT = durationOf('stoppedRound') / DAY - 1

/** Everyone's sheet is called in: see `closeSheet.ts` and `sheetTally.ts`. */
export const closeScan = (round: OpenRound, now: Instant): Decision<Round> => {
  const next: Round = { ...round, status: 'closing' }
  return decided(
    next,
    ...eachPage(round, (page) => send({ type: 'pageClosed', round: round.id, page, counting: true, live: true }, now)),
    noteErasure({ what: 'round', round: round.id }, now),
    ...redrawn(round, next, now),
  )
}

/** Too few handed in to show anything: the coordinator decides, and if she doesn't, the round is erased. */
export const fallShort = (round: OpenRound, now: Instant): Decision<Round> => {
  const next: Round = { ...round, status: 'short' }
  return decided(next, send({ type: 'gaveUp', round: round.id }, now + DECIDE_WITHIN), ...redrawn(round, next, now))
}

/** No result: every sheet and tally is erased. */
export const stopRound = (round: OpenRound, now: Instant): Decision<Round> => {
  const { id, channel, platform } = round
  const next: Round = { ...round, status: 'stopped' }
  const later = daysLater(round.zone, now, TOMBSTONES_KEPT)
  return decided(
    next,
    ...eachPage(round, (page) => send({ type: 'pageClosed', round: id, page, counting: false, live: false }, now)),
    ...eachPage(round, (page) => send({ type: 'tallyForgotten', round: id, page }, now)),
    ...eachPage(round, (page) => send({ type: 'pageReleased', round: id, page }, later)),
    ...eachPage(round, (page) => send({ type: 'rosterForgotten', round: id, page, platform }, later + DAY)),
    noteErasure({ what: 'round', round: id }, now),
    send({ type: 'roundForgotten', round: id }, later + DAY),
    send({ type: 'roundEnded', round: id, channel, platform }, now),
    destroyKey(id, 'scan', now + SHEETS_END),
    ...redrawn(round, next, now),
  )
}
