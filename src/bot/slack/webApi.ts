import { type HttpClient, retryAfterOf } from '../../http/client.ts'
import { PlatformFailed } from '../ports/platform.ts'
import { meaningOf } from './errorWords.ts'
import type { METHOD_SCOPES } from './scopes.ts'

/** What the bot calls with a workspace's token; and with the app's own secrets, to be let into a workspace and to have a socket opened. */
export type Method = keyof typeof METHOD_SCOPES | 'oauth.v2.access' | 'apps.connections.open'

/** Fields of a form; what isn't a word or a number goes as JSON in its field. */
type Arguments = Readonly<Record<string, unknown>>

/** Calls a method once. @throws {PlatformFailed} */
export type Client = <Answer extends object>(method: Method, given: Arguments) => Promise<Answer>

/** A page of a list, and where the next begins: `''` or nothing after the last. */
export interface Paged {
  readonly response_metadata?: { readonly next_cursor?: string }
}

/** Slack said no, in a word. */
class SlackRefused extends PlatformFailed {
  readonly word: string
  constructor(word: string, retryAfter: number | undefined) {
    const { status, kind, trouble } = meaningOf(word)
    super(status, retryAfter, { kind, trouble })
    this.word = word
  }
}

/** Whether a workspace let the bot in without the scope that a method needs: before it was asked for. */
export const lacksScope = (error: unknown): boolean => error instanceof SlackRefused && error.word === 'missing_scope'

/** Whether someone else changed a view since. https://docs.slack.dev/reference/methods/views.publish#errors */
export const isHashConflict = (error: unknown): boolean =>
  error instanceof SlackRefused && error.word === 'hash_conflict'

/** @param cause its message may quote what was sent, the token with it: only its name goes on */
export const noAnswer = (cause: unknown): PlatformFailed =>
  cause instanceof PlatformFailed
    ? cause
    : new PlatformFailed(0, undefined, { cause: cause instanceof Error ? new Error(cause.name) : undefined })

const fieldOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : JSON.stringify(value)

const formOf = (given: Arguments): string =>
  new URLSearchParams(
    Object.entries(given).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, fieldOf(value)] as [string, string]],
    ),
  ).toString()

const OK = 200
const TOO_MANY = 429

/** What an answer says: 429 with Slack's wait, another status as it is, and a word by what it stands for (`errorWords.ts`). */
const readAnswer = (text: string, retryAfter: number | undefined): object => {
  const answer = JSON.parse(text) as { readonly ok?: unknown; readonly error?: unknown } | null
  if (typeof answer !== 'object' || answer === null) throw new PlatformFailed(0)
  if (answer.ok === true) return answer
  // What isn't a word of Slack's is no answer of Slack's.
  if (typeof answer.error !== 'string' || !/^\w{1,80}$/.test(answer.error)) throw new PlatformFailed(0)
  throw new SlackRefused(answer.error, retryAfter)
}

/**
 * Slack's Web API: each call is one request with a time limit, and no second try. A wait or a retry is the effect loop's, which
 * outlives a restart; held here it would hold up a whole workspace for one refusal. https://docs.slack.dev/apis/web-api
 * @param serviceUrl e.g. `https://slack.com/api`
 * @param token goes in a header, and nowhere else
 */
export const webApi = (http: HttpClient, serviceUrl: string, token?: string): Client => {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  }
  return async <Answer extends object>(method: Method, given: Arguments): Promise<Answer> => {
    try {
      const answered = await http({ method: 'POST', url: `${serviceUrl}/${method}`, headers, body: formOf(given) })
      const retryAfter = retryAfterOf(answered)
      if (answered.status === TOO_MANY) throw new PlatformFailed(TOO_MANY, retryAfter)
      if (answered.status !== OK) throw new PlatformFailed(answered.status)
      return readAnswer(answered.text, retryAfter) as Answer
    } catch (error) {
      throw noAnswer(error)
    }
  }
}

/** All of a list, a page at a time. @param page asks for the page at a cursor, and says whether it was enough */
export const everyPage = async (page: (cursor: string | undefined) => Promise<Paged | 'enough'>): Promise<void> => {
  let more: string | undefined
  do {
    const read = await page(more)
    more = read === 'enough' ? undefined : read.response_metadata?.next_cursor
  } while (more)
}
