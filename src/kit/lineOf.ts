/** A file of YAML. */
export interface ContentText {
  readonly path: string
  readonly text: string
}

interface Section {
  readonly indent: number
  readonly name: string
  /** An entry of a list. */
  readonly item: boolean
  /** Entries of its list so far. */
  items: number
}

/** Indentation, the dashes of list entries, and a key. */
const ROW = /^( *)((?:- +|-$)*)(?:(["']?)([\w.-]+)\3:(?:\s|$))?/

/**
 * The line of a key or of an entry of a list (`elements.0.green`), from 1; that of the nearest section around it where it isn't there.
 * A scan: the parser keeps no lines. What is written within `{ }` or `[ ]` has the line of what it is of.
 */
export const lineOf = ({ text }: ContentText, key: string): number => {
  let nearest = 1
  const root: Section = { indent: -1, name: '', item: false, items: 0 }
  const above: Section[] = []
  const leave = (isLeft: (section: Section) => boolean): void => {
    for (let last = above.at(-1); last && isLeft(last); last = above.at(-1)) above.pop()
  }
  for (const [at, row] of text.split('\n').entries()) {
    const [, space = '', dashes = '', , name] = ROW.exec(row.trimEnd()) ?? []
    const begun: Omit<Section, 'items'>[] = []
    let indent = space.length
    for (const [dash] of dashes.matchAll(/- */g)) {
      begun.push({ indent, name: '', item: true })
      indent += dash.length
    }
    if (name !== undefined) begun.push({ indent, name, item: false })
    for (const section of begun) {
      // A list may stand as far in as the key it is of.
      leave((one) => one.indent > section.indent || (one.indent === section.indent && (one.item || !section.item)))
      const parent = above.at(-1) ?? root
      above.push({ ...section, name: section.item ? String(parent.items++) : section.name, items: 0 })
      const path = above.map((one) => one.name).join('.')
      if (path === key) return at + 1
      if (key.startsWith(`${path}.`)) nearest = at + 1
    }
  }
  return nearest
}
