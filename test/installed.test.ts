import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { notInstalled } from './installed.ts'

const root = mkdtempSync(join(tmpdir(), 'quickscan-installed-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const installs = (name: string, version: string): void => {
  mkdirSync(join(root, 'node_modules', name), { recursive: true })
  writeFileSync(join(root, 'node_modules', name, 'package.json'), JSON.stringify({ name, version }))
}

describe('what is installed', () => {
  it('is told where it isn’t what the lockfile says: missing, or another version', () => {
    const packages = {
      '': { dependencies: { here: '1.0.0', '@scope/gone': '2.0.0' }, devDependencies: { old: '3.0.0' } },
      'node_modules/here': { version: '1.0.0' },
      'node_modules/@scope/gone': { version: '2.0.0' },
      'node_modules/old': { version: '3.0.0' },
    }
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages }))
    installs('here', '1.0.0')
    installs('old', '2.9.0')
    expect(notInstalled(root)).toEqual(['@scope/gone', 'old'])
    installs('@scope/gone', '2.0.0')
    installs('old', '3.0.0')
    expect(notInstalled(root)).toEqual([])
  })

  it('is what the lockfile says here', () => {
    expect(notInstalled(join(import.meta.dirname, '..'))).toEqual([])
  })
})
