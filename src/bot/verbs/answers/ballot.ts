import type { Card } from '../../../cards/card.ts'
import { FOUNDATION } from '../../../cards/screens/ballot/ballotRows.ts'
import { ballotScreen, starsProgressScreen, type Typed, withLost } from '../../../cards/screens/ballot/ballotScreen.ts'
import { closeStarsScreen } from '../../../cards/screens/round/questionScreens.ts'
import { formerScreen } from '../../../cards/screens/sheet/formerScreen.ts'
import { snoozedScreen } from '../../../cards/screens/sheet/nudgeScreen.ts'
import type { Voice } from '../../../cards/voice.ts'
import { BALLOT, type Ballot } from '../../../flows/ballot/ballot.ts'
import { type BallotEvent, decideBallot } from '../../../flows/ballot/decideBallot.ts'
import { type Tapped, withoutNone } from '../../../flows/ballot/voting.ts'
import { deduplicate } from '../../../flows/deduplicate.ts'
import { comeBack, toldLost } from '../../../flows/questionnaire.ts'
import { hasRanking, hasStars, type RoundWithStars } from '../../../flows/round/round.ts'
import { usualHours } from '../../../kit/calendar/hours.ts'
import { snoozedUntil } from '../../../kit/calendar/nudges.ts'
import type { Kit } from '../../../kit/kit.ts'
import type { BallotAnswers } from '../../../kit/stars.ts'
import { type Deps, pressHash, voiceFor } from '../../context.ts'
import { whyNone } from '../../people/asked.ts'
import type { Reply } from '../../ports/handlers.ts'
import { followPressed, isElsewhere, isOnFormer, mayBeElsewhere } from '../../pressedCard.ts'
import { stateOf } from '../../stateOf.ts'
import { transact } from '../../transact.ts'
import type { Contexts } from '../contexts.ts'
import { roundHere } from '../guards.ts'
import { ok, refusedReply } from '../replies.ts'
import { confirmedVerb } from '../round/round.ts'
import { type Verb, verb } from '../verb.ts'
import * as data from './schemas.ts'
import { type Sent, sentBallot, sentReasons } from './sentBallot.ts'

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

/** @param stays what `render` says is to be read also on a message from before it went on in a newer one */
const applyToBallot = async (
  context: MemberContext,
  event: BallotEvent,
  render?: RenderBallot,
  stays = false,
): Promise<Reply> => {
  const { deps, press, ballot: key } = context
  const now = deps.now()
  const decide = (known: Ballot | undefined) =>
    deduplicate(known, pressHash(deps.hash, press.id), (ballot) => decideBallot(ballot, event, now))
  let lost: Pick<Ballot, 'lost' | 'restored'> = {}
  const heard = (known: Ballot | undefined) => {
    lost = {
      ...(known?.lost ? { lost: known.lost } : {}),
      ...(known?.restored === undefined ? {} : { restored: known.restored }),
    }
    const follow = (ballot: Ballot | undefined) => followPressed(BALLOT, press, ballot, decide, now)
    return toldLost(comeBack(BALLOT, known, press.actor, follow, now))
  }
  const apply = () => transact(deps, key, heard)
  let done = await apply()
  if (done.kind === 'refusal' && (await hearsOfDeadline(context, done.state))) done = await apply()
  if (!done.state) return noBallotReply(context)
  const ballot = { ...done.state, ...lost }
  const voice = voiceFor(deps, ballot)
  if (done.kind === 'refusal') return refusedReply(deps, done.why, voice)
  const round = await roundHere(context, context.round)
  if (!round || !hasStars(round)) return refusedReply(deps, 'roundGone', voice)
  if (!stays && isOnFormer(press, ballot)) return ok(withLost(voice, ballot, formerScreen(voice, ballot)))
  if (render) return ok(render(voice, ballot, round))
  const card: Card =
    press.place.in === 'private'
      ? ballotScreen(voice, ballot, round.result, deps.now())
      : starsProgressScreen(voice, round, true)
  return ok(card)
}

const sendAgain = (context: MemberContext, render?: RenderBallot): Promise<Reply> =>
  applyToBallot(context, { type: 'sentAgain', event: context.press.id }, render)

/** Her card in place of the one she pressed on; where that can't become it, below. */
const show = async (context: MemberContext): Promise<Reply> => {
  const { deps, press } = context
  const ballot = await stateOf(deps, context.ballot)
  return ballot && isElsewhere(press, ballot)
    ? sendAgain(context, formerScreen)
    : applyToBallot(context, { type: 'shown' })
}

