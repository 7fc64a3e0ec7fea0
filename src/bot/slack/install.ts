import { type Installation, InstallProvider } from '@slack/oauth'
import type { Voice } from '../../cards/voice.ts'
import type { NodeRoute } from '../../http/server.ts'
import type { Log } from '../ports/log.ts'
import { BOT_SCOPES } from './scopes.ts'
import { clientOptions, silent } from './webApi.ts'
import type { Workspaces } from './workspaces.ts'

/** What installing in any workspace takes. */
export interface InstallSettings {
  readonly clientId: string
  readonly clientSecret: string
  /** Signs the state a browser takes along to Slack and back. */
  readonly stateSecret: string
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

/** Installed for a whole organisation, where a press doesn't name the workspace: not supported. */
class NotAWorkspace extends Error {}

const tokenIn = ({ team, bot, isEnterpriseInstall }: Installation): { workspace: string; token: string } => {
  if (isEnterpriseInstall || !team || !bot) throw new NotAWorkspace('installed for no workspace')
  return { workspace: team.id, token: bot.token }
}

/**
 * The page that asks a workspace to let the bot in, and the one Slack comes back to: state, cookie and code are looked
 * at by Slack's own library, the token goes into our store. https://docs.slack.dev/authentication/installing-with-oauth
 */
export const slackInstall = (
  { clientId, clientSecret, stateSecret, publicUrl, serviceUrl, authorizeUrl }: InstallSettings,
  workspaces: Workspaces,
  voice: Voice,
  log: Pick<Log, 'refused' | 'say'>,
): Readonly<Record<string, NodeRoute>> => {
  const installer = new InstallProvider({
    clientId,
    clientSecret,
    stateSecret,
    authorizationUrl: authorizeUrl,
    logger: silent,
    clientOptions: clientOptions(serviceUrl),
    installUrlOptions: { scopes: [...BOT_SCOPES], redirectUri: `${publicUrl}${REDIRECT_PATH}` },
    renderHtmlForInstallPath: (url) => htmlPage(voice, 'ask', { url, label: voice.say('install.ask.button') }),
    installationStore: {
      storeInstallation: async (installation) => {
        const { workspace, token } = tokenIn(installation as Installation)
        await workspaces.connect(workspace, token)
      },
      fetchInstallation: async () => {
        throw new Error('tokens are read from our own store')
      },
    },
  })
  return {
    [`GET ${INSTALL_PATH}`]: { handle: (request, response) => installer.handleInstallPath(request, response) },
    [`GET ${REDIRECT_PATH}`]: {
      handle: (request, response) =>
        installer.handleCallback(request, response, {
          success: (_installation, _options, _request, answer) => {
            log.say('installed in a workspace of Slack')
            answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
            answer.end(htmlPage(voice, 'done'))
          },
          failure: (error, _options, _request, answer) => {
            log.refused({
              status: 400,
              reason: `installation: ${/^slack_oauth_\w+$/.test(error.code) ? error.code : 'failed'}`,
            })
            answer.writeHead(400, { 'content-type': 'text/html; charset=utf-8' })
            answer.end(htmlPage(voice, 'failed', { url: INSTALL_PATH, label: voice.say('install.failed.button') }))
          },
        }),
    },
  }
}
