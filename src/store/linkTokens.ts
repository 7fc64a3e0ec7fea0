import { createHash } from 'node:crypto'
import type { Encryption } from './encryption.ts'

/** Tokens for links that say by themselves what they give, to nobody but this bot. */
export interface LinkTokens {
  /** @param purpose a token for one is none for another @param content JSON; nobody can read it from the token */
  readonly issue: (purpose: string, content: object) => string
  /** @returns what it was issued with; undefined for any other text, or when its key left the ring */
  readonly read: (purpose: string, token: string) => unknown
}

/** Characters of the longest token that is looked at. */
const LONGEST = 1000
/** Never where a value is stored: those have slashes. */
const locationOf = (purpose: string): string => `link:${purpose}`

/**
 * Encrypted and authenticated with the key ring, like what is stored: a token can't be made or changed without a key of the
 * ring, its comparison takes the same time for any wrong one, and taking a key out of the ring ends all links made with it.
 */
export const linkTokens = (encryption: Encryption): LinkTokens => ({
  issue: (purpose, content) => encryption.encrypt(locationOf(purpose), JSON.stringify(content)).toString('base64url'),
  read: (purpose, token) => {
    if (token.length > LONGEST || !/^[\w-]+$/.test(token)) return undefined
    try {
      return JSON.parse(encryption.decrypt(locationOf(purpose), Buffer.from(token, 'base64url')))
    } catch {
      // Whatever was sent as a token: there is nothing to tell whoever sent it, or the log.
      return undefined
    }
  },
})

/** Tells two texts apart in a few characters: an HTTP entity tag. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 27)
