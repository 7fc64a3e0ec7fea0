import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { voices } from '../../../test/voice.ts'
import type { ClosedRound } from '../../flows/round/round.ts'
import { GRADES, type Kit } from '../../kit/kit.ts'
import { LANGUAGES } from '../../kit/languages.ts'
import { LONGEST } from '../../kit/plainText.ts'
import type { Result } from '../../kit/result.ts'
import { linesOf } from '../pictures/text.ts'
import { resultOf } from '../samples/sampleResults.ts'
import { CLOSES, long, openRound } from '../samples/sampleRounds.ts'
import type { Voice } from '../voice.ts'
import { documentOf } from './document.ts'
import { line } from './documentParts.ts'
import { handout } from './handout.ts'

/** Points of a page between its margins, and across. */
const [HIGH, WIDE] = [((297 - 36) / 25.4) * 72, (170 / 25.4) * 72]
/** How high a line of Calibri is, in parts of its size: https://learn.microsoft.com/typography/font-list/calibri */
const LINE = 1.22
/** How wide its letters are, in parts of those of Open Sans, of which our widths are; a quarter narrower, but not every machine has it. */
const NARROWER = 0.9
/** Of a list and a quote, in points; and what a cell has left and right, above and below its text. */
const [INDENT, BESIDE, ABOVE] = [36, 10, 6]

const sizeOf = (paragraph: string): number => {
  const [, level = ''] = /<w:pStyle w:val="Heading(\d)"/.exec(paragraph) ?? []
  return { '1': 18, '2': 14, '3': 12 }[level] ?? 11
}
const saidIn = (xml: string): string =>
  [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
    .map(([, said = '']) => said)
    .join('')
    .replace(/&\w+;/g, '<')
const twips = (paragraph: string, name: string): number =>
  Number(new RegExp(`<w:spacing[^>]*w:${name}="(\\d+)"`).exec(paragraph)?.[1] ?? 0) / 20
const paragraphHigh = (paragraph: string, width: number): number => {
  const size = sizeOf(paragraph)
  const free = /w:numPr|w:ind /.test(paragraph) ? width - INDENT : width
  const lines = linesOf(saidIn(paragraph), free, size * NARROWER, {
    bold: size > 11 || paragraph.includes('<w:b/>'),
    most: 99,
  })
  return lines.length * size * LINE + twips(paragraph, 'before') + twips(paragraph, 'after')
}
const rowHigh = (row: string): number => {
  const exact = Number(/<w:trHeight[^>]*w:val="(\d+)"/.exec(row)?.[1] ?? 0) / 20
  if (exact > 0) return exact
  const cells = row.split('<w:tc>').slice(1)
  return ABOVE + Math.max(...cells.map((cell) => paragraphHigh(cell, WIDE / cells.length - BESIDE)))
}
/** How high it all is on paper, in points; a little generous. */
const highOf = (document: Uint8Array): number => {
  const { 'word/document.xml': xml } = unzipSync(document)
  const body = strFromU8(xml ?? new Uint8Array())
  const rows = [...body.matchAll(/<w:tr>.*?<\/w:tr>/gs)].map(([row]) => rowHigh(row))
  const paragraphs = [...body.replace(/<w:tbl>.*?<\/w:tbl>/gs, '').matchAll(/<w:p>.*?<\/w:p>/gs)]
  return [...rows, ...paragraphs.map(([one]) => paragraphHigh(one, WIDE))].reduce((sum, high) => sum + high, 0)
}

/** The most of a kit, by how long it is. */
const longest = <Thing>(
  things: readonly Thing[],
  lengthOf: (thing: Thing) => number,
  count: number,
): readonly Thing[] => things.toSorted((one, other) => lengthOf(other) - lengthOf(one)).slice(0, count)

/** A result of which each thing that the page says is as long as the kit has it. */
const wordy = (kit: Kit): Result => {
  const told = ({ statements }: Kit['elements'][number]): number =>
    Math.max(...GRADES.map((grade) => statements[grade].length))
  const divided = longest(kit.elements, told, 2).map(({ id }) => id)
  const rest = kit.elements.filter(({ id }) => !divided.includes(id))
  const alike = longest(rest, ({ title }) => title.length, 9).map(({ id }) => id)
  const asked = longest(kit.blocks, ({ talk }) => talk.length, 2).map(({ id }) => id)
  const elements: Result['elements'] = kit.elements.map(({ id, block }) => ({
    element: id,
    word: divided.includes(id) ? 'divided' : asked.includes(block) ? 'mostly-red' : 'mostly-green',
    ...(alike.includes(id) ? { alike: true } : {}),
  }))
  const remark = (block: string, text: string, hidden: boolean) => ({ block, text, hidden })
  const remarks = [
    remark('1', `verborgen ${long(LONGEST.remark)}`.slice(0, LONGEST.remark), true),
    ...kit.blocks.map(({ id }) => remark(id, `${id}: ${long(LONGEST.remark)}`.slice(0, LONGEST.remark), false)),
  ]
  return { ...resultOf(kit, 'longest', 11), elements, remarks }
}

const handoutOf = (voice: Voice, result: Result): Promise<Uint8Array> => {
  const round: ClosedRound = {
    ...openRound(voice.kit, 'longest', 12),
    ...{ status: 'closed', closedAt: CLOSES, unreachable: [], result, growth: [] },
  }
  return handout({ voice, round, before: undefined, actions: [], names: (id) => id, today: '2026-12-21' })
}

describe('the handout for the talk', () => {
  it.each(LANGUAGES)(
    'is one page in %s, with the longest title, statements, remarks and questions there are',
    async (language) => {
      const page = await handoutOf(voices[language], wordy(voices[language].kit))
      expect(highOf(page)).toBeLessThan(HIGH)
      // And it is reckoned with: everything is there.
      const { say } = voices[language]
      const said = saidIn(strFromU8(unzipSync(page)['word/document.xml'] ?? new Uint8Array()))
      for (const part of [
        'result.alike',
        'result.different',
        'result.remarks',
        'papers.questions',
        'papers.notes',
      ] as const)
        expect(said).toContain(say(part))
    },
  )

  it('would not be, with a paragraph for each remark', async () => {
    const parts = Array.from({ length: 11 }, () => line(long(LONGEST.remark)))
    expect(highOf(await documentOf({ title: '', language: 'nl-BE', foot: '', parts }))).toBeGreaterThan(HIGH)
  })

  it('has the remarks about what is asked first, cut to what fits, and none that was hidden', async () => {
    const { kit } = voices.nl
    const [first, second] = longest(kit.blocks, ({ talk }) => talk.length, 2).map(({ id }) => id)
    const bytes = unzipSync(await handoutOf(voices.nl, wordy(kit)))['word/document.xml']
    const said = saidIn(strFromU8(bytes ?? new Uint8Array()))
    expect(said).not.toContain('verborgen')
    for (const id of [first, second]) expect(said).toContain(`${id}: *[Wij]*`)
    expect(said.match(/\d: \*\[Wij\]\*/g)).toHaveLength(2)
    expect(said).toContain('…')
  })
})
