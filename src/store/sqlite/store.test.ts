import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, it } from 'vitest'
import { FORGOTTEN } from '../../flows/decision.ts'
import { send } from '../../flows/effect.ts'
import type { Key } from '../../flows/ids.ts'
import { DecryptionFailed, type Encryption, keyRingEncryption } from '../encryption.ts'
import { storeContract } from '../store.contract.ts'
import { StoreTaken } from './file.ts'
import { openSqliteStore } from './store.ts'

const folders: string[] = []
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'quickscan-store-'))
  folders.push(made)
  return made
}
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true })
})
const ring = (id = 'a') => [{ id, secret: randomBytes(32) }] as const
const encryption = (): Encryption => keyRingEncryption(ring())

storeContract('SQLite', async () => openSqliteStore(join(folder(), 'store.db'), encryption()))

/** Everything the store has on disk, as one. */
const bytesIn = (where: string): Buffer =>
  Buffer.concat(readdirSync(where).map((name) => readFileSync(join(where, name))))
/** Encryption that remembers each ciphertext it made, as someone who copies the disk would. */
const recording = (inner: Encryption): Encryption & { readonly made: Map<string, Buffer[]> } => {
  const made = new Map<string, Buffer[]>()
  return {
    ...inner,
    made,
    encrypt: (place, plain) => {
      const ciphertext = inner.encrypt(place, plain)
      made.set(place, [...(made.get(place) ?? []), ciphertext])
      return ciphertext
    },
  }
}
const key = (id: string): Key<{ text: string }> => ({ kind: 'sheet', place: 'round', id })

