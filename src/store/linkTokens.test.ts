import { describe, expect, it } from 'vitest'
import { type DataKey, keyRingEncryption } from './encryption.ts'
import { digestOf, linkTokens } from './linkTokens.ts'

const key = (id: string, byte: number): DataKey => ({ id, secret: Buffer.alloc(32, byte) })
const [old, fresh] = [key('old', 1), key('new', 2)]
const links = linkTokens(keyRingEncryption([old]))
const content = { file: { of: 'mine', person: 'hash' }, until: 5 }
const token = links.issue('calendar', content)

describe('privacy.5.8 a token for a link', () => {
  it('gives back what it was issued with, for that purpose alone', () => {
    expect(links.read('calendar', token)).toEqual(content)
    expect(links.read('something', token)).toBeUndefined()
  })

  it('can’t be read, and never looks the same twice', () => {
    expect(Buffer.from(token, 'base64url').toString('latin1')).not.toContain('mine')
    expect(links.issue('calendar', content)).not.toBe(token)
    expect(token).toMatch(/^[\w-]+$/)
  })

  it('can’t be changed in any of its characters, cut off or made longer', () => {
    const bytes = Buffer.from(token, 'base64url')
    for (const at of bytes.keys()) {
      const forged = Buffer.from(bytes)
      forged[at] = (forged[at] ?? 0) ^ 1
      expect(links.read('calendar', forged.toString('base64url')), String(at)).toBeUndefined()
      expect(links.read('calendar', bytes.subarray(0, at).toString('base64url')), String(at)).toBeUndefined()
    }
    expect(links.read('calendar', `${token}AAAA`)).toBeUndefined()
    for (const odd of ['', 'x', '..', 'é', 'A'.repeat(5000), `${token} `])
      expect(links.read('calendar', odd)).toBeUndefined()
  })

  it('lasts through a rotation as long as its key is in the ring, and not after', () => {
    const during = linkTokens(keyRingEncryption([fresh, old]))
    expect(during.read('calendar', token)).toEqual(content)
    const after = linkTokens(keyRingEncryption([fresh]))
    expect(after.read('calendar', token)).toBeUndefined()
    expect(after.read('calendar', during.issue('calendar', content))).toEqual(content)
    // Another key of the same name.
    expect(linkTokens(keyRingEncryption([key('old', 3)])).read('calendar', token)).toBeUndefined()
  })
})

describe('a digest', () => {
  it('tells texts apart', () => {
    expect(digestOf('a')).toBe(digestOf('a'))
    expect(digestOf('a')).not.toBe(digestOf('b'))
    expect(digestOf('a')).toMatch(/^[\w-]{27}$/)
  })
})
