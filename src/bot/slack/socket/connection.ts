import { WebSocket } from 'ws'
import { REQUEST_TIMEOUT, type TunnelAgent } from '../../../http/client.ts'
import { SECOND } from '../../../kit/calendar/instant.ts'

/** A WebSocket to Slack. */
export interface Connection {
  readonly isOpen: () => boolean
  /** Of a connection that is gone nothing more is said. */
  readonly send: (text: string) => void
  readonly close: () => void
}

/** What comes of a connection; `closed` once, also of one that never opened. */
interface Heard {
  readonly text: (text: string) => void
  readonly closed: () => void
}

/** In bytes. What is larger closes the connection, so this is far more than anything that is read (`BODY_LIMIT`). */
const LARGEST = 8 * 1024 * 1024
/** Milliseconds: Slack leaves the connection open after both sides said goodbye. */
const GOODBYE = SECOND

interface Options {
  /** Goes through the proxy that is set, if one is. */
  readonly agent: TunnelAgent | undefined
  /** Milliseconds between two pings; when nothing at all came between them, the connection is dead. */
  readonly beat: number
}

/** Opens a connection. A network may let one die without a word: we ping as well as Slack does, and end what is silent. */
export const openConnection = (url: string, { agent, beat }: Options, heard: Heard): Connection => {
  const socket = new WebSocket(url, {
    ...(agent ? { agent } : {}),
    ...{ handshakeTimeout: REQUEST_TIMEOUT, maxPayload: LARGEST, perMessageDeflate: false, followRedirects: false },
  })
  let alive = true
  const live = (): void => {
    alive = true
  }
  const beating = setInterval(() => {
    if (!alive) return socket.terminate()
    alive = false
    if (socket.readyState === WebSocket.OPEN) socket.ping()
  }, beat)
  socket.on('ping', live)
  socket.on('pong', live)
  socket.on('message', (data, isBinary) => {
    live()
    if (!isBinary) heard.text(data.toString())
  })
  // `close` follows, and says enough: an error's message may quote the address, which holds a ticket.
  socket.on('error', () => undefined)
  socket.on('close', () => {
    clearInterval(beating)
    heard.closed()
  })
  return {
    isOpen: () => socket.readyState === WebSocket.OPEN,
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text)
    },
    close: () => {
      socket.close(1000)
      setTimeout(() => socket.terminate(), GOODBYE).unref()
    },
  }
}
