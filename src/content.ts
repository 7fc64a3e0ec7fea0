import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Kit } from './kit/kit.ts'
import { BrokenContent, type ContentFile, parseKit } from './kit/parseKit.ts'
import { parseSentences, type Say } from './kit/sentences.ts'

/** `content/` beside `src/` and `dist/`. */
const CONTENT = join(import.meta.dirname, '..', 'content')

const readFiles = (folder: string): ContentFile[] => {
  let names: string[]
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
  } catch {
    throw new BrokenContent([`${folder}: expected a folder with pack.yaml and one file per block`])
  }
  return names.sort().map((name) => ({ path: join(folder, name), text: readFileSync(join(folder, name), 'utf8') }))
}

/**
 * The kit of a language, or of another pack: `KIT_DIR` for organisations with the rights to the printed wording.
 * @throws {BrokenContent}
 */
export const loadKit = (language: string, folder = join(CONTENT, language, 'kit')): Kit => parseKit(readFiles(folder))

export const loadSentences = (language: string): { say: Say; keys: readonly string[] } => {
  const path = join(CONTENT, language, 'sentences.yaml')
  return parseSentences({ path, text: readFileSync(path, 'utf8') }, language)
}
