import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** Licences that may ship with an MIT work: they ask for no more than their own notice. */
const SHIPS: readonly string[] = [
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
  'MIT OR Apache-2.0',
]
/** Looked at one by one. */
const LOOKED_AT: Readonly<Record<string, string>> = {
  argparse: "PSF-2.0: Python's own licence; as free as MIT, and asks for its notice",
  'date-holidays':
    'ISC for the code, CC-BY 3.0 for the days themselves; only a test compares with them, and none is shipped',
  '@resvg/resvg-js':
    'MPL-2.0: asks that changes to its own files are published; it is used as it is, one binary a kind of machine',
  limiter: 'MIT: its package.json names it the old way, in `licenses`',
}
/** What was said of a package; its binaries for each kind of machine are the same work. */
const saidOf = (name: string): string | undefined => LOOKED_AT[name.replace(/^(@resvg\/resvg-js)-.+$/, '$1')]
/** Only to develop with: nothing of it is in what is shipped. */
const DEVELOPS: readonly string[] = [...SHIPS, 'MPL-2.0', 'BlueOak-1.0.0', 'Python-2.0']

export interface Licensed {
  readonly name: string
  readonly version: string
  readonly license: string
  readonly ships: boolean
}

interface Locked {
  readonly version?: string
  readonly license?: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly link?: boolean
}

/** Every package of the lockfile that says its licence or is shipped, shipped ones first. */
export const licensed = (): readonly Licensed[] => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Locked>>
  }
  return (
    Object.entries(packages)
      // Of another machine's kind: the lockfile knows no more of it than its name.
      .filter(([path, { license, dev, optional }]) => path !== '' && (license !== undefined || !(dev && optional)))
      .map(([path, { version = '', license = 'not said', dev }]) => ({
        name: path.replace(/^.*node_modules\//, ''),
        version,
        license,
        ships: !dev,
      }))
      .toSorted((a, b) => Number(b.ships) - Number(a.ships) || a.name.localeCompare(b.name))
  )
}

/** Those nobody has looked at. */
export const unknown = (all: readonly Licensed[]): readonly Licensed[] =>
  all.filter(({ name, license, ships }) => !(ships ? SHIPS : DEVELOPS).includes(license) && saidOf(name) === undefined)

if (import.meta.main) {
  const all = licensed()
  const shipped = all.filter(({ ships }) => ships)
  for (const { name, version, license } of shipped) console.log(`${name} ${version}: ${saidOf(name) ?? license}`)
  console.log(`${shipped.length} packages ship; ${all.length - shipped.length} more are for development.`)
  const strange = unknown(all)
  for (const { name, license } of strange) console.error(`${name}: ${license} was not looked at (test/licenses.ts)`)
  process.exit(strange.length > 0 ? 1 : 0)
}
