import type { Voice, Voices } from '../cards/voice.ts'
import type { Settings } from '../config.ts'
import type { Language } from '../kit/languages.ts'
import { BrokenContent } from '../kit/parseFile.ts'
import { checkAtStart, OURS, openPack } from './content.ts'
import { type Content, searcherIn } from './openContent.ts'

/** A language, whose content is read when someone is spoken to in it. */
const voiceIn = (content: Content, language: Language, zone: string): Voice => ({
  language,
  languages: content.languages,
  get kit() {
    return content.kit(language)
  },
  get reading() {
    return content.reading(language)
  },
  suggestions: () => content.suggestions(language),
  find: searcherIn(content, language, () => content.kit(language)),
  say: (key, values) => content.sentences(language).say(key, values),
  zone,
})

/**
 * What the bot says: ours, or with another content pack over it. What everyone hears, the bot's own language, is read now, so that broken content is
 * refused at the start; of what was built, all was checked then. Another pack is always checked, all of it.
 * @throws {BrokenContent}
 */
export const contentOf = ({ BOT_LANGUAGE, KIT_DIR }: Pick<Settings, 'BOT_LANGUAGE' | 'KIT_DIR'>): Content => {
  if (KIT_DIR === undefined) {
    OURS.kit(BOT_LANGUAGE)
    checkAtStart()
    return OURS
  }
  const content = openPack(KIT_DIR)
  if (!content.languages.includes(BOT_LANGUAGE))
    throw new BrokenContent([
      `BOT_LANGUAGE: expected ${content.languages.join(', ')}, found ${BOT_LANGUAGE} (KIT_DIR has no such folder)`,
    ])
  return content
}

/** A voice for each language. What was saved in one that a former pack brought is said in the bot's own. */
export const voicesOf = (
  { BOT_LANGUAGE, TIME_ZONE }: Pick<Settings, 'BOT_LANGUAGE' | 'TIME_ZONE'>,
  content: Content = OURS,
): Voices => {
  const voices = new Map(content.languages.map((language) => [language, voiceIn(content, language, TIME_ZONE)]))
  return new Proxy(Object.fromEntries(voices) as Record<Language, Voice>, {
    get: (all, language) => voices.get(language as Language) ?? all[BOT_LANGUAGE],
  })
}
