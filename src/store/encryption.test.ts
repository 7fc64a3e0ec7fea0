import { describe, expect, it } from 'vitest'
import { NONCE, nextNonce } from './encryption.ts'

describe('a nonce', () => {
  it('is twelve bytes that never come again, and stays as it is', () => {
    const nonces = Array.from({ length: 5000 }, nextNonce)
    expect(new Set(nonces.map((nonce) => nonce.toString('hex'))).size).toBe(5000)
    expect(new Set(nonces.map(({ length }) => length))).toEqual(new Set([NONCE]))
  })
})
