import { readFileSync } from 'node:fs'
import type { TeamsSettings } from '../bot/teams/app.ts'
import { type BotToken, localToken, secretToken } from '../bot/teams/botToken.ts'
import { type Cloud, localCloud, publicCloud } from '../bot/teams/cloud.ts'
import { managedIdentityToken } from '../bot/teams/managedIdentity.ts'
import type { SlackEnvironment, TeamsEnvironment } from '../config.ts'
import { type HttpClient, httpClient, type Proxies } from '../http/client.ts'
import { secretInFile } from './settings/secretFiles.ts'

type Given = string | undefined

/** Those that hold at this moment: the one that is set, read again where it stands in a file, and the old one while it is changed. */
const heldNow = (
  [one, file]: readonly [Given, Given],
  [old, oldFile]: readonly [Given, Given],
): (() => readonly string[]) => {
  const each = [secretInFile(one, file), secretInFile(old, oldFile)]
  return () => each.map((read) => read()).filter((secret) => secret !== undefined)
}

/** What Slack may have signed with. */
export const signingSecrets = (set: SlackEnvironment): (() => readonly string[]) =>
  heldNow(
    [set.SLACK_SIGNING_SECRET, set.SLACK_SIGNING_SECRET_FILE],
    [set.SLACK_SIGNING_SECRET_OLD, set.SLACK_SIGNING_SECRET_OLD_FILE],
  )

/** What Entra may take. */
export const clientSecrets = (set: TeamsEnvironment): (() => readonly string[]) =>
  heldNow(
    [set.TEAMS_CLIENT_SECRET, set.TEAMS_CLIENT_SECRET_FILE],
    [set.TEAMS_CLIENT_SECRET_OLD, set.TEAMS_CLIENT_SECRET_OLD_FILE],
  )

/** How the bot gets its own token: by a secret, by an identity that Azure gives it, or from the practice room. */
const tokenOf = (
  set: TeamsEnvironment,
  { loginEndpoint, botScope: scope }: Cloud,
  http: HttpClient,
  now: () => number,
): BotToken => {
  const { TEAMS_CLIENT_ID: clientId, TEAMS_TENANT_ID: tenantId, TEAMS_MANAGED_IDENTITY: identity } = set
  if (set.TEAMS_LOCAL_AUTHORITY !== undefined) return localToken(set.TEAMS_LOCAL_AUTHORITY, clientId, http, now)
  const app = { loginEndpoint, tenantId, clientId, scope }
  if (identity !== undefined) {
    const azure = { identityEndpoint: set.IDENTITY_ENDPOINT, identityHeader: set.IDENTITY_HEADER }
    const readAssertion = (): string => readFileSync(set.AZURE_FEDERATED_TOKEN_FILE ?? '', 'utf8').trim()
    return managedIdentityToken({ ...app, identity, azure, readAssertion }, { http, local: httpClient() }, now)
  }
  return secretToken({ ...app, clientSecret: clientSecrets(set) }, http, now)
}

/** The environment's settings for Teams, in the form in which `bot/teams` takes them. */
export const teamsSettings = (settings: TeamsEnvironment, proxy: Proxies, realNow: () => number): TeamsSettings => {
  const authority = settings.TEAMS_LOCAL_AUTHORITY
  const cloud = authority === undefined ? publicCloud : localCloud(authority)
  // What is on this machine is reached without one.
  const http = httpClient(authority === undefined ? proxy : {})
  return {
    clientId: settings.TEAMS_CLIENT_ID,
    token: tokenOf(settings, cloud, http, realNow),
    openIdMetadataUrl: cloud.openIdMetadataUrl,
    http,
    signOn: {
      clientId: settings.TEAMS_CLIENT_ID,
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
