import { type Instant, SECOND } from '../../kit/calendar/instant.ts'
import type { Growth } from '../../kit/growth.ts'
import type { Result } from '../../kit/result.ts'
import { type Decision, decided } from '../decision.ts'
import { post, send } from '../effect.ts'
import type { ActionId } from '../ids.ts'
import { durationOf } from '../retention.ts'
import { destroyKey } from '../roundSecrets.ts'
import { redrawn } from './channel/channelCards.ts'
import { willPost } from './channel/posting.ts'
import { cardOf, eachPage } from './effects.ts'
import type { ClosedRound, ClosingRound, Round } from './round.ts'
import { planAgain } from './steps/stepAnswers.ts'

/** The roster outlives the result: the stars are asked of everyone. */
export const ROSTER_KEPT = durationOf('roster')
/** The talk card comes after the result, also when both are due: channels order messages by when they arrive. */
const TALK_AFTER = 2 * SECOND

/** A result is kept for two years; who couldn't be reached or came late is nobody's business any more. */
const NOBODY = { unreachable: [], added: [] } as const

/** What the close came to. */
interface Frozen {
  readonly result: Result
  readonly growth: readonly Growth[]
  /** The team's actions that still run: they are decided on one by one. */
  readonly carry?: readonly ActionId[]
}

/** The result stands: it is posted once, and what it was made of is forgotten. */
export const freezeResult = (
  round: ClosingRound,
  { result, growth, carry = [] }: Frozen,
  forgetAt: Instant,
  now: Instant,
): Decision<Round> => {
  const { id, channel, platform } = round
  const shows = result.depth !== 'nothing'
  const planned = shows ? planAgain(round, now) : undefined
  const takenOut = (round.left ?? []).flatMap(({ out, sheet }) => (out && shows ? sheet : []))
  const next: ClosedRound = {
    ...willPost(round, 'result'),
    status: 'closed',
    closedAt: now,
    result,
    growth,
    ...(shows && carry.length > 0 ? { carry } : {}),
    ...(planned ? { again: planned.again } : {}),
    ...NOBODY,
    ...(round.left ? { left: [] } : {}),
    ...(takenOut.length > 0 ? { takenOut } : {}),
    handedIn: [],
    tallied: [],
  }
  return decided(
    next,
    post(`result/${id}`, cardOf('result', round), { in: 'channel', platform, channel }, now),
    ...(planned?.effects ?? []),
    ...(!shows
      ? []
      : [post(`talk/${id}`, cardOf('talk', round), { in: 'channel', platform, channel }, now + TALK_AFTER)]),
    ...redrawn(round, next, now),
    ...eachPage(round, (page) => send({ type: 'tallyForgotten', round: id, page }, now)),
    ...eachPage(round, (page) => send({ type: 'pageReleased', round: id, page }, now)),
    ...eachPage(round, (page) => send({ type: 'rosterForgotten', round: id, page, platform }, now + ROSTER_KEPT)),
    send({ type: 'roundEnded', round: id, channel, platform }, now),
    send({ type: 'roundForgotten', round: id }, forgetAt),
    destroyKey(id, 'scan', now),
  )
}
