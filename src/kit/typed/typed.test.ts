import { describe, expect, it } from 'vitest'
import { loadKit, loadPhrases, loadSentences } from '../../build/content.ts'
import { BrokenContent } from '../parseFile.ts'
import { distance, nearTo, spellingOf } from './spelling.ts'
import { parseTypedRules } from './typedRules.ts'
import { typedTable } from './typedTable.ts'

describe('spelling', () => {
  it.each([
    ['plan', 'plan', 0],
    ['paln', 'plan', 1],
    ['plann', 'plan', 1],
    ['resutlaat', 'resultaat', 1],
    ['prioritieten', 'prioriteiten', 1],
    ['kat', 'honden', 3],
  ])('%s is %s but for %i', (typed, meant, wrong) => {
    expect(distance(typed, meant, 2)).toBe(wrong)
  })

  const known = spellingOf(new Set(['plan', 'sterren', 'resultaat', 'zorg', 'uur']))
  it.each([
    ['paln', 'plan'],
    ['pllan', 'plan'],
    ['steren', 'sterren'],
    ['lpan', 'plan'],
    ['resutlaaat', 'resultaat'],
  ])('%s is meant to be %s', (typed, meant) => {
    expect(nearTo(known, typed)).toEqual([meant])
  })

  it.each(['plas', 'klan', 'uut', 'kerren', 'zo', ''])('%s is another word', (typed) => {
    expect(nearTo(known, typed)).toEqual([])
  })
})

const table = (text: string) =>
  typedTable(
    'nl',
    parseTypedRules({ path: 'typed.yaml', text }),
    loadPhrases().nl,
    loadKit('nl'),
    loadSentences('nl').say,
    'typed.yaml',
  )
const LEAST = `
polite: aub, het
asTyped: plant
apart: acties
small: { thanks: merci, praise: top, ok: ok, hello: hallo, bye: dag }
same: []
blocks: {}
never: []
`

describe('the table of sentences', () => {
  it('is read', () => {
    expect(table(`${LEAST}sentences: { plan: [toon het plan] }`).core.values()).toContain('plan')
  })

  it('stops the start when a sentence means two things, and names both', () => {
    const twice = () => table(`${LEAST}sentences: { plan: [wie doet wat], status: ["wat doet wie, aub"] }`)
    expect(twice).toThrow(BrokenContent)
    expect(twice).toThrow(/“wie doet wat” \(plan\) is “wat doet wie, aub” \(status\) too/)
  })

  it('stops the start when a sentence says nothing, or opens what there isn’t', () => {
    expect(() => table(`${LEAST}sentences: { plan: ["?!"] }`)).toThrow(/has no words/)
    expect(() => table(`${LEAST}sentences: { dance: [dans] }`)).toThrow(/dance/)
  })
})
