import type { Card } from '../../cards/card.ts'
import { tooLongBy } from '../../cards/fieldProblems.ts'
import { ADVISED, confirmScreen, rankingScreen, reasonsScreen } from '../../cards/screens/ballot/rankingScreen.ts'
import { directionButtons, directionScreen } from '../../cards/screens/round/directionScreens.ts'
import type { Voice } from '../../cards/voice.ts'
import { hasRanking, isCoordinator, type Round, type RoundWithRanking } from '../../flows/round/round.ts'
import type { BlockId, Kit } from '../../kit/kit.ts'
import { LONGEST, plainText } from '../../kit/plainText.ts'
import type { Ranking } from '../../kit/stars.ts'
import { voiceFor } from '../context.ts'
import type { Reply } from '../ports/handlers.ts'
import type { Press } from '../ports/inbound.ts'
import { renderPriorities } from '../render/roundScreens.ts'
import type { Contexts } from './contexts.ts'
import * as fields from './fields.ts'
import { ok, refusedReply } from './replies.ts'
import { coordinate } from './round/round.ts'
import * as data from './schemas.ts'
import { type Verb, verb } from './verb.ts'

/** A view of the frozen ranking, which belongs to the whole channel. */
const showRanking = async (
  { deps, round }: Contexts['channel'],
  render: (voice: Voice, round: Round, ranking: Ranking) => Card,
): Promise<Reply> =>
  hasRanking(round) ? ok(render(voiceFor(deps, round), round, round.ranking)) : refusedReply(deps, 'noResult')

const reasonsFor =
  ({ actor }: Press, page: number) =>
  (voice: Voice, round: Round, ranking: Ranking): Card =>
    reasonsScreen(voice, round, ranking, { page, forCoordinator: isCoordinator(round, actor) })

const hideReason = async (context: Contexts['coordinator'], reason: number): Promise<Reply> => {
  const { deps, press, decide } = context
  const done = await decide(() => ({ type: 'reasonHidden', actor: press.actor, reason }))
  if (done.kind === 'refusal') return refusedReply(deps, done.why)
  return done.state
    ? showRanking({ deps, press, round: done.state }, reasonsFor(press, 0))
    : refusedReply(deps, 'roundGone')
}

interface SentPriorities {
  readonly blocks: readonly BlockId[]
  readonly reason: string
  readonly confirmed?: boolean | undefined
  readonly changing?: boolean | undefined
}

/** Another number of blocks than the kit advises is asked about first, and nothing that was typed is lost. */
const confirmPriorities = (
  context: Contexts['coordinator'],
  { blocks, reason, confirmed = false, changing = false }: SentPriorities,
): Promise<Reply> => {
  const { deps, press } = context
  const text = plainText(reason)
  const advised = blocks.length >= ADVISED.least && blocks.length <= ADVISED.most
  const sure = advised || (confirmed && blocks.length > 0)
  const question = blocks.length === 0 ? 'some' : 'sure'
  const isAsked = (round: Round): round is RoundWithRanking => round.status === (changing ? 'prioritised' : 'ranked')
  return coordinate(
    context,
    () => (sure ? { type: 'confirmed', actor: press.actor, blocks, reason: text, changing } : undefined),
    (round) =>
      !sure && isAsked(round) ? ok(confirmScreen(voiceFor(deps, round), round, blocks, text, question)) : undefined,
    (why, round) =>
      why === 'remarkTooLong' && isAsked(round)
        ? { card: confirmScreen(voiceFor(deps, round), round, blocks, text, 'first'), outcome: why }
        : undefined,
  )
}

/** What was typed stays, with what is wrong with it. */
const saveDirection = (context: Contexts['coordinator'], block: BlockId, typed: string): Promise<Reply> => {
  const { deps, press } = context
  const text = plainText(typed)
  return coordinate(
    context,
    () => ({ type: 'directed', actor: press.actor, block, text }),
    undefined,
    (why, round) => {
      if (round.status !== 'prioritised' || (why !== 'noDirection' && why !== 'remarkTooLong')) return undefined
      const voice = voiceFor(deps, round)
      const problem =
        why === 'noDirection' ? voice.say('refusal.noDirection') : (tooLongBy(voice, text, LONGEST.remark) ?? '')
      return { card: directionScreen(voice, round, block, { text, problem }), outcome: why }
    },
  )
}

/** The priorities as they were confirmed, to be confirmed otherwise; or where to with one of them. */
const changePriorities = (context: Contexts['coordinator'], block: BlockId | undefined): Promise<Reply> =>
  coordinate(
    context,
    () => undefined,
    (round) => {
      if (round.status !== 'prioritised') return undefined
      const voice = voiceFor(context.deps, round)
      const { blocks, reason } = round.priorities
      if (block !== undefined && blocks.includes(block)) return ok(directionScreen(voice, round, block))
      const form = confirmScreen(voice, round, blocks, reason, 'first')
      const below = directionButtons(voice, round)
      return ok({ ...form, parts: [...form.parts, ...(below ? [below] : [])] })
    },
  )

/** From the ranking to what the team agreed: the coordinator confirms it, and where it leads. */
export const priorityVerbs = (kit: Kit): readonly Verb[] => [
  verb({
    verb: 'ranking.show',
    data: fields.inRound,
    who: 'channel',
    where: 'channel',
    press: (context) => showRanking(context, rankingScreen),
  }),
  verb({
    verb: 'ranking.reasons',
    data: fields.paged,
    who: 'channel',
    where: 'channel',
    press: (context, { page = 0 }) => showRanking(context, reasonsFor(context.press, page)),
  }),
  verb({
    verb: 'ranking.hideReason',
    data: data.hideReason,
    who: 'coordinator',
    where: 'channel',
    press: (context, { reason }) => hideReason(context, reason),
  }),
  verb({
    verb: 'priorities.show',
    data: fields.inRound,
    who: 'channel',
    where: 'channel',
    press: async ({ deps, round }) =>
      round.status === 'prioritised'
        ? ok(await renderPriorities(deps, voiceFor(deps, round), round))
        : refusedReply(deps, 'noResult'),
  }),
  verb({
    verb: 'direction.save',
    data: data.saveDirection(kit),
    who: 'coordinator',
    where: 'private',
    press: (context, { block, text }) => saveDirection(context, block, text),
  }),
  verb({
    verb: 'priorities.change',
    data: data.changePriorities(kit),
    who: 'coordinator',
    where: 'private',
    press: (context, { block }) => changePriorities(context, block),
  }),
  verb({
    verb: 'priorities.confirm',
    data: data.confirmPriorities(kit),
    who: 'coordinator',
    where: 'private',
    press: confirmPriorities,
  }),
]
