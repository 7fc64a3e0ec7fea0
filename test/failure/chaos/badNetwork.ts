import { once } from 'node:events'
import { createServer, connect as dial, type Socket } from 'node:net'

/** A network that can be bad on demand, between two ends that know nothing of it. */
export interface BadNetwork {
  readonly port: number
  /** Cuts every connection there is now. @returns how many */
  cut(): number
  /** Milliseconds each answer is held back. */
  delay: number
  stop(): Promise<void>
}

/** @param target the port to lead to, asked at each connection; undefined for nobody there */
export const openBadNetwork = async (target: () => number | undefined): Promise<BadNetwork> => {
  const open = new Set<Socket>()
  const proxy = { delay: 0 }
  const server = createServer({ noDelay: true }, (near) => {
    const port = target()
    if (port === undefined) return void near.destroy()
    const far = dial({ port, host: '127.0.0.1', noDelay: true })
    open.add(near)
    const end = (): void => {
      open.delete(near)
      near.destroy()
      far.destroy()
    }
    for (const one of [near, far]) one.on('error', end).on('close', end)
    near.on('data', (bytes) => far.write(bytes))
    // One after the other, however long each is held back.
    let last = Promise.resolve()
    far.on('data', (bytes) => {
      if (proxy.delay === 0) {
        last = last.then(() => void near.write(bytes))
        return
      }
      const held = new Promise((resolve) => setTimeout(resolve, proxy.delay))
      last = last.then(() => held).then(() => void near.write(bytes))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return Object.assign(proxy, {
    port: typeof address === 'object' && address ? address.port : 0,
    cut: () => {
      const sockets = [...open]
      for (const socket of sockets) socket.destroy()
      return sockets.length
    },
    stop: async () => {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  })
}
