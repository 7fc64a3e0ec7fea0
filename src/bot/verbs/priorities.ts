import type { Card } from '../../cards/card.ts'
import {
  ADVISED,
  confirmScreen,
  prioritiesScreen,
  rankingScreen,
  reasonsScreen,
} from '../../cards/screens/ballot/rankingScreen.ts'
import type { Voice } from '../../cards/voice.ts'
import { hasRanking, isCoordinator, type Round } from '../../flows/round/round.ts'
import type { BlockId, Kit } from '../../kit/kit.ts'
import { plainText } from '../../kit/plainText.ts'
import type { Ranking } from '../../kit/stars.ts'
import { voiceFor } from '../context.ts'
import type { Reply } from '../ports/handlers.ts'
import type { Press } from '../ports/inbound.ts'
import type { Contexts } from './contexts.ts'
import { ok, refusedReply } from './replies.ts'
import { coordinate } from './round.ts'
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
}

/** Another number of blocks than the kit advises is asked about first, and nothing that was typed is lost. */
const confirmPriorities = (
  context: Contexts['coordinator'],
  { blocks, reason, confirmed = false }: SentPriorities,
): Promise<Reply> => {
  const { deps, press } = context
  const text = plainText(reason)
  const advised = blocks.length >= ADVISED.least && blocks.length <= ADVISED.most
  const sure = advised || (confirmed && blocks.length > 0)
  const question = blocks.length === 0 ? 'some' : 'sure'
  return coordinate(
    context,
    () => (sure ? { type: 'confirmed', actor: press.actor, blocks, reason: text } : undefined),
    (round) =>
      round.status === 'ranked' ? ok(confirmScreen(voiceFor(deps, round), round, blocks, text, question)) : undefined,
  )
}

/** From the ranking to what the team agreed: the coordinator confirms it, and where it leads. */
export const priorityVerbs = (kit: Kit): readonly Verb[] => [
  verb({
    verb: 'ranking.show',
    data: data.inRound,
    who: 'channel',
    where: 'channel',
    press: (context) => showRanking(context, rankingScreen),
  }),
  verb({
    verb: 'ranking.reasons',
    data: data.paged,
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
    data: data.inRound,
    who: 'channel',
    where: 'channel',
    press: async ({ deps, round }) =>
      round.status === 'prioritised'
        ? ok(prioritiesScreen(voiceFor(deps, round), round, round.priorities))
        : refusedReply(deps, 'noResult'),
  }),
  verb({
    verb: 'direction.save',
    data: data.saveDirection(kit),
    who: 'coordinator',
    where: 'private',
    press: (context, { block, text }) =>
      coordinate(context, () => ({ type: 'directed', actor: context.press.actor, block, text: plainText(text) })),
  }),
  verb({
    verb: 'priorities.confirm',
    data: data.confirmPriorities(kit),
    who: 'coordinator',
    where: 'private',
    press: confirmPriorities,
  }),
]
