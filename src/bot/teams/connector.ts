import { type HttpClient, retryAfterOf } from '../../http/client.ts'
import { PlatformFailed } from '../ports/platform.ts'
import { type BotToken, NoToken } from './botToken.ts'

/** Someone in a conversation, as Teams knows her. */
export interface Account {
  readonly id: string
  readonly name?: string
  readonly aadObjectId?: string
  readonly objectId?: string
  readonly userRole?: string
  readonly email?: string
  readonly userPrincipalName?: string
}

/**
 * The calls to Teams that the bot makes: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference.
 * Each throws {PlatformFailed}.
 */
export interface Connector {
  readonly open: (parameters: object) => Promise<{ readonly id: string }>
  readonly post: (conversation: string, activity: object) => Promise<{ readonly id: string }>
  readonly edit: (conversation: string, message: string, activity: object) => Promise<void>
  readonly members: (conversation: string) => Promise<readonly Account[]>
  readonly member: (conversation: string, person: string) => Promise<Account>
  readonly page: (
    conversation: string,
    size: number,
    from: string | undefined,
  ) => Promise<{ readonly members: readonly Account[]; readonly continuationToken?: string }>
}

const UNAUTHORIZED = 401

/** An id as a part of a path, in which Teams' own signs stay as they are. */
const part = (id: string): string => encodeURIComponent(id).replace(/%(?:3A|3B|3D|40)/g, decodeURIComponent)

/** @param cause its message may quote what was sent: only its name goes on */
const noAnswer = (cause: unknown): PlatformFailed =>
  new PlatformFailed(0, undefined, { cause: cause instanceof Error ? new Error(cause.name) : undefined })

/** The answer of whoever gives out tokens, as far as it is one: a secret that isn't taken is told from a network that swallows. */
const noToken = (error: unknown): PlatformFailed =>
  error instanceof NoToken && error.isRefusal
    ? new PlatformFailed(UNAUTHORIZED, undefined, { cause: new Error(error.code ?? error.name) })
    : noAnswer(error)

/** The calls to one region's Teams. @param serviceUrl as an activity named it, which was checked against the settings when it came */
export const connector = (serviceUrl: string, token: BotToken, http: HttpClient): Connector => {
  const base = `${serviceUrl.replace(/\/$/, '')}/v3/conversations`
  const answerTo = async (method: 'GET' | 'POST' | 'PUT', url: string, body?: object) => {
    const own = await token.get().catch((error: unknown) => {
      throw noToken(error)
    })
    try {
      const headers = { authorization: `Bearer ${own}` }
      return await (body === undefined
        ? http({ method, url, headers })
        : http({
            method,
            url,
            headers: { ...headers, 'content-type': 'application/json' },
            body: JSON.stringify(body),
          }))
    } catch (error) {
      throw noAnswer(error)
    }
  }
  const call = async (method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<unknown> => {
    const first = await answerTo(method, `${base}${path}`, body)
    if (first.status === UNAUTHORIZED) token.forget()
    // One that was withdrawn before its time says nothing of the secret: a fresh one does.
    const answered = first.status === UNAUTHORIZED ? await answerTo(method, `${base}${path}`, body) : first
    const { status, text } = answered
    if (status === UNAUTHORIZED) token.forget()
    if (status < 200 || status >= 300) throw new PlatformFailed(status, retryAfterOf(answered))
    try {
      return text === '' ? {} : (JSON.parse(text) as unknown)
    } catch (error) {
      // A proxy's page in place of Teams' answer.
      throw noAnswer(error)
    }
  }
  const typed = <Answer>(answer: Promise<unknown>): Promise<Answer> => answer as Promise<Answer>
  return {
    open: (parameters) => typed(call('POST', '', parameters)),
    post: (conversation, activity) => typed(call('POST', `/${part(conversation)}/activities`, activity)),
    edit: async (conversation, message, activity) => {
      await call('PUT', `/${part(conversation)}/activities/${part(message)}`, activity)
    },
    members: (conversation) => typed(call('GET', `/${part(conversation)}/members`)),
    member: (conversation, person) => typed(call('GET', `/${part(conversation)}/members/${part(person)}`)),
    page: (conversation, size, from) => {
      const query = new URLSearchParams({
        pageSize: String(size),
        ...(from === undefined ? {} : { continuationToken: from }),
      })
      return typed(call('GET', `/${part(conversation)}/pagedMembers?${query}`))
    },
  }
}
