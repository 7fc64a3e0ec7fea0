/** The grades of an element, in the kit's order. Its content: 7 blocks, 42 elements, a statement per grade. */
export const GRADES = ['green', 'orange', 'red'] as const
/** One of `GRADES`. */
export type Grade = (typeof GRADES)[number]

/** What a person can answer to an element: a grade, or that it doesn't apply to her. */
export const ANSWERS = [...GRADES, 'skipped'] as const
/** One of `ANSWERS`. */
export type Answer = (typeof ANSWERS)[number]

/** `"1"` to `"7"`. */
export type BlockId = string
/** `"1.3"`: block 1, element 3; stable across languages and versions of the kit. */
export type ElementId = string

/** An element of the kit: a statement per grade, of which people choose the one that fits. */
export interface Element {
  readonly id: ElementId
  readonly block: BlockId
  /** 1 for the first element of the whole kit. */
  readonly position: number
  readonly title: string
  /** One sentence per grade; people choose the one that fits. */
  readonly statements: Readonly<Record<Grade, string>>
  /** Shown when someone asks what is meant. */
  readonly explanation: string
}

/** The block that an element is of, by its id alone. */
export const blockIdOf = (element: ElementId): BlockId => element.split('.')[0] ?? element

/** A *bouwsteen* of the kit: a theme with its elements. */
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

/** The kit in one language; deeply frozen. */
export interface Kit {
  /** Semantic version of the content pack. */
  readonly version: string
  /** `nl`, `en` or `fr`. */
  readonly language: string
  readonly name: string
  readonly blocks: readonly Block[]
  /** Those of all blocks, in order. */
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

/** Whether the kit has an element with this id. */
export const hasElement = (kit: Kit, id: string): boolean => id.includes('.') && indexOf(kit).has(id)
/** Whether the kit has a block with this id. */
export const hasBlock = (kit: Kit, id: string): boolean => !id.includes('.') && indexOf(kit).has(id)

/** The element with this id. @throws when there is none: check input from outside with `hasElement` first */
export const elementOf = (kit: Kit, id: ElementId): Element => {
  const found = indexOf(kit).get(id)
  if (!found || !('statements' in found)) throw new Error(`kit ${kit.version} has no element ${id}`)
  return found
}

/** The block with this id. @throws when there is none: check input from outside with `hasBlock` first */
export const blockOf = (kit: Kit, id: BlockId): Block => {
  const found = indexOf(kit).get(id)
  if (!found || 'statements' in found) throw new Error(`kit ${kit.version} has no block ${id}`)
  return found
}

const parts = new WeakMap<Kit, Map<string, Kit>>()

/** The kit with some of its blocks, and its elements' positions counted from 1 again. @param ids none: all blocks */
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
