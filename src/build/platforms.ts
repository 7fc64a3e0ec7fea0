import type { TeamsSettings } from '../bot/teams/app.ts'
import { localCloud, localToken, publicCloud } from '../bot/teams/cloud.ts'
import type { TeamsEnvironment } from '../config.ts'

/** The environment's settings for Teams, in the form in which `bot/teams` takes them. */
export const teamsSettings = (settings: TeamsEnvironment, realNow: () => number): TeamsSettings => {
  const authority = settings.TEAMS_LOCAL_AUTHORITY
  const cloud = authority === undefined ? publicCloud : localCloud(authority)
  return {
    clientId: settings.TEAMS_CLIENT_ID,
    tenantId: settings.TEAMS_TENANT_ID,
    secret:
      authority === undefined
        ? { clientSecret: settings.TEAMS_CLIENT_SECRET ?? '' }
        : { token: localToken(authority, settings.TEAMS_CLIENT_ID, realNow) },
    cloud,
    authentication: {
      issuer: cloud.tokenIssuer,
      audience: settings.TEAMS_CLIENT_ID,
      endorsed: authority === undefined,
      serviceOrigins: authority === undefined ? settings.TEAMS_SERVICE_ORIGINS : [new URL(authority).origin],
      tenants: settings.TEAMS_TENANTS ?? [settings.TEAMS_TENANT_ID],
    },
  }
}

/** Slack's addresses. @param local the practice room's stand-in; undefined for the real Slack */
export const slackAt = (local: string | undefined) => {
  if (local === undefined)
    return {
      serviceUrl: 'https://slack.com/api',
      hooks: ['https://hooks.slack.com'],
      uploads: ['https://files.slack.com'],
      authorizeUrl: 'https://slack.com/oauth/v2/authorize',
    }
  const { origin } = new URL(local)
  return {
    serviceUrl: `${origin}/api`,
    hooks: [origin],
    uploads: [origin],
    authorizeUrl: `${origin}/oauth/v2/authorize`,
  }
}
