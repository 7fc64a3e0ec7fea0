import { usualHours } from '../../kit/hours.ts'
import type { Instant } from '../../kit/instant.ts'
import type { BlockId } from '../../kit/kit.ts'
import type { Language } from '../../kit/languages.ts'
import { MOST_NUDGES, nudgeTimes, type Snooze, snoozedUntil } from '../../kit/nudges.ts'
import type { BallotAnswers } from '../../kit/stars.ts'
import { type Decision, decided, UNCHANGED } from '../decision.ts'
import type { Deduplicated } from '../deduplicate.ts'
import { type Effect, edit, post, quietly, send } from '../effect.ts'
import type { MessageRef, PersonId, Platform, RoundId, SheetId } from '../ids.ts'

/** One person's stars; a ballot nobody saved is no vote. */
export interface Ballot extends BallotAnswers, Deduplicated {
  readonly round: RoundId
  readonly id: SheetId
  readonly page: number
  readonly platform: Platform
  readonly person: PersonId
  readonly title: string
  readonly closesAt: Instant
  readonly status: 'open' | 'cast' | 'closed'
  readonly cards: readonly MessageRef[]
  readonly zone: string
  readonly language: Language
  readonly blocks: readonly BlockId[]
  /** How often the bot reminded her; never more than twice. */
  readonly nudged: number
  readonly quiet: boolean
}

export interface BallotBrief {
  readonly round: RoundId
  readonly platform: Platform
  readonly title: string
  readonly closesAt: Instant
  readonly zone: string
  readonly language: Language
  readonly blocks: readonly BlockId[]
}

export const cardOf = ({ round, id }: Ballot) => ({ screen: 'ballot', round, ballot: id }) as const
export const redraw = (ballot: Ballot, now: Instant): Effect =>
  edit(`ballot/${ballot.round}/${ballot.id}`, cardOf(ballot), 'own', now)
export const snoozing = (ballot: Ballot, until: Snooze | 'never', now: Instant): Decision<Ballot> => {
  if (until === 'never') return decided({ ...ballot, quiet: true })
  const { round, id, zone } = ballot
  const at = snoozedUntil(usualHours(zone), until, now)
  if (at >= ballot.closesAt) return UNCHANGED
  const again = send({ type: 'ballotNudge', round, ballot: id, times: MOST_NUDGES + 1 }, at)
  return decided({ ...ballot, nudged: Math.max(0, ballot.nudged - 1) }, again)
}

/** As quiet as for sheets: twice at most, never after she gave hers. */
export const nudging = (ballot: Ballot | undefined, now: Instant): Decision<Ballot> => {
  if (!ballot || isDone(ballot) || now >= ballot.closesAt) return UNCHANGED
  if (ballot.quiet || ballot.nudged >= MOST_NUDGES) return UNCHANGED
  const { round, id, platform, person, nudged } = ballot
  const card = { screen: 'ballotNudge', round, ballot: id } as const
  const nudge = post(`ballotNudge/${round}/${id}/${now}`, card, { in: 'private', platform, person }, now)
  return decided({ ...ballot, nudged: nudged + 1 }, quietly(nudge))
}

/** Whether her stars are in; changing them later doesn't take them out. */
export const isDone = ({ status, stars }: Ballot): boolean => status !== 'open' || Object.keys(stars).length > 0

export const reminders = ({ round, id, zone, closesAt }: Ballot, now: Instant): Effect[] =>
  nudgeTimes(usualHours(zone), now, closesAt).map((at, times) =>
    send({ type: 'ballotNudge', round, ballot: id, times }, at),
  )

export const taskOf = ({ platform, person, round, id }: Ballot) =>
  ({ platform, person, task: { kind: 'ballot', round, sheet: id } }) as const
