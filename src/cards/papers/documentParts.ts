import {
  BorderStyle,
  HeadingLevel,
  ImageRun,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { alternativeText } from '../pictures/picture.ts'
import type { DrawnPicture } from './paper.ts'

/** What a document is made of. */
export type DocumentPart = Paragraph | Table

/** Millimetres in twentieths of a point. */
export const mm = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440)

/** A page is A4 with two centimetres around: what is left of its width. */
const WIDTH = mm(170)

/** A heading; a reader of the screen jumps from one to the next. */
export const title = (text: string, level: 1 | 2 | 3): Paragraph =>
  new Paragraph({
    text,
    heading: { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 }[level],
    spacing: { before: { 1: 0, 2: 320, 3: 200 }[level], after: 100 },
    keepNext: true,
  })

/** A line of text; line breaks in it stay. @param over whether it stands over what follows, on the same page */
export const line = (text: string, { bold = false, soft = false, over = false } = {}): Paragraph =>
  new Paragraph({
    children: runs(text, { bold, soft }),
    spacing: { ...(bold ? { before: 120 } : {}), after: 80 },
    ...(over ? { keepNext: true } : {}),
  })

/** A point of a list. */
export const point = (text: string): Paragraph =>
  new Paragraph({ children: runs(text), bullet: { level: 0 }, spacing: { after: 40 } })

/** What someone wrote, word for word. */
export const quote = (text: string): Paragraph =>
  new Paragraph({
    children: runs(text),
    indent: { left: mm(4) },
    border: { left: { style: BorderStyle.SINGLE, size: 18, color: '8C959F', space: 8 } },
    spacing: { after: 100 },
  })

/** A sign before a word, as cards have it: on paper the word says it, and not every printer has the sign. */
const SIGN = /^(?:\p{Extended_Pictographic}\ufe0f?|[◐○])\s*/u

/** A text as it is printed. */
export const printed = (text: string): string => text.replace(SIGN, '')

const runs = (text: string, { bold = false, soft = false } = {}): TextRun[] =>
  printed(text)
    .split('\n')
    .map(
      (part, at) =>
        new TextRun({
          text: part,
          ...(bold ? { bold } : {}),
          ...(soft ? { color: '57606A' } : {}),
          ...(at > 0 ? { break: 1 } : {}),
        }),
    )

/** A picture as wide as `millimetres`, with its words for who can't see it. */
export const image = ({ picture, png, width, height }: DrawnPicture, millimetres = 110): Paragraph => {
  const pixels = Math.round((millimetres / 25.4) * 96)
  const alternative = alternativeText(picture)
  return new Paragraph({
    children: [
      new ImageRun({
        type: 'png',
        data: png,
        transformation: { width: pixels, height: Math.round((pixels * height) / width) },
        altText: { name: picture.title, title: picture.title, description: alternative },
      }),
    ],
    spacing: { after: 120 },
  })
}

/** Around what stands in a cell, said once a table: said with each cell it is a third of a long document. */
const AROUND = { margins: { top: 60, bottom: 60, left: 100, right: 100 }, layout: TableLayoutType.FIXED } as const

const SHADED = { shading: { type: ShadingType.CLEAR, fill: 'EEF1F4' } } as const

const cell = (text: string, head = false): TableCell =>
  new TableCell({ ...(head ? SHADED : {}), children: [new Paragraph({ children: runs(text, { bold: head }) })] })

/** Names on the left, what belongs to them on the right: the kit's template of an action. */
export const fields = (rows: readonly (readonly [name: string, text: string])[]): Table => {
  const [left, right] = [mm(48), WIDTH - mm(48)]
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: [left, right],
    ...AROUND,
    rows: rows.map(([name, text]) => new TableRow({ cantSplit: true, children: [cell(name, true), cell(text)] })),
  })
}

/** Columns of one width under a head that comes again on each page. */
const underHead = (head: readonly string[], rows: readonly TableRow[]): Table => {
  const width = Math.floor(WIDTH / head.length)
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: head.map(() => width),
    ...AROUND,
    rows: [new TableRow({ tableHeader: true, children: head.map((text) => cell(text, true)) }), ...rows],
  })
}

/** A table of texts under a head. */
export const grid = (head: readonly string[], rows: readonly (readonly string[])[]): Table =>
  underHead(
    head,
    rows.map((texts) => new TableRow({ cantSplit: true, children: texts.map((text) => cell(text)) })),
  )

/** A question over the whole width, and below it what can be ticked, side by side; neither is parted from the other by a page's end. */
export const choices = (
  head: readonly string[],
  rows: readonly { readonly about: string; readonly options: readonly string[] }[],
): Table => {
  const asked = (about: string): TableRow =>
    new TableRow({
      cantSplit: true,
      children: [
        new TableCell({
          columnSpan: head.length,
          ...SHADED,
          children: [new Paragraph({ children: runs(about, { bold: true }), keepNext: true })],
        }),
      ],
    })
  return underHead(
    head,
    rows.flatMap(({ about, options }) => [
      asked(about),
      new TableRow({ cantSplit: true, children: options.map((text) => boxed(text)) }),
    ]),
  )
}

const boxed = (text: string): TableCell =>
  new TableCell({
    children: [
      new Paragraph({
        children: [new TextRun({ text: `${EMPTY_BOX} `, font: 'Segoe UI Symbol', size: 26 }), ...runs(text)],
      }),
    ],
  })

/** A box to tick, as fonts of Word and LibreOffice have it. */
const EMPTY_BOX = '☐'

/** Empty lines to write on. @param count lines of nine millimetres */
export const room = (count: number): Table =>
  new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: [WIDTH],
    rows: Array.from(
      { length: count },
      () =>
        new TableRow({
          height: { value: mm(9), rule: 'exact' },
          children: [
            new TableCell({
              width: { size: WIDTH, type: WidthType.DXA },
              borders: {
                top: { style: BorderStyle.NONE },
                left: { style: BorderStyle.NONE },
                right: { style: BorderStyle.NONE },
                bottom: { style: BorderStyle.SINGLE, size: 4, color: '8C959F' },
              },
              children: [new Paragraph('')],
            }),
          ],
        }),
    ),
  })
