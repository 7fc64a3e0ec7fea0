import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly resolved?: string; readonly optionalDependencies?: object }>
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
