import { DAY, type Instant } from '../kit/instant.ts'
import type { Result } from '../kit/result.ts'
import { post, tell } from './effect.ts'
import { cardOf, eachPage, type Round, redrawn } from './rounds.ts'
import { type Step, step } from './step.ts'

/** The roster outlives the result: the stars are asked of everyone. */
const ROSTER_KEPT = 60 * DAY

/** The result stands: it is posted once, and what it was made of is forgotten. */
export const freezing = (round: Round, result: Result, forgetAt: Instant, now: Instant): Step<Round> => {
  const { id, channel, platform } = round
  const next: Round = { ...round, status: 'closed', result, handedIn: [], tallied: [] }
  return step(
    next,
    post(`result/${id}`, cardOf('result', round), { in: 'channel', platform, channel }, now),
    ...redrawn(next, now),
    ...eachPage(round, (page) => tell({ type: 'tallyForgotten', round: id, page }, now)),
    ...eachPage(round, (page) => tell({ type: 'pageReleased', round: id, page }, now)),
    ...eachPage(round, (page) => tell({ type: 'rosterForgotten', round: id, page }, now + ROSTER_KEPT)),
    tell({ type: 'roundEnded', round: id, channel, platform }, now),
    tell({ type: 'roundForgotten', round: id }, forgetAt),
  )
}
