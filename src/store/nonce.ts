import { randomBytes } from 'node:crypto'

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
