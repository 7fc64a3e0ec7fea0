import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { SlackError } from './error.ts'
import type { Said, SignedRequest } from './signedRequest.ts'

/**
 * Socket Mode, as unfriendly as the real one: a ticket is good once, each request goes to any connection that is open, also to one that
 * is about to be closed, and what isn't acknowledged in three seconds wasn't received.
 * https://docs.slack.dev/apis/events-api/using-socket-mode
 */
export interface Sockets {
  /** How many are open. */
  readonly count: () => number
  /** How many were ever opened. */
  readonly opened: () => number
  /** Resolves when one is open, and at once when one is. */
  readonly connected: () => Promise<void>
  /** What `apps.connections.open` answers. */
  readonly open: () => { readonly url: string }
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** @param again how many times it was sent already */
  readonly deliver: (request: SignedRequest, again?: number) => Promise<Said>
  /** Asks every connection to leave, as each is every few hours; those that it is too late for are closed. */
  readonly asksToLeave: (reason: string) => void
  /** Anything at all. */
  readonly says: (text: string) => void
  /** The network is gone: no connection is closed, and nothing comes through any more. */
  readonly goSilent: () => void
  /** Every connection breaks. */
  readonly cut: () => void
  /** Acknowledgments that Slack would have no use for: of nothing that was sent, too late, or with more than was asked. */
  readonly wrong: readonly string[]
  /** In the app's settings. */
  enabled: boolean
  /** The app whose token it is. */
  appId: string
}

/** https://docs.slack.dev/apis/events-api/using-socket-mode#connections */
const MOST = 10
const REPLY_TIMEOUT = 3_000
const TICKET_LIVES = 30_000

interface Sent {
  readonly socket: WebSocket
  readonly takesReply: boolean
  readonly done: (said: Said) => void
  readonly lost: () => void
}

interface SocketsDeps {
  readonly appId: string
  readonly address: () => string
  readonly called: () => void
  readonly realNow: () => number
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** What is posted elsewhere, as an envelope holds it; a command there doesn't say which app it is of. */
const contentOf = ({ type, text }: SignedRequest) => {
  if (type === 'json')
    return { type: 'events_api', payload: JSON.parse(text) as unknown, accepts_response_payload: false }
  const { payload, api_app_id: _, ...command } = Object.fromEntries(new URLSearchParams(text))
  if (payload === undefined) return { type: 'slash_commands', payload: command, accepts_response_payload: true }
  return { type: 'interactive', payload: JSON.parse(payload) as unknown, accepts_response_payload: true }
}

export const createSockets = ({ appId, address, called, realNow }: SocketsDeps): Sockets => {
  const server = new WebSocketServer({ noServer: true })
  const open: { socket: WebSocket; request: IncomingMessage }[] = []
  const tickets = new Map<string, number>()
  const sent = new Map<string, Sent>()
  const wrong: string[] = []
  const waiting: (() => void)[] = []
  let [turn, ever] = [0, 0]

  const onAcknowledged = (text: string): void => {
    called()
    const said: unknown = JSON.parse(text)
    const id = isRecord(said) ? String(said.envelope_id) : ''
    const known = sent.get(id)
    if (!known || !isRecord(said)) return void wrong.push(`no such envelope, or too late: ${id}`)
    sent.delete(id)
    if (said.payload !== undefined && !known.takesReply) wrong.push('a reply that nobody asked for')
    known.done({ status: 200, body: said.payload })
  }

  const welcome = (socket: WebSocket, request: IncomingMessage): void => {
    const tell = (message: object): void => socket.send(JSON.stringify(message))
    socket.on('error', () => undefined)
    socket.on('message', (data) => onAcknowledged(String(data)))
    if (!sockets.enabled || open.length >= MOST) {
      tell({ type: 'disconnect', reason: sockets.enabled ? 'too_many_websockets' : 'link_disabled' })
      socket.close()
      return
    }
    open.push({ socket, request })
    ever += 1
    socket.on('close', () => {
      open.splice(
        open.findIndex((one) => one.socket === socket),
        1,
      )
      for (const [id, one] of sent)
        if (one.socket === socket) {
          sent.delete(id)
          one.lost()
        }
    })
    tell({ type: 'hello', num_connections: open.length, connection_info: { app_id: sockets.appId } })
    for (const go of waiting.splice(0)) go()
  }

  const inTime = <Value>(what: Promise<Value>): Promise<Value> => {
    const late = Promise.withResolvers<never>()
    const timer = setTimeout(() => late.reject(new Error('no answer in time')), REPLY_TIMEOUT)
    return Promise.race([what, late.promise]).finally(() => clearTimeout(timer))
  }

  const sockets: Sockets = {
    enabled: true,
    appId,
    wrong,
    count: () => open.length,
    opened: () => ever,
    connected: async () => {
      if (open.length === 0) await new Promise<void>((resolve) => waiting.push(resolve))
    },
    open: () => {
      if (!sockets.enabled) throw new SlackError('socket_mode_not_enabled')
      const ticket = randomBytes(16).toString('hex')
      tickets.set(ticket, realNow())
      const url = new URL('/link/', address().replace(/^http/, 'ws'))
      url.searchParams.set('ticket', ticket)
      return { url: url.href }
    },
    upgrade: (request, socket, head) => {
      const ticket = new URL(request.url ?? '/', 'http://here').searchParams.get('ticket') ?? ''
      const issued = tickets.get(ticket)
      tickets.delete(ticket)
      if (issued === undefined || realNow() - issued > TICKET_LIVES)
        return void socket.end('HTTP/1.1 408 Request Timeout\r\n\r\n')
      server.handleUpgrade(request, socket, head, (upgraded) => welcome(upgraded, request))
    },
    deliver: async (request, again = 0) => {
      await inTime(sockets.connected())
      called()
      turn += 1
      const { socket } = open[turn % open.length] ?? {}
      if (!socket) return sockets.deliver(request, again)
      const content = contentOf(request)
      const envelope_id = randomBytes(16).toString('hex')
      const retry = again === 0 ? {} : { retry_attempt: again, retry_reason: 'timeout' }
      const answered = new Promise<Said | 'lost'>((done) => {
        const takesReply = content.accepts_response_payload
        sent.set(envelope_id, { socket, takesReply, done, lost: () => done('lost') })
      })
      socket.send(JSON.stringify({ envelope_id, ...content, ...(content.type === 'events_api' ? retry : {}) }))
      try {
        const said = await inTime(answered)
        if (said !== 'lost') return said
      } finally {
        sent.delete(envelope_id)
      }
      // An event is sent again through another connection; whoever pressed is told that it didn't work.
      if (content.type === 'events_api') return sockets.deliver(request, again + 1)
      throw new Error('the connection closed before it was answered')
    },
    asksToLeave: (reason) => {
      for (const { socket } of open) socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: {} }))
      if (reason === 'link_disabled' || reason === 'too_many_websockets') for (const { socket } of open) socket.close()
    },
    says: (text) => {
      for (const { socket } of open) socket.send(text)
    },
    goSilent: () => {
      for (const { socket, request } of open.splice(0)) {
        socket.removeAllListeners('close')
        request.socket.pause()
      }
    },
    cut: () => {
      for (const { socket } of [...open]) socket.terminate()
    },
  }
  return sockets
}
