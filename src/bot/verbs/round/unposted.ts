import { movedHereScreen, moveHowScreen } from '../../../cards/screens/round/moveScreens.ts'
import type { Channel } from '../../../flows/channel/state.ts'
import type { ChannelId } from '../../../flows/ids.ts'
import { channelNow, moveChannel } from '../../channelMoves.ts'
import { type Deps, voiceFor } from '../../context.ts'
import { rosterFor } from '../../people/channelRoster.ts'
import { teamOf } from '../../plan/teamPlan.ts'
import type { Reply } from '../../ports/handlers.ts'
import { PlatformFailed } from '../../ports/platform.ts'
import { renderNotPosted } from '../../render/roundScreens.ts'
import { screenOf } from '../../render/screens.ts'
import { roundOf } from '../../stateOf.ts'
import { updateChannel } from '../../updateChannel.ts'
import type { Contexts } from '../contexts.ts'
import * as fields from '../fields.ts'
import { ok, refusedReply } from '../replies.ts'
import * as data from '../schemas.ts'
import { type Verb, verb } from '../verb.ts'

/** Posts the first of what waits, while she looks; undefined when nothing waits. @returns whether the channel took it */
const postFirst = async (deps: Deps, team: Channel | undefined): Promise<string | false | undefined> => {
  const [first] = team?.unposted?.posts ?? []
  if (!team || !first) return undefined
  const { id, card: ref } = first
  const screen = screenOf(ref)
  const rendered = await screen.render(deps, ref)
  if (!rendered) return id
  try {
    const message = await deps.platform.post(team.platform, team.channel, rendered.card)
    await screen.onPosted?.(deps, ref, message)
    return id
  } catch (error) {
    if (!(error instanceof PlatformFailed)) throw error
    return false
  }
}

/** The others follow by themselves, in their order. */
const retry = async ({ deps, round }: Contexts['coordinator']): Promise<Reply> => {
  const { platform, id } = round
  const { channel } = await channelNow(deps, platform, round.channel)
  const posted = await postFirst(deps, await teamOf(deps, platform, channel))
  if (typeof posted === 'string') {
    const event = { type: 'channelTried', taken: posted } as const
    await updateChannel(deps, { platform, channel }, (team) => ({ ...event, team }))
  }
  const now = await roundOf(deps, id)
  if (!now) return refusedReply(deps, 'roundGone')
  return ok(await renderNotPosted(deps, voiceFor(deps, now), now, posted === false))
}

/** She is in the channel it goes to, as the platform says; its own rounds and plan, if it has any, stay there too. */
const move = async (
  { deps, press, round }: Contexts['coordinator'],
  to: ChannelId | undefined,
  confirmed: boolean,
): Promise<Reply> => {
  const voice = voiceFor(deps, round)
  if (to === undefined) return ok(moveHowScreen(voice, round))
  const people = await rosterFor(deps, press, to)
  if (!people) return refusedReply(deps, 'notMember')
  const { platform, channel: from } = round
  if (confirmed) {
    const why = await moveChannel(deps, platform, { from, to })
    if (why) return refusedReply(deps, why)
  }
  return ok(movedHereScreen(voice, round, to, { readers: people.length, moved: confirmed || from === to }))
}

/** What who steers a round does when its channel takes no posts. */
export const unpostedVerbs: readonly Verb[] = [
  verb({ verb: 'channel.retry', data: fields.inRound, who: 'coordinator', where: 'private', press: retry }),
  verb({
    verb: 'channel.move',
    data: data.moveChannel,
    who: 'coordinator',
    where: 'private',
    press: (context, { channel, confirmed = false }) => move(context, channel, confirmed),
  }),
]
