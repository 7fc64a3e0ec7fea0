import { describe, expect, it } from 'vitest'
import { type Node, nodesIn } from '../../../test/nodes.ts'
import { samples } from '../../../test/samples.ts'
import { voice } from '../../../test/voice.ts'
import { verbTable } from '../../bot/verbs/table.ts'
import { card, heading, type Part, type Step, text } from '../card.ts'
import { TEAMS } from '../limits.ts'
import { teamsCard } from './render.ts'

const executesIn = (drawn: unknown): Node[] => nodesIn(drawn).filter(({ type }) => type === 'Action.Execute')
const all = samples.map((one) => ({ ...one, drawn: teamsCard(one.sample) }))
const verbs = verbTable(voice.kit)

describe.each(all)('$screen ($size, $language) in Teams', ({ sample, drawn }) => {
  it('stays under the limits', () => {
    const json = JSON.stringify(drawn)
    expect(json.length).toBeLessThan(TEAMS.cardCharacters)
    expect(Buffer.byteLength(json, 'utf16le')).toBeLessThan(TEAMS.messageBytes)
    expect(sample.refresh ? 1 : 0).toBeLessThanOrEqual(TEAMS.refreshPeople)
  })

  it('has only buttons the verb table knows, with data it takes', () => {
    for (const { verb, data } of executesIn(drawn)) {
      const row = verbs.get(String(verb))
      expect(row, String(verb)).toBeDefined()
      expect(row?.data.safeParse(data).success, JSON.stringify(data)).toBe(true)
    }
  })

  it('gives each press a Submit with the same data for phones', () => {
    for (const execute of executesIn(drawn)) {
      if (execute.fallback === undefined) continue
      expect(execute.fallback).toMatchObject({ type: 'Action.Submit', data: execute.data })
    }
    const without = executesIn({ ...drawn, refresh: undefined }).filter(({ fallback }) => fallback === undefined)
    expect(without).toEqual([])
  })

  it('says in a sentence what it is, for notifications and screen readers', () => {
    expect(sample.summary.length).toBeGreaterThan(5)
    expect(drawn.fallbackText).toBe(sample.summary)
  })

  it('has at most one main button', () => {
    const main = executesIn({ ...drawn, refresh: undefined }).filter(({ style }) => style === 'positive')
    // Each main button and its Submit carry the style; the Submits aren't counted here.
    expect(main.length).toBeLessThanOrEqual(1)
  })
})

describe('privacy.5.9 text from people on a card', () => {
  const hostile = '*vet* [klik](https://kwaad.example) <at>iedereen</at> #kop https://kwaad.example'

  it('is drawn as literal runs, never where Markdown, links or mentions are read', () => {
    const drawn = teamsCard(card('x', [heading(hostile), text(hostile), { kind: 'quote', text: hostile }]))
    const blocks = nodesIn(drawn).filter(({ type }) => type === 'TextBlock')
    expect(blocks).toEqual([])
    expect(nodesIn(drawn).filter(({ text: said }) => said === hostile)).toHaveLength(3)
    expect(JSON.stringify(drawn)).not.toContain('msteams')
  })

  it('never reaches a part that reads markup, on any screen with the longest and oddest texts', () => {
    const longest = all.filter(({ size }) => size === 'longest').map(({ drawn }) => drawn)
    const blocks = longest.flatMap(nodesIn).filter(({ type }) => type === 'TextBlock')
    expect(blocks.length).toBeGreaterThan(10)
    for (const block of blocks) expect(String(block.text)).not.toMatch(/[*_`[\]<>#]|https?:/)
  })
})

describe('what a reader of Markdown would make something else of', () => {
  const nodesOf = (part: Part) => nodesIn(teamsCard(card('x', [part])))
  const LISTS = ['1. Eerst dit', '2) Dan dit', '- streepje', '+ plus', '* ster', '• punt', 'a\n1. b', '=\nkop']

  it.each(LISTS)('a heading that begins like a list stays as it was typed: %j', (typed) => {
    expect(nodesOf({ kind: 'heading', text: typed }).filter(({ type }) => type === 'TextBlock')).toEqual([])
  })

  it.each([
    ['1. Eerst dit', '1․ Eerst dit'],
    ['12) Dan dit', '12﹚ Dan dit'],
    ['- streepje', '– streepje'],
    ['+32 470', '+32 470'],
    ['*vet* _schuin_ [klik](https://x.be) <b>', '∗vet∗ ＿schuin＿ ［klik］(https:∕∕x.be) ‹b›'],
    ['Anna-Marie O’Neil (1.5)', 'Anna-Marie O’Neil (1.5)'],
  ])('a choice, a box: %j looks the same and means nothing', (typed, said) => {
    const choices = [{ id: 'a', name: typed }]
    const rest = { id: 'x', label: 'x' }
    expect(nodesOf({ kind: 'choicesInput', choices, chosen: [], ...rest })).toContainEqual({ title: said, value: 'a' })
    expect(nodesOf({ kind: 'choiceInput', choices, value: '', none: '', ...rest })).toContainEqual({
      title: said,
      value: 'a',
    })
    expect(nodesOf({ kind: 'toggle', id: 'x', label: typed, yes: 'ja', on: false })).toContainEqual(
      expect.objectContaining({ type: 'Input.Toggle', title: said }),
    )
  })
})

describe('a bar', () => {
  it.each<[Step[], string]>([
    [['done', 'open', 'open', 'open', 'open', 'open'], '●○○○○○'],
    [[...Array<Step>(2).fill('done'), ...Array<Step>(10).fill('open')], '●●○○○○○○○○○○'],
    [['done', 'begun', 'open'], '●◐○'],
  ])('of %j has a mark for each, so that one of six is not two of twelve', (marks, said) => {
    const drawn = teamsCard(card('x', [{ kind: 'progress', marks, label: 'x' }]))
    expect(nodesIn(drawn).some((node) => node.text === said)).toBe(true)
  })

  it('never looks like letters that are missing', () => {
    for (const { sample } of samples) expect(JSON.stringify(teamsCard(sample))).not.toMatch(/[□■]/)
  })

  it('of counts is as long for every block, and shows whatever isn’t zero', () => {
    for (const counts of [
      { green: 33, orange: 39, red: 15, skipped: 1 },
      { green: 200, orange: 1, red: 1, skipped: 0 },
      { green: 1, orange: 0, red: 0, skipped: 9 },
      { green: 7, orange: 7, red: 7, skipped: 0 },
    ]) {
      const drawn = teamsCard(card('x', [{ kind: 'counts', title: 'x', counts, said: 'x' }]))
      const squares = [
        ...(nodesIn(drawn)
          .map(({ text: said }) => String(said))
          .find((said) => /^[🟩🟧🟥]/u.test(said)) ?? ''),
      ]
      expect(squares).toHaveLength(12)
      expect(new Set(squares).size).toBe([counts.green, counts.orange, counts.red].filter((count) => count > 0).length)
    }
  })
})

describe('colours of Teams, which are too pale in one theme or another', () => {
  it.each(all)('stand on no text of $screen ($size, $language)', ({ drawn }) => {
    const coloured = nodesIn(drawn).filter(({ color }) => ['Attention', 'Warning', 'Good'].includes(String(color)))
    expect(coloured).toEqual([])
  })
})
