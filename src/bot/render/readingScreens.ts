import { blockScreen, concernScreen, libraryScreen } from '../../cards/screens/reading/readingScreens.ts'
import type { Voice } from '../../cards/voice.ts'
import type { Language } from '../../kit/languages.ts'
import { type Deps, voiceFor } from '../context.ts'
import { type Screens, untracked } from './screen.ts'

/** In the language it was asked in, else the bot's. */
const readingVoice = (deps: Deps, language: Language | undefined): Voice =>
  voiceFor(deps, { language: language ?? deps.voice.language })

/** The kit's texts: nothing of anybody's is in them. */
export const readingScreens: Pick<Screens, 'block' | 'library' | 'concern'> = {
  block: { render: async (deps, ref) => untracked(blockScreen(readingVoice(deps, ref.language), ref.block)) },
  library: { render: async (deps, ref) => untracked(libraryScreen(readingVoice(deps, ref.language), ref.found)) },
  concern: { render: async (deps, ref) => untracked(concernScreen(readingVoice(deps, ref.language), ref.step)) },
}
