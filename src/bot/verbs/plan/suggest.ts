import { type SuggestPlace, suggestScreen, suggestSentScreen } from '../../../cards/screens/plan/suggestScreen.ts'
import { hasResult, isCoordinator, type Round } from '../../../flows/round/round.ts'
import type { BlockId, Kit } from '../../../kit/kit.ts'
import { voiceFor } from '../../context.ts'
import type { Reply } from '../../ports/handlers.ts'
import type { Press } from '../../ports/inbound.ts'
import { updateChannel } from '../../updateChannel.ts'
import type { Contexts } from '../contexts.ts'
import { ok, refusedReply } from '../replies.ts'
import { type Verb, verb } from '../verb.ts'
import * as data from './schemas.ts'

interface SentSuggest {
  readonly block: BlockId
  readonly page?: number | undefined
}

const placeOf = ({ place, actor }: Press, round: Round): SuggestPlace => {
  if (place.in === 'channel') return 'channel'
  return isCoordinator(round, actor) ? 'coordinator' : 'member'
}

/** Shown where the form they open would be: in private, where the platform can't open one for the presser alone. */
const suggest = async (context: Contexts['channelRoster'], { block, page = 0 }: SentSuggest): Promise<Reply> => {
  const { deps, press, round } = context
  if (!hasResult(round)) return refusedReply(deps, 'noResult')
  // An action may belong to any block, also one the scan left out.
  const voice = voiceFor(deps, { language: round.language })
  if (press.place.in === 'channel' && !press.opensForms) {
    await sendSuggestions(context, block)
    return ok(suggestSentScreen(voice, round))
  }
  return ok(suggestScreen(voice, round, block, page, placeOf(press, round)))
}

const sendSuggestions = async ({ deps, press, round }: Contexts['channelRoster'], block: BlockId): Promise<void> => {
  const event = { type: 'suggestionsAsked', event: press.id, person: press.actor, round: round.id, block } as const
  await updateChannel(deps, { platform: press.platform, channel: round.channel }, () => event)
}

/** Drafted actions: shown to the channel's people, who alone make actions of them. */
export const suggestVerbs = (kit: Kit): readonly Verb[] => [
  verb({ verb: 'action.suggest', data: data.suggestActions(kit), who: 'channelRoster', where: 'both', press: suggest }),
]
