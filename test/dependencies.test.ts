import { globSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import manifest from '../package.json' with { type: 'json' }

const root = join(import.meta.dirname, '..')
/** What isn't tried with others: the tests and what is drawn for the guides. */
const RUN = ['bin/*.mjs', 'src/**/*.ts', 'manifest/**/*.ts']

/** Packages a file needs when it runs: its types alone need none. */
const neededBy = (path: string): readonly string[] =>
  [
    ...readFileSync(join(root, path), 'utf8').matchAll(
      /^(?:import|export) (?!type\b)[^'"]*?from '([^']+)'|import\('([^']+)'\)|resolve\('([^']+)'\)/gm,
    ),
  ]
    .map(([, from, later, resolved]) => from ?? later ?? resolved ?? '')
    .filter((name) => name !== '' && !name.startsWith('.') && !isBuiltin(name))
    .map((name) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    )

describe('`npm ci --omit=dev`', () => {
  it('installs all that any command loads', () => {
    const files = globSync(RUN, { cwd: root }).filter((path) => !/\.(test|contract)\.ts$/.test(path))
    const needed = files.flatMap((path) => neededBy(path).map((name) => ({ path, name })))
    expect(needed.length).toBeGreaterThan(20)
    const missing = needed.filter(({ name }) => !(name in manifest.dependencies))
    expect(missing.map(({ path, name }) => `${path} needs ${name}`)).toEqual([])
  })
})
