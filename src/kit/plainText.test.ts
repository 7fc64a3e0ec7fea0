import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lengthOf, plainText } from './plainText.ts'

describe('privacy.5.9 text from people', () => {
  it.each([
    ['null and control characters', 'a\u0000b\u0007c', 'abc'],
    ['zero-width characters', 'ver\u200bbor\u200dgen\ufeff', 'verborgen'],
    ['direction tricks', 'factuur\u202egnp.exe', 'factuurgnp.exe'],
    ['tag characters', 'hallo\u{e0041}\u{e0042}', 'hallo'],
    ['lone surrogates', 'half \ud83d emoji', 'half emoji'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what someone typed
    ['card macros', '{{DATE(2026-01-01,SHORT)}} ${naam}', '{ DATE(2026-01-01,SHORT)}} $ {naam}'],
    ['stray white space', '  veel   ruimte \r\n\r\n\r\n\r\n hier ', 'veel ruimte\n\nhier'],
  ])('loses %s', (_what, typed, kept) => {
    expect(plainText(typed)).toBe(kept)
  })

  it('keeps what people really write', () => {
    const words = 'Eén vast moment, 2×/week: “tijd & rust” 😀 – zo’n 50%'
    expect(plainText(words)).toBe(words)
  })

  it('is settled after once, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const once = plainText(typed)
        expect(plainText(once)).toBe(once)
        expect(lengthOf(once)).toBeLessThanOrEqual(lengthOf(typed.normalize('NFC')) * 2 + 1)
      }),
    )
  })
})
