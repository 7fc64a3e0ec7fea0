import { buttons, type Card } from '../../../cards/card.ts'
import { controlScreen } from '../../../cards/screens/round/controlScreen.ts'
import { closeQuestionScreen, shortScreen, stopQuestionScreen } from '../../../cards/screens/round/questionScreens.ts'
import { movedScreen } from '../../../cards/screens/round/stepScreens.ts'
import { shownFor } from '../../../cards/screens/round/whatIsShown.ts'
import type { Voice } from '../../../cards/voice.ts'
import type { Why } from '../../../flows/decision.ts'
import { roundKey } from '../../../flows/keys.ts'
import { decideRound, type RoundEvent } from '../../../flows/round/decideRound.ts'
import { handedIn, isCoordinator, isOpen, type Round } from '../../../flows/round/round.ts'
import { movesDown } from '../../../flows/round/steps/telling.ts'
import { closingMoment, dateIn, daysLater, hourIn, onWorkingDay } from '../../../kit/calendar/calendar.ts'
import { DAY, type Instant } from '../../../kit/calendar/instant.ts'
import { FLOOR } from '../../../kit/gate.ts'
import { type Deps, voiceFor } from '../../context.ts'
import type { Reply } from '../../ports/handlers.ts'
import type { Press } from '../../ports/inbound.ts'
import { renderControl } from '../../render/roundScreens.ts'
import { transact } from '../../transact.ts'
import type { Contexts } from '../contexts.ts'
import * as fields from '../fields.ts'
import { ok, own, refusedReply } from '../replies.ts'
import * as data from '../schemas.ts'
import { type Verb, verb } from '../verb.ts'

const WEEK = 7

/** A list, or whatever else she pressed on, turns into her control card: from then on it follows the round. */
const followCopy = async (deps: Deps, { platform, actor, place, unasked }: Press, round: Round): Promise<void> => {
  const { in: where, conversation, message: pressed } = place
  if (where !== 'private' || pressed === undefined || unasked) return
  if (round.controlCards.some(({ message }) => message.message === pressed)) return
  const message = { platform, conversation, message: pressed }
  await transact(deps, roundKey(round.id), (known) =>
    decideRound(known, { type: 'controlShown', person: actor, message }, deps.now()),
  )
}

const controlReply = async (deps: Deps, press: Press, round: Round): Promise<Reply> => {
  await followCopy(deps, press, round)
  return own(await renderControl(deps, voiceFor(deps, round), round))
}

const withWayBack = (deps: Deps, { card, outcome }: Reply, round: Round): Reply => {
  const label = voiceFor(deps, round).say('notice.back')
  const back = buttons({ label, verb: 'round.show', data: { round: round.id } })
  return { card: { ...card, parts: [...card.parts, ...(back ? [back] : [])] }, outcome }
}

/**
 * Decides as the round's coordinator, and answers with her control card.
 * @param eventOf what to decide; without an event the round is only shown
 * @param replyOf another answer than the control card, where there is one
 * @param refusedOf another answer to a refusal, such as the form with what was typed
 */
export const coordinate = async (
  { deps, press, round: before, decide }: Contexts['coordinator'],
  eventOf: (round: Round) => RoundEvent | undefined,
  replyOf?: (round: Round) => Reply | undefined,
  refusedOf?: (why: Why, round: Round) => Reply | undefined,
): Promise<Reply> => {
  const done = await decide(eventOf)
  const { state: round } = done
  if (done.kind === 'refusal') {
    // Too few isn't a wrong press: it is a choice between going on and stopping.
    if (done.why === 'tooFew' && round) return { card: shortScreen(voiceFor(deps, round), round), outcome: 'tooFew' }
    const explained = round && refusedOf?.(done.why, round)
    if (explained) return explained
    const refused = refusedReply(deps, done.why)
    // A coordinator is never stuck: every refusal leads back to her control card.
    // That card is private: it is no way back from the channel.
    const isHers = round && isCoordinator(round, press.actor) && press.place.in !== 'channel'
    return isHers ? withWayBack(deps, refused, round) : refused
  }
  if (!round) return refusedReply(deps, 'roundGone')
  // What is next comes as a new card at the bottom: this one only says so.
  if (round.told !== before.told && movesDown(round, press.actor, deps.now()))
    return own(movedScreen(voiceFor(deps, round), round))
  return replyOf?.(round) ?? controlReply(deps, press, round)
}

