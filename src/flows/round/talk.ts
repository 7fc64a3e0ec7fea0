import { dateIn } from '../../kit/calendar/calendar.ts'
import { openingOn, usualHours } from '../../kit/calendar/hours.ts'
import { type Instant, MINUTE } from '../../kit/calendar/instant.ts'
import { workdayBefore } from '../../kit/calendar/workdays.ts'
import { LONGEST, lengthOf } from '../../kit/plainText.ts'
import { lengthFrom, pagesOf, TALK_MINUTES, type TalkPage } from '../../kit/talk.ts'
import { type Decision, decided, FORGOTTEN, refuse, UNCHANGED } from '../decision.ts'
import { type Effect, edit, post, send } from '../effect.ts'
import type { MessageRef, PersonId } from '../ids.ts'
import { withPast } from './channel/pastCards.ts'
import { cardOf, controlsRedrawn } from './effects.ts'
import { hasResult, isCoordinator, type Round, type RoundWithResult } from './round.ts'
import type { Talk, TalkNote, TalkPosition } from './talkState.ts'

/** What happens to the team's talk about its result. */
export type TalkEvent =
  /** `here`: on a card of the talk itself, which then needn't be posted again. */
  | { readonly type: 'talkStarted'; readonly actor: PersonId; readonly here: boolean }
  | { readonly type: 'talkPlanned'; readonly actor: PersonId; readonly at: Instant }
  /** `from`: the page that the pressed card showed. */
  | { readonly type: 'talkStepped'; readonly actor: PersonId; readonly from: number; readonly to: 'next' | 'back' }
  /** `id` derives from the platform's event, so that a press delivered twice notes once. */
  | { readonly type: 'talkNoted'; readonly id: string; readonly page: number | undefined; readonly text: string }
  | { readonly type: 'talkNoteErased'; readonly actor: PersonId; readonly note: string }
  /** The planned hour has come. */
  | { readonly type: 'talkDue' }

/** Notes of one talk: with each at its longest, a card that shows them all stays under the platforms' limits. */
export const MOST_NOTES = 20
/** Older cards than these have scrolled away. */
const FOLLOWED = 5

const NO_TALK: Talk = { at: { on: 'ready' }, notes: [], cards: [] }

/** The round's talk; one that is still to begin where nothing happened to it. */
export const talkOf = ({ talk = NO_TALK }: Pick<Round, 'talk'>): Talk => talk

/** Whether there is anything to talk about. */
export const canTalk = (round: Round): round is RoundWithResult => hasResult(round) && round.result.depth !== 'nothing'

/** The page with this number; the last one for a number beyond it. */
export const pageAt = ({ result }: Pick<RoundWithResult, 'result'>, page: number): TalkPage => {
  const pages = pagesOf(result)
  return pages[page] ?? pages.at(-1) ?? { step: 'decide' }
}

/** A talk that is planned, as a calendar wants to know it: `zone` is an IANA name. */
export interface Meeting {
  /** The same whenever the talk is planned anew. */
  readonly id: string
  readonly title: string
  readonly start: Instant
  readonly end: Instant
  readonly zone: string
}

/** The planned talk of a round; undefined when none is planned. */
export const meetingOf = (round: Round): Meeting | undefined => {
  const { at } = talkOf(round)
  if (at.on !== 'planned' || !canTalk(round)) return undefined
  return meetingAt(round, at.at, lengthFrom(pageAt(round, at.page).step))
}

/** What the talk is to a calendar at a moment. @param length a whole talk where left out */
export const meetingAt = (round: Round, start: Instant, length = lengthFrom('look')): Meeting => ({
  id: `talk-${round.id}`,
  title: round.title,
  start,
  end: start + length,
  zone: round.zone,
})

/**
 * The talk about the result, from its beginning or its planned hour to its end.
 * Refuses `notCoordinator` to who doesn't coordinate the round, `noResult` where there is nothing to talk about,
 * `dateInPast` for a moment that has passed, `remarkTooLong` and `notesFull` for a note. UNCHANGED for a step pressed on a
 * card that shows another page, for what was delivered before, and for an hour that has come too late.
 */
export const decideTalk = (round: Round, event: TalkEvent, now: Instant): Decision<Round> => {
  if ('actor' in event && !isCoordinator(round, event.actor)) return refuse('notCoordinator')
  if (!canTalk(round)) return event.type === 'talkDue' ? UNCHANGED : refuse('noResult')
  const talk = talkOf(round)
  const { at } = talk
  switch (event.type) {
    case 'talkStarted': {
      if (at.on === 'running' || at.on === 'over') return UNCHANGED
      return beginning(round, at.on === 'planned' ? at.page : 0, event.here, now)
    }
    case 'talkDue': {
      if (at.on !== 'planned' || now < at.at) return UNCHANGED
      // The bot was down: who waited for it has gone home by now.
      const over = at.at + lengthFrom(pageAt(round, at.page).step)
      return now < over ? beginning(round, at.page, false, now) : UNCHANGED
    }
    case 'talkPlanned':
      return planning(round, event.at, now)
    case 'talkStepped':
      return at.on === 'running' && at.page === event.from ? stepping(round, at, event.to, now) : UNCHANGED
    case 'talkNoted':
      return noting(round, event, now)
    case 'talkNoteErased': {
      const notes = talk.notes.filter(({ id }) => id !== event.note)
      if (notes.length === talk.notes.length) return UNCHANGED
      return decided({ ...round, talk: { ...talk, notes } }, ...cardsRedrawn(talk, round, now))
    }
  }
}

