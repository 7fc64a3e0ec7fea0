import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { plain } from '../../src/kit/commands.ts'

/**
 * Every eight words that stand in a row in the sources, as a hash of 32 bits: enough to see that a text of ours copies them, and nothing
 * to read them from. `node test/library/shingles.ts <folder of the sources>` writes the file anew.
 */
const ROW = 8
const FILE = join(import.meta.dirname, 'shingles.bin')

/** FNV-1a. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/** The rows of eight words in a text, without case, accents and punctuation. */
export const rowsIn = (text: string): readonly string[] => {
  const words = plain(text).split(' ')
  return words.slice(ROW - 1).map((_, at) => words.slice(at, at + ROW).join(' '))
}

/** Sorted, each as what it is more than the one before, seven bits a byte. */
const packed = (hashes: readonly number[]): Buffer => {
  const bytes: number[] = []
  let before = 0
  for (const hash of hashes) {
    let more = hash - before
    before = hash
    for (; more >= 128; more = Math.floor(more / 128)) bytes.push((more % 128) + 128)
    bytes.push(more)
  }
  return Buffer.from(bytes)
}

const unpacked = (bytes: Buffer): ReadonlySet<number> => {
  const hashes = new Set<number>()
  let [before, more, scale] = [0, 0, 1]
  for (const byte of bytes) {
    more += (byte % 128) * scale
    scale *= 128
    if (byte >= 128) continue
    before += more
    hashes.add(before)
    ;[more, scale] = [0, 1]
  }
  return hashes
}

const known = import.meta.main ? new Set<number>() : unpacked(readFileSync(FILE))
/** How many rows the sources have. */
export const rowsKnown = known.size

/** The rows of eight words of a text that stand in the sources too. */
export const copiedIn = (text: string): readonly string[] => rowsIn(text).filter((row) => known.has(hashOf(row)))

const [, , folder] = process.argv
if (import.meta.main && folder !== undefined) {
  const read = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8').replace(/<[^>]*>/g, ' '))
  const hashes = new Set(read.flatMap(rowsIn).map(hashOf))
  writeFileSync(FILE, packed([...hashes].sort((one, other) => one - other)))
}
