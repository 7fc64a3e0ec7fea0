import { suggestScreen } from '../../cards/screens/plan/suggestScreen.ts'
import { isCoordinator } from '../../flows/round/round.ts'
import { voiceFor, withLanguage } from '../context.ts'
import { personOf } from '../people/people.ts'
import { present } from '../ports/platform.ts'
import { roundOf } from '../stateOf.ts'
import { type Screens, untracked } from './screen.ts'

/** Drafted actions for who asked for them, in her private chat and in her language; only if she is in the channel. */
export const suggestScreens: Pick<Screens, 'suggestions'> = {
  suggestions: {
    render: async (deps, { platform, round: id, block, person }) => {
      const round = await roundOf(deps, id)
      if (!round) return undefined
      const people = present(await deps.platform.roster(platform, round.channel))
      if (!people.some((one) => one.id === person)) return undefined
      const reader = await personOf(deps, platform, person)
      const voice = voiceFor(withLanguage(deps, reader?.language), { language: round.language })
      return untracked(suggestScreen(voice, round, block, 0, isCoordinator(round, person) ? 'coordinator' : 'member'))
    },
  },
}
