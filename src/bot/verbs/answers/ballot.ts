import type { Card } from '../../../cards/card.ts'
import { ballotScreen, starsProgressScreen } from '../../../cards/screens/ballot/ballotScreen.ts'
import { closeStarsScreen } from '../../../cards/screens/round/questionScreens.ts'
import { snoozedScreen } from '../../../cards/screens/sheet/nudgeScreen.ts'
import type { Voice } from '../../../cards/voice.ts'
import { BALLOT, type Ballot } from '../../../flows/ballot/ballot.ts'
import { type BallotEvent, decideBallot } from '../../../flows/ballot/decideBallot.ts'
import { deduplicate } from '../../../flows/deduplicate.ts'
import type { MessageRef } from '../../../flows/ids.ts'
import { comeBack, toldLost } from '../../../flows/questionnaire.ts'
import { hasRanking, hasStars, type RoundWithStars } from '../../../flows/round/round.ts'
import { usualHours } from '../../../kit/calendar/hours.ts'
import { snoozedUntil } from '../../../kit/calendar/nudges.ts'
import type { Kit } from '../../../kit/kit.ts'
import { plainText } from '../../../kit/plainText.ts'
import type { BallotAnswers, Stars } from '../../../kit/stars.ts'
import { type Deps, pressHash, voiceFor } from '../../context.ts'
import { whyNone } from '../../people/asked.ts'
import type { Reply } from '../../ports/handlers.ts'
import { followPressed } from '../../pressedCard.ts'
import { transact } from '../../transact.ts'
import type { Contexts } from '../contexts.ts'
import { roundHere } from '../guards.ts'
import { ok, refusedReply } from '../replies.ts'
import { confirmedVerb } from '../round.ts'
import * as data from '../schemas.ts'
import { type Verb, verb } from '../verb.ts'

type MemberContext = Contexts['member']

/** The presser has no ballot: the stars are over and all ballots gone, or she was never asked. */
const noBallotReply = async (context: MemberContext): Promise<Reply> => {
  const round = await roundHere(context, context.round)
  if (round && hasRanking(round)) return refusedReply(context.deps, 'starsClosed')
  const why = round?.status === 'starring' ? await whyNone(context.deps, round, context.ballot.id) : 'notYours'
  return refusedReply(context.deps, why)
}

type RenderBallot = (voice: Voice, ballot: Ballot, round: RoundWithStars) => Card

/** Over by its own date, while the stars last longer by now: what says so is on its way. @returns whether it has heard */
const hearsOfDeadline = async (context: MemberContext, ballot: Ballot | undefined): Promise<boolean> => {
  const { deps } = context
  const now = deps.now()
  if (!ballot || now < ballot.closesAt) return false
  const round = await roundHere(context, context.round)
  if (round?.status !== 'starring' || now >= round.starsCloseAt) return false
  const extended = { type: 'starsExtended', closesAt: round.starsCloseAt } as const
  const { kind } = await transact(deps, context.ballot, (known) => decideBallot(known, extended, now))
  return kind === 'saved'
}

const applyToBallot = async (context: MemberContext, event: BallotEvent, render?: RenderBallot): Promise<Reply> => {
  const { deps, press, ballot: key } = context
  const now = deps.now()
  const decide = (known: Ballot | undefined) =>
    deduplicate(known, pressHash(deps.hash, press.id), (ballot) => decideBallot(ballot, event, now))
  let lost: Pick<Ballot, 'lost'> = {}
  const heard = (known: Ballot | undefined) => {
    lost = known?.lost ? { lost: known.lost } : {}
    const follow = (ballot: Ballot | undefined) => followPressed(press, ballot, record, decide)
    return toldLost(comeBack(BALLOT, known, press.actor, follow, now))
  }
  const record = (ballot: Ballot, message: MessageRef) => decideBallot(ballot, { type: 'posted', message }, now)
  const apply = () => transact(deps, key, heard)
  let done = await apply()
  if (done.kind === 'refusal' && (await hearsOfDeadline(context, done.state))) done = await apply()
  if (!done.state) return noBallotReply(context)
  const ballot = { ...done.state, ...lost }
  const voice = voiceFor(deps, ballot)
  if (done.kind === 'refusal') return refusedReply(deps, done.why, voice)
  const round = await roundHere(context, context.round)
  if (!round || !hasStars(round)) return refusedReply(deps, 'roundGone', voice)
  if (render) return ok(render(voice, ballot, round))
  const card: Card =
    press.place.in === 'private'
      ? ballotScreen(voice, ballot, round.result, deps.now())
      : starsProgressScreen(voice, round, true)
  return ok(card)
}

