/** A piece of a drawn card or message. */
export interface Node {
  readonly type?: string
  readonly [field: string]: unknown
}

/** Every object in it, however deep. */
export const nodesIn = (value: unknown): Node[] => {
  if (Array.isArray(value)) return value.flatMap(nodesIn)
  if (typeof value !== 'object' || value === null) return []
  return [value as Node, ...Object.values(value).flatMap(nodesIn)]
}
