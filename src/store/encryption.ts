import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomBytes } from 'node:crypto'

/** A data key of the ring `DATA_KEYS`. The first key of a ring encrypts; every key of it can decrypt. */
export interface DataKey {
  /** 1 to 32 Latin-1 characters. It is stored in front of each ciphertext, to find the key again. */
  readonly id: string
  /** 32 bytes. */
  readonly secret: Buffer
}

/** A stored value can't be decrypted: its key is not in the ring, or the value was changed or moved to another key. */
export class DecryptionFailed extends Error {
  constructor(location: string, options?: ErrorOptions) {
    super(
      `The value at ${location} can't be opened with DATA_KEYS: is the key it was encrypted with still in the ring?`,
      options,
    )
    this.name = 'DecryptionFailed'
  }
}

/** Authenticated encryption of stored values. */
export interface Encryption {
  /** @param location where the value is stored; it is authenticated, so a value that was moved does not decrypt */
  encrypt(location: string, plain: string): Buffer
  /** @param location the same as when it was encrypted @throws {DecryptionFailed} */
  decrypt(location: string, ciphertext: Uint8Array): string
  /** Whether the value was encrypted with the first key of the ring. */
  isCurrent(ciphertext: Uint8Array): boolean
}

/** Bytes of a nonce of AES-GCM. */
export const NONCE = 12
/** Nonces asked for at once: a call for twelve bytes costs many times what the twelve bytes do. */
const AT_ONCE = 512

let pool = Buffer.alloc(0)
let used = 0

/** A nonce that was never given before; random, since the processes over one store don't know of each other's. */
export const nextNonce = (): Buffer => {
  if (used === pool.length) {
    // New bytes, never the same filled anew: a nonce that someone still holds stays as it is.
    pool = randomBytes(NONCE * AT_ONCE)
    used = 0
  }
  used += NONCE
  return pool.subarray(used - NONCE, used)
}

/** Bytes of the authentication tag of AES-GCM. */
const TAG = 16

/**
 * AES-256-GCM with the location as associated data. Layout of a ciphertext: length of the key's id (1 byte), the key's id,
 * nonce (12), tag (16), encrypted text.
 */
export const keyRingEncryption = (ring: readonly [DataKey, ...DataKey[]]): Encryption => {
  const [active] = ring
  // Made into key objects once: OpenSSL takes raw bytes several times as slowly.
  const keys = ring.map(({ id, secret }) => ({ id, secret: createSecretKey(secret) }))
  const activeKey = createSecretKey(active.secret)
  const head = Buffer.concat([Buffer.from([active.id.length]), Buffer.from(active.id, 'latin1')])
  return {
    isCurrent: (ciphertext) => head.equals(Buffer.from(ciphertext.buffer, ciphertext.byteOffset, head.length)),
    encrypt(location, plain) {
      const nonce = nextNonce()
      const cipher = createCipheriv('aes-256-gcm', activeKey, nonce)
      cipher.setAAD(Buffer.from(location))
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([head, nonce, cipher.getAuthTag(), body])
    },
    decrypt(location, ciphertext) {
      const value = Buffer.from(ciphertext.buffer, ciphertext.byteOffset, ciphertext.byteLength)
      const from = 1 + (value[0] ?? 0)
      const id = value.toString('latin1', 1, from)
      const key = keys.find((candidate) => candidate.id === id)
      if (!key) throw new DecryptionFailed(location)
      try {
        // A shorter tag, which is easier to guess, is refused.
        const options = { authTagLength: TAG }
        const decipher = createDecipheriv('aes-256-gcm', key.secret, value.subarray(from, from + NONCE), options)
        decipher.setAAD(Buffer.from(location))
        decipher.setAuthTag(value.subarray(from + NONCE, from + NONCE + TAG))
        const plain = decipher.update(value.subarray(from + NONCE + TAG))
        return Buffer.concat([plain, decipher.final()]).toString('utf8')
      } catch (cause) {
        throw new DecryptionFailed(location, { cause })
      }
    },
  }
}

/** A keyed hash for ids in store keys: 32 base64url characters, equal for equal parts, and not reversible. */
export type Hash = (...parts: readonly string[]) => string

/** Entries of the hash cache: each press hashes the id of the same person again. */
const CACHE_SIZE = 10_000

/** HMAC-SHA-256, cut to 192 bits. @param secret at least 32 random bytes (see `hashSecret`) */
export const keyedHash = (secret: Buffer): Hash => {
  const key = createSecretKey(secret)
  const cache = new Map<string, string>()
  return (...parts) => {
    // Each part is preceded by its length, so that ("ab", "c") and ("a", "bc") differ.
    const input = parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join('')
    const cached = cache.get(input)
    if (cached !== undefined) return cached
    const hash = createHmac('sha256', key).update(input).digest('base64url').slice(0, 32)
    if (cache.size >= CACHE_SIZE) cache.clear()
    cache.set(input, hash)
    return hash
  }
}
