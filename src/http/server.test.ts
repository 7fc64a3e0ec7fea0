import { once } from 'node:events'
import type { Server } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHttpServer, listen } from './server.ts'

/** Under what one may send; so many of them at once are more than is held of all. */
const HALF_SENT = 200_000
const SENDERS = 30

describe('privacy.5.8 bodies that are being sent', () => {
  let server: Server
  let port: number
  let faults: unknown[]
  let refused: string[]
  beforeEach(async () => {
    faults = []
    refused = []
    const log = {
      fault: (_where: string, error: unknown) => void faults.push(error),
      refused: ({ reason }: { readonly reason: string }) => void refused.push(reason),
    }
    server = createHttpServer({ 'POST /in': async ({ body }) => ({ status: 200, body: body.length }) }, log)
    port = await listen(server, 0, '127.0.0.1')
  })
  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })

  const send = async (): Promise<number> =>
    (await fetch(`http://127.0.0.1:${port}/in`, { method: 'POST', body: 'x'.repeat(HALF_SENT) })).status
  /** They never come to an end. @returns once some of them were told to come back */
  const slowSenders = async (): Promise<readonly Socket[]> => {
    const sockets = Array.from({ length: SENDERS }, () => {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => undefined)
      socket.write(`POST /in HTTP/1.1\r\nhost: x\r\ncontent-length: ${HALF_SENT + 1}\r\n\r\n`)
      socket.write('x'.repeat(HALF_SENT))
      return socket
    })
    const [answer] = await Promise.race(sockets.map((socket) => once(socket, 'data')))
    expect(String(answer)).toContain('503')
    return sockets
  }
  const hungUp = async (sockets: readonly Socket[]): Promise<void> => {
    await Promise.all(
      sockets.map((socket) => {
        const gone = once(socket, 'close')
        socket.destroy()
        return gone
      }),
    )
  }

  it('are held up to four megabytes of all together, and what they held is free again when they hang up', async () => {
    for (let wave = 0; wave < 4; wave++) {
      await hungUp(await slowSenders())
      // The server hears of the last of them a moment after they are gone.
      let status = 503
      for (let tries = 0; tries < 500 && status === 503; tries++) status = await send()
      expect(status).toBe(200)
    }
    expect(new Set(refused)).toEqual(new Set(['too many bodies at once']))
    expect(faults).toEqual([])
  })

  it('cost no fault of ours when they are cut off', async () => {
    const socket = connect(port, '127.0.0.1')
    socket.write('POST /in HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nhalf')
    const [reached] = (await once(server, 'request')) as [NodeJS.EventEmitter]
    const { promise: ended, resolve } = Promise.withResolvers<void>()
    reached.on('close', () => resolve())
    socket.destroy()
    await ended
    expect(await send()).toBe(200)
    expect([faults, refused]).toEqual([[], []])
  })
})
