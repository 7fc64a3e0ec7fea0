import type { ContentText } from './lineOf.ts'

/** A file that may lie over another: what it doesn't bring comes from the one below. */
export interface Layered extends ContentText {
  readonly under?: Layered | undefined
}

type Mapping = Readonly<Record<string, unknown>>
/** Whether a value of YAML is a mapping. */
export const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
type Row = Mapping & { readonly id: string }
const isRow = (value: unknown): value is Row => isMapping(value) && typeof value.id === 'string'
/** A list whose entries are known by their ids. */
const isTable = (value: unknown): value is readonly Row[] =>
  Array.isArray(value) && value.length > 0 && value.every(isRow)

const overTable = (below: readonly Row[], own: readonly Row[]): readonly unknown[] => [
  ...below.map((row) => {
    const other = own.find(({ id }) => id === row.id)
    return other ? over(row, other) : row
  }),
  // One that stands there twice does so afterwards too: it is refused then.
  ...own.filter((row, at) => !below.some(({ id }) => id === row.id) || own.findIndex(({ id }) => id === row.id) < at),
]

/**
 * Lays one value of YAML over another: mappings key by key, lists whose entries have ids entry by entry (new ones come last); anything
 * else takes the place of what is below.
 */
export const over = (below: unknown, own: unknown): unknown => {
  if (isMapping(below) && isMapping(own))
    return Object.fromEntries(
      [...new Set([...Object.keys(below), ...Object.keys(own)])].map((key) => [
        key,
        !Object.hasOwn(own, key) ? below[key] : !Object.hasOwn(below, key) ? own[key] : over(below[key], own[key]),
      ]),
    )
  return isTable(below) && isTable(own) ? overTable(below, own) : own
}

/**
 * Where a part of what came of `over` is in the upper file.
 * @param path in the whole
 * @returns the path there, down to what it has of it; empty when it has nothing of it
 */
export const pathIn = (own: unknown, whole: unknown, path: readonly PropertyKey[]): readonly string[] => {
  const [first, ...rest] = path
  if (first === undefined) return []
  if (isTable(whole) && isTable(own)) {
    const id = whole[Number(first)]?.id
    const at = own.findLastIndex((row) => row.id === id)
    return at < 0 ? [] : [String(at), ...pathIn(own[at], whole[Number(first)], rest)]
  }
  if (Array.isArray(own) && Number(first) < own.length)
    return [String(first), ...pathIn(own[Number(first)], (whole as readonly unknown[])[Number(first)], rest)]
  if (!isMapping(own) || !isMapping(whole) || !Object.hasOwn(own, first)) return []
  return [String(first), ...pathIn(own[String(first)], whole[String(first)], rest)]
}
