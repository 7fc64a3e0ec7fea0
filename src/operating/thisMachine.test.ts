import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { thisMachine } from './thisMachine.ts'

const folder = mkdtempSync(join(tmpdir(), 'quickscan-machine-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const { facts, names, user } = thisMachine([])

describe('what is asked of the machine itself', () => {
  it('whose a file is, who may read it, and when it was written', () => {
    const file = join(folder, 'a.db')
    writeFileSync(file, '')
    chmodSync(file, 0o640)
    utimesSync(file, 5, 7)
    expect(facts(file)).toEqual({ owner: user, mode: 0o640, isFolder: false, usable: true, written: 7000 })
  })

  it('the same of a folder, and nothing of what isn’t there', () => {
    const inside = join(folder, 'inside')
    mkdirSync(inside)
    chmodSync(inside, 0o700)
    writeFileSync(join(inside, 'b.db'), '')
    expect(facts(inside)).toMatchObject({ owner: user, mode: 0o700, isFolder: true })
    expect(names(inside)).toEqual(['b.db'])
    expect(facts(join(folder, 'nowhere'))).toBeUndefined()
    expect(names(join(folder, 'nowhere'))).toEqual([])
  })
})
