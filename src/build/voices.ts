import type { Voice, Voices } from '../cards/voice.ts'
import type { Settings } from '../config.ts'
import type { Kit } from '../kit/kit.ts'
import { LANGUAGES, type Language } from '../kit/languages.ts'
import { checkAtStart, loadKit, loadReading, loadSentences, loadSuggestions, searcherOf } from './content.ts'

type ContentSettings = Pick<Settings, 'BOT_LANGUAGE' | 'KIT_DIR' | 'TIME_ZONE'>

/** A language, whose content is read when someone is spoken to in it. @param kit in place of ours */
const voiceIn = (language: Language, zone: string, kit?: Kit): Voice => ({
  language,
  get kit() {
    return kit ?? loadKit(language)
  },
  get reading() {
    return loadReading(language)
  },
  suggestions: () => loadSuggestions(language),
  find: searcherOf(language, () => kit ?? loadKit(language)),
  say: (key, values) => loadSentences(language).say(key, values),
  zone,
})

/**
 * A voice for each language. What everyone hears, the bot's own language, is read now, so that broken content is refused at the start; of what was built,
 * all was checked then. Another content pack (KIT_DIR) is in the bot's own, and always checked.
 * @throws {BrokenContent}
 */
export const voicesOf = ({ BOT_LANGUAGE, KIT_DIR, TIME_ZONE }: ContentSettings): Voices => {
  const kit = loadKit(BOT_LANGUAGE, KIT_DIR)
  checkAtStart()
  const voices = LANGUAGES.map(
    (language) => [language, voiceIn(language, TIME_ZONE, language === BOT_LANGUAGE ? kit : undefined)] as const,
  )
  return Object.fromEntries(voices) as Record<Language, Voice>
}