/** The form once more: with room to give reasons, or with what is wrong. */
const form =
  (deps: Deps, typed: Partial<Typed>): RenderBallot =>
  (voice, ballot, { result }) =>
    ballotScreen(voice, { ...ballot, status: 'open' }, result, deps.now(), {
      reasons: ballot.reasons,
      explaining: false,
      ...typed,
    })

/** A tap. A reason that is too long stays in its field with a word about it, and keeps no star from being saved. */
const starBlocks = async (
  context: MemberContext,
  stars: Tapped,
  reasons: BallotAnswers['reasons'],
  explaining: boolean,
): Promise<Reply> => {
  const { deps } = context
  const render = explaining ? form(deps, { explaining }) : undefined
  const reply = await applyToBallot(context, { type: 'starred', stars, reasons }, render)
  if (reply.outcome !== 'remarkTooLong') return reply
  const problem = form(deps, { reasons, explaining })
  return {
    ...(await applyToBallot(context, { type: 'starred', stars, reasons: {} }, problem, true)),
    outcome: reply.outcome,
  }
}

const castBallot = async (context: MemberContext, sent: Sent, explaining: boolean): Promise<Reply> => {
  const { stars, reasons } = sent
  const given = {
    ...(stars ? { stars: withoutNone(stars) } : {}),
    ...(reasons ? { reasons: withoutNone(reasons) } : {}),
  }
  const reply = await applyToBallot(context, { type: 'cast', given })
  const { outcome } = reply
  if (outcome !== 'noStars' && outcome !== 'remarkTooLong') return reply
  const render = form(context.deps, {
    ...(reasons ? { reasons } : {}),
    explaining,
    problem: outcome === 'noStars' ? outcome : undefined,
  })
  // What was chosen from an older card's lists stays: the card that answers it has none.
  const again = await applyToBallot(context, { type: 'starred', stars: stars ?? {}, reasons: {} }, render, true)
  return { ...again, outcome }
}

/** Room for reasons. An older card's lists had five stars in sight for the first block: chosen or not, they aren't taken for a tap. */
const explainBallot = (context: MemberContext, { stars, reasons }: Sent): Promise<Reply> => {
  const tapped = Object.entries(stars ?? {}).filter(
    ([block, given]) => block !== FOUNDATION.block || given !== FOUNDATION.stars,
  )
  return tapped.length > 0 || reasons
    ? starBlocks(context, Object.fromEntries(tapped), reasons ?? {}, true)
    : applyToBallot(context, { type: 'shown' }, form(context.deps, { explaining: true }))
}

/** From the stars to the ranking: each gives hers. */
export const ballotVerbs = (kit: Kit): readonly Verb[] => [
  verb({
    verb: 'ballot.show',
    data: data.showBallot(kit),
    who: 'member',
    where: 'both',
    press: (context, { change = false, explain = false, ...sent }) => {
      const { place } = context.press
      if (place.in !== 'private') return sendAgain(context)
      if (!change && !explain && mayBeElsewhere(context.press)) return show(context)
      if (explain) return explainBallot(context, sentBallot(kit, sent))
      return applyToBallot(context, { type: change ? 'reopened' : 'shown' })
    },
  }),
  verb({
    verb: 'ballot.star',
    data: data.starBlock(kit),
    who: 'member',
    where: 'private',
    press: (context, { block, stars, explain = false, ...sent }) => {
      if (stars === undefined) return applyToBallot(context, { type: 'shown' })
      const reasons = explain ? sentReasons(kit, sent) : undefined
      return starBlocks(context, { [block]: stars }, reasons ?? {}, explain)
    },
  }),
  verb({
    verb: 'ballot.cast',
    data: data.castBallot(kit),
    who: 'member',
    where: 'private',
    press: (context, sent) => castBallot(context, sentBallot(kit, sent), sent.explain === true),
  }),
  verb({
    verb: 'ballot.snooze',
    data: data.snooze,
    who: 'member',
    where: 'private',
    press: (context, { until }) => {
      const render: RenderBallot = (voice, ballot) => {
        const at = until === 'never' ? 0 : snoozedUntil(usualHours(ballot.zone), until, context.deps.now())
        return snoozedScreen(voice, ballot, 'ballot.show', until, at)
      }
      return applyToBallot(context, { type: 'snoozed', until }, render, true)
    },
  }),
  confirmedVerb('ballot.close', 'starsCloseAsked', (voice, known) =>
    known.status === 'starring' ? closeStarsScreen(voice, known) : undefined,
  ),
]