type SentBallot = Readonly<Record<string, unknown>>

/** Stars come as an object, or as one field per block from a card's inputs. */
const votesIn = (kit: Kit, sent: SentBallot): BallotAnswers => {
  const whole = (sent.stars ?? {}) as Readonly<Record<string, Stars>>
  const given = (sent.reasons ?? {}) as Readonly<Record<string, string>>
  const votes = kit.blocks.flatMap(({ id }) => {
    const stars = whole[id] ?? sent[`stars.${id}`]
    return stars ? [[id, stars as Stars] as const] : []
  })
  const reasons = kit.blocks.flatMap(({ id }) => {
    const reason = plainText(String(given[id] ?? sent[`reasons.${id}`] ?? '')).replace(/\n/g, ' ')
    return reason ? [[id, reason] as const] : []
  })
  return { stars: Object.fromEntries(votes), reasons: Object.fromEntries(reasons) }
}

/** The form as it was filled in: with room to give reasons, or with what is wrong. */
const filledInForm =
  (deps: Deps, given: BallotAnswers, explaining: boolean, problem?: 'noStars' | 'remarkTooLong'): RenderBallot =>
  (voice, ballot, { result }) =>
    ballotScreen(voice, { ...ballot, status: 'open' }, result, deps.now(), {
      given,
      explaining,
      problem: problem && voice.say(`refusal.${problem}`),
    })

const castBallot = async (context: MemberContext, given: BallotAnswers, explaining: boolean): Promise<Reply> => {
  const reply = await applyToBallot(context, { type: 'cast', given })
  const { outcome } = reply
  if (outcome !== 'noStars' && outcome !== 'remarkTooLong') return reply
  const form = filledInForm(context.deps, given, explaining, outcome)
  return { ...(await applyToBallot(context, { type: 'shown' }, form)), outcome }
}

/** From the stars to the ranking: each gives hers. */
export const ballotVerbs = (kit: Kit): readonly Verb[] => [
  verb({
    verb: 'ballot.show',
    data: data.showBallot(kit),
    who: 'member',
    where: 'both',
    press: (context, { change = false, explain = false, ...sent }) => {
      const { deps, press } = context
      if (press.place.in !== 'private') return applyToBallot(context, { type: 'sentAgain', event: press.id })
      if (explain) return applyToBallot(context, { type: 'shown' }, filledInForm(deps, votesIn(kit, sent), true))
      return applyToBallot(context, { type: change ? 'reopened' : 'shown' })
    },
  }),
  verb({
    verb: 'ballot.cast',
    data: data.castBallot(kit),
    who: 'member',
    where: 'private',
    press: (context, sent) => castBallot(context, votesIn(kit, sent), sent.explain === true),
  }),
  verb({
    verb: 'ballot.snooze',
    data: data.snooze,
    who: 'member',
    where: 'private',
    press: (context, { until }) =>
      applyToBallot(context, { type: 'snoozed', until }, (voice, ballot) => {
        const at = until === 'never' ? 0 : snoozedUntil(usualHours(ballot.zone), until, context.deps.now())
        return snoozedScreen(voice, ballot, 'ballot.show', until, at)
      }),
  }),
  confirmedVerb('ballot.close', 'starsCloseAsked', (voice, known) =>
    known.status === 'starring' ? closeStarsScreen(voice, known) : undefined,
  ),
]
