import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Erasure } from '../flows/person/erasure.ts'
import { DAY } from '../kit/calendar/instant.ts'
import { DecryptionFailed, keyRingEncryption } from './encryption.ts'
import { openErasureLog } from './erasureLog.ts'

const encryption = keyRingEncryption([{ id: 'one', secret: Buffer.alloc(32, 1) }])
const round = (id: string): Erasure => ({ what: 'round', round: id })

describe('what was erased, noted outside the store', () => {
  let folder: string
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'quickscan-erasures-')), 'erasures')
  })
  afterEach(() => rmSync(join(folder, '..'), { recursive: true }))
  const allIn = () =>
    openErasureLog(folder, encryption)
      .all()
      .map(({ erasures }) => erasures)

  it('makes nothing until something is noted', () => {
    expect(allIn()).toEqual([])
    expect(() => readdirSync(folder)).toThrow('ENOENT')
  })

  it('has a file for each process that noted something, and adds to no file of another', () => {
    const [first, second] = [openErasureLog(folder, encryption), openErasureLog(folder, encryption)]
    expect(first.note(round('a'), 1).count).toBe(1)
    expect(second.note(round('b'), 2).count).toBe(1)
    expect(first.note(round('c'), 3).count).toBe(2)
    expect(first.all().find(({ erasures }) => erasures.length === 2)).toMatchObject({
      erasures: [round('a'), round('c')],
      last: 3,
    })
    expect(readdirSync(folder)).toHaveLength(2)
    for (const one of [first, second]) one.close()
  })

  it('has a file for each day, so that a file whose term is over holds nothing younger', () => {
    const log = openErasureLog(folder, encryption)
    log.note(round('a'), 1)
    expect(log.note(round('b'), DAY).count).toBe(2)
    expect(log.next(DAY + 1).count).toBe(1)
    expect(log.note(round('c'), DAY + 1).count).toBe(1)
    expect(
      log
        .all()
        .map(({ last }) => last)
        .toSorted(),
    ).toEqual([DAY, DAY + 1])
    log.close()
  })

  it('leaves out a line that was cut off while it was written, and never writes after one', () => {
    const killed = openErasureLog(folder, encryption)
    killed.note(round('a'), 1)
    killed.close()
    const [name = ''] = readdirSync(folder)
    appendFileSync(join(folder, name), 'half a li')
    const next = openErasureLog(folder, encryption)
    next.note(round('b'), 2)
    next.close()
    expect(allIn().flat()).toHaveLength(2)
    expect(readFileSync(join(folder, name), 'utf8').endsWith('half a li')).toBe(true)
  })

  it('is removed by whoever comes first', () => {
    const one = openErasureLog(folder, encryption)
    const { file } = one.note(round('a'), 1)
    one.remove(file)
    one.remove(file)
    expect(readdirSync(folder)).toEqual([])
  })

  it('says that a line was encrypted with another key, or comes from another file', () => {
    const one = openErasureLog(folder, encryption)
    one.note(round('a'), 1)
    const [name = ''] = readdirSync(folder)
    const other = keyRingEncryption([{ id: 'one', secret: Buffer.alloc(32, 2) }])
    expect(() => openErasureLog(folder, other).all()).toThrow(DecryptionFailed)
    writeFileSync(join(folder, 'moved.erasures'), readFileSync(join(folder, name)))
    expect(() => one.all()).toThrow(DecryptionFailed)
  })

  it('does not take a folder that can not be read for an empty one', () => {
    writeFileSync(folder, 'a file')
    expect(() => openErasureLog(folder, encryption).all()).toThrow('ENOTDIR')
  })
})
