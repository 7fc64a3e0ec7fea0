import type { Visitor } from '../bot/people/visits.ts'
import type { Log } from '../bot/ports/log.ts'
import type { Pages } from '../bot/render/pages/pages.ts'
import { tokenBucket } from '../bot/tokenBucket.ts'
import type { Voice, Voices } from '../cards/voice.ts'
import type { Reply, Request, Route, Routes } from '../http/server.ts'
import type { Instant } from '../kit/calendar/instant.ts'
import { LANGUAGES, type Language } from '../kit/languages.ts'
import { randomName } from '../store/randomName.ts'
import { addressOf } from './assets.ts'
import { cardMarkup, formHead } from './cardMarkup.ts'
import type { CardPlace } from './cardPlace.ts'
import { pageMarkup, type Way } from './layout.ts'
import { html, type Markup, type Value } from './markup.ts'
import { cookieFor, cookieIn, goTo, headersFor, isOurs, noCookie } from './pageDoor.ts'
import { sentForm } from './pressed.ts'
import { askedIn, teamMarkup, teamPath } from './teamMarkup.ts'

/** Requests a minute: of one browser, of one link, and of all together. */
const LIMITS = { one: 120, link: 10, all: 6000 }

/** What pages are made with. */
export interface PageDeps {
  readonly pages: Pages
  readonly voices: Voices
  /** The bot's own language, for who isn't known. */
  readonly voice: Voice
  readonly publicUrl: () => string | undefined
  readonly log: Pick<Log, 'refused'>
  /** Who may show a page in a frame without Teams: a practice room on this machine, and else nobody. */
  readonly framedBy?: string | undefined
  /** For the limits alone. */
  readonly realNow: () => Instant
}

const HTML = 'text/html; charset=utf-8'
const TOO_MANY: Reply = { status: 429, headers: { ...headersFor(false), 'retry-after': '60' } }

/** In the language her browser asks for first, of those there are. */
const languageOf = ({ headers }: Request): Language | undefined => {
  const asked = (headers['accept-language'] ?? '').slice(0, 200).toLowerCase().split(',')
  return asked.map((one) => LANGUAGES.find((language) => one.trim().startsWith(language))).find(Boolean)
}

