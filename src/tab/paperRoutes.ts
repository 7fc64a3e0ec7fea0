import type { Reply, Request, Routes } from '../http/server.ts'
import { LANGUAGES, type Language } from '../kit/languages.ts'
import { digestOf } from '../store/linkTokens.ts'
import { PAPER_STYLE, type PageLink, paperPage, titleOf } from './paper.ts'

/** The papers that are served, by the folder of their address, as their files are called. */
export const SERVED = { privacy: 'notice', terms: 'terms' } as const
type Paper = keyof typeof SERVED

/** Reads a paper: Markdown. */
export type ReadPaper = (language: Language, paper: (typeof SERVED)[Paper]) => string

/** What someone gets who asks in a language we don't have. */
const [USUAL] = LANGUAGES
const HOUR = 3600

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': `public, max-age=${HOUR}`,
} as const

const replyWith = ({ headers }: Request, body: string, type: string): Reply => {
  const etag = `"${digestOf(body)}"`
  const known = (headers['if-none-match'] ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag)
  return known
    ? { status: 304, headers: { ...HEADERS, etag } }
    : { status: 200, body, type, headers: { ...HEADERS, etag } }
}

const languageIn = ({ url }: Request, languages: readonly Language[]): Language =>
  languages.find((language) => url.pathname.endsWith(`/${language}`)) ?? USUAL

const addressOf = (paper: Paper, language: Language): string => `/${paper}/${language}`
const PAPERS = Object.keys(SERVED) as readonly Paper[]

/**
 * The pages that the app's manifest names: what the bot is, the notice, and the terms, made of the papers; each is made once.
 * @param nameOf what a language is called in itself @param introOf a word about the bot, in Markdown, for its front page
 */
export const paperRoutes = (
  read: ReadPaper,
  nameOf: (language: Language) => string,
  introOf: (language: Language) => string,
  languages: readonly Language[] = LANGUAGES,
): Routes => {
  const made = new Map<string, string>()
  const once = (name: string, make: () => string): string => {
    const page = made.get(name) ?? make()
    made.set(name, page)
    return page
  }
  const linkTo = (paper: Paper, language: Language): PageLink => ({
    to: addressOf(paper, language),
    label: titleOf(read(language, SERVED[paper])),
    language,
  })
  const pageOf = (paper: Paper, language: Language): string =>
    once(addressOf(paper, language), () =>
      paperPage(language, read(language, SERVED[paper]), [
        ...languages
          .filter((other) => other !== language)
          .map((other) => ({
            to: addressOf(paper, other),
            label: nameOf(other),
            language: other,
          })),
        ...PAPERS.filter((other) => other !== paper).map((other) => linkTo(other, language)),
      ]),
    )
  const front = (): string =>
    once('/', () =>
      paperPage(
        USUAL,
        introOf(USUAL),
        languages.flatMap((language) => PAPERS.map((paper) => linkTo(paper, language))),
      ),
    )
  const html = 'text/html; charset=utf-8'
  const routeOf = (paper: Paper) => async (request: Request) =>
    replyWith(request, pageOf(paper, languageIn(request, languages)), html)
  return {
    'GET /': async (request) => replyWith(request, front(), html),
    'GET /papers.css': async (request) => replyWith(request, PAPER_STYLE, 'text/css; charset=utf-8'),
    ...Object.fromEntries(
      PAPERS.flatMap((paper) => [`GET /${paper}`, `GET /${paper}/*`].map((name) => [name, routeOf(paper)])),
    ),
  }
}
