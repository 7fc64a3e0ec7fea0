import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { unzipSync } from 'fflate'
import { keyRingEncryption } from '../../src/store/encryption.ts'

/** The key that every kept store is encrypted with. */
export const KEPT_KEY = { id: 'practice', secret: Buffer.alloc(32, 7) } as const

/** When a store was left, in milliseconds, and where the stand-in for Teams was then. */
interface Left {
  readonly at: number
  readonly service: string
}

const keptAs = (form: RegExp): readonly string[] =>
  readdirSync(import.meta.dirname)
    .flatMap((name) => form.exec(name)?.[1] ?? [])
    .toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }))

/** The versions whose store is kept: its files, as the version itself wrote them (`keepStore.ts`), on Teams. */
export const KEPT_VERSIONS = keptAs(/^(\d+\.\d+\.\d+)\.zip$/)
/** Those on Slack, with that behind the version; none is kept of before 0.8.0. */
export const KEPT_ON_SLACK = keptAs(/^(\d+\.\d+\.\d+-slack)\.zip$/)

const filesOf = (version: string): Readonly<Record<string, Uint8Array>> =>
  unzipSync(readFileSync(join(import.meta.dirname, `${version}.zip`)))

/** When a version's store was left. */
export const leftAt = (version: string): number =>
  (JSON.parse(Buffer.from(filesOf(version)['kept.json'] ?? '').toString()) as Left).at

/**
 * Lays a version's store down in a folder as it was left; only where the stand-in for its platform is, is made true.
 * @param service where it is now
 */
export const layDown = (version: string, folder: string, service: string): void => {
  const { 'kept.json': left, ...files } = filesOf(version)
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), bytes)
  }
  const { service: was } = JSON.parse(Buffer.from(left ?? '').toString()) as Left
  const { encrypt, decrypt } = keyRingEncryption([KEPT_KEY])
  const db = new DatabaseSync(join(folder, 'quickscan.db'))
  db.exec('BEGIN')
  for (const [table, id, prefix] of [
    ['state', 'place', ''],
    ['effect', 'id', 'effect/'],
  ] as const) {
    const put = db.prepare(`UPDATE ${table} SET value = ? WHERE ${id} = ?`)
    for (const { name, value } of db.prepare(`SELECT ${id} AS name, value FROM ${table}`).all()) {
      const location = `${prefix}${name}`
      const text = decrypt(location, value as Uint8Array)
      if (text.includes(was)) put.run(encrypt(location, text.replaceAll(was, service)), String(name))
    }
  }
  db.exec('COMMIT')
  db.close()
}
