import { setTimeout as wait } from 'node:timers/promises'
import type { Answer, Call, ChatService } from '../chatService.ts'
import { struck, type Trouble, type Troubles } from '../trouble.ts'
import { SlackError } from './error.ts'
import { createFiles } from './files.ts'
import { type MethodDeps, methodsOf, type Said } from './methods.ts'
import { createRates, type Tier } from './rates.ts'
import { messageProblems } from './rules.ts'
import type { Sockets } from './sockets.ts'

/**
 * A stand-in for Slack's Web API, as unfriendly as the real one: tokens, scopes, rates, blocks, triggers and answers
 * are held against what its pages say. https://docs.slack.dev/apis/web-api
 */
export interface SlackServiceDeps extends Omit<MethodDeps, 'files'> {
  readonly realNow: () => number
  readonly troubles: Troubles
  readonly called: () => void
  /** Undefined where requests are posted. */
  readonly sockets: Sockets | undefined
}

/** One call of the bot, as it was answered. */
export interface Recorded {
  readonly method: string
  readonly outcome: string
}

export interface SlackService extends ChatService {
  readonly calls: readonly Recorded[]
  /** The scopes that were needed so far. */
  readonly scopes: ReadonlySet<string>
}

const SERVES: Readonly<
  Record<string, { readonly tier: Tier; readonly on: Trouble['on']; readonly scopes: readonly string[] }>
> = {
  'chat.postMessage': { tier: 'post', on: 'post', scopes: ['chat:write'] },
  'chat.update': { tier: 'tier3', on: 'edit', scopes: ['chat:write'] },
  'conversations.open': { tier: 'tier3', on: 'open', scopes: ['im:write'] },
  'conversations.members': { tier: 'tier4', on: 'roster', scopes: ['channels:read'] },
  'conversations.info': { tier: 'tier3', on: 'roster', scopes: ['channels:read'] },
  'users.info': { tier: 'tier4', on: 'roster', scopes: ['users:read'] },
  'users.list': { tier: 'tier2', on: 'roster', scopes: ['users:read'] },
  'files.getUploadURLExternal': { tier: 'tier4', on: 'post', scopes: ['files:write'] },
  'files.completeUploadExternal': { tier: 'tier4', on: 'post', scopes: ['files:write'] },
  'files.delete': { tier: 'tier3', on: 'edit', scopes: ['files:write'] },
  'views.open': { tier: 'tier4', on: 'answer', scopes: [] },
  'views.push': { tier: 'tier4', on: 'answer', scopes: [] },
  'views.update': { tier: 'tier4', on: 'answer', scopes: [] },
  'views.publish': { tier: 'tier4', on: 'answer', scopes: [] },
  'auth.test': { tier: 'special', on: 'any', scopes: [] },
}

const refused = (error: string, more: object = {}): Answer => ({ status: 200, body: { ok: false, error, ...more } })

