import { z } from 'zod'
import type { Voice } from '../../cards/voice.ts'
import type { HttpClient } from '../../http/client.ts'
import type { Reply, Request, Route } from '../../http/server.ts'
import { type Instant, MINUTE, SECOND } from '../../kit/calendar/instant.ts'
import type { LinkTokens } from '../../store/linkTokens.ts'
import type { Log } from '../ports/log.ts'
import { PlatformFailed } from '../ports/platform.ts'
import { BOT_SCOPES } from './scopes.ts'
import { webApi } from './webApi.ts'
import type { Workspaces } from './workspaces.ts'

/** What installing in any workspace takes. */
export interface InstallSettings {
  readonly clientId: string
  readonly clientSecret: string
  /** Where the bot is reached from outside, e.g. `https://quickscan.example.org`. */
  readonly publicUrl: string
  readonly serviceUrl: string
  /** Slack's page where an administrator says yes. */
  readonly authorizeUrl: string
}

/** Paths under `publicUrl`; the redirect has to be registered in the app's settings at Slack. */
export const INSTALL_PATH = '/slack/install'
export const REDIRECT_PATH = '/slack/oauth_redirect'

/** For HTML text and attributes; what is shown are our own sentences and an address Slack's library made. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)

const htmlPage = (
  { language, say }: Voice,
  what: 'ask' | 'done' | 'failed',
  link?: { readonly url: string; readonly label: string },
) => `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Onlife Quickscan</title>
<style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem;color:#1b1b1f}
a.button{display:inline-block;padding:.8rem 1.2rem;border-radius:.5rem;background:#444791;color:#fff;text-decoration:none}</style>
<h1>${escaped(say(`install.${what}.title`))}</h1>
<p>${escaped(say(`install.${what}.text`))}</p>
${link ? `<p><a class="button" href="${escaped(link.url)}">${escaped(link.label)}</a></p>` : ''}
</html>
`

/** Why nobody was let in: a word of ours, for the log. */
class NotInstalled extends Error {}

/** A browser has ten minutes at Slack. */
const STATE_LIVES = 10 * MINUTE
/** What only this browser has: who is sent here by another, with that one's yes, is not let in. */
const COOKIE = 'slack-app-oauth-state'
const cookieOf = (state: string, seconds: number): string =>
  `${COOKIE}=${state}; Secure; HttpOnly; SameSite=Lax; Path=/; Max-Age=${seconds}`
const stateIn = ({ headers }: Request): string | undefined =>
  headers.cookie
    ?.split(/; */)
    .find((one) => one.startsWith(`${COOKIE}=`))
    ?.slice(COOKIE.length + 1)

const stateSchema = z.object({ at: z.number() })

/** https://docs.slack.dev/reference/methods/oauth.v2.access */
const grantSchema = z.object({
  access_token: z.string().min(1),
  bot_user_id: z.string().min(1),
  team: z.object({ id: z.string().min(1) }),
  // For a whole organisation, where a press doesn't name the workspace: not supported.
  is_enterprise_install: z.literal(false).nullish(),
})

interface InstallDeps {
  readonly workspaces: Pick<Workspaces, 'connect'>
  /** What a browser takes along to Slack and back, which nobody else can make. */
  readonly links: LinkTokens
  readonly http: HttpClient
  readonly voice: Voice
  readonly log: Pick<Log, 'refused' | 'say'>
  readonly realNow: () => Instant
}

/**
 * The page that asks a workspace to let the bot in, and the one Slack comes back to: the state that went along has to be ours, young,
 * and this browser's own; the code is worth a token once, which goes into our store. https://docs.slack.dev/authentication/installing-with-oauth
 */
export const slackInstall = (
  { clientId, clientSecret, publicUrl, serviceUrl, authorizeUrl }: InstallSettings,
  { workspaces, links, http, voice, log, realNow }: InstallDeps,
): Readonly<Record<string, Route>> => {
  const client = webApi(http, serviceUrl)
  const redirect_uri = `${publicUrl}${REDIRECT_PATH}`
  const page = (status: number, body: string, state: string, seconds: number): Reply => ({
    ...{ status, body, type: 'text/html; charset=utf-8' },
    headers: { 'set-cookie': cookieOf(state, seconds), 'cache-control': 'no-store' },
  })

  const ask: Route = async () => {
    const state = links.issue('slackInstall', { at: realNow() })
    const url = new URL(authorizeUrl)
    const asked = { scope: BOT_SCOPES.join(','), state, client_id: clientId, redirect_uri }
    url.search = new URLSearchParams(asked).toString()
    const html = htmlPage(voice, 'ask', { url: url.href, label: voice.say('install.ask.button') })
    return page(200, html, state, STATE_LIVES / SECOND)
  }

  /** @throws {NotInstalled} */
  const codeIn = (request: Request): string => {
    const { searchParams } = request.url
    if (searchParams.get('error') === 'access_denied') throw new NotInstalled('declined')
    const [code, state] = [searchParams.get('code'), searchParams.get('state')]
    if (!code) throw new NotInstalled('no code')
    if (!state || state !== stateIn(request)) throw new NotInstalled('state of another browser')
    const issued = stateSchema.safeParse(links.read('slackInstall', state)).data
    if (!issued) throw new NotInstalled('forged state')
    if (realNow() - issued.at > STATE_LIVES) throw new NotInstalled('old state')
    return code
  }

  const connect = async (request: Request): Promise<void> => {
    const given = { client_id: clientId, client_secret: clientSecret, code: codeIn(request), redirect_uri }
    const grant = grantSchema.safeParse(await client('oauth.v2.access', given)).data
    if (!grant) throw new NotInstalled('for no workspace')
    await workspaces.connect(grant.team.id, grant.access_token)
  }

  const comesBack: Route = async (request) => {
    try {
      await connect(request)
      log.say('installed in a workspace of Slack')
      return page(200, htmlPage(voice, 'done'), '', 0)
    } catch (error) {
      const known = error instanceof NotInstalled || error instanceof PlatformFailed
      if (!known) throw error
      const why = error instanceof NotInstalled ? error.message : `Slack ${error.kind}`
      log.refused({ status: 400, reason: `installation: ${why}` })
      const again = { url: INSTALL_PATH, label: voice.say('install.failed.button') }
      return page(400, htmlPage(voice, 'failed', again), '', 0)
    }
  }
  return { [`GET ${INSTALL_PATH}`]: ask, [`GET ${REDIRECT_PATH}`]: comesBack }
}
