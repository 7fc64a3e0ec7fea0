import { planScreen } from '../../cards/screens/plan/actionScreens.ts'
import { progressScreen } from '../../cards/screens/round/progressScreen.ts'
import { decideChannel } from '../../flows/channel/channel.ts'
import { channelKey } from '../../flows/keys.ts'
import { channelHash, voiceFor } from '../context.ts'
import { planOf } from '../teamPlan.ts'
import { transact } from '../transact.ts'
import { type Screens, untracked } from './screen.ts'

/** The team's plan in its channel; while there is none yet, how the round stands. */
export const planScreens: Pick<Screens, 'plan'> = {
  plan: {
    render: async (deps, { platform, channel }) => {
      const { team, round, actions } = await planOf(deps, platform, channel)
      if (!round) return undefined
      const voice = voiceFor(deps, { language: team?.language ?? round.language })
      if (actions.length === 0 && team?.open === round.id) return untracked(progressScreen(voice, round))
      return { card: planScreen(voice, round, actions), shown: team?.planCards ?? [] }
    },
    onPosted: (deps, { platform, channel }, message) =>
      transact(deps, channelKey(channelHash(deps.hash, platform, channel)), (team) =>
        decideChannel({ platform, channel }, team, { type: 'planPosted', message }, deps.now()),
      ),
  },
}
