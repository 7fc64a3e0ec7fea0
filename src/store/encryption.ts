import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

/** One data key: 32 bytes under a short id. The first of a ring seals, all of them open. */
export interface DataKey {
  readonly id: string
  readonly secret: Buffer
}

/** A sealed value can't be opened: a key of the ring is missing, wrong, or the value was moved or changed. */
export class DecryptionFailed extends Error {
  constructor(place: string, options?: ErrorOptions) {
    super(
      `The value at ${place} can't be opened with DATA_KEYS: is the key it was sealed with still in the ring?`,
      options,
    )
    this.name = 'SealBroken'
  }
}

export interface Encryption {
  /** Seals for one place only: what is moved to another place no longer opens. */
  encrypt(place: string, plain: string): Buffer
  /** @throws {DecryptionFailed} */
  decrypt(place: string, sealed: Uint8Array): string
  /** Whether it was sealed with the ring's first key. */
  isCurrent(sealed: Uint8Array): boolean
}

const NONCE = 12
const TAG = 16

/** AES-256-GCM. Layout: length of the key's id (1 byte), the key's id, nonce (12), tag (16), ciphertext. */
export const keyRingEncryption = (ring: readonly [DataKey, ...DataKey[]]): Encryption => {
  const [active] = ring
  const head = Buffer.concat([Buffer.from([active.id.length]), Buffer.from(active.id, 'latin1')])
  return {
    isCurrent: (sealed) => head.equals(Buffer.from(sealed.buffer, sealed.byteOffset, head.length)),
    encrypt(place, plain) {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', active.secret, nonce)
      cipher.setAAD(Buffer.from(place))
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([head, nonce, cipher.getAuthTag(), body])
    },
    decrypt(place, sealed) {
      const value = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
      const from = 1 + (value[0] ?? 0)
      const id = value.toString('latin1', 1, from)
      const key = ring.find((candidate) => candidate.id === id)
      if (!key) throw new DecryptionFailed(place)
      try {
        const decipher = createDecipheriv('aes-256-gcm', key.secret, value.subarray(from, from + NONCE))
        decipher.setAAD(Buffer.from(place))
        decipher.setAuthTag(value.subarray(from + NONCE, from + NONCE + TAG))
        const plain = decipher.update(value.subarray(from + NONCE + TAG))
        return Buffer.concat([plain, decipher.final()]).toString('utf8')
      } catch (cause) {
        throw new DecryptionFailed(place, { cause })
      }
    },
  }
}

/** Keyed hashes for names in keys: 32 characters, the same for the same parts, nothing to be read from them. */
export type Hash = (...parts: readonly string[]) => string

/** Every press asks for its own person's again. */
const REMEMBERED = 10_000

export const keyedHash = (secret: Buffer): Hash => {
  const known = new Map<string, string>()
  return (...parts) => {
    // Lengths first, so that ("ab", "c") and ("a", "bc") differ.
    const whole = parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join('')
    const remembered = known.get(whole)
    if (remembered !== undefined) return remembered
    const hash = createHmac('sha256', secret).update(whole).digest('base64url').slice(0, 32)
    if (known.size >= REMEMBERED) known.clear()
    known.set(whole, hash)
    return hash
  }
}