describe('a SQLite file', () => {
  it('belongs to one bot: a second refuses to start, and can when the first is gone', async () => {
    const file = join(folder(), 'store.db')
    const first = openSqliteStore(file, encryption())
    expect(() => openSqliteStore(file, encryption())).toThrow(StoreTaken)
    await first.close()
    await openSqliteStore(file, encryption()).close()
  })

  it('keeps what was saved when it is opened again', async () => {
    const file = join(folder(), 'store.db')
    const keys = encryption()
    const first = openSqliteStore(file, keys)
    await first.commit(key('a'), 0, { text: 'hier' }, [send({ type: 'pageTallied', round: 'r', page: 0 }, 5, 'e')])
    await first.close()
    const again = openSqliteStore(file, keys)
    expect((await again.load(key('a')))?.state).toEqual({ text: 'hier' })
    expect(await again.nextDue()).toBe(5)
    await again.close()
  })

  it('lets each write of one moment succeed or fail alone', async () => {
    const inner = encryption()
    const fussy: Encryption = {
      ...inner,
      encrypt: (place, plain) => {
        if (plain.includes('fout')) throw new RangeError('can not be encrypted')
        return inner.encrypt(place, plain)
      },
    }
    const store = openSqliteStore(join(folder(), 'store.db'), fussy)
    const saved = await Promise.allSettled(
      ['goed', 'fout', 'ook goed'].map((text) => store.commit(key(text), 0, { text }, [])),
    )
    expect(saved.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect((await store.load(key('goed')))?.state).toEqual({ text: 'goed' })
    expect(await store.load(key('fout'))).toBeUndefined()
    expect((await store.load(key('ook goed')))?.state).toEqual({ text: 'ook goed' })
    await store.close()
  })

  it('refuses a value of a newer version instead of guessing', async () => {
    const file = join(folder(), 'store.db')
    const inner = encryption()
    const newer: Encryption = {
      ...inner,
      encrypt: (place, plain) => inner.encrypt(place, plain.replace(/"schema":\d+/, '"schema":999')),
    }
    const store = openSqliteStore(file, newer)
    await store.commit(key('a'), 0, { text: 'later' }, [])
    await expect(store.load(key('a'))).rejects.toThrow('newer version')
    await store.close()
  })
})

describe('privacy.5.7 at rest', () => {
  it('lets nothing be read from the files: no words, no ids', async () => {
    const where = folder()
    const store = openSqliteStore(join(where, 'store.db'), encryption())
    await store.commit(key('x'), 0, { text: 'Fatima zegt dat het pest' }, [
      send({ type: 'unreachable', round: 'r', person: '29:fatima' }, 5, 'e'),
    ])
    const bytes = bytesIn(where).toString('latin1')
    expect(bytes).toContain('sheet/round/x')
    expect(bytes).not.toContain('Fatima')
    expect(bytes).not.toContain('29:fatima')
    await store.close()
  })

  it('opens no value that was moved to another place, changed, or encrypted with a key that is gone', () => {
    const keys = ring()
    const one = keyRingEncryption(keys)
    const ciphertext = one.encrypt('here', 'iets')
    const changed = Buffer.from(ciphertext)
    changed[changed.length - 1] = (changed[changed.length - 1] ?? 0) ^ 1
    expect(one.decrypt('here', ciphertext)).toBe('iets')
    expect(() => one.decrypt('there', ciphertext)).toThrow(DecryptionFailed)
    expect(() => one.decrypt('here', changed)).toThrow(DecryptionFailed)
    expect(() => keyRingEncryption(ring('b')).decrypt('here', ciphertext)).toThrow(DecryptionFailed)
    expect(() => keyRingEncryption(ring('a')).decrypt('here', ciphertext)).toThrow(DecryptionFailed)
  })

  it('opens with any key of the ring and encrypts with the first', () => {
    const [old] = ring('old')
    const [fresh] = ring('new')
    const ciphertext = keyRingEncryption([old]).encrypt('here', 'iets')
    const both = keyRingEncryption([fresh, old])
    expect(both.decrypt('here', ciphertext)).toBe('iets')
    expect(keyRingEncryption([fresh]).decrypt('here', both.encrypt('here', 'weer'))).toBe('weer')
  })

  it('leaves no trace of erased values in the file or its log, of any version they ever had', async () => {
    const where = folder()
    const keys = recording(encryption())
    const store = openSqliteStore(join(where, 'store.db'), keys)
    const ids = Array.from({ length: 60 }, (_, n) => `s${n}`)
    for (let version = 0; version < 5; version++) {
      for (const id of ids) {
        const saved = await store.load(key(id))
        const text = `antwoord ${version} `.repeat(20 + ((version * 7) % 40))
        await store.commit(key(id), saved?.version ?? 0, { text }, [
          send({ type: 'pageTallied', round: id, page: version }, 5),
        ])
      }
    }
    const traces = [...keys.made.values()].flat()
    const present = (): number => {
      const bytes = bytesIn(where)
      // SQLite splits a long value over pages, so a whole ciphertext may lie nowhere in one piece:
      // one of three stretches of 24 bytes found is a trace. 24 random bytes do not match by chance.
      return traces.filter((ciphertext) =>
        [40, 200, 400].some((at) => ciphertext.length > at + 24 && bytes.includes(ciphertext.subarray(at, at + 24))),
      ).length
    }
    expect(present()).toBeGreaterThan(100)
    for (const id of ids) {
      const saved = await store.load(key(id))
      await store.commit(key(id), saved?.version ?? 0, FORGOTTEN, [])
    }
    for (const claimed of await store.claim(10, 100, 1000)) await store.acknowledge(claimed)
    expect(await store.scrub()).toBe(true)
    expect(present()).toBe(0)
    await store.close()
  })

  it('says so while a reader keeps erased values in the log, and erases them once the reader is gone', async () => {
    const where = folder()
    const keys = recording(encryption())
    const store = openSqliteStore(join(where, 'store.db'), keys)
    await store.commit(key('a'), 0, { text: 'geheim '.repeat(30) }, [])
    const [trace] = [...keys.made.values()].flat()
    const reader = new DatabaseSync(join(where, 'store.db'), { timeout: 0 })
    reader.exec('BEGIN; SELECT count(*) FROM state')
    reader.prepare('SELECT count(*) FROM state').get()
    const saved = await store.load(key('a'))
    await store.commit(key('a'), saved?.version ?? 0, FORGOTTEN, [])
    expect(await store.scrub()).toBe(false)
    reader.exec('COMMIT')
    reader.close()
    expect(await store.scrub()).toBe(true)
    expect(bytesIn(where).includes(trace?.subarray(40, 80) ?? Buffer.alloc(1))).toBe(false)
    await store.close()
  })
})
