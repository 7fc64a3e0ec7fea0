import type { Instant } from '../../kit/calendar/instant.ts'
import { type Decision, decided, FORGOTTEN } from '../decision.ts'
import { type Effect, edit, send } from '../effect.ts'
import { emptied } from '../emptied.ts'
import type { MessageRef } from '../ids.ts'
import { lookAgain, monthsOf, termEnd } from '../retention.ts'
import { hasResult, type Round, type RoundWithResult } from './round.ts'

/** Its term may be over. */
export interface RoundForgotten {
  readonly type: 'roundForgotten'
  readonly appGone?: Instant
  /** Months for which its team keeps results, where it chose that. */
  readonly keptMonths?: number | undefined
  /** Of the actions that need it: whether one runs, and when the last of the others ended. */
  readonly actions?: { readonly run: boolean; readonly ended: Instant | undefined }
}

/** When a result that nothing needs any longer is forgotten. @param since the close, or the end of its last action */
export const resultKeptUntil = (zone: string, since: Instant, keptMonths?: number): Instant =>
  termEnd('round', zone, since, keptMonths)

/**
 * A round lives as long as an action that needs it; its term counts from the end of the last one. Then the channel's cards say
 * that it is erased, and it is no longer among what is hers who steered it.
 */
export const forgetRound = (round: Round, event: RoundForgotten, now: Instant): Decision<Round> => {
  const { id, zone, platform, channel } = round
  const { appGone, actions, keptMonths } = event
  const again = (due: Instant) => decided<Round>(round, send({ type: 'roundForgotten', round: id }, due))
  // An action may have been written in a round that was stopped afterwards: from there it is steered.
  if (appGone === undefined && actions?.run) return again(lookAgain(zone, now))
  if (!hasResult(round)) return decided(FORGOTTEN, ...steeringEnded(round, now, now))
  const { closedAt } = round
  const since = Math.max(closedAt, actions?.ended ?? closedAt, appGone ?? closedAt)
  const until = resultKeptUntil(zone, since, keptMonths)
  if (appGone === undefined && now < until) return again(until)
  return decided(
    FORGOTTEN,
    ...steeringEnded(round, since, now),
    ...emptied(
      { what: 'result', id, months: keptMonths ?? monthsOf('round'), language: round.language },
      cardsOf(round),
      now,
    ),
    planRedrawn(round, now),
    // The last thing that was kept of it, perhaps.
    send({ type: 'channelForgotten', platform, channel }, now, `channelForgotten/after/${id}`),
  )
}

/** Every message that shows something of it. */
const cardsOf = (round: RoundWithResult): readonly MessageRef[] => [
  ...round.progressCards,
  ...(round.resultCards ?? []),
  ...(round.talk?.cards ?? []),
  ...(round.starsCards ?? []),
  ...(round.rankingCards ?? []),
  ...(round.prioritiesCards ?? []),
  ...(round.takeOverCards ?? []),
  ...(round.pastCards ?? []),
  ...round.controlCards.map(({ message }) => message),
  // In private, what the channel didn't take.
  ...(round.refusedCards ?? []).map(({ message }) => message),
]

/** Without its round the plan shows its actions alone. */
const planRedrawn = ({ id, platform, channel }: Round, now: Instant): Effect =>
  edit(`planAfter/${id}`, { screen: 'plan', platform, channel }, 'own', now)

const steeringEnded = ({ id, platform, coordinators }: Round, since: Instant, now: Instant): Effect[] =>
  coordinators.map((person, at) =>
    send(
      { type: 'taskClosed', platform, person, task: { kind: 'round', round: id }, since },
      now,
      `taskClosed/${id}/steers/forgotten/${at}`,
    ),
  )
