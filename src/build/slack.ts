import type { Log } from '../bot/ports/log.ts'
import { createSlack, type WayIn } from '../bot/slack/app.ts'
import { webApi } from '../bot/slack/webApi.ts'
import { oneWorkspace, storedWorkspaces } from '../bot/slack/workspaces.ts'
import { notHereScreen, waitingScreen } from '../cards/screens/round/startScreens.ts'
import type { Voice } from '../cards/voice.ts'
import type { SlackEnvironment } from '../config.ts'
import { type HttpClient, httpClient, type Proxies, tunnelAgent } from '../http/client.ts'
import type { Instant } from '../kit/calendar/instant.ts'
import { askToken, tokensIn, watchTokens } from '../operating/tokenWatch.ts'
import type { Hash } from '../store/encryption.ts'
import type { LinkTokens } from '../store/linkTokens.ts'
import type { WholeStore } from '../store/rawRows.ts'
import type { Store } from '../store/store.ts'
import { signingSecrets, slackAt } from './platforms.ts'

interface Shared {
  readonly store: Store
  readonly whole: WholeStore
  readonly hash: Hash
  readonly links: LinkTokens
  readonly voice: Voice
  readonly log: Log
  readonly now: () => Instant
  readonly realNow: () => number
  /** Where calls out go through. */
  readonly proxy: Proxies
}

/** A socket where there is a token for it; its library is loaded there alone. */
const wayInOf = async (
  settings: SlackEnvironment,
  { log, realNow, proxy }: Pick<Shared, 'log' | 'realNow' | 'proxy'>,
  http: HttpClient,
): Promise<WayIn> => {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_LOCAL_SERVICE: local } = settings
  if (appToken === undefined) {
    if (signingSecret === undefined) throw new Error('nothing would say that it is Slack who speaks')
    return { signingSecret: signingSecrets(settings) }
  }
  const { socketMode } = await import('../bot/slack/socket/socketMode.ts')
  const { serviceUrl, isSocket } = slackAt(local)
  const agent = local === undefined ? tunnelAgent(proxy) : undefined
  const socket = { appToken, serviceUrl, isSocket, http, agent }
  return { open: (guard, receive) => socketMode(socket, guard, receive, log, realNow) }
}

/** The bot's side of Slack and its routes; for many workspaces these include the installation pages. */
export const buildSlack = async (settings: SlackEnvironment, shared: Shared) => {
  const { store, hash, voice, log, now, realNow } = shared
  const at = slackAt(settings.SLACK_LOCAL_SERVICE)
  // What is on this machine is reached without a proxy.
  const http = httpClient(settings.SLACK_LOCAL_SERVICE === undefined ? shared.proxy : {})
  const { SLACK_BOT_TOKEN: token, SLACK_WORKSPACE: workspace } = settings
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_PUBLIC_URL: publicUrl } = settings
  const workspaces =
    token !== undefined && workspace !== undefined
      ? oneWorkspace(workspace, token)
      : storedWorkspaces({ store, hash, serviceUrl: at.serviceUrl, now: realNow })
  const tokens =
    token === undefined
      ? watchTokens({
          workspaces: async () => [...(await tokensIn(shared.whole)).keys()],
          tokenOf: workspaces.tokenOf,
          ask: (one) => askToken(webApi(http, at.serviceUrl, one)),
          now: realNow,
        })
      : undefined
  const slack = createSlack(
    { wayIn: await wayInOf(settings, shared, http), appId: settings.SLACK_APP_ID, ...at, workspaces, http },
    { notHere: notHereScreen(voice), waiting: waitingScreen(voice) },
    log,
    { now, realNow },
  )
  const pages =
    clientId !== undefined && clientSecret !== undefined && publicUrl !== undefined
      ? (await import('../bot/slack/install.ts')).slackInstall(
          { clientId, clientSecret, publicUrl, ...at },
          { ...shared, workspaces, http },
        )
      : {}
  return { slack, tokens, routes: { ...(slack.route ? { 'POST /slack/events': slack.route } : {}), ...pages } }
}