export const createSlackService = (deps: SlackServiceDeps): SlackService => {
  const { troubles, tickets, accounts } = deps
  const calls: Recorded[] = []
  const scopes = new Set<string>()
  const rates = createRates(deps.storyNow)
  const files = createFiles(deps.realNow)
  const methods = methodsOf({ ...deps, files })

  const tried = (run: () => Said): Answer => {
    try {
      return { status: 200, body: { ok: true, ...run() } }
    } catch (error) {
      if (error instanceof SlackError) return refused(error.message, error.more)
      throw error
    }
  }

  /** Strikes as the real service does on its own: before what was asked, or after it. */
  const withTrouble = (on: Trouble['on'], run: () => Answer, to?: string): Answer | 'cut' => {
    const trouble = troubles.next(on, to)
    if (!trouble) return run()
    if (trouble.afterwards) run()
    return trouble.status === 0 && trouble.word === undefined ? 'cut' : struck(trouble)
  }

  const method = (name: string, { body, authorization }: Call): Answer | 'cut' => {
    const serves = SERVES[name]
    const run = methods[name]
    if (!serves || !run) return refused('unknown_method')
    const account = accounts.of(authorization?.replace(/^Bearer /, '') ?? '')
    if (account === undefined) return refused('not_authed')
    if (troubles.credentials === 'refused') return refused('invalid_auth')
    if (account === 'revoked') return refused('token_revoked')
    const missing = serves.scopes.find((scope) => !account.scopes.includes(scope))
    if (missing) return refused('missing_scope', { needed: missing })
    for (const scope of serves.scopes) scopes.add(scope)
    const of = serves.tier === 'post' ? `post ${String(body.channel)}` : name
    const seconds = rates.take(serves.tier, `${account.workspace} ${of}`)
    if (seconds > 0) return { status: 429, retryAfter: seconds, body: { ok: false, error: 'ratelimited' } }
    return withTrouble(serves.on, () => tried(() => run(body)), String(body.channel ?? ''))
  }

  /** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
  const respond = (id: string, body: Call['body']): Answer | 'cut' =>
    withTrouble('answer', () => {
      const to = tickets.useResponse(id)
      if (typeof to === 'string') return { status: 404, body: to }
      const problems = messageProblems(body.blocks)
      if (problems.length > 0) return { status: 500, body: { error: 'invalid_blocks', problems } }
      const { message, person, own } = to
      const card = { text: body.text, blocks: body.blocks }
      if (body.replace_original === true && !own) {
        message.card = card
        // A message of the presser's own belonged to the message as it was.
        message.views.delete(person)
      } else message.views.set(person, card)
      deps.changed(message)
      return { status: 200, body: { ok: true } }
    })

  /** With the app's token, not a workspace's: https://docs.slack.dev/reference/methods/apps.connections.open */
  const connect = ({ authorization }: Call): Answer | 'cut' => {
    if (authorization !== `Bearer ${accounts.app.appToken}`)
      return refused(authorization?.startsWith('Bearer xoxb') ? 'not_allowed_token_type' : 'invalid_auth')
    const seconds = rates.take('special', 'apps.connections.open')
    if (seconds > 0) return { status: 429, retryAfter: seconds, body: { ok: false, error: 'ratelimited' } }
    const { sockets } = deps
    return withTrouble('open', () => (sockets ? tried(sockets.open) : refused('socket_mode_not_enabled')))
  }

  const outcomeOf = (answer: Answer | 'cut'): string => {
    if (answer === 'cut') return 'cut'
    const { ok, error } = (answer.body ?? {}) as { readonly ok?: boolean; readonly error?: string }
    return answer.status === 200 ? (ok ? 'ok' : (error ?? 'no')) : String(answer.status)
  }

  const answer: ChatService['answer'] = async (call) => {
    const [root = '', name = '', ...more] = call.path
    if (root === 'oauth') return accounts.authorize(call.query)
    const hook = root === 'actions' && call.method === 'POST'
    if (root === 'upload' && call.method === 'POST') {
      const [ticket = ''] = more
      const { body, authorization } = call
      const answered = withTrouble('post', () => ({ status: files.receive(ticket, body.bytes, authorization) }))
      calls.push({ method: 'upload', outcome: answered === 'cut' ? 'cut' : String(answered.status) })
      return answered
    }
    if (!hook && (root !== 'api' || call.method !== 'POST' || more.length > 0)) return undefined
    deps.called()
    if (troubles.delay > 0) await wait(troubles.delay)
    if (name === 'oauth.v2.access') return tried(() => accounts.exchange(call.body))
    const answered = hook
      ? respond(name, call.body)
      : name === 'apps.connections.open'
        ? connect(call)
        : method(name, call)
    calls.push({ method: hook ? 'response_url' : name, outcome: outcomeOf(answered) })
    return answered
  }

  return { answer, calls, scopes }
}
