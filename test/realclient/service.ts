import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Authority, createAuthority } from '../../src/practice/authority.ts'

/** A call that went through: towards the bot (`in`), or from the bot to the client (`out`). */
export interface Passed {
  readonly way: 'in' | 'out'
  readonly call: string
  readonly status: number
  readonly sent: Readonly<Record<string, unknown>>
  readonly answer: unknown
}

/** What stands where Microsoft's service stands: it signs what the client sends, and hands the client what the bot posts. */
export interface RealService {
  readonly origin: string
  /** All that passed, oldest first. */
  readonly passed: readonly Passed[]
  /** Where bot and client listen, once they do. */
  readonly connect: (bot: string, client: string) => void
  /** Sends the bot an activity, signed. */
  readonly deliver: (activity: object) => Promise<Passed>
  readonly stop: () => Promise<void>
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
const answerWith = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(typeof body === 'string' ? body : JSON.stringify(body ?? null))
}

/**
 * Listens on loopback. Microsoft's local client sends no token, so this signs for it, as the Bot Service does.
 * @param appId the bot's
 * @param now the bot's own clock, in milliseconds since 1970: its tokens are dated by it
 */
export const startService = async (appId: string, now: () => number): Promise<RealService> => {
  const passed: Passed[] = []
  let bot = ''
  let client = ''
  let authority: Authority
  const deliver = async (activity: object): Promise<Passed> => {
    const answer = await fetch(`${bot}/api/messages`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${authority.activityToken(appId, authority.issuer)}`,
      },
      body: JSON.stringify(activity),
    })
    const sent = activity as Passed['sent']
    const call = [sent.type, sent.name].filter(Boolean).join(' ')
    const one: Passed = { way: 'in', call, status: answer.status, sent, answer: parsed(await answer.text()) }
    passed.push(one)
    return one
  }
  const handOn = async (request: IncomingMessage, body: string): Promise<Passed> => {
    const call = `${request.method} ${request.url}`
    const answer = await fetch(`${client}/_connector${request.url}`, {
      method: request.method ?? 'GET',
      headers: { 'content-type': 'application/json', authorization: request.headers.authorization ?? '' },
      ...(body ? { body } : {}),
    })
    const sent = (body ? parsed(body) : {}) as Passed['sent']
    const one: Passed = { way: 'out', call, status: answer.status, sent, answer: parsed(await answer.text()) }
    passed.push(one)
    return one
  }
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request)
    const origin = authority.issuer
    switch (new URL(request.url ?? '/', origin).pathname) {
      case '/v1/.well-known/openidconfiguration':
        return answerWith(response, 200, {
          issuer: origin,
          jwks_uri: `${origin}/v1/.well-known/keys`,
          id_token_signing_alg_values_supported: ['RS256'],
        })
      case '/v1/.well-known/keys':
        return answerWith(response, 200, authority.jwks)
      case '/token':
        return answerWith(response, 200, { access_token: authority.botToken(appId), expires_in: 3600 })
      case '/api/messages': {
        // The client looks first whether anything listens there.
        if (request.method !== 'POST') return answerWith(response, 200, {})
        const { status, answer } = await deliver(JSON.parse(body) as object)
        return answerWith(response, status, answer)
      }
      default: {
        const { status, answer } = await handOn(request, body)
        return answerWith(response, status, answer)
      }
    }
  }
  const server: Server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      passed.push({ way: 'out', call: String(request.url), status: 502, sent: {}, answer: String(error) })
      answerWith(response, 502, { error: { code: 'BadGateway', message: 'The other side did not answer' } })
    })
  })
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening)
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  authority = createAuthority(origin, now)
  return {
    origin,
    passed,
    connect: (itsBot, itsClient) => {
      bot = itsBot
      client = itsClient
    },
    deliver,
    stop: () =>
      new Promise((stopped) => {
        server.closeAllConnections()
        server.close(() => stopped())
      }),
  }
}
