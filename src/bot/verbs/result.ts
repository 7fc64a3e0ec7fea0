import type { Card } from '../../cards/card.ts'
import { resultScreen } from '../../cards/screens/result/resultScreen.ts'
import {
  REMARKS_A_PAGE,
  resultElementsScreen,
  resultRemarksScreen,
  resultRolesScreen,
} from '../../cards/screens/result/resultViews.ts'
import type { Voice } from '../../cards/voice.ts'
import { refuse } from '../../flows/decision.ts'
import { roundKey } from '../../flows/keys.ts'
import { decideRound } from '../../flows/round/decideRound.ts'
import { isCoordinator, type Round } from '../../flows/round/round.ts'
import type { Result } from '../../kit/result.ts'
import { type Deps, voiceFor } from '../context.ts'
import type { Reply } from '../ports/handlers.ts'
import type { Press } from '../ports/inbound.ts'
import { roundOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { refusedReply } from './answers.ts'
import { belongs } from './round.ts'
import * as data from './schemas.ts'
import { ok, type Verb, verb } from './verb.ts'

/** The result is the channel's: whoever can press there has read it already. */
const looking = async (
  deps: Deps,
  press: Press,
  id: string,
  draw: (voice: Voice, round: Round, result: Result) => Card,
): Promise<Reply> => {
  const round = await roundOf(deps, id)
  if (!belongs(round, press)) return refusedReply(deps, 'roundGone')
  return round.result ? ok(draw(voiceFor(deps, round), round, round.result)) : refusedReply(deps, 'noResult')
}

const remarks = (
  deps: Deps,
  press: Press,
  round: Round,
  result: Result,
  asked: { readonly block?: string | undefined; readonly page?: number | undefined },
): Card =>
  resultRemarksScreen(voiceFor(deps, round), round, result, {
    ...asked,
    forCoordinator: isCoordinator(round, press.actor),
  })

/** The page a remark stands on, so that hiding it leaves the coordinator where she was. */
const pageOf = (result: Result, block: string, remark: number): number =>
  Math.floor(result.remarks.slice(0, remark).filter((one) => one.block === block).length / REMARKS_A_PAGE)

export const resultVerbs: readonly Verb[] = [
  verb({
    verb: 'result.show',
    data: data.inRound,
    who: 'channel',
    where: 'channel',
    press: (deps, press, { round }) => looking(deps, press, round, resultScreen),
  }),
  verb({
    verb: 'result.elements',
    data: data.inRound,
    who: 'channel',
    where: 'channel',
    press: (deps, press, { round }) => looking(deps, press, round, resultElementsScreen),
  }),
  verb({
    verb: 'result.roles',
    data: data.inRound,
    who: 'channel',
    where: 'channel',
    press: (deps, press, { round }) => looking(deps, press, round, resultRolesScreen),
  }),
  verb({
    verb: 'result.remarks',
    data: data.remarksOf,
    who: 'channel',
    where: 'channel',
    press: (deps, press, { round, ...asked }) =>
      looking(deps, press, round, (_voice, known, result) => remarks(deps, press, known, result, asked)),
  }),
  verb({
    verb: 'result.hideRemark',
    data: data.hiding,
    who: 'coordinator',
    where: 'channel',
    press: async (deps, press, { round: id, block, remark }) => {
      const settled = await transact(deps, roundKey(id), (known) =>
        belongs(known, press)
          ? decideRound(known, { type: 'remarkHidden', actor: press.actor, block, remark }, deps.now())
          : refuse('roundGone'),
      )
      if (settled.kind === 'refusal') return refusedReply(deps, settled.why)
      const { state: round } = settled
      return round?.result
        ? ok(remarks(deps, press, round, round.result, { block, page: pageOf(round.result, block, remark) }))
        : refusedReply(deps, 'noResult')
    },
  }),
]
