import type { Log } from '../bot/ports/log.ts'
import { createSlack } from '../bot/slack/app.ts'
import { oneWorkspace, storedWorkspaces } from '../bot/slack/workspaces.ts'
import { notHereScreen, waitingScreen } from '../cards/screens/round/startScreens.ts'
import type { Voice } from '../cards/voice.ts'
import type { SlackEnvironment } from '../config.ts'
import type { Instant } from '../kit/calendar/instant.ts'
import type { Hash } from '../store/encryption.ts'
import type { Store } from '../store/store.ts'
import { signingSecrets, slackAt } from './platforms.ts'

interface Shared {
  readonly store: Store
  readonly hash: Hash
  readonly voice: Voice
  readonly log: Log
  readonly now: () => Instant
  readonly realNow: () => number
}

/** The bot's side of Slack and its routes; for many workspaces these include the installation pages. */
export const buildSlack = async (settings: SlackEnvironment, { store, hash, voice, log, now, realNow }: Shared) => {
  const at = slackAt(settings.SLACK_LOCAL_SERVICE)
  const { SLACK_BOT_TOKEN: token, SLACK_WORKSPACE: workspace } = settings
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_PUBLIC_URL: publicUrl } = settings
  const workspaces =
    token !== undefined && workspace !== undefined
      ? oneWorkspace(workspace, token)
      : storedWorkspaces({ store, hash, serviceUrl: at.serviceUrl, now: realNow })
  const slack = createSlack(
    { signingSecret: signingSecrets(settings), appId: settings.SLACK_APP_ID, ...at, workspaces },
    { notHere: notHereScreen(voice), waiting: waitingScreen(voice) },
    log,
    { now, realNow },
  )
  const pages =
    clientId !== undefined && clientSecret !== undefined && publicUrl !== undefined
      ? (await import('../bot/slack/install.ts')).slackInstall(
          { clientId, clientSecret, publicUrl, stateSecret: hash('slackState', clientId), ...at },
          workspaces,
          voice,
          log,
        )
      : {}
  return { slack, routes: { 'POST /slack/events': slack.route, ...pages } }
}
