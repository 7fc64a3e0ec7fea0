import { blockScreen, libraryScreen } from '../../cards/screens/reading/readingScreens.ts'
import type { Voice } from '../../cards/voice.ts'
import type { Language } from '../../kit/languages.ts'
import { type Deps, voiceFor } from '../context.ts'
import { drawConcern } from './concernScreens.ts'
import { type Screens, untracked } from './screen.ts'

/** In the language it was asked in, else the bot's. */
const readingVoice = (deps: Deps, language: Language | undefined): Voice =>
  voiceFor(deps, { language: language ?? deps.voice.language })

/** The kit's texts; of anybody's only the line that the reader's own team said to call. */
export const readingScreens: Pick<Screens, 'block' | 'library' | 'concern'> = {
  block: { render: async (deps, ref) => untracked(blockScreen(readingVoice(deps, ref.language), ref.block)) },
  library: { render: async (deps, ref) => untracked(libraryScreen(readingVoice(deps, ref.language), ref.found)) },
  concern: {
    render: async (deps, { step, language, platform, person }) => {
      const reader = platform && person !== undefined ? { platform, id: person } : undefined
      return untracked(await drawConcern({ ...deps, voice: readingVoice(deps, language) }, { step }, reader))
    },
  },
}
