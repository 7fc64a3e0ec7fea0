/** A file of YAML. */
export interface ContentText {
  readonly path: string
  readonly text: string
}

/** The line of a key, from 1; that of the nearest section around it where it isn't there. A scan: the parser keeps no lines. */
export const lineOf = ({ text }: ContentText, key: string): number => {
  let nearest = 1
  const above: { readonly indent: number; readonly name: string }[] = []
  for (const [at, row] of text.split('\n').entries()) {
    const [, space, , name] = /^( *)(["']?)([\w-]+)\2:(?:\s|$)/.exec(row) ?? []
    if (space === undefined || name === undefined) continue
    while ((above.at(-1)?.indent ?? -1) >= space.length) above.pop()
    above.push({ indent: space.length, name })
    const path = above.map((section) => section.name).join('.')
    if (path === key) return at + 1
    if (key.startsWith(`${path}.`)) nearest = at + 1
  }
  return nearest
}
