import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CantSave } from '../store.ts'
import { createGroupCommit, type GroupCommit } from './groupCommit.ts'
import { openLogSync } from './logSync.ts'

/** One turn of the event loop, with all that was begun in it. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

let folder: string
let file: string
let db: DatabaseSync
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quickscan-group-'))
  file = join(folder, 'q.db')
  db = new DatabaseSync(file)
  db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE said (what TEXT UNIQUE)')
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true, force: true })
})
const said = (): unknown[] =>
  db
    .prepare('SELECT what FROM said ORDER BY rowid')
    .all()
    .map(({ what }) => what)

describe('writes that share a wait for the disk', () => {
  /** A disk that is done when a test says so. */
  interface Disk {
    readonly done: () => void
    readonly fails: (error: Error) => void
  }
  let waits: Disk[]
  let replaced: boolean
  let group: GroupCommit
  beforeEach(() => {
    waits = []
    replaced = false
    const sync = (): Promise<void> =>
      new Promise((resolve, reject) => {
        waits.push({ done: resolve, fails: reject })
      })
    group = createGroupCommit(
      {
        db,
        isReplaced: () => replaced,
        settle: () => {
          if (replaced) throw new CantSave('replaced')
        },
      },
      { sync },
    )
  })
  /** What became of each, in the order in which that was told. */
  const told: string[] = []
  beforeEach(() => told.splice(0))
  const says = (what: string): void => {
    group
      .write(() => db.prepare('INSERT INTO said VALUES (?)').run(what))
      .then(
        () => told.push(`${what} saved`),
        (error: Error) => told.push(`${what}: ${error instanceof CantSave ? error.why : 'refused'}`),
      )
  }

  it('are told to nobody before the disk has them', async () => {
    says('one')
    await turn()
    expect(said()).toEqual(['one'])
    expect(told).toEqual([])
    waits[0]?.done()
    await turn()
    expect(told).toEqual(['one saved'])
  })

  it('wait while the disk is at work, and then go together', async () => {
    says('one')
    await turn()
    says('two')
    await turn()
    says('three')
    await turn()
    expect(said()).toEqual(['one'])
    waits[0]?.done()
    await turn()
    expect(said()).toEqual(['one', 'two', 'three'])
    expect(told).toEqual(['one saved'])
    expect(waits).toHaveLength(2)
    waits[1]?.done()
    await turn()
    expect(told).toEqual(['one saved', 'two saved', 'three saved'])
  })

  it('fail each by itself', async () => {
    says('one')
    says('one')
    says('two')
    await turn()
    expect(said()).toEqual(['one', 'two'])
    waits[0]?.done()
    await turn()
    expect(told).toEqual(['one: refused', 'one saved', 'two saved'])
  })

  it('are not said to be saved where the disk failed, and nothing is from then on: only a new process knows what is there', async () => {
    says('one')
    await turn()
    says('two')
    waits[0]?.fails(new CantSave('disk'))
    await turn()
    expect(told).toEqual(['one: disk', 'two: disk'])
    says('three')
    await turn()
    expect(told).toEqual(['one: disk', 'two: disk', 'three: disk'])
    expect(said()).toEqual(['one'])
    expect(waits).toHaveLength(1)
  })

  it('are not said to be saved where the file was taken away meanwhile', async () => {
    says('one')
    await turn()
    replaced = true
    waits[0]?.done()
    await turn()
    expect(told).toEqual(['one: replaced'])
  })

  it('are all on the disk once it is idle', async () => {
    says('one')
    const idle = group.idle().then(() => told.push('idle'))
    await turn()
    waits[0]?.done()
    await idle
    expect(told).toEqual(['one saved', 'idle'])
  })
})

describe('a power cut', () => {
  /** What a new process finds where the log on the disk is this. */
  const foundAfter = (log: Uint8Array): unknown[] => {
    const after = join(folder, 'after.db')
    rmSync(`${after}-shm`, { force: true })
    copyFileSync(file, after)
    writeFileSync(`${after}-wal`, log)
    const found = new DatabaseSync(after)
    try {
      return found
        .prepare('SELECT what FROM said ORDER BY rowid')
        .all()
        .map(({ what }) => what)
    } finally {
      found.close()
    }
  }

  it('takes nothing that was told, however much of what came after is on the disk, in whatever state', async () => {
    const log = openLogSync(db, file)
    const group = createGroupCommit({ db, isReplaced: () => false, settle: () => undefined }, log)
    const write = (what: string) => group.write(() => db.prepare('INSERT INTO said VALUES (?)').run(what))
    await write('told')
    const onDisk = statSync(`${file}-wal`).size
    db.exec("INSERT INTO said VALUES ('one not told yet'); INSERT INTO said VALUES ('another')")
    const whole = readFileSync(`${file}-wal`)
    expect(whole.length).toBeGreaterThan(onDisk)
    for (let cut = onDisk; cut <= whole.length; cut += 97) {
      const torn = Uint8Array.from(whole, (byte, at) => (at >= cut ? byte ^ 0x5a : byte))
      for (const left of [whole.subarray(0, cut), torn]) {
        const found = foundAfter(left)
        expect(['told', 'one not told yet', 'another'].slice(0, found.length)).toEqual(found)
        expect(found).toContain('told')
      }
    }
    log.close()
  })
})

describe('the log of a database', () => {
  const synchronous = (): unknown => db.prepare('PRAGMA synchronous').get()?.synchronous
  const [NORMAL, FULL] = [1, 2]

  it('is put on the disk beside the commits, which no longer wait for it', async () => {
    const log = openLogSync(db, file)
    expect(synchronous()).toBe(NORMAL)
    db.exec("INSERT INTO said VALUES ('one')")
    await log.sync()
    log.close()
  })

  it('says that nothing can be saved where that fails', async () => {
    const log = openLogSync(db, file)
    log.close()
    await expect(log.sync()).rejects.toThrow(CantSave)
  })

  it('is none where the file system only has journals: each commit waits for the disk then', async () => {
    db.exec('PRAGMA journal_mode=DELETE')
    const log = openLogSync(db, file)
    expect(synchronous()).toBe(FULL)
    await log.sync()
    log.close()
  })
})
