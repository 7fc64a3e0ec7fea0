import type { Bot } from '../bot/bot.ts'
import type { Log } from '../bot/ports/log.ts'
import type { Voices } from '../cards/voice.ts'
import type { Routes } from '../http/server.ts'
import type { Instant } from '../kit/calendar/instant.ts'
import { LANGUAGES } from '../kit/languages.ts'
import { calendarRoutes } from '../tab/calendarRoutes.ts'
import { dataRoutes } from '../tab/dataRoutes.ts'
import { fileRoutes } from '../tab/fileRoutes.ts'
import { filledIn } from '../tab/filledIn.ts'
import { paperRoutes } from '../tab/paperRoutes.ts'
import { loadPaper } from './content.ts'

/** What a browser or a calendar program is shown: the papers, follow-ups as a calendar, and what someone takes along. */
export const buildPages = (
  controller: Parameters<typeof filledIn>[1],
  voices: Voices,
  bot: Pick<Bot, 'calendarAt' | 'dataAt' | 'paperAt'>,
  log: Pick<Log, 'refused'>,
  realNow: () => Instant,
): Routes => ({
  ...paperRoutes(
    (language, paper) => filledIn(loadPaper(language, paper), controller),
    (language) => voices[language].say(`language.${language}`),
    (language) => `# Onlife Quickscan\n\n${voices[language].say('web.what')}`,
  ),
  ...calendarRoutes(bot.calendarAt, log, realNow),
  ...fileRoutes(
    bot.paperAt,
    LANGUAGES.map((language) => voices[language].say('papers.expired')).join('\n'),
    log,
    realNow,
  ),
  ...dataRoutes(
    bot.dataAt,
    () => LANGUAGES.map((language) => voices[language].say('takeAlong.expired')).join('\n'),
    log,
    realNow,
  ),
})
