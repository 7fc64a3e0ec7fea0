/** The content of the Quickscan: 7 blocks, 42 elements, a green, an orange and a red statement each. */
export const GRADES = ['green', 'orange', 'red'] as const
export type Grade = (typeof GRADES)[number]

/** What a person can say of an element: a grade, or that it isn't for her. */
export const ANSWERS = [...GRADES, 'skipped'] as const
export type Answer = (typeof ANSWERS)[number]

/** `"1"` to `"7"`. */
export type BlockId = string
/** `"1.3"`: block 1, element 3; stable across languages and versions of the kit. */
export type ElementId = string

export interface Element {
  readonly id: ElementId
  readonly block: BlockId
  /** 1 for the first element of the whole kit. */
  readonly position: number
  readonly title: string
  readonly statements: Readonly<Record<Grade, string>>
  readonly explanation: string
}

export interface Block {
  readonly id: BlockId
  /** One or two words: "Strategie". */
  readonly name: string
  readonly title: string
  /** Fits behind "over": "jullie afspraken". */
  readonly about: string
  /** A question to open the team talk with. */
  readonly talk: string
  readonly elements: readonly Element[]
}

export interface Kit {
  readonly version: string
  readonly language: string
  readonly name: string
  readonly blocks: readonly Block[]
  readonly elements: readonly Element[]
}

const indexes = new WeakMap<Kit, ReadonlyMap<string, Element | Block>>()

const indexOf = (kit: Kit): ReadonlyMap<string, Element | Block> => {
  const known = indexes.get(kit)
  if (known) return known
  const index = new Map<string, Element | Block>([...kit.blocks, ...kit.elements].map((part) => [part.id, part]))
  indexes.set(kit, index)
  return index
}

export const hasElement = (kit: Kit, id: string): boolean => id.includes('.') && indexOf(kit).has(id)
export const hasBlock = (kit: Kit, id: string): boolean => !id.includes('.') && indexOf(kit).has(id)

/** @throws when the kit has no such element: parse what came from outside with `hasElement` first. */
export const elementOf = (kit: Kit, id: ElementId): Element => {
  const found = indexOf(kit).get(id)
  if (!found || !('statements' in found)) throw new Error(`kit ${kit.version} has no element ${id}`)
  return found
}

/** @throws when the kit has no such block. */
export const blockOf = (kit: Kit, id: BlockId): Block => {
  const found = indexOf(kit).get(id)
  if (!found || 'statements' in found) throw new Error(`kit ${kit.version} has no block ${id}`)
  return found
}

const parts = new WeakMap<Kit, Map<string, Kit>>()

/** The kit with only these blocks, counted anew from 1; all of it when none are named. */
export const partOf = (kit: Kit, ids: readonly BlockId[] | undefined): Kit => {
  if (!ids || ids.length === 0 || ids.length === kit.blocks.length) return kit
  const known = parts.get(kit) ?? new Map<string, Kit>()
  parts.set(kit, known)
  const name = ids.toSorted().join()
  const part = known.get(name) ?? cut(kit, ids)
  known.set(name, part)
  return part
}

const cut = (kit: Kit, ids: readonly BlockId[]): Kit => {
  const chosen = kit.blocks.filter(({ id }) => ids.includes(id))
  const elements = chosen
    .flatMap((block) => block.elements)
    .map((element, at): Element => ({ ...element, position: at + 1 }))
  const blocks = chosen.map((block) => ({ ...block, elements: elements.filter((one) => one.block === block.id) }))
  return { ...kit, blocks, elements }
}