/** The same hour a week on, or the first working day after it; more weeks when the deadline is long past. */
const weekLonger = (zone: string, closesAt: Instant, now: Instant): Instant => {
  const later = onWorkingDay(zone, daysLater(zone, closesAt, WEEK))
  return later > now + DAY ? later : weekLonger(zone, later, now)
}

/**
 * A verb for what can't be undone: it asks first, and the answer to the question is the same press, confirmed.
 * @param questionOf the card that asks, while there is something to ask about
 */
export const confirmedVerb = (
  name: string,
  type: 'stopAsked' | 'starsCloseAsked',
  questionOf: (voice: Voice, round: Round) => Card | undefined,
): Verb =>
  verb({
    verb: name,
    data: fields.confirmable,
    who: 'coordinator',
    where: 'private',
    press: (context, { confirmed = false }) =>
      coordinate(
        context,
        () => ({ type, actor: context.press.actor, confirmed }),
        (round) => {
          const card = questionOf(voiceFor(context.deps, round), round)
          return card && ok(card)
        },
      ),
  })

const closeQuestion = (voice: Voice, round: Round): Card | undefined => {
  if (!isOpen(round)) return undefined
  return handedIn(round) < FLOOR.least ? shortScreen(voice, round) : closeQuestionScreen(voice, round)
}

interface SentExtension {
  readonly date?: string | undefined
  readonly was?: string | undefined
}

const extend = (context: Contexts['coordinator'], { date, was }: SentExtension): Promise<Reply> =>
  coordinate(context, (round) => {
    const { zone, closesAt } = round
    // Tapped twice: the second tap shows what the first one did.
    if (isOpen(round) && was !== undefined && was !== dateIn(zone, closesAt)) return undefined
    return {
      type: 'extended',
      actor: context.press.actor,
      closesAt:
        date === undefined
          ? weekLonger(zone, closesAt, context.deps.now())
          : onWorkingDay(zone, closingMoment(zone, date, hourIn(zone, closesAt)) ?? 0),
    }
  })

/** Her control card, saying that the reminders are on their way: it needs no names for that. */
const remind = (context: Contexts['coordinator']): Promise<Reply> =>
  coordinate(
    context,
    () => ({ type: 'remindAsked', actor: context.press.actor }),
    (round) =>
      isOpen(round)
        ? own(controlScreen(voiceFor(context.deps, round), () => '', { ...round, unreachable: [] }, true))
        : undefined,
  )

/** What a coordinator does with her round, from her private control card. */
export const roundVerbs: readonly Verb[] = [
  verb({
    verb: 'round.show',
    data: fields.inRound,
    who: 'coordinator',
    where: 'private',
    press: (context) => coordinate(context, () => undefined),
  }),
  verb({
    verb: 'round.extend',
    data: data.extendRound,
    who: 'coordinator',
    where: 'private',
    press: extend,
  }),
  verb({ verb: 'round.remind', data: fields.inRound, who: 'coordinator', where: 'private', press: remind }),
  verb({
    verb: 'round.close',
    data: data.closeScan,
    who: 'coordinator',
    where: 'private',
    press: (context, { confirmed = false, shows }) =>
      coordinate(
        context,
        (round) => {
          // Someone withdrew or handed in while she was reading: she is asked again, with what is true now.
          const stands = shows === undefined || shows === shownFor(handedIn(round), round.floor)
          return { type: 'closeAsked', actor: context.press.actor, confirmed: confirmed && stands }
        },
        (round) => {
          const card = closeQuestion(voiceFor(context.deps, round), round)
          return card && ok(card)
        },
      ),
  }),
  confirmedVerb('round.cancel', 'stopAsked', (voice, round) =>
    isOpen(round) ? stopQuestionScreen(voice, round) : undefined,
  ),
]
