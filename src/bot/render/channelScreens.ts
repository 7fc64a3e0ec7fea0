import { emptyForm, roundFormScreen } from '../../cards/screens/round/roundFormScreen.ts'
import { unreachableScreen, welcomeScreen } from '../../cards/screens/round/startScreens.ts'
import type { Voice } from '../../cards/voice.ts'
import type { ChannelId, Platform } from '../../flows/ids.ts'
import { channelKey } from '../../flows/keys.ts'
import { channelHash, type Deps, voiceFor } from '../context.ts'
import { tellApart } from '../people/naming.ts'
import { present } from '../ports/platform.ts'
import { stateOf } from '../stateOf.ts'
import { type Screens, untracked } from './screen.ts'

/** A channel is addressed in the language of its last round. */
export const channelVoice = async (deps: Deps, platform: Platform, channel: ChannelId): Promise<Voice> => {
  const known = await stateOf(deps, channelKey(channelHash(deps.hash, platform, channel)))
  return voiceFor(deps, { language: known?.language ?? deps.voice.language })
}

/** What a channel is shown before it has a round. */
export const channelScreens: Pick<Screens, 'welcome' | 'roundForm'> = {
  welcome: {
    render: async (deps, { platform, channel }) =>
      untracked(welcomeScreen(await channelVoice(deps, platform, channel))),
  },
  roundForm: {
    render: async (deps, { platform, channel, person }) => {
      const people = present(await deps.platform.roster(platform, channel))
      if (!people.some(({ id }) => id === person)) return undefined
      const form = emptyForm(deps.voice, { channel }, tellApart(people, deps.voice.say), deps.floor, deps.now())
      return untracked(roundFormScreen(deps.voice, form, deps.now()))
    },
    // The form can't be sent in private, so the channel where it was asked for says how to make that possible.
    onUnreachable: async (deps, { platform, channel }) =>
      deps.platform.post(platform, channel, unreachableScreen(await channelVoice(deps, platform, channel))),
  },
}
