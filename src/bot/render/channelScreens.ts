import { cantPostScreen } from '../../cards/screens/round/notPostedScreen.ts'
import { emptyForm, type RoundForm, roundFormScreen } from '../../cards/screens/round/roundFormScreen.ts'
import { unreachableScreen, welcomeScreen } from '../../cards/screens/round/startScreens.ts'
import type { Voice } from '../../cards/voice.ts'
import type { ChannelId, Platform } from '../../flows/ids.ts'
import { channelKey } from '../../flows/keys.ts'
import { dateIn } from '../../kit/calendar/calendar.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import { channelHash, type Deps, newForm, voiceFor } from '../context.ts'
import { tellApart } from '../people/naming.ts'
import { type PlatformUser, present } from '../ports/platform.ts'
import { stateOf } from '../stateOf.ts'
import { type Screens, untracked } from './screen.ts'

/** A channel is addressed in the language of its last round. */
export const channelVoice = async (deps: Deps, platform: Platform, channel: ChannelId): Promise<Voice> => {
  const known = await stateOf(deps, channelKey(channelHash(deps.hash, platform, channel)))
  return voiceFor(deps, { language: known?.language ?? deps.voice.language })
}

/** What a round is called unless someone says otherwise: the team reads it, whoever starts it. */
const roundTitle = ({ say, zone }: Voice, now: Instant): string =>
  say('fields.roundTitle', { year: dateIn(zone, now).slice(0, 4) })

/** The form before anyone typed: it offers who can take part, and names who can't be looked up. */
export const formFor = async (
  deps: Deps,
  platform: Platform,
  where: { readonly channel: ChannelId; readonly form?: string },
  everyone: readonly PlatformUser[],
): Promise<RoundForm> => {
  const empty = emptyForm(deps.voice, where, tellApart(present(everyone), deps.voice.say), deps.floor, deps.now())
  const known = await stateOf(deps, channelKey(channelHash(deps.hash, platform, where.channel)))
  // Not in her own language: everyone reads it.
  const team = deps.voices[known?.language ?? deps.voice.language]
  const form = { ...empty, title: roundTitle(team, deps.now()), language: team.language }
  const unknown = everyone.filter(({ absent }) => absent === 'unknown').map(({ id }) => id)
  if (unknown.length === 0) return form
  const { say } = deps.voice
  const names = await deps.names(platform, where.channel, unknown, say)
  return { ...form, unknown: unknown.map(names).map((name) => (name === say('colleague') ? '' : name)) }
}

/** What a channel is shown before it has a round. */
export const channelScreens: Pick<Screens, 'welcome' | 'roundForm' | 'cantPost'> = {
  cantPost: {
    render: async ({ voice }, { trouble, platform }) => untracked(cantPostScreen(voice, trouble, platform.name)),
  },
  welcome: {
    render: async (deps, { platform, channel }) =>
      untracked(welcomeScreen(await channelVoice(deps, platform, channel))),
  },
  roundForm: {
    render: async (deps, { platform, channel, person }) => {
      const everyone = await deps.platform.roster(platform, channel)
      if (!everyone.some(({ id }) => id === person)) return undefined
      const form = await formFor(deps, platform, { channel, form: newForm(deps, channel, person) }, everyone)
      return untracked(roundFormScreen(deps.voice, form))
    },
    // The form can't be sent in private, so the channel where it was asked for says how to make that possible.
    onUnreachable: async (deps, { platform, channel }) =>
      deps.platform.post(platform, channel, unreachableScreen(await channelVoice(deps, platform, channel))),
  },
}
