import { ballotScreen, starsClosedScreen } from '../../cards/screens/ballot/ballotScreen.ts'
import { formerScreen } from '../../cards/screens/sheet/formerScreen.ts'
import { ballotNudgeScreen } from '../../cards/screens/sheet/nudgeScreen.ts'
import { isDone } from '../../flows/ballot/ballot.ts'
import { decideBallot } from '../../flows/ballot/decideBallot.ts'
import { type MessageRef, NOBODY } from '../../flows/ids.ts'
import { ballotKey } from '../../flows/keys.ts'
import { formerOf } from '../../flows/livingCard.ts'
import { hasResult } from '../../flows/round/round.ts'
import { type Deps, voiceFor } from '../context.ts'
import { roundOf, stateOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { type RefTo, type Screens, untracked } from './screen.ts'

type BallotRef = RefTo<'ballot' | 'ballotNudge'>

const keyOf = ({ round, ballot }: BallotRef) => ballotKey(round, ballot)

const addMessage = (deps: Deps, ref: BallotRef, message: MessageRef) =>
  transact(deps, keyOf(ref), (ballot) => decideBallot(ballot, { type: 'posted', message }, deps.now()))

const missMessage = (deps: Deps, ref: BallotRef, message: MessageRef) =>
  transact(deps, keyOf(ref), (ballot) => decideBallot(ballot, { type: 'cardMissing', message }, deps.now()))

/** What a member gets of her own ballot. Who couldn't be reached for the scan is known; her ballot is simply no vote. */
export const ballotScreens: Pick<Screens, 'ballot' | 'ballotNudge' | 'starsClosed'> = {
  ballot: {
    render: async (deps, ref) => {
      const ballot = await stateOf(deps, keyOf(ref))
      const round = await roundOf(deps, ref.round)
      if (!ballot || !round || !hasResult(round)) return undefined
      const voice = voiceFor(deps, ballot)
      const card = ballotScreen(voice, ballot, round.result, deps.now())
      const former = { messages: formerOf(ballot), card: formerScreen(voice, ballot) }
      return { card, reader: ballot.person, shown: ballot.cards, former, left: ballot.person === NOBODY }
    },
    onPosted: addMessage,
    onMissing: missMessage,
  },
  ballotNudge: {
    render: async (deps, ref) => {
      const ballot = await stateOf(deps, keyOf(ref))
      if (!ballot || isDone(ballot) || ballot.quiet || deps.now() >= ballot.closesAt) return undefined
      return untracked(ballotNudgeScreen(voiceFor(deps, ballot), ballot))
    },
    onPosted: addMessage,
  },
  starsClosed: {
    render: async (deps, { round, language }) =>
      untracked(starsClosedScreen(deps.voices[language], (await roundOf(deps, round))?.title ?? '')),
  },
}