/** The pages of a browser: a link that opens them, a person's own, her teams', and what is pressed there. */
export const pageRoutes = ({ pages, voices, voice: usual, publicUrl, log, framedBy, realNow }: PageDeps): Routes => {
  const [each, links, all] = [LIMITS.one, LIMITS.link, LIMITS.all].map((most) => tokenBucket(most, realNow))
  const tooMany = (limit: ReturnType<typeof tokenBucket> | undefined, key: string): boolean => {
    if (limit?.take(key) === 'admitted' && all?.take('all') === 'admitted') return false
    log.refused({ status: 429, reason: 'too many requests for pages' })
    return true
  }
  const strangerVoice = (request: Request): Voice => voices[languageOf(request) ?? usual.language]

  /** A page for whoever it is: it says something, and knows nobody. */
  const plainPage = (request: Request, status: number, said: 'expired' | 'signIn' | 'left', headers = {}): Reply => {
    const voice = strangerVoice(request)
    const main = html`<section class="card"><h1>${voice.say('site.title')}</h1><p>${voice.say(`site.${said}`)}</p></section>`
    return reply(status, frame(voice, voice.say('site.title'), false, [], main), false, headers)
  }
  const frame = (voice: Voice, title: string, framed: boolean, ways: readonly Way[], main: Value, more = {}): Markup =>
    pageMarkup(
      {
        ...{ voice, title, framed, ways, style: addressOf('page.css'), icon: addressOf('icon.svg') },
        scripts: framed ? [addressOf('teams.js'), addressOf('frame.js'), addressOf('page.js')] : [addressOf('page.js')],
        ...more,
      },
      main,
    )
  const reply = (
    status: number,
    body: Markup,
    framed: boolean,
    headers: Readonly<Record<string, string>> = {},
  ): Reply => ({
    status,
    body: String(body),
    type: HTML,
    headers: { ...(framed || framedBy === undefined ? headersFor(framed) : headersFor(true, framedBy)), ...headers },
  })

  const placeFor = (visitor: Visitor, from: string, level: CardPlace['level']): CardPlace => ({
    ...{ say: pages.voiceFor(visitor).say, drawing: randomName(), formKey: pages.formKey(visitor) },
    ...{ from, takes: pages.takes, level },
  })
  const pageFor = (visitor: Visitor, title: string, from: string, main: Value, status = 200): Reply => {
    const voice = pages.voiceFor(visitor)
    const { framed } = visitor.pass
    const ways = [{ to: '/me', label: voice.say('site.mine'), here: from === '/me' }]
    const leave = html`<form method="post" action="/leave">${formHead(placeFor(visitor, from, 1))}<button class="quiet">${voice.say('site.leave')}</button></form>`
    const more = { ...(framed ? { theme: framed.theme } : {}), ...(framed ? {} : { leave }) }
    return reply(status, frame(voice, title, framed !== undefined, ways, main, more), framed !== undefined)
  }
  const saying = (visitor: Visitor, said: 'notFound' | 'old', from: string, status: number): Reply => {
    const { say } = pages.voiceFor(visitor)
    const main = html`<section class="card"><h1 tabindex="-1">${say(`site.${said}Title`)}</h1><p>${say(`site.${said}`)}</p>
<p class="buttons"><a class="other" href="${from}">${say('site.back')}</a></p></section>`
    return pageFor(visitor, say(`site.${said}Title`), from, main, status)
  }

  /** For whoever has a visit that goes on, and for nobody else. */
  const forVisitor =
    (route: (request: Request, visitor: Visitor) => Promise<Reply>): Route =>
    async (request) => {
      const cookie = cookieIn(request)
      if (tooMany(cookie === undefined ? all : each, cookie ?? 'all')) return TOO_MANY
      const visitor = cookie === undefined ? undefined : await pages.visitor(cookie)
      return visitor ? route(request, visitor) : plainPage(request, 401, 'signIn')
    }
  /** What changes something came from a page of hers, drawn in this visit. */
  const forForm = (route: (visitor: Visitor, sent: ReturnType<typeof sentForm>) => Promise<Reply>): Route =>
    forVisitor(async (request, visitor) => {
      const sent = sentForm(request.body)
      if (isOurs(request, publicUrl()) && sent.key === pages.formKey(visitor)) return route(visitor, sent)
      log.refused({ status: 403, reason: 'a form that no page of ours sent' })
      return saying(visitor, 'old', '/me', 403)
    })

  const mine = async (_request: Request, visitor: Visitor): Promise<Reply> => {
    const { voice, teams, cards, folded } = await pages.mine(visitor)
    const { say } = voice
    const main = html`<h1>${say('site.mine')}</h1>
${
  teams.length > 0 &&
  html`<nav class="teams" aria-label="${say('site.teams')}"><ul>${teams.map(
    ({ title, team }) => html`<li><a href="${teamPath(team)}">${title}</a></li>`,
  )}</ul></nav>`
}
${cards.map((card) => cardMarkup(card, placeFor(visitor, '/me', 2)))}
${folded.map(
  (card) =>
    html`<details class="card"><summary><h2>${card.summary}</h2></summary>${cardMarkup({ ...card, parts: card.parts.slice(1) }, placeFor(visitor, '/me', 2))}</details>`,
)}`
    return pageFor(visitor, say('site.mine'), '/me', main)
  }

  const team = async ({ url }: Request, visitor: Visitor): Promise<Reply> => {
    const id = /^\/team\/([\w-]{1,64})$/.exec(url.pathname)?.[1]
    const page = id === undefined ? undefined : await pages.team(visitor, id, askedIn(url.searchParams))
    if (!page) return saying(visitor, 'notFound', '/me', 404)
    const from = teamPath(page.team, page.asked)
    return pageFor(visitor, page.title, from, teamMarkup(page, placeFor(visitor, from, 2)))
  }

  const press = async (visitor: Visitor, { press: sent, from }: ReturnType<typeof sentForm>): Promise<Reply> => {
    if (!sent) return saying(visitor, 'old', from, 400)
    const { card } = await pages.press(visitor, sent)
    const { say } = pages.voiceFor(visitor)
    const back = html`<p class="back"><a href="${from}">${say('site.back')}</a></p>`
    return pageFor(visitor, card.summary, from, html`${back}${cardMarkup(card, placeFor(visitor, from, 1))}`)
  }

  const linkIn = ({ url }: Request): string => /^\/open\/([\w-]{1,1000})$/.exec(url.pathname)?.[1] ?? ''
  /** What looks at links before people do opens nothing: that takes a tap. */
  const offer: Route = async (request) => {
    const link = linkIn(request)
    if (tooMany(links, link)) return TOO_MANY
    if (!pages.isLink(link)) return plainPage(request, 404, 'expired')
    const voice = strangerVoice(request)
    const { say } = voice
    const main = html`<form class="card" method="post" action="/open/${link}"><h1>${say('site.open.title')}</h1>
<p>${say('site.open.text')}</p><p class="buttons"><button class="main">${say('site.open.button')}</button></p></form>`
    return reply(200, frame(voice, say('site.open.title'), false, [], main), false)
  }
  const open: Route = async (request) => {
    const link = linkIn(request)
    if (tooMany(links, link)) return TOO_MANY
    if (!isOurs(request, publicUrl())) {
      log.refused({ status: 403, reason: 'a link opened by no page of ours' })
      return plainPage(request, 403, 'expired')
    }
    const entered = await pages.open(link)
    if (!entered) return plainPage(request, 404, 'expired')
    const to = entered.team === undefined ? '/me' : teamPath(entered.team)
    return goTo(to, { 'set-cookie': cookieFor(entered.cookie, false) })
  }

  return {
    'GET /open/*': offer,
    'POST /open/*': open,
    'GET /me': forVisitor(mine),
    'GET /team/*': forVisitor(team),
    'POST /press': forForm(press),
    // Loaded anew, there is nothing to show of what was pressed.
    'GET /press': async () => goTo('/me'),
    'POST /leave': async (request) => {
      const left = await forForm(async (visitor) => {
        await pages.leave(visitor)
        return plainPage(request, 200, 'left', { 'set-cookie': noCookie(false) })
      })(request)
      return left
    },
  }
}