/** Remembers where a card of the talk stands: the newest leads it, and the former ones say so. */
export const talkPosted = (round: Round, message: MessageRef, now: Instant): Decision<Round> => {
  const talk = talkOf(round)
  const cards = [...talk.cards, message]
  const next: Talk = { ...talk, cards: cards.slice(-FOLLOWED) }
  const followed: Round = { ...round, talk: next }
  return decided(
    withPast(followed, cards.slice(0, -FOLLOWED)),
    ...(cards.length > 1 ? cardsRedrawn(next, round, now) : []),
  )
}

/** The talk's cards that say only that it goes on below: two with [Next] are one too many. */
export const formerCards = (round: Round): readonly string[] =>
  talkOf(round)
    .cards.slice(0, -1)
    .map(({ message }) => message)

/** When the coordinator says that the team has talked, its card says so too. */
export const talkOver = (decision: Decision<Round>, now: Instant): Decision<Round> => {
  if (decision.kind !== 'decided' || decision.state === FORGOTTEN || !decision.state.talk) return decision
  const { talk } = decision.state
  const next: Round = { ...decision.state, talk: { ...talk, at: { on: 'over' } } }
  return decided(next, ...decision.effects, ...cardsRedrawn(talk, next, now))
}

const cardsRedrawn = ({ cards }: Talk, round: Round, due: Instant): Effect[] =>
  cards.length > 0 ? [edit(`talk/${round.id}`, cardOf('talk', round), 'own', due)] : []

const moved = (round: RoundWithResult, at: TalkPosition): RoundWithResult => ({
  ...round,
  talk: { ...talkOf(round), at },
})

/** At the bottom of the channel, where people are; older cards of the talk follow. */
const reposted = (round: RoundWithResult, now: Instant): Effect[] => {
  const { platform, channel, id } = round
  return [
    post(`talk/${id}`, cardOf('talk', round), { in: 'channel', platform, channel }, now),
    ...cardsRedrawn(talkOf(round), round, now),
  ]
}

const runsUntil = (round: RoundWithResult, page: number, now: Instant): Instant =>
  now + TALK_MINUTES[pageAt(round, page).step] * MINUTE

const beginning = (round: RoundWithResult, page: number, here: boolean, now: Instant): Decision<Round> => {
  const { cards } = talkOf(round)
  const next = moved(round, { on: 'running', page, startedAt: now, until: runsUntil(round, page, now) })
  const shown = here && cards.length > 0 ? cardsRedrawn(talkOf(next), next, now) : reposted(next, now)
  return decided<Round>(next, ...shown, ...controlsRedrawn(next, now))
}

const stepping = (
  round: RoundWithResult,
  at: Extract<TalkPosition, { on: 'running' }>,
  to: 'next' | 'back',
  now: Instant,
): Decision<Round> => {
  const page = to === 'next' ? at.page + 1 : at.page - 1
  if (page < 0) return UNCHANGED
  if (page >= pagesOf(round.result).length) {
    const over = moved(round, { on: 'over' })
    return decided<Round>(over, ...cardsRedrawn(talkOf(over), over, now), ...controlsRedrawn(over, now))
  }
  // Its topics share the minutes of a step.
  const same = pageAt(round, page).step === pageAt(round, at.page).step
  const next = moved(round, { ...at, page, until: same ? at.until : runsUntil(round, page, now) })
  return decided<Round>(next, ...cardsRedrawn(talkOf(next), next, now))
}

const planning = (round: RoundWithResult, moment: Instant, now: Instant): Decision<Round> => {
  const { at } = talkOf(round)
  if (moment <= now) return refuse('dateInPast')
  if (at.on === 'planned' && at.at === moment) return UNCHANGED
  const page = at.on === 'planned' || at.on === 'running' ? at.page : 0
  const next = moved(round, { on: 'planned', at: moment, page })
  const { id, platform, channel, zone } = round
  const word = wordAt(zone, moment)
  return decided<Round>(
    next,
    ...reposted(next, now),
    ...controlsRedrawn(next, now),
    send({ type: 'talkDue', round: id }, moment),
    ...(word > now
      ? [post(`talkToday/${id}`, cardOf('talkToday', round), { in: 'channel', platform, channel }, word)]
      : []),
  )
}

/** The channel is reminded that morning; on the working day before when the talk itself comes that early. */
const wordAt = (zone: string, moment: Instant): Instant => {
  const hours = usualHours(zone)
  const date = dateIn(zone, moment)
  const morning = openingOn(hours, date)
  return morning < moment ? morning : openingOn(hours, workdayBefore(date))
}

const noting = (
  round: RoundWithResult,
  { id, page, text }: Extract<TalkEvent, { type: 'talkNoted' }>,
  now: Instant,
): Decision<Round> => {
  const talk = talkOf(round)
  if (text === '' || talk.notes.some((note) => note.id === id)) return UNCHANGED
  if (lengthOf(text) > LONGEST.note) return refuse('remarkTooLong')
  if (talk.notes.length >= MOST_NOTES) return refuse('notesFull')
  const { at } = talk
  const current = at.on === 'running' || at.on === 'planned' ? at.page : pagesOf(round.result).length
  const note: TalkNote = { id, ...pageAt(round, page ?? current), text }
  return decided<Round>(
    { ...round, talk: { ...talk, notes: [...talk.notes, note] } },
    ...cardsRedrawn(talk, round, now),
  )
}
