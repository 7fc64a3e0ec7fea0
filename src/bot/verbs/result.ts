import type { Card } from '../../cards/card.ts'
import { resultElementScreen, resultElementsScreen } from '../../cards/screens/result/elementScreens.ts'
import { resultScreen } from '../../cards/screens/result/resultScreen.ts'
import { REMARKS_A_PAGE, resultRemarksScreen, resultRolesScreen } from '../../cards/screens/result/resultViews.ts'
import type { Voice } from '../../cards/voice.ts'
import { hasResult, isCoordinator, type Round, type RoundWithResult } from '../../flows/round/round.ts'
import { type BlockId, type ElementId, hasElement, type Kit } from '../../kit/kit.ts'
import type { Result } from '../../kit/result.ts'
import { voiceFor } from '../context.ts'
import type { Reply } from '../ports/handlers.ts'
import type { Press } from '../ports/inbound.ts'
import type { Contexts } from './contexts.ts'
import * as fields from './fields.ts'
import { ok, refusedReply } from './replies.ts'
import * as data from './schemas.ts'
import { type Verb, verb } from './verb.ts'

/** A view of the frozen result, which belongs to the whole channel. */
const showResult = async (
  { deps, round }: Contexts['channel'],
  render: (voice: Voice, round: RoundWithResult, result: Result) => Card,
): Promise<Reply> =>
  hasResult(round) ? ok(render(voiceFor(deps, round), round, round.result)) : refusedReply(deps, 'noResult')

/** The round may be about some blocks only. */
const showElement = async (context: Contexts['channel'], id: ElementId): Promise<Reply> =>
  hasElement(voiceFor(context.deps, context.round).kit, id)
    ? showResult(context, (voice, round, result) => resultElementScreen(voice, round, result, id))
    : refusedReply(context.deps, 'unknownButton')

interface AskedRemarks {
  readonly block?: string | undefined
  readonly page?: number | undefined
}

const remarksFor =
  ({ actor }: Press, asked: AskedRemarks) =>
  (voice: Voice, round: Round, result: Result): Card =>
    resultRemarksScreen(voice, round, result, { ...asked, forCoordinator: isCoordinator(round, actor) })

/** The page a remark stands on, so that hiding it leaves the coordinator where she was. */
const pageOf = (result: Result, block: string, remark: number): number =>
  Math.floor(result.remarks.slice(0, remark).filter((one) => one.block === block).length / REMARKS_A_PAGE)

const hideRemark = async (context: Contexts['coordinator'], block: BlockId, remark: number): Promise<Reply> => {
  const { deps, press, decide } = context
  const done = await decide(() => ({ type: 'remarkHidden', actor: press.actor, block, remark }))
  if (done.kind === 'refusal') return refusedReply(deps, done.why)
  const { state: round } = done
  if (!round || !hasResult(round)) return refusedReply(deps, 'noResult')
  const page = pageOf(round.result, block, remark)
  return showResult({ deps, press, round }, remarksFor(press, { block, page }))
}

/** The result in the channel, and what can be seen of it from there. */
export const resultVerbs = (kit: Kit): readonly Verb[] => [
  verb({
    verb: 'result.show',
    data: fields.inRound,
    who: 'resultReader',
    where: 'both',
    press: (context) => showResult(context, resultScreen),
  }),
  verb({
    verb: 'result.elements',
    data: fields.paged,
    who: 'resultReader',
    where: 'both',
    press: (context, { page }) =>
      showResult(context, (voice, round, result) => resultElementsScreen(voice, round, result, page)),
  }),
  verb({
    verb: 'result.element',
    data: fields.inElement(kit),
    who: 'resultReader',
    where: 'both',
    press: (context, { element }) => showElement(context, element),
  }),
  verb({
    verb: 'result.roles',
    data: fields.inRound,
    who: 'resultReader',
    where: 'both',
    press: (context) => showResult(context, resultRolesScreen),
  }),
  verb({
    verb: 'result.remarks',
    data: data.showRemarks,
    who: 'resultReader',
    where: 'both',
    press: (context, { block, page }) => showResult(context, remarksFor(context.press, { block, page })),
  }),
  verb({
    verb: 'result.hideRemark',
    data: data.hideRemark,
    who: 'coordinator',
    where: 'both',
    press: (context, { block, remark }) => hideRemark(context, block, remark),
  }),
]
