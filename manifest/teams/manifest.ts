import { OFFERED } from '../../src/bot/commands.ts'
import { loadPhrases } from '../../src/build/content.ts'
import type { Language } from '../../src/kit/languages.ts'

/** What a registration decides: where the bot is reached, and which bot it is. */
export interface Registration {
  /** Host name the bot is reached at, without `https://`. */
  readonly domain: string
  /** The bot's application (client) id: `TEAMS_CLIENT_ID`. */
  readonly appId: string
  readonly version: string
}

const SCHEMA = '1.29'

const DUTCH = {
  name: 'Quickscan',
  fullName: 'Quickscan online werken',
  tab: 'Voor mij',
  short: 'Van "waar staan we met online werken?" naar een plan dat blijft leven.',
  full: 'Elk teamlid vult vertrouwelijk een scan in, in een privéchat met de bot. Het team ziet alleen woorden, zoals “vooral oranje”, bespreekt ze, en kiest met sterren waar het aan werkt. De antwoorden worden gewist bij het afsluiten.',
} as const

const ENGLISH = {
  name: 'Quickscan',
  fullName: 'Quickscan online work',
  tab: 'For me',
  short: 'From "where do we stand with online work?" to a plan that stays alive.',
  full: 'Each team member fills in a confidential scan in a private chat with the bot. The team sees words only, such as “mostly orange”, talks about them, and gives stars to choose what to work on. The answers are erased when the scan closes.',
} as const

const FRENCH = {
  name: 'Quickscan',
  fullName: 'Quickscan travail en ligne',
  tab: 'Pour moi',
  short: 'De « où en sommes-nous avec le travail en ligne ? » à un plan qui reste vivant.',
  full: 'Chaque membre de l’équipe remplit un scan confidentiel, dans une conversation privée avec le bot. L’équipe ne voit que des mots, comme « surtout orange », en parle, et choisit avec des étoiles à quoi elle travaille. Les réponses sont effacées à la clôture.',
} as const

/** What the manifest is translated to, beside the Dutch it is written in: a file `<language>.json` each. */
export const TRANSLATED = { en: ENGLISH, fr: FRENCH } as const satisfies Partial<Record<Language, object>>
type Translated = keyof typeof TRANSLATED
const TRANSLATIONS = Object.keys(TRANSLATED) as readonly Translated[]

type Scope = 'personal' | 'team' | 'groupChat'

const phrases = loadPhrases()

/** In Dutch; people can type every command in every language. */
const commandList = (scopes: readonly Scope[], place: keyof typeof OFFERED) => ({
  scopes,
  commands: OFFERED[place].map((command) => {
    const { words, does } = phrases.nl[command]
    return { title: words[0], description: does }
  }),
})

/** The app's manifest: a bot and its pages, with no permission beyond talking where it is installed. */
export const manifestFor = ({ domain, appId, version }: Registration) => ({
  $schema: `https://developer.microsoft.com/json-schemas/teams/v${SCHEMA}/MicrosoftTeams.schema.json`,
  manifestVersion: SCHEMA,
  version,
  id: appId,
  developer: {
    name: 'Onlife Quickscan',
    websiteUrl: `https://${domain}/`,
    privacyUrl: `https://${domain}/privacy/nl`,
    termsOfUseUrl: `https://${domain}/terms/nl`,
  },
  localizationInfo: {
    defaultLanguageTag: 'nl',
    additionalLanguages: TRANSLATIONS.map((language) => ({ languageTag: language, file: `${language}.json` })),
  },
  icons: { color: 'color.png', outline: 'outline.png' },
  name: { short: DUTCH.name, full: DUTCH.fullName },
  description: { short: DUTCH.short, full: DUTCH.full },
  accentColor: '#444791',
  bots: [
    {
      botId: appId,
      scopes: ['personal', 'team', 'groupChat'] satisfies Scope[],
      isNotificationOnly: false,
      supportsFiles: false,
      commandLists: [commandList(['team', 'groupChat'], 'channel'), commandList(['personal'], 'private')],
    },
  ],
  // The same pages that a link opens in any browser; who looks is said by Teams itself (webApplicationInfo).
  staticTabs: [
    {
      entityId: 'mine',
      name: DUTCH.tab,
      contentUrl: `https://${domain}/tab?locale={locale}`,
      websiteUrl: `https://${domain}/me`,
      scopes: ['personal'] satisfies Scope[],
    },
  ],
  configurableTabs: [
    {
      configurationUrl: `https://${domain}/tab/config?locale={locale}`,
      canUpdateConfiguration: false,
      scopes: ['team', 'groupChat'] satisfies Scope[],
    },
  ],
  webApplicationInfo: { id: appId, resource: `api://${domain}/botid-${appId}` },
  // A bot for a team: that is what [Add] offers first, and its bot is what is opened there.
  defaultInstallScope: 'team',
  defaultGroupCapability: { team: 'bot', groupchat: 'bot' },
  // Standard, shared and private channels alike: https://learn.microsoft.com/microsoftteams/platform/build-apps-for-shared-private-channels
  supportsChannelFeatures: 'tier1',
  validDomains: [domain],
})

/** The same manifest in another language, by the paths Teams asks for. */
const translationOf = (language: Translated) => ({
  $schema: `https://developer.microsoft.com/json-schemas/teams/v${SCHEMA}/MicrosoftTeams.Localization.schema.json`,
  'name.short': TRANSLATED[language].name,
  'name.full': TRANSLATED[language].fullName,
  'description.short': TRANSLATED[language].short,
  'description.full': TRANSLATED[language].full,
  'staticTabs[0].name': TRANSLATED[language].tab,
  ...Object.fromEntries(
    Object.values(OFFERED).flatMap((commands, list) =>
      commands.flatMap((command, at) => [
        [`bots[0].commandLists[${list}].commands[${at}].title`, phrases[language][command].words[0]],
        [`bots[0].commandLists[${list}].commands[${at}].description`, phrases[language][command].does],
      ]),
    ),
  ),
})

/** Every translation, by the file's name. */
export const translations = () =>
  Object.fromEntries(TRANSLATIONS.map((language) => [`${language}.json`, translationOf(language)]))
