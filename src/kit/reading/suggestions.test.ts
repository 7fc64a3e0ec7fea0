import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { saidOf } from '../../../test/given/resultWith.ts'
import { loadKit, loadSuggestions } from '../../build/content.ts'
import { gate } from '../gate.ts'
import { ANSWERS, blockOf, type ElementId } from '../kit.ts'
import { LANGUAGES } from '../languages.ts'
import type { ElementFigure, Word } from '../result.ts'
import { addSheet, EMPTY_TALLY, type Tally } from '../tally.ts'
import { LONGEST_SUGGESTION, parseSuggestions, tellsOfElements, weakestElements } from './suggestions.ts'

const kit = loadKit('nl')
const ids = kit.elements.map(({ id }) => id)
const path = join(import.meta.dirname, '../../../content/nl/suggestions.yaml')
const text = readFileSync(path, 'utf8')

describe.each(LANGUAGES)('the drafted actions in %s', (language) => {
  const all = loadSuggestions(language)

  it('are there for each of the 42 elements, each with a title, a goal and an indicator of its own', () => {
    expect(Object.keys(all)).toEqual(ids)
    for (const part of ['title', 'goal', 'indicator'] as const)
      expect(new Set(Object.values(all).map((one) => one[part])).size, part).toBe(42)
  })

  it('are short enough to read on a phone, and a title to name an action in a plan', () => {
    for (const part of ['title', 'goal', 'indicator'] as const) {
      const longest = Math.max(...Object.values(all).map((one) => one[part].length))
      expect(longest, part).toBeLessThanOrEqual(LONGEST_SUGGESTION[part])
    }
    expect(Object.values(all).filter(({ title }) => title.endsWith('.'))).toEqual([])
  })

  it('name no product: what a team works with is its own choice', () => {
    const products = /tiktok|instagram|facebook|discord|whatsapp|snapchat|teams|slack|roblox|youtube/i
    const said = Object.values(all).map(({ title, goal, indicator }) => `${title} ${goal} ${indicator}`)
    expect(said.filter((words) => products.test(words))).toEqual([])
  })
})

describe('drafted actions that can’t be used', () => {
  const refused = (broken: string) => () => parseSuggestions({ path: 'suggestions.yaml', text: broken }, kit)

  it('stop, naming the element that has none', () => {
    expect(refused(text.replace(/"3\.4":\n(?: {2}.*\n)+/, ''))).toThrow(/suggestions\.yaml: expected element "3\.4"/)
  })

  it('stop, naming one of an element the kit doesn’t have', () => {
    expect(refused(text.replace('"3.4":', '"3.9":'))).toThrow(/expected element "3\.4"\n.*3\.9: expected an element/)
  })

  it.each([
    ['a title too long for a plan', /title: .*/, `title: ${'lang '.repeat(30)}`, /1\.1\.title: .*<=100/],
    ['one without an indicator', / {2}indicator: .*\n/, '', /1\.1\.indicator/],
    ['a field nobody reads', /goal: /, 'kleur: rood\n  goal: ', /kleur/],
  ])('refuse %s', (_what, from, to, said) => {
    expect(refused(text.replace(from, to))).toThrow(said)
  })
})

const picture = blockOf(kit, '4')
const order = (...elements: readonly ElementFigure[]): readonly ElementId[] =>
  weakestElements({ elements, roles: [] }, picture)

describe('the weakest elements of a block', () => {
  it('are red before orange before divided before what few answered before green', () => {
    const said = [
      saidOf('4.1', 'mostly-green'),
      saidOf('4.2', 'divided'),
      saidOf('4.3', 'mostly-orange'),
      saidOf('4.4', 'mostly-red'),
      saidOf('4.5', 'few'),
    ]
    expect(order(...said)).toEqual(['4.4', '4.3', '4.2', '4.5', '4.1'])
    expect(tellsOfElements({ elements: said, roles: [] }, picture)).toBe(true)
  })

  it('follow the larger share of orange and red where the result tells shares', () => {
    const share = (element: ElementId, word: Word, fifths: number) => ({ element, word, fifths })
    expect(order(share('4.1', 'mostly-green', 4), share('4.2', 'mostly-green', 3)).slice(-2)).toEqual(['4.2', '4.1'])
    expect(order(share('4.1', 'mostly-red', 3), share('4.2', 'mostly-red', 4)).slice(0, 2)).toEqual(['4.2', '4.1'])
  })

  it('go by the role that sees it worst, where roles speak in place of the team', () => {
    const roles = [
      { role: 'youthWorker', elements: [saidOf('4.1', 'mostly-green'), saidOf('4.2', 'mostly-red')] },
      { role: 'others', elements: [saidOf('4.1', 'divided'), saidOf('4.2', 'mostly-green')] },
    ] as const
    expect(weakestElements({ elements: [], roles }, picture).slice(0, 2)).toEqual(['4.2', '4.1'])
  })

  it('keep the kit’s order where they say equally much, or the result says nothing of them', () => {
    expect(order()).toEqual(['4.1', '4.2', '4.3', '4.4', '4.5'])
    expect(order(saidOf('4.4', 'divided'), saidOf('4.2', 'divided')).slice(0, 2)).toEqual(['4.2', '4.4'])
    expect(order(saidOf('1.1', 'mostly-red'))).toEqual(['4.1', '4.2', '4.3', '4.4', '4.5'])
    expect(tellsOfElements({ elements: [saidOf('1.1', 'mostly-red')], roles: [] }, picture)).toBe(false)
    expect(tellsOfElements({ elements: [saidOf('4.1', 'few')], roles: [] }, picture)).toBe(false)
  })
})

describe('privacy.5.2 suggestions are a function of the published result only', () => {
  /** Sheets about one block, in which two elements differ and the rest is alike, so that many of them publish the same. */
  const sheets = fc.array(fc.tuple(fc.constantFrom(...ANSWERS), fc.constantFrom(...ANSWERS)), {
    minLength: 3,
    maxLength: 12,
  })
  const tallyOf = (answers: readonly (readonly [(typeof ANSWERS)[number], (typeof ANSWERS)[number]])[]): Tally =>
    answers.reduce(
      (tally, [one, other]) =>
        addSheet(tally, {
          grades: Object.fromEntries(picture.elements.map(({ id }, at) => [id, at % 2 === 0 ? one : other])),
          remarks: {},
        }),
      EMPTY_TALLY,
    )
  const tried = fc.sample(sheets, { numRuns: 3000, seed: 52 }).map((answers) => {
    const tally = tallyOf(answers)
    const result = gate(kit, tally, 5)
    return { tally: JSON.stringify(tally.grades), published: JSON.stringify(result.elements), result }
  })

  it('so two tallies with the same published elements give the same suggestions', () => {
    const groups = Object.values(Object.groupBy(tried, ({ published }) => published))
    const differing = groups.filter((group = []) => new Set(group.map(({ tally }) => tally)).size > 1)
    expect(differing.length).toBeGreaterThan(5)
    for (const group of differing) {
      const orders = new Set((group ?? []).map(({ result }) => weakestElements(result, picture).join()))
      expect(orders.size).toBe(1)
    }
  })

  it('and where no element is published, whatever was answered, they come in the kit’s order', () => {
    const silent = tried.filter(({ result }) => result.elements.length === 0)
    expect(silent.some(({ result }) => result.depth === 'blocks')).toBe(true)
    for (const { result } of silent)
      expect(weakestElements(result, picture)).toEqual(picture.elements.map(({ id }) => id))
  })
})
