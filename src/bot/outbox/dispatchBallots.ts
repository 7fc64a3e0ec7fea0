import { decideBallot } from '../../flows/ballot/decideBallot.ts'
import type { BallotMessage } from '../../flows/ballot/messages.ts'
import { type Member, NOBODY, type SheetId } from '../../flows/ids.ts'
import { ballotKey, ballotTallyKey, roundKey } from '../../flows/keys.ts'
import { decideRound } from '../../flows/round/decideRound.ts'
import type { AllStarred } from '../../flows/round/messages.ts'
import { hasStars, type Round } from '../../flows/round/round.ts'
import { partOf } from '../../kit/kit.ts'
import { EMPTY_STARS, mergeStars, rank } from '../../kit/stars.ts'
import type { Deps } from '../context.ts'
import { ballotBriefFrom } from '../people/briefs.ts'
import { hasLeft, isAway, tellLeft } from '../people/leftChannel.ts'
import { personOf } from '../people/people.ts'
import { roundOf, stateOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { type DeliveryOutcome, outcomeOf } from './outcome.ts'

/** Delivers a message about ballots, with what the receiver needs to know to decide. */
export const dispatchBallots = async (deps: Deps, event: BallotMessage | AllStarred): Promise<DeliveryOutcome> => {
  const round = await roundOf(deps, event.round)
  if (!round) return 'delivered'
  switch (event.type) {
    case 'ballotAsked':
    case 'ballotClosed': {
      if (!hasStars(round)) return 'delivered'
      const live = round.status === (event.type === 'ballotAsked' ? 'starring' : 'starsClosing')
      const own = (await personOf(deps, round.platform, event.member.person))?.language
      const member = event.type === 'ballotAsked' ? await ifThere(deps, round, event.member) : event.member
      const message = { ...event, member, brief: ballotBriefFrom(round), live, own }
      const key = ballotKey(event.round, event.member.sheet)
      return outcomeOf(await transact(deps, key, (ballot) => decideBallot(ballot, message, deps.now())))
    }
    case 'ballotForgotten':
    case 'ballotSpokenTo':
    case 'ballotErased':
    case 'ballotLost':
    case 'ballotRestored':
    case 'ballotLeft':
    case 'ballotNudge':
      if (event.type === 'ballotNudge' && (await isGone(deps, round, event.ballot))) return 'delivered'
      return outcomeOf(
        await transact(deps, ballotKey(event.round, event.ballot), (ballot) => decideBallot(ballot, event, deps.now())),
      )
    case 'allStarred':
      return freeze(deps, round, event.pages)
  }
}

/** Whoever left isn't asked; her place stays, and is hers again when she does something with it. */
const ifThere = async (deps: Deps, round: Round, member: Member): Promise<Member> => {
  const out =
    round.takenOut?.includes(member.sheet) || round.left?.some(({ sheet, out }) => sheet === member.sheet && out)
  if (!out && !(member.inside && (await hasLeft(deps, round, member.person)))) return member
  if (!out) await tellLeft(deps, round, member)
  return { ...member, person: NOBODY }
}

const isGone = async (deps: Deps, round: Round, ballot: SheetId): Promise<boolean> => {
  const asked = await stateOf(deps, ballotKey(round.id, ballot))
  return asked?.inside === true && isAway(deps, round, { person: asked.person, sheet: ballot })
}

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
