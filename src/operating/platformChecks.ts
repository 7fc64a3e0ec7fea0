import { NoToken } from '../bot/teams/botToken.ts'
import { slackAt, teamsSettings } from '../build/platforms.ts'
import type { Check, Finding } from './checks.ts'

const ADDRESSES = 'docs/operating.md lists the hosts and ports the bot calls'

/** What Entra says of a token it doesn't give: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const REFUSED: Readonly<Record<string, Pick<Finding, 'words' | 'todo'>>> = {
  AADSTS7000222: {
    words: 'the secret of the Teams bot has expired: nothing can be sent',
    todo: 'Make a new secret at the registration (Certificates & secrets), set TEAMS_CLIENT_SECRET to its value and restart.',
  },
  AADSTS7000215: {
    words: 'TEAMS_CLIENT_SECRET is not a secret of this registration: nothing can be sent',
    todo: 'Set it to the value of a client secret, not to its id, and restart.',
  },
  AADSTS700016: {
    words: 'TEAMS_CLIENT_ID is unknown in the directory of TEAMS_TENANT_ID: nothing can be sent',
    todo: 'Compare both with the overview of the registration, and restart.',
  },
  AADSTS90002: {
    words: 'there is no directory TEAMS_TENANT_ID: nothing can be sent',
    todo: 'Set it to the directory (tenant) id of the registration, and restart.',
  },
}

const unreachable = (host: string): Finding => ({
  state: 'wrong',
  words: `${host} does not answer from here`,
  todo: `Open the way to it, or set HTTPS_PROXY where a proxy leads outside; ${ADDRESSES}.`,
})

const tokenProblem = (error: unknown, host: string): Finding => {
  if (!(error instanceof NoToken)) return unreachable(host)
  const known = REFUSED[error.code ?? '']
  if (known) return { state: 'wrong', ...known }
  return {
    state: 'wrong',
    words: `Entra gives the Teams bot no token (${error.code ?? `status ${error.status}`}): nothing can be sent`,
    todo: 'Compare TEAMS_CLIENT_ID, TEAMS_TENANT_ID and TEAMS_CLIENT_SECRET with the registration.',
  }
}

/** Whether the bot may call Teams: a token is asked for as the bot does. */
export const teamsToken: Check = {
  name: 'teamsToken',
  suffers: 'teams',
  hourly: true,
  run: async ({ settings, now }) => {
    if (!settings.teams) return undefined
    const { token } = teamsSettings(settings.teams, settings.proxy, now)
    try {
      await token.get()
      return { state: 'ok', words: 'Teams gives the bot its token' }
    } catch (error) {
      return tokenProblem(error, 'login.microsoftonline.com')
    }
  },
}

/** What Slack says of a token it doesn't take: https://docs.slack.dev/reference/methods/auth.test#errors */
const slackProblem = (error: string): Finding => ({
  state: 'wrong',
  words: `Slack refuses SLACK_BOT_TOKEN (${error}): nothing can be sent`,
  todo: 'Copy the Bot User OAuth Token again (OAuth & Permissions; install the app anew if it was taken out) and restart.',
})

/** Whether the bot may call Slack. Those of many workspaces: `slackWorkspaces`. */
export const slackToken: Check = {
  name: 'slackToken',
  suffers: 'slack',
  hourly: true,
  run: async ({ settings: { slack }, http }) => {
    if (!slack?.SLACK_BOT_TOKEN) return undefined
    const { serviceUrl } = slackAt(slack.SLACK_LOCAL_SERVICE)
    const call = {
      method: 'POST',
      url: `${serviceUrl}/auth.test`,
      headers: { authorization: `Bearer ${slack.SLACK_BOT_TOKEN}` },
    } as const
    const answered = await http(call).catch(() => undefined)
    if (!answered) return unreachable(new URL(serviceUrl).host)
    const { ok, error, team_id: workspace } = asRecord(answered.text)
    if (answered.status !== 200 || typeof ok !== 'boolean') return unreachable(new URL(serviceUrl).host)
    if (!ok) return slackProblem(typeof error === 'string' && /^\w{1,80}$/.test(error) ? error : 'no reason given')
    return workspace === slack.SLACK_WORKSPACE
      ? { state: 'ok', words: 'Slack takes the bot’s token' }
      : {
          state: 'wrong',
          words: 'SLACK_BOT_TOKEN is of another workspace than SLACK_WORKSPACE: its requests are refused',
          todo: `Set SLACK_WORKSPACE to ${String(workspace)}, or take the token of the other.`,
        }
  },
}

/** Of so many it says which. */
const MOST_NAMED = 20

/** Whether Slack still takes the bot's token in each workspace that let it in. */
export const slackWorkspaces: Check = {
  name: 'slackWorkspaces',
  // The others aren't kept from anything.
  suffers: 'nobody',
  hourly: true,
  run: async ({ workspaces }) => {
    const found = await workspaces?.()
    if (!found) return undefined
    const { asked, refused, unknown, named } = found
    const rest = unknown === 0 ? '' : `; of ${unknown} more it isn’t known`
    if (refused.length === 0)
      return asked === 0 && unknown === 0
        ? { state: 'ok', words: 'no workspace of Slack has let the bot in' }
        : { state: 'ok', words: `Slack takes the bot’s token in each of ${asked} workspaces${rest}` }
    const which = named
      ? ` (${refused.slice(0, MOST_NAMED).join(', ')}${refused.length > MOST_NAMED ? ', …' : ''})`
      : ''
    return {
      state: 'warn',
      words: `Slack refuses the bot’s token in ${refused.length} of ${asked} workspaces${which}: nothing can be sent there, not even word of it${rest}`,
      todo: `Have the app let in there again (/slack/install); where it is gone for good: quickscan tenant:erase.${named ? '' : ' quickscan doctor says which.'}`,
    }
  },
}

const asRecord = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
