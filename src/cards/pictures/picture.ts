import type { PlanState } from '../../flows/channel/state.ts'
import type { Word } from '../../kit/result.ts'
import type { MarkRow } from '../marks.ts'

/** What a picture shows, before anything draws it: the drawing, its table and its alternative text are all made of this. */
export interface Picture {
  readonly title: string
  /** What belongs to the whole of it: which round, how many took part. */
  readonly under: string
  readonly drawing: MarksDrawing | BarsDrawing | TimelineDrawing
}

/** What a mark stands for, by its letter. */
export interface LegendEntry {
  readonly word: Word
  readonly letter: string
  readonly said: string
}

/** Each block with a row of marks, or several rows with a name each: roles, or then and now. */
export interface MarksDrawing {
  readonly kind: 'marks'
  readonly legend: readonly LegendEntry[]
  readonly blocks: readonly {
    readonly title: string
    /** What is said of the block as a whole. */
    readonly note?: string
    readonly rows: readonly MarkRow[]
  }[]
}

/** Blocks in an order, each with a bar where a figure is shown. */
export interface BarsDrawing {
  readonly kind: 'bars'
  /** The longest a bar can be. */
  readonly most: number
  readonly rows: readonly { readonly title: string; readonly value: number | undefined; readonly said: string }[]
}

/** Actions over time. Dates are ISO `YYYY-MM-DD`; `month` names a month as an axis does. */
export interface TimelineDrawing {
  readonly kind: 'timeline'
  readonly from: string
  readonly to: string
  readonly today: string
  readonly months: readonly { readonly date: string; readonly name: string }[]
  readonly todayName: string
  readonly rows: readonly TimelineRow[]
}

/** One action: when it runs, how it stands, when it is looked back at. */
export interface TimelineRow {
  readonly title: string
  readonly start: string
  readonly end: string
  readonly state: PlanState
  /** The state and the next date, in words. */
  readonly said: string
  readonly next: string | undefined
}

/** A picture as a table: what stands in it, for who can't see it. */
export interface PictureTable {
  readonly rows: readonly (readonly [title: string, said: string])[]
}

/** The rows of a picture in words, in the order in which they are drawn. */
export const tableOf = ({ drawing }: Picture): PictureTable => {
  switch (drawing.kind) {
    case 'marks':
      return {
        rows: drawing.blocks.flatMap(({ title, note, rows }) =>
          rows.map(({ name, said }, at): [string, string] => [
            name === undefined ? title : `${title}, ${name}`,
            note !== undefined && at === rows.length - 1 ? `${said} · ${note}` : said,
          ]),
        ),
      }
    case 'bars':
    case 'timeline':
      return { rows: drawing.rows.map(({ title, said }): [string, string] => [title, said]) }
  }
}

/** The whole picture in words, for a screen reader: never longer than a platform takes. */
export const alternativeText = (picture: Picture, most = 2000): string => {
  const whole = [
    `${picture.title}. ${picture.under}.`,
    ...tableOf(picture).rows.map(([title, said]) => `${title}: ${said}.`),
  ].join(' ')
  return whole.length <= most ? whole : `${whole.slice(0, most - 1)}…`
}
