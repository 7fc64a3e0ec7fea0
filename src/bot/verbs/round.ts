import { buttons, type Card } from '../../cards/card.ts'
import { controlScreen } from '../../cards/screens/round/controlScreen.ts'
import { closeQuestionScreen, shortScreen, stopQuestionScreen } from '../../cards/screens/round/questionScreens.ts'
import type { Voice } from '../../cards/voice.ts'
import { type Decision, refuse, UNCHANGED } from '../../flows/decision.ts'
import { roundKey } from '../../flows/keys.ts'
import { decideRound, type RoundEvent } from '../../flows/round/decideRound.ts'
import { handedIn, isCoordinator, isOpen, type Round } from '../../flows/round/round.ts'
import { closingMoment, daysLater, hourIn } from '../../kit/calendar.ts'
import { FLOOR } from '../../kit/gate.ts'
import { DAY, type Instant } from '../../kit/instant.ts'
import { type Deps, voiceFor } from '../context.ts'
import type { Reply } from '../ports/handlers.ts'
import type { Press } from '../ports/inbound.ts'
import { takeOver } from '../takeOver.ts'
import { transact } from '../transact.ts'
import { refusedReply } from './answers.ts'
import * as data from './schemas.ts'
import { ok, type Verb, verb } from './verb.ts'

const WEEK = 7

/** A round of another tenant doesn't exist here; neither does another channel's, pressed in a channel. */
export const belongs = (round: Round | undefined, { platform, place }: Press): round is Round =>
  round !== undefined &&
  round.platform.tenant === platform.tenant &&
  round.platform.name === platform.name &&
  (place.in !== 'channel' || round.channel === place.conversation)

const steer = (deps: Deps, press: Press, round: string, eventOf: (round: Round) => RoundEvent | undefined) =>
  transact(deps, roundKey(round), (known): Decision<Round> => {
    if (!belongs(known, press)) return refuse('roundGone')
    if (!isCoordinator(known, press.actor)) return refuse('notCoordinator')
    const event = eventOf(known)
    return event ? decideRound(known, event, deps.now()) : UNCHANGED
  })

/** The same, once more when whoever steered it has left and the presser now does. */
const steerOrTakeOver = async (...[deps, press, id, eventOf]: Parameters<typeof steer>): ReturnType<typeof steer> => {
  const settled = await steer(deps, press, id, eventOf)
  if (settled.kind !== 'refusal' || settled.why !== 'notCoordinator' || !settled.state) return settled
  return (await takeOver(deps, press, settled.state)) ? steer(deps, press, id, eventOf) : settled
}

const controlled = async (deps: Deps, round: Round): Promise<Reply> => {
  const voice = voiceFor(deps, round)
  return ok(controlScreen(voice, await deps.names(round.platform, round.channel, round.unreachable, voice.say), round))
}

const withWayBack = (deps: Deps, { card, outcome }: Reply, round: Round): Reply => {
  const label = voiceFor(deps, round).say('notice.back')
  const back = buttons({ label, verb: 'round.show', data: { round: round.id } })
  return { card: { ...card, parts: [...card.parts, ...(back ? [back] : [])] }, outcome }
}

/** Steers a round as its coordinator, and answers with her control card, or with a question where there is one. */
export const steered = async (
  deps: Deps,
  press: Press,
  id: string,
  eventOf: (round: Round) => RoundEvent | undefined,
  question?: (round: Round) => Reply | undefined,
): Promise<Reply> => {
  const settled = await steerOrTakeOver(deps, press, id, eventOf)
  const { state: round } = settled
  if (settled.kind === 'refusal') {
    // Too few isn't a wrong press: it is a choice between going on and stopping.
    if (settled.why === 'tooFew' && round) return { card: shortScreen(voiceFor(deps, round), round), outcome: 'tooFew' }
    const refused = refusedReply(deps, settled.why)
    // Never stuck: whoever steers goes back to her card.
    return round && isCoordinator(round, press.actor) ? withWayBack(deps, refused, round) : refused
  }
  if (!round) return refusedReply(deps, 'roundGone')
  return question?.(round) ?? controlled(deps, round)
}

/** The same weekday and hour, a week on; more weeks when the deadline is long past. */
const weekLonger = (zone: string, closesAt: Instant, now: Instant): Instant => {
  const later = daysLater(zone, closesAt, WEEK)
  return later > now + DAY ? later : weekLonger(zone, later, now)
}

/**
 * What can't be undone asks first; the answer to the question is the same press, confirmed.
 * @param question the card that asks, while there is something to ask about
 */
export const asking = (
  name: string,
  type: 'closeAsked' | 'stopAsked' | 'starsCloseAsked',
  question: (voice: Voice, known: Round) => Card | undefined,
): Verb =>
  verb({
    verb: name,
    data: data.confirmable,
    who: 'coordinator',
    where: 'private',
    press: (deps, press, { round, confirmed = false }) =>
      steered(
        deps,
        press,
        round,
        () => ({ type, actor: press.actor, confirmed }),
        (known) => {
          const card = question(voiceFor(deps, known), known)
          return card && ok(card)
        },
      ),
  })

const closeQuestion = (voice: Voice, known: Round): Card | undefined => {
  if (!isOpen(known)) return undefined
  return handedIn(known) < FLOOR.least ? shortScreen(voice, known) : closeQuestionScreen(voice, known)
}

/** What a coordinator does with her round, from her private control card. */
export const roundVerbs: readonly Verb[] = [
  verb({
    verb: 'round.show',
    data: data.inRound,
    who: 'coordinator',
    where: 'private',
    press: (deps, press, { round }) => steered(deps, press, round, () => undefined),
  }),
  verb({
    verb: 'round.extend',
    data: data.extending,
    who: 'coordinator',
    where: 'private',
    press: (deps, press, { round, date }) =>
      steered(deps, press, round, ({ zone, closesAt }) => ({
        type: 'extended',
        actor: press.actor,
        closesAt:
          date === undefined
            ? weekLonger(zone, closesAt, deps.now())
            : (closingMoment(zone, date, hourIn(zone, closesAt)) ?? 0),
      })),
  }),
  verb({
    verb: 'round.remind',
    data: data.inRound,
    who: 'coordinator',
    where: 'private',
    press: (deps, press, { round }) =>
      steered(
        deps,
        press,
        round,
        () => ({ type: 'remindAsked', actor: press.actor }),
        (known) =>
          isOpen(known)
            ? ok(controlScreen(voiceFor(deps, known), () => '', { ...known, unreachable: [] }, true))
            : undefined,
      ),
  }),
  asking('round.close', 'closeAsked', closeQuestion),
  asking('round.cancel', 'stopAsked', (voice, known) => (isOpen(known) ? stopQuestionScreen(voice, known) : undefined)),
]
