import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'

/** A key of the service: what signs, and how its list names it. */
export interface ListedKey {
  readonly privateKey: KeyObject
  readonly jwk: Readonly<Record<string, unknown>>
}

export const makeKey = (kid: string, modulusLength = 2048, endorsements?: readonly string[]): ListedKey => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength })
  return { privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, ...(endorsements ? { endorsements } : {}) } }
}

/** A service's list of keys, which a test changes. */
export interface KeyList {
  readonly metadataUrl: string
  /** The paths it was asked for. */
  readonly asked: string[]
  keys: readonly object[]
  /** It answers 503. */
  down: boolean
  close(): void
}

/** On loopback, until it is closed. */
export const keyList = async (): Promise<KeyList> => {
  const server = createServer((request, response) => {
    list.asked.push(request.url ?? '')
    response.writeHead(list.down ? 503 : 200)
    response.end(JSON.stringify({ keys: list.keys }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const list: KeyList = {
    metadataUrl: `http://127.0.0.1:${port}/openidconfiguration`,
    asked: [],
    keys: [],
    down: false,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
  return list
}
