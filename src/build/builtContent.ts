import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'

/** The content as the build made and checked it: one file beside the program, its parts by name, each read when it is first needed. */
const BUILT = join(import.meta.dirname, '..', 'content.bin')

type Parts = ReadonlyMap<string, Uint8Array>

/** @param parts each by its name: data alone, no functions @param folder of the built program */
export const writeBuilt = (parts: ReadonlyMap<string, unknown>, folder: string): void => {
  const packed = new Map([...parts].map(([name, value]) => [name, serialize(value)]))
  writeFileSync(join(folder, 'content.bin'), serialize(packed))
}

/** Who edits a sentence in the folder of an installed bot hears it at its next start: from the files then, as from sources. */
const isOlderThan = (built: number, folder: string): boolean =>
  existsSync(folder) &&
  readdirSync(folder, { recursive: true, withFileTypes: true }).some(
    (entry) => entry.isFile() && statSync(join(entry.parentPath, entry.name)).mtimeMs > built,
  )

const open = (folder: string): Parts | undefined => {
  const { mtimeMs } = statSync(BUILT, { throwIfNoEntry: false }) ?? {}
  if (mtimeMs === undefined || isOlderThan(mtimeMs, folder)) return undefined
  return deserialize(readFileSync(BUILT)) as Parts
}

let opened: { readonly parts: Parts | undefined } | undefined

/** A part of what was built, by its name. @param folder of the files it was made of @returns undefined where nothing was built of them as they are now */
export const readBuilt = (folder: string, name: string): unknown => {
  opened ??= { parts: open(folder) }
  const part = opened.parts?.get(name)
  return part && deserialize(part)
}
