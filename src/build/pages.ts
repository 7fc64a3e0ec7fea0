import type { Bot } from '../bot/bot.ts'
import type { Log } from '../bot/ports/log.ts'
import type { Voice, Voices } from '../cards/voice.ts'
import type { Routes } from '../http/server.ts'
import type { Instant } from '../kit/calendar/instant.ts'
import { assetRoutes } from '../tab/assets.ts'
import { calendarRoutes } from '../tab/calendarRoutes.ts'
import { DATA_DOOR, fileRoutes, PAPER_DOOR } from '../tab/fileRoutes.ts'
import { filledIn } from '../tab/filledIn.ts'
import { frameRoutes, type ReadSignOn } from '../tab/frameRoutes.ts'
import { pageRoutes } from '../tab/pageRoutes.ts'
import { paperRoutes } from '../tab/paperRoutes.ts'
import { loadPaper } from './content.ts'
import type { Content } from './openContent.ts'

interface Served {
  readonly voice: Voice
  readonly publicUrl: () => string | undefined
  /** Undefined for a bot that isn't in Teams: there are no frames. */
  readonly signOn: ReadSignOn | undefined
  /** A practice room that shows pages in a frame. */
  readonly framedBy?: string | undefined
}

/** What a browser or a calendar program is shown: the papers, follow-ups as a calendar, and what someone takes along. */
export const buildPages = (
  controller: Parameters<typeof filledIn>[1],
  voices: Voices,
  content: Pick<Content, 'languages' | 'paper'>,
  bot: Pick<Bot, 'calendarAt' | 'dataAt' | 'paperAt' | 'pages'>,
  log: Pick<Log, 'refused'>,
  realNow: () => Instant,
  { voice, publicUrl, signOn, framedBy }: Served,
): Routes => ({
  ...paperRoutes(
    (language, paper) => filledIn(content.paper(language, paper) ?? loadPaper(language, paper), controller),
    (language) => voices[language].say(`language.${language}`),
    (language) => `# Onlife Quickscan\n\n${voices[language].say('web.what')}`,
    content.languages,
  ),
  ...assetRoutes(),
  ...pageRoutes({ pages: bot.pages, voices, voice, publicUrl, log, framedBy, realNow }),
  ...(signOn ? frameRoutes({ pages: bot.pages, voices, voice, publicUrl, log, realNow }, signOn) : {}),
  ...calendarRoutes(bot.calendarAt, log, realNow),
  ...fileRoutes({ ...DATA_DOOR, fileAt: bot.dataAt, expired: expired(voices, 'takeAlong.expired') }, log, realNow),
  ...fileRoutes({ ...PAPER_DOOR, fileAt: bot.paperAt, expired: expired(voices, 'papers.expired') }, log, realNow),
})

/** In every language, since nothing says whose browser it is; read when it is said, which is seldom. */
const expired = (voices: Voices, sentence: 'takeAlong.expired' | 'papers.expired') => (): string =>
  voices.nl.languages.map((language) => voices[language].say(sentence)).join('\n')
