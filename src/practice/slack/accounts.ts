import { randomBytes } from 'node:crypto'
import type { Answer } from '../chatService.ts'
import { SLACK_IDS } from '../world.ts'
import { SlackError } from './error.ts'

/** The bot in one workspace. */
export interface Account {
  readonly workspace: string
  readonly scopes: readonly string[]
}

/** Who may speak as the bot, and how one comes to: https://docs.slack.dev/authentication/installing-with-oauth */
export interface Accounts {
  /** The app, as it is registered. */
  readonly app: {
    readonly id: string
    readonly clientId: string
    readonly clientSecret: string
    readonly signingSecret: string
    /** With which a socket is opened: https://docs.slack.dev/authentication/tokens#app */
    readonly appToken: string
  }
  readonly botUser: string
  /** A token of the workspace of the story, given out before anything begins. */
  readonly token: string
  readonly of: (token: string) => Account | 'revoked' | undefined
  readonly revoke: (workspace: string) => void
  /** Where a browser is sent to say yes, and sent back from with a code. */
  readonly authorize: (query: URLSearchParams) => Answer
  readonly exchange: (body: Readonly<Record<string, unknown>>) => object
}

export const SLACK_APP = 'A0QUICKSCAN'
export const BOT_USER = 'U0QUICKSCAN'

/** @param scopes what the manifest asks for */
export const createAccounts = (scopes: readonly string[]): Accounts => {
  const secret = (): string => randomBytes(16).toString('hex')
  const app = {
    id: SLACK_APP,
    clientId: '1234.5678',
    clientSecret: secret(),
    signingSecret: secret(),
    appToken: `xapp-1-${secret()}`,
  }
  const accounts = new Map<string, Account | 'revoked'>()
  const codes = new Map<string, { workspace: string; scopes: readonly string[] }>()
  const give = (account: Account): string => {
    const token = `xoxb-${secret()}`
    accounts.set(token, account)
    return token
  }
  return {
    app,
    botUser: BOT_USER,
    token: give({ workspace: SLACK_IDS.tenant, scopes }),
    of: (token) => accounts.get(token),
    revoke: (workspace) => {
      for (const [token, account] of accounts)
        if (account !== 'revoked' && account.workspace === workspace) accounts.set(token, 'revoked')
    },
    authorize: (query) => {
      const code = secret()
      const workspace = query.get('team') ?? SLACK_IDS.tenant
      codes.set(code, { workspace, scopes: (query.get('scope') ?? '').split(',') })
      const back = new URL(query.get('redirect_uri') ?? 'https://nowhere.invalid')
      back.searchParams.set('code', code)
      back.searchParams.set('state', query.get('state') ?? '')
      return { status: 302, location: back.href }
    },
    exchange: ({ client_id, client_secret, code }) => {
      if (client_id !== app.clientId || client_secret !== app.clientSecret) throw new SlackError('bad_client_secret')
      const given = codes.get(String(code))
      if (!given) throw new SlackError('invalid_code')
      codes.delete(String(code))
      return {
        access_token: give(given),
        token_type: 'bot',
        scope: given.scopes.join(','),
        bot_user_id: BOT_USER,
        app_id: app.id,
        team: { id: given.workspace, name: 'Praktijk' },
        enterprise: null,
        is_enterprise_install: false,
        authed_user: { id: 'U0ADMIN' },
      }
    },
  }
}
