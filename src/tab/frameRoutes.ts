import type { Pages, SignedOn } from '../bot/render/pages/pages.ts'
import { tokenBucket } from '../bot/tokenBucket.ts'
import { THEMES } from '../cards/pictures/theme.ts'
import type { Voices } from '../cards/voice.ts'
import type { Refusal } from '../http/refusal.ts'
import { refuseRequest } from '../http/refusal.ts'
import type { Reply, Request, Routes } from '../http/server.ts'
import { LANGUAGES, type Language } from '../kit/languages.ts'
import { addressOf } from './assets.ts'
import { pageMarkup } from './layout.ts'
import { html, type Markup } from './markup.ts'
import { cookieFor, headersFor, isOurs } from './pageDoor.ts'
import type { PageDeps } from './pageRoutes.ts'
import { teamPath } from './teamMarkup.ts'

/** Says who looks at a tab, by the headers alone. */
export type ReadSignOn = (
  headers: Request['headers'],
) => Promise<Refusal | ({ readonly open: true } & Pick<SignedOn, 'platform' | 'alias'>)>

/** Sign-ons a minute: of one person, and of all together before anything is looked at. */
const LIMITS = { one: 30, all: 1200 }
/** Characters of a channel's id. */
const LONGEST = 200

type Said = Pick<SignedOn, 'channel' | 'framed'>

/** What the frame says of itself: where to go and how to look, and nothing that opens anything. */
const saidIn = (body: Buffer): Said | undefined => {
  try {
    const { channel, theme, locale } = JSON.parse(body.toString('utf8')) as Record<string, unknown>
    const language = LANGUAGES.find((one) => typeof locale === 'string' && locale.toLowerCase().startsWith(one))
    return {
      ...(typeof channel === 'string' && channel.length <= LONGEST ? { channel } : {}),
      framed: {
        theme: THEMES.find((one) => one === theme) ?? 'light',
        ...(language === undefined ? {} : { language }),
      },
    }
  } catch {
    return undefined
  }
}

/** In which language, before anyone is known: the frame's own address says it where Teams filled it in. */
const languageIn = ({ url, headers }: Request, usual: Language): Language => {
  const asked = [url.searchParams.get('locale') ?? '', ...(headers['accept-language'] ?? '').split(',')]
  const known = asked.map((one) => LANGUAGES.find((language) => one.trim().toLowerCase().startsWith(language)))
  return known.find((one) => one !== undefined) ?? usual
}

/** The pages in a frame of Teams: the one that signs her on, the one that adds a tab to a channel, and the sign-on itself. */
export const frameRoutes = (
  {
    pages,
    voices,
    voice: usual,
    publicUrl,
    log,
    realNow,
  }: PageDeps & { readonly pages: Pages; readonly voices: Voices },
  readSignOn: ReadSignOn,
): Routes => {
  const [one, all] = [tokenBucket(LIMITS.one, realNow), tokenBucket(LIMITS.all, realNow)]
  const refuse = refuseRequest(log)
  const TOO_MANY: Reply = { status: 429, headers: { ...headersFor(true), 'retry-after': '60' } }

  const page =
    (kind: 'enter' | 'config', words: 'loading' | 'config') =>
    async (request: Request): Promise<Reply> => {
      const voice = voices[languageIn(request, usual.language)]
      const { say } = voice
      const main = html`<section class="card" data-tab="${kind}"><h1>Quickscan</h1>
<p id="wait" role="status">${say(`site.tab.${words}`)}</p>
<p id="no" hidden>${say('site.tab.failed')}</p>
<noscript><p>${say('site.tab.failed')}</p></noscript></section>`
      const scripts = [addressOf('teams.js'), addressOf('frame.js')]
      const body: Markup = pageMarkup(
        {
          voice,
          title: 'Quickscan',
          style: addressOf('page.css'),
          icon: addressOf('icon.svg'),
          scripts,
          framed: true,
          ways: [],
        },
        main,
      )
      return { status: 200, body: String(body), type: 'text/html; charset=utf-8', headers: headersFor(true) }
    }

  const signOn = async (
    request: Request,
    { platform, alias }: Pick<SignedOn, 'platform' | 'alias'>,
  ): Promise<Reply> => {
    const said = saidIn(request.body)
    if (!said || !isOurs(request, publicUrl()))
      return refuse({ open: false, status: 403, reason: 'a sign-on of no page of ours' })
    const entered = await pages.signOn({ platform, alias, ...said })
    if (!entered) return refuse({ open: false, status: 403, reason: 'a sign-on of someone the bot can’t find' })
    return {
      status: 200,
      body: { to: entered.team === undefined ? '/me' : teamPath(entered.team) },
      headers: { ...headersFor(true), 'set-cookie': cookieFor(entered.cookie, true) },
    }
  }

  return {
    'GET /tab': page('enter', 'loading'),
    'GET /tab/config': page('config', 'config'),
    'POST /tab/sign-on': {
      admit: async (headers) => {
        if (all.take('all') !== 'admitted') return TOO_MANY
        const token = await readSignOn(headers)
        if (!token.open) return refuse(token)
        if (one.take(`${token.platform.tenant} ${token.alias}`) !== 'admitted') return TOO_MANY
        return (request) => signOn(request, token)
      },
    },
  }
}
