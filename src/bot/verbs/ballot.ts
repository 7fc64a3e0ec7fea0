import type { Card } from '../../cards/card.ts'
import { ballotScreen, starsProgressScreen } from '../../cards/screens/ballot/ballotScreen.ts'
import { closeStarsScreen } from '../../cards/screens/round/questionScreens.ts'
import { snoozedScreen } from '../../cards/screens/sheet/nudgeScreen.ts'
import type { Voice } from '../../cards/voice.ts'
import type { Ballot } from '../../flows/ballot/ballot.ts'
import { type BallotEvent, decideBallot } from '../../flows/ballot/decideBallot.ts'
import { deduplicate } from '../../flows/deduplicate.ts'
import { ballotKey } from '../../flows/keys.ts'
import type { Round } from '../../flows/round/round.ts'
import { usualHours } from '../../kit/hours.ts'
import type { Kit } from '../../kit/kit.ts'
import { snoozedUntil } from '../../kit/nudges.ts'
import { plainText } from '../../kit/plainText.ts'
import type { Result } from '../../kit/result.ts'
import type { BallotAnswers, Stars } from '../../kit/stars.ts'
import { type Deps, pressHash, sheetHash, voiceFor } from '../context.ts'
import type { Reply } from '../ports/handlers.ts'
import type { Press } from '../ports/inbound.ts'
import { roundOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { refusedReply } from './answers.ts'
import { asking, belongs, steered } from './round.ts'
import * as data from './schemas.ts'
import { ok, type Verb, verb } from './verb.ts'

const ownRound = async (deps: Deps, press: Press, id: string): Promise<Round | undefined> => {
  const round = await roundOf(deps, id)
  return belongs(round, press) ? round : undefined
}

/** No ballot under her name: the stars are over and all ballots gone, or she was never asked. */
const withoutBallot = async (deps: Deps, press: Press, id: string): Promise<Reply> => {
  const round = await ownRound(deps, press, id)
  return refusedReply(deps, round?.ranking ? 'starsClosed' : 'notYours')
}

type Draw = (voice: Voice, ballot: Ballot, round: Round & { readonly result: Result }) => Card

const act = async (deps: Deps, press: Press, id: string, event: BallotEvent, draw?: Draw): Promise<Reply> => {
  const key = ballotKey(id, sheetHash(deps.hash, press.platform, press.actor))
  const settled = await transact(deps, key, (known) =>
    deduplicate(known, pressHash(deps.hash, press.id), (ballot) => decideBallot(ballot, event, deps.now())),
  )
  const { state: ballot } = settled
  if (!ballot) return withoutBallot(deps, press, id)
  const voice = voiceFor(deps, ballot)
  if (settled.kind === 'refusal') return refusedReply(deps, settled.why, voice)
  const round = await ownRound(deps, press, id)
  if (!round?.result) return refusedReply(deps, 'roundGone', voice)
  if (draw) return ok(draw(voice, ballot, { ...round, result: round.result }))
  const card: Card =
    press.place.in === 'private'
      ? ballotScreen(voice, ballot, round.result, deps.now())
      : starsProgressScreen(voice, round, true)
  return ok(card)
}

type Sent = Readonly<Record<string, unknown>>

const givenIn = (kit: Kit, sent: Sent): BallotAnswers => {
  const whole = (sent.stars ?? {}) as Readonly<Record<string, Stars>>
  const words = (sent.reasons ?? {}) as Readonly<Record<string, string>>
  const votes = kit.blocks.flatMap(({ id }) => {
    const stars = whole[id] ?? sent[`stars.${id}`]
    return stars ? [[id, stars as Stars] as const] : []
  })
  const reasons = kit.blocks.flatMap(({ id }) => {
    const said = plainText(String(words[id] ?? sent[`reasons.${id}`] ?? '')).replace(/\n/g, ' ')
    return said ? [[id, said] as const] : []
  })
  return { stars: Object.fromEntries(votes), reasons: Object.fromEntries(reasons) }
}

/** What stood in the fields goes back into them: with room to say why, or with what is wrong. */
const typed =
  (deps: Deps, given: BallotAnswers, explaining: boolean, problem?: 'noStars' | 'remarkTooLong'): Draw =>
  (voice, ballot, { result }) =>
    ballotScreen(voice, { ...ballot, status: 'open' }, result, deps.now(), {
      given,
      explaining,
      problem: problem && voice.say(`refusal.${problem}`),
    })

const cast = async (deps: Deps, press: Press, kit: Kit, sent: Sent & { readonly round: string }): Promise<Reply> => {
  const given = givenIn(kit, sent)
  const answer = await act(deps, press, sent.round, { type: 'cast', given })
  const { outcome } = answer
  if (outcome !== 'noStars' && outcome !== 'remarkTooLong') return answer
  const again = typed(deps, given, sent.explain === true, outcome)
  return { ...(await act(deps, press, sent.round, { type: 'shown' }, again)), outcome }
}

/** From the talk to the ranking: each gives stars. */
export const ballotVerbs = (kit: Kit): readonly Verb[] => [
  verb({
    verb: 'talk.done',
    data: data.inRound,
    who: 'coordinator',
    where: 'private',
    press: (deps, press, { round }) => steered(deps, press, round, () => ({ type: 'talkDone', actor: press.actor })),
  }),
  verb({
    verb: 'ballot.show',
    data: data.opening(kit),
    who: 'member',
    where: 'both',
    press: (deps, press, { round, change = false, explain = false, ...sent }) => {
      if (press.place.in !== 'private') return act(deps, press, round, { type: 'sentAgain', event: press.id })
      if (explain) return act(deps, press, round, { type: 'shown' }, typed(deps, givenIn(kit, sent), true))
      return act(deps, press, round, { type: change ? 'reopened' : 'shown' })
    },
  }),
  verb({
    verb: 'ballot.cast',
    data: data.casting(kit),
    who: 'member',
    where: 'private',
    press: (deps, press, sent) => cast(deps, press, kit, sent),
  }),
  verb({
    verb: 'ballot.snooze',
    data: data.putOff,
    who: 'member',
    where: 'private',
    press: (deps, press, { round, until }) =>
      act(deps, press, round, { type: 'snoozed', until }, (voice, ballot) => {
        const at = until === 'never' ? 0 : snoozedUntil(usualHours(ballot.zone), until, deps.now())
        return snoozedScreen(voice, ballot, 'ballot.show', until, at)
      }),
  }),
  asking('ballot.close', 'starsCloseAsked', (voice, known) =>
    known.status === 'starring' ? closeStarsScreen(voice, known) : undefined,
  ),
]
