import type { Card } from '../../cards/card.ts'
import {
  ADVISED,
  confirmScreen,
  prioritiesScreen,
  rankingScreen,
  reasonsScreen,
} from '../../cards/screens/ballot/rankingScreen.ts'
import type { Voice } from '../../cards/voice.ts'
import { refuse } from '../../flows/decision.ts'
import { roundKey } from '../../flows/keys.ts'
import { decideRound } from '../../flows/round/decideRound.ts'
import { isCoordinator, type Round } from '../../flows/round/round.ts'
import type { Kit } from '../../kit/kit.ts'
import { plainText } from '../../kit/plainText.ts'
import type { Ranking } from '../../kit/stars.ts'
import { type Deps, voiceFor } from '../context.ts'
import type { Reply } from '../ports/handlers.ts'
import type { Press } from '../ports/inbound.ts'
import { roundOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { refusedReply } from './answers.ts'
import { belongs, steered } from './round.ts'
import * as data from './schemas.ts'
import { ok, type Verb, verb } from './verb.ts'

/** The ranking is the channel's: whoever can press there has read it already. */
const looking = async (
  deps: Deps,
  press: Press,
  id: string,
  draw: (voice: Voice, round: Round, ranking: Ranking) => Card,
): Promise<Reply> => {
  const round = await roundOf(deps, id)
  if (!belongs(round, press)) return refusedReply(deps, 'roundGone')
  return round.ranking ? ok(draw(voiceFor(deps, round), round, round.ranking)) : refusedReply(deps, 'noResult')
}

const reasons =
  ({ actor }: Press, page: number) =>
  (voice: Voice, round: Round, ranking: Ranking): Card =>
    reasonsScreen(voice, round, ranking, { page, forCoordinator: isCoordinator(round, actor) })

const hide = async (deps: Deps, press: Press, given: { round: string; reason: number }): Promise<Reply> => {
  const settled = await transact(deps, roundKey(given.round), (known) =>
    belongs(known, press)
      ? decideRound(known, { type: 'reasonHidden', actor: press.actor, reason: given.reason }, deps.now())
      : refuse('roundGone'),
  )
  if (settled.kind === 'refusal') return refusedReply(deps, settled.why)
  return looking(deps, press, given.round, reasons(press, 0))
}

/** From the ranking to what the team agreed: the coordinator confirms it, and where it leads. */
export const priorityVerbs = (kit: Kit): readonly Verb[] => [
  verb({
    verb: 'ranking.show',
    data: data.inRound,
    who: 'channel',
    where: 'channel',
    press: (deps, press, { round }) => looking(deps, press, round, rankingScreen),
  }),
  verb({
    verb: 'ranking.reasons',
    data: data.paged,
    who: 'channel',
    where: 'channel',
    press: (deps, press, { round, page = 0 }) => looking(deps, press, round, reasons(press, page)),
  }),
  verb({ verb: 'ranking.hideReason', data: data.hidingReason, who: 'coordinator', where: 'channel', press: hide }),
  verb({
    verb: 'priorities.show',
    data: data.inRound,
    who: 'channel',
    where: 'channel',
    press: async (deps, press, { round: id }) => {
      const round = await roundOf(deps, id)
      if (!belongs(round, press)) return refusedReply(deps, 'roundGone')
      const { priorities } = round
      return priorities
        ? ok(prioritiesScreen(voiceFor(deps, round), round, priorities))
        : refusedReply(deps, 'noResult')
    },
  }),
  verb({
    verb: 'direction.save',
    data: data.directing(kit),
    who: 'coordinator',
    where: 'private',
    press: (deps, press, { round, block, text }) =>
      steered(deps, press, round, () => ({ type: 'directed', actor: press.actor, block, text: plainText(text) })),
  }),
  verb({
    verb: 'priorities.confirm',
    data: data.confirming(kit),
    who: 'coordinator',
    where: 'private',
    press: (deps, press, { round, blocks, reason, confirmed = false }) => {
      const words = plainText(reason)
      const advised = blocks.length >= ADVISED.least && blocks.length <= ADVISED.most
      // Another number than the kit advises is asked about first, and nothing that was typed is lost.
      const sure = advised || (confirmed && blocks.length > 0)
      const asking = blocks.length === 0 ? 'some' : 'sure'
      return steered(
        deps,
        press,
        round,
        () => (sure ? { type: 'confirmed', actor: press.actor, blocks, reason: words } : undefined),
        (known) =>
          known.status === 'ranked'
            ? ok(confirmScreen(voiceFor(deps, known), known, blocks, words, asking))
            : undefined,
      )
    },
  }),
]
