import { describe, expect, it } from 'vitest'
import type { Say } from '../../kit/sentences.ts'
import type { PlatformUser } from '../ports/platform.ts'
import { nameFrom, tellApart } from './naming.ts'

const say: Say = (key) => key
const user = (id: string, name: string, more: Partial<PlatformUser> = {}): PlatformUser => ({
  id,
  alias: id,
  name,
  guest: false,
  ...more,
})
const names = (people: readonly PlatformUser[]): readonly string[] => tellApart(people, say).map(({ name }) => name)

describe('a name as a platform gives it', () => {
  it.each([
    ['direction marks and zero-width signs', '\u202eJan\u200b Peeters\ufeff', 'Jan Peeters'],
    ['line breaks and odd spaces', 'Jan\r\n\u00a0 Peeters', 'Jan Peeters'],
    ['letters that draw nothing', '\u3164\u2800', ''],
    ['marks piled on a letter', `Ja${'\u0335'.repeat(60)}n`, 'Ja\u0335\u0335n'],
    ['nothing', undefined, ''],
    ['card macros', '{{DATE(2026-01-01)}}', '{ DATE(2026-01-01)}}'],
  ])('loses %s', (_what, given, kept) => {
    expect(nameFrom(given)).toBe(kept)
  })

  it('is cut when it is endless', () => {
    expect([...nameFrom('ei'.repeat(5000))]).toHaveLength(80)
  })
})

describe('people to choose from', () => {
  it('are called by their name alone, where nobody else is', () => {
    expect(names([user('1', 'An', { handle: 'an' }), user('2', 'Jan')])).toEqual(['An', 'Jan'])
  })

  it('are told apart by the word their platform has for them, whatever the capitals', () => {
    expect(names([user('1', 'Jan', { handle: 'jan.peeters' }), user('2', 'JAN', { handle: 'jclaes' })])).toEqual([
      'Jan (jan.peeters)',
      'JAN (jclaes)',
    ])
  })

  it('are numbered where there is no such word, or the same one, and never called by an id', () => {
    expect(names([user('29:1', 'Jan'), user('29:2', 'Jan'), user('29:3', 'Jan (1)')])).toEqual([
      'Jan (2)',
      'Jan (3)',
      'Jan (1)',
    ])
  })

  it('have a word when they have no name', () => {
    expect(
      names([user('1', '', { guest: true }), user('2', 'An'), user('3', '', { guest: true }), user('4', '')]),
    ).toEqual(['naming.guest (1)', 'An', 'naming.guest (2)', 'naming.nameless'])
  })
})
