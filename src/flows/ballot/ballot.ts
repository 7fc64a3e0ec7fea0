import type { Instant } from '../../kit/calendar/instant.ts'
import type { BlockId } from '../../kit/kit.ts'
import type { Language } from '../../kit/languages.ts'
import type { BallotAnswers } from '../../kit/stars.ts'
import { send } from '../effect.ts'
import type { Member, Platform, RoundId } from '../ids.ts'
import { newQuestionnaire, type Questionnaire, type QuestionnaireKind } from '../questionnaire.ts'

/** One person's stars; a ballot nobody saved is no vote. */
export interface Ballot extends BallotAnswers, Questionnaire {
  readonly status: 'open' | 'cast' | 'closed'
  /** Stars were tapped, which count already, and she hasn't said yet that she is through. */
  readonly begun?: true
}

/** What a ballot needs to know of its round. */
export interface BallotBrief {
  readonly round: RoundId
  readonly platform: Platform
  readonly title: string
  readonly closesAt: Instant
  readonly zone: string
  readonly language: Language
  readonly blocks: readonly BlockId[]
}

/** The blocks that have no stars of hers. */
export const unstarred = ({ blocks, stars }: Pick<Ballot, 'blocks' | 'stars'>): readonly BlockId[] =>
  blocks.filter((block) => stars[block] === undefined)

/** Whether her stars are in; changing them later doesn't take them out. Tapping some of them is no more than a beginning. */
export const isDone = (ballot: Pick<Ballot, 'status' | 'stars' | 'begun' | 'blocks'>): boolean => {
  const { status, stars, begun } = ballot
  if (status !== 'open') return true
  return begun ? unstarred(ballot).length === 0 : Object.keys(stars).length > 0
}

/** How a ballot is asked, reminded of and ended. */
export const BALLOT: QuestionnaireKind<Ballot> = {
  cardOf: ({ round, id }) => ({ screen: 'ballot', round, ballot: id }),
  nudgeCardOf: ({ round, id }) => ({ screen: 'ballotNudge', round, ballot: id }),
  taskOf: ({ round, id }) => ({ kind: 'ballot', round, sheet: id }),
  nudge: ({ round, id }, times, due) => send({ type: 'ballotNudge', round, ballot: id, times }, due),
  isDone,
  counts: ({ status, stars }) => status !== 'closed' && Object.keys(stars).length > 0,
  counted: ({ round, page, id, change = 0 }, counts, now) =>
    send({ type: 'ballotCast', round, page, ballot: id, counts, change }, now),
  endingOf: ({ status }) => (status === 'closed' ? 'starsClosed' : undefined),
  ids: {
    invitation: 'ballot',
    edit: 'ballot',
    nudge: 'ballotNudge',
    finalEdit: 'starsGoodbye',
    task: ({ round, id }) => `${round}/stars/${id}`,
  },
}

/** A ballot on which nothing is given yet. */
export const newBallot = (brief: BallotBrief, page: number, member: Member): Ballot => ({
  ...brief,
  ...newQuestionnaire(page, member),
  status: 'open',
  stars: {},
  reasons: {},
})
