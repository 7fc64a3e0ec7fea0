import type { BallotBrief } from '../../flows/ballot/ballot.ts'
import { decideBallot } from '../../flows/ballot/decideBallot.ts'
import type { BallotMessage } from '../../flows/ballot/messages.ts'
import { decided, FORGOTTEN, UNCHANGED } from '../../flows/decision.ts'
import { ballotKey, ballotTallyKey, roundKey } from '../../flows/keys.ts'
import { decideRound } from '../../flows/round/decideRound.ts'
import type { AllStarred } from '../../flows/round/messages.ts'
import { hasStars, type Round, type RoundWithStars } from '../../flows/round/round.ts'
import { decideBallotTally, newBallotTallyPage } from '../../flows/tally/ballotTally.ts'
import type { BallotTallyMessage } from '../../flows/tally/messages.ts'
import { partOf } from '../../kit/kit.ts'
import { EMPTY_STARS, mergeStars, rank } from '../../kit/stars.ts'
import type { Deps } from '../context.ts'
import { personOf } from '../people.ts'
import { roundOf, stateOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { type DeliveryOutcome, outcomeOf } from './outcome.ts'

/** Delivers a message about ballots, with what the receiver needs to know to decide. */
export const dispatchBallots = async (
  deps: Deps,
  event: BallotMessage | BallotTallyMessage | AllStarred,
): Promise<DeliveryOutcome> => {
  const round = await roundOf(deps, event.round)
  if (!round) return 'delivered'
  switch (event.type) {
    case 'ballotAsked':
    case 'ballotClosed': {
      if (!hasStars(round)) return 'delivered'
      const live = round.status === (event.type === 'ballotAsked' ? 'starring' : 'starsClosing')
      const own = (await personOf(deps, round.platform, event.member.person))?.language
      const message = { ...event, brief: briefFrom(round), live, own }
      const key = ballotKey(event.round, event.member.sheet)
      return outcomeOf(await transact(deps, key, (ballot) => decideBallot(ballot, message, deps.now())))
    }
    case 'ballotForgotten':
    case 'ballotSpokenTo':
    case 'ballotErased':
    case 'ballotLost':
    case 'ballotNudge':
      return outcomeOf(
        await transact(deps, ballotKey(event.round, event.ballot), (ballot) => decideBallot(ballot, event, deps.now())),
      )
    case 'ballotCast':
    case 'ballotsExpected':
    case 'starsAdded':
    case 'starsForgotten':
      return dispatchToTally(deps, round, event)
    case 'allStarred':
      return freeze(deps, round, event.pages)
  }
}

const briefFrom = ({ id, platform, title, starsCloseAt, zone, language, blocks }: RoundWithStars): BallotBrief => ({
  round: id,
  platform,
  title,
  zone,
  language,
  blocks,
  closesAt: starsCloseAt,
})

/** A page that was forgotten with its stars must not be created again by a late message. */
const dispatchToTally = async (deps: Deps, round: Round, message: BallotTallyMessage): Promise<DeliveryOutcome> => {
  const key = ballotTallyKey(round.id, message.page)
  let created = false
  const done = await transact(deps, key, (known) => {
    created = false
    if (!isCounting(round)) return known ? decided(FORGOTTEN) : UNCHANGED
    if (!known && message.type === 'starsForgotten') return UNCHANGED
    created = !known
    return decideBallotTally(known ?? newBallotTallyPage(round.id, message.page), message, deps.now())
  })
  // The stars can be ranked, and the page forgotten, between the look at the round and the page's first save.
  if (created && !isCounting(await roundOf(deps, round.id)))
    await transact(deps, key, (known) => (known ? decided(FORGOTTEN) : UNCHANGED))
  return outcomeOf(done)
}

const isCounting = (round: Round | undefined): boolean =>
  round?.status === 'starring' || round?.status === 'starsClosing'

/** The privacy floor for stars is applied here; only the ranking that passes it is ever saved. */
const freeze = async (deps: Deps, round: Round, pages: number): Promise<DeliveryOutcome> => {
  if (round.status !== 'starsClosing') return 'delivered'
  let tally = EMPTY_STARS
  for (let page = 0; page < pages; page++) {
    const counted = await stateOf(deps, ballotTallyKey(round.id, page))
    if (!counted && !round.lostKeys) throw new Error(`round ${round.id} misses page ${page} of its stars`)
    if (counted) tally = mergeStars(tally, counted.sum)
  }
  const ranking = rank(partOf(deps.voice.kit, round.blocks), tally, round.result, round.floor)
  return outcomeOf(
    await transact(deps, roundKey(round.id), (known) =>
      decideRound(known, { type: 'allStarred', ranking }, deps.now()),
    ),
  )
}
