import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { licensed, unknown } from './licenses.ts'

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly version?: string
        readonly resolved?: string
        readonly optionalDependencies?: object
        readonly hasInstallScript?: boolean
      }
    >
  >
}
const read = (name: string): string => readFileSync(join(import.meta.dirname, '..', name), 'utf8')
const lock = JSON.parse(read('package-lock.json')) as Lock

describe('the lockfile', () => {
  it('names the packages of every platform, also those this machine has no use for: `npm ci` wants them all', () => {
    const named = Object.values(lock.packages).flatMap(({ optionalDependencies = {} }) =>
      Object.keys(optionalDependencies),
    )
    expect(named.length).toBeGreaterThan(50)
    expect(named.filter((name) => !(`node_modules/${name}` in lock.packages))).toEqual([])
  })

  it('names no server: packages come from wherever npm is set to get them', () => {
    expect(Object.values(lock.packages).filter(({ resolved }) => resolved !== undefined)).toEqual([])
  })

  it('holds exact versions of all we asked for', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>
    const versions = Object.values({ ...dependencies, ...devDependencies })
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })
})

/** What runs code of its own when it is installed, and why it may or may not. */
const INSTALL_SCRIPTS: Readonly<Record<string, { readonly runs: boolean; readonly why: string }>> = {
  node: { runs: true, why: 'places the binary of this machine’s architecture, which every npm script here runs on' },
  'msgpackr-extract': { runs: false, why: 'builds a faster parser for the bench’s BullMQ, which does without' },
}

describe('the supply chain', () => {
  it('has two packages with an install script, and lets one of them run, by name', () => {
    const scripted = Object.entries(lock.packages)
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => path.replace(/^.*node_modules\//, ''))
    expect(scripted.toSorted()).toEqual(Object.keys(INSTALL_SCRIPTS).toSorted())
    const { allowScripts } = JSON.parse(read('package.json')) as { readonly allowScripts: Record<string, boolean> }
    expect(allowScripts).toEqual(
      Object.fromEntries(Object.entries(INSTALL_SCRIPTS).map(([name, { runs }]) => [name, runs])),
    )
  })

  it('has no licence that nobody looked at', () => {
    const all = licensed()
    expect(all.filter(({ ships }) => ships).length).toBeGreaterThan(50)
    expect(unknown(all)).toEqual([])
    expect(unknown([{ name: 'x', version: '1.0.0', license: 'GPL-3.0', ships: true }])).toHaveLength(1)
    expect(unknown([{ name: 'x', version: '1.0.0', license: 'MPL-2.0', ships: true }])).toHaveLength(1)
  })
})
