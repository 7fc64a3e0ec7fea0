import { blockScreen } from '../../cards/screens/reading/blockScreens.ts'
import { libraryScreen } from '../../cards/screens/reading/libraryScreens.ts'
import { blocksScreen } from '../../cards/screens/reading/readingScreens.ts'
import { foundScreen } from '../../cards/screens/reading/searchScreens.ts'
import type { Voice } from '../../cards/voice.ts'
import type { Language } from '../../kit/languages.ts'
import type { Found } from '../../kit/search/search.ts'
import { type Deps, voiceFor } from '../context.ts'
import { drawConcern } from './concernScreens.ts'
import { type Screens, untracked } from './screen.ts'

/** In the language it was asked in, else the bot's. */
const readingVoice = (deps: Deps, language: Language | undefined): Voice =>
  voiceFor(deps, { language: language ?? deps.voice.language })

/** What was searched before 0.4.0 has no more than what was found. */
const justFound = (found: readonly string[]): Found => ({
  ...{ hits: found.map((id) => ({ id, words: [] })), near: [], worry: false },
})

/** The kit's texts; of anybody's only the line that the reader's own team said to call. */
export const readingScreens: Pick<Screens, 'block' | 'blocks' | 'library' | 'concern'> = {
  block: { render: async (deps, ref) => untracked(blockScreen(readingVoice(deps, ref.language), ref)) },
  blocks: { render: async (deps, { language }) => untracked(blocksScreen(readingVoice(deps, language))) },
  library: {
    render: async (deps, { found, answer, shared = false, language }) => {
      const voice = readingVoice(deps, language)
      // Who asked for the library and for nothing in it.
      if (found.length === 0 && answer === undefined) return untracked(libraryScreen(voice))
      return untracked(foundScreen(voice, answer ?? justFound(found), { query: '', shared }))
    },
  },
  concern: {
    render: async (deps, { step, language, platform, person }) => {
      const reader = platform && person !== undefined ? { platform, id: person } : undefined
      return untracked(await drawConcern({ ...deps, voice: readingVoice(deps, language) }, { step }, reader))
    },
  },
}
