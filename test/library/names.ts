import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the sources name. */
export interface Named {
  readonly name: string
  /** File and line, one or more. */
  readonly source: string
  /** Its entries of the library; `-` and a reason where it is left out. */
  readonly entries: readonly string[]
  /** Why it is left out; undefined where it isn't. */
  readonly leftOut: string | undefined
  /** What of its name stands in the sources, letter by letter. */
  readonly spelled: string
}

const LEFT_OUT = '- '

/** Every name that the sources have, with where it stands. */
export const named: readonly Named[] = readFileSync(join(import.meta.dirname, 'names.tsv'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('# '))
  .map((line) => {
    const [name = '', source = '', entries = '', spelled = ''] = line.split('\t')
    const leftOut = entries.startsWith(LEFT_OUT) ? entries.slice(LEFT_OUT.length) : undefined
    return { name, source, entries: leftOut === undefined ? entries.split(', ') : [], leftOut, spelled }
  })
