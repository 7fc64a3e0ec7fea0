import { z } from 'zod'
import type { BlockId } from '../kit.ts'
import { blockIdSchema } from '../parseKit.ts'
import { FUNCTIONS } from './library.ts'

/** One thing of a page, with the entries it leads to where it is a function of online work. */
export interface PageItem {
  readonly title: string
  readonly text: string
  readonly does?: (typeof FUNCTIONS)[number] | undefined
}

/** What can be read beside the blocks: functions, the pyramid, evaluating, an example, the steps of outreach. */
export interface Page {
  readonly id: string
  readonly title: string
  readonly about: string
  readonly text?: string | undefined
  readonly items: readonly PageItem[]
  readonly blocks: readonly BlockId[]
  /** Pages of the same walk follow each other. */
  readonly walk?: string | undefined
}

/** Pages that something else of the bot leads to. */
export const PAGE = {
  evaluating: 'evalueren',
  example: 'voorbeeld',
  functions: 'functies',
  outreach: 'outreach',
} as const

const id = z.string().regex(/^[a-z0-9-]+$/, 'expected an id such as "outreach-1"')
const line = z.string().trim().min(1)
const item = z.strictObject({ title: line.max(60), text: line.max(200), does: z.enum(FUNCTIONS).optional() })
/** Of `pages.yaml`. */
export const pagesSchema = z.strictObject({
  together: z.array(line.max(60)).min(1),
  pages: z.array(
    z.strictObject({
      id,
      title: line.max(60),
      about: line.max(80),
      text: line.max(260).optional(),
      items: z.array(item).min(2),
      blocks: z.array(blockIdSchema).min(1),
      walk: z.string().optional(),
    }),
  ),
})

/** The page before one and the page after it, on the walk they are on. */
export const neighboursOf = (pages: readonly Page[], page: Page): { readonly before?: Page; readonly after?: Page } => {
  if (page.walk === undefined) return {}
  const walk = pages.filter((one) => one.walk === page.walk)
  const at = walk.findIndex((one) => one.id === page.id)
  const [before, after] = [walk[at - 1], walk[at + 1]]
  return { ...(before ? { before } : {}), ...(after ? { after } : {}) }
}

/** Pages to begin with: of a walk only its first. */
export const beginningsOf = (pages: readonly Page[]): readonly Page[] =>
  pages.filter((page) => neighboursOf(pages, page).before === undefined)

/** What helps with an element: points of its block (by number, from 1), pages, and entries of the library. */
export interface Fit {
  readonly points: readonly number[]
  readonly pages: readonly string[]
  readonly entries: readonly string[]
}

/** Of `fits.yaml`. */
export const fitsSchema = z.record(
  z.string(),
  z.strictObject({ points: z.array(z.number().int().min(1)), pages: z.array(id), entries: z.array(id).min(1) }),
)

const PAGES = Object.values(PAGE)

/** What a page or a fit names and isn't there, a line each. */
export const missingFrom = (
  pages: readonly Page[],
  fits: Readonly<Record<string, Fit>>,
  entries: readonly { readonly id: string }[],
  pointsOf: (block: string) => number,
): readonly string[] => {
  const has = (list: readonly { readonly id: string }[], wanted: string) => list.some((one) => one.id === wanted)
  return [
    ...PAGES.filter((page) => !has(pages, page)).map((page) => `expected a page "${page}"`),
    ...Object.entries(fits).flatMap(([element, { points, pages: read, entries: named }]) => [
      ...points
        .filter((one) => one > pointsOf(element.split('.')[0] ?? ''))
        .map((one) => `${element}: no point ${one}`),
      ...read.filter((one) => !has(pages, one)).map((one) => `${element}: no page "${one}"`),
      ...named.filter((one) => !has(entries, one)).map((one) => `${element}: no entry "${one}"`),
    ]),
  ]
}
