import type { TeamsSettings } from '../bot/teams/app.ts'
import { localToken, secretToken } from '../bot/teams/botToken.ts'
import { localCloud, publicCloud } from '../bot/teams/cloud.ts'
import type { TeamsEnvironment } from '../config.ts'
import { httpClient, type Proxies } from '../http/client.ts'

/** The environment's settings for Teams, in the form in which `bot/teams` takes them. */
export const teamsSettings = (settings: TeamsEnvironment, proxy: Proxies, realNow: () => number): TeamsSettings => {
  const authority = settings.TEAMS_LOCAL_AUTHORITY
  const cloud = authority === undefined ? publicCloud : localCloud(authority)
  const { TEAMS_CLIENT_ID: clientId, TEAMS_TENANT_ID: tenantId, TEAMS_CLIENT_SECRET: clientSecret = '' } = settings
  // What is on this machine is reached without one.
  const http = httpClient(authority === undefined ? proxy : {})
  const { loginEndpoint, botScope: scope } = cloud
  return {
    clientId,
    token:
      authority === undefined
        ? secretToken({ loginEndpoint, tenantId, clientId, clientSecret, scope }, http, realNow)
        : localToken(authority, clientId, http, realNow),
    openIdMetadataUrl: cloud.openIdMetadataUrl,
    http,
    signOn: {
      clientId,
      tenants: settings.TEAMS_TENANTS ?? [settings.TEAMS_TENANT_ID],
      login: cloud.signOnLogin,
      keysUrl: cloud.signOnKeysUrl,
      serviceUrl: authority ?? `${settings.TEAMS_SERVICE_ORIGINS[0] ?? ''}/teams`,
    },
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
      isSocket: ({ protocol, hostname }: URL) => protocol === 'wss:' && hostname.endsWith('.slack.com'),
    }
  const { origin, host: own } = new URL(local)
  return {
    serviceUrl: `${origin}/api`,
    hooks: [origin],
    uploads: [origin],
    authorizeUrl: `${origin}/oauth/v2/authorize`,
    isSocket: ({ protocol, host }: URL) => protocol === 'ws:' && host === own,
  }
}
