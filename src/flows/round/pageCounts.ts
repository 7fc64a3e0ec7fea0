/** The newest change of a number that was heard of each page. */
export type Changes = Readonly<Record<number, number>>

/** A number for each page, and the newest change heard of it. */
export interface PageCounts {
  readonly counts: readonly number[]
  readonly changes: Changes | undefined
}

/**
 * The numbers after hearing one page's; undefined when something newer, or the same, was heard of it before. Messages come
 * twice and out of order. One without a change is of before the numbers could drop: there the larger one is newer.
 */
export const heardOf = (
  { counts, changes }: PageCounts,
  pages: number,
  page: number,
  told: { readonly count: number; readonly change: number | undefined },
): PageCounts | undefined => {
  const each = Array.from({ length: pages }, (_, at) => counts[at] ?? 0)
  const newest = changes?.[page]
  const { count, change } = told
  if (change === undefined && (newest !== undefined || count <= (each[page] ?? 0))) return undefined
  if (change !== undefined && newest !== undefined && change <= newest) return undefined
  return {
    counts: each.with(page, count),
    changes: change === undefined ? changes : { ...changes, [page]: change },
  }
}
