import { DAY, type Instant } from '../kit/instant.ts'
import type { Result } from '../kit/result.ts'
import { type Effect, edit, post, tell } from './effect.ts'
import type { Round } from './steering.ts'
import { type Step, step } from './step.ts'

/** The roster outlives the result: the stars are asked of everyone. */
const ROSTER_KEPT = 60 * DAY

/** The result stands: it is posted once, and what it was made of is forgotten. */
export const freezing = (round: Round, result: Result, pages: number, forgetAt: Instant, now: Instant): Step<Round> => {
  const { id, channel, platform } = round
  const each = (effect: (page: number) => Effect): Effect[] => Array.from({ length: pages }, (_, page) => effect(page))
  return step(
    { ...round, status: 'closed', result, handedIn: [], tallied: [] },
    post(`result/${id}`, { screen: 'result', round: id }, { in: 'channel', platform, channel }, now),
    edit(`progress/${id}`, { screen: 'progress', round: id }, 'own', now),
    edit(`control/${id}`, { screen: 'control', round: id }, 'own', now),
    ...each((page) => tell({ type: 'tallyForgotten', round: id, page }, now)),
    ...each((page) => tell({ type: 'pageReleased', round: id, page }, now)),
    ...each((page) => tell({ type: 'rosterForgotten', round: id, page }, now + ROSTER_KEPT)),
    tell({ type: 'roundEnded', round: id, channel, platform }, now),
    tell({ type: 'roundForgotten', round: id }, forgetAt),
  )
}
