import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import { OURS } from '../../src/build/content.ts'

/** Content packs of invented texts, as an organisation may bring them in KIT_DIR. */

const root = join(import.meta.dirname, '../..')
/** A text of so many characters, in words. */
export const invented = (length: number, word = 'zo werken wij hier samen aan '): string =>
  `${word.repeat(Math.ceil(length / word.length)).slice(0, length - 1)}.`

/** A kit with statements of so many characters, by file. */
export const kitOf = (longest: number, language = 'nl'): Record<string, string> => ({
  'pack.yaml': `version: "2.0.0"\nlanguage: ${language}\nname: Verzonnen kit\nsource: Verzonnen\n`,
  ...Object.fromEntries(
    OURS.kit('nl').blocks.map(({ id, elements }) => [
      `${id}.yaml`,
      [
        `id: "${id}"`,
        `name: Bouwsteen ${'x'.repeat(12)} ${id}`,
        `title: ${invented(80)}`,
        `about: ${invented(40)}`,
        `talk: ${invented(200)}`,
        'elements:',
        ...elements.flatMap((element) => [
          `  - id: "${element.id}"`,
          `    title: ${invented(60)}`,
          `    green: ${invented(longest, 'dit gaat hier altijd goed ')}`,
          `    orange: ${invented(longest, 'dit gaat hier soms goed ')}`,
          `    red: ${invented(longest, 'dit gaat hier nooit goed ')}`,
          `    explanation: ${invented(300)}`,
        ]),
        '',
      ].join('\n'),
    ]),
  ),
})

const folders: string[] = []

/** A folder with these files, gone after the tests. @returns its path */
export const packOf = (files: Readonly<Record<string, string | Buffer>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'pack-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}
/** Forgets the folders; called once by each file of tests. */
export const clearingPacks = (): void =>
  afterAll(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  })

/** A pack with a whole language that isn't ours: our English, called German, with its own name. @returns the folder */
export const withGerman = (): string => {
  const folder = packOf({})
  cpSync(join(root, 'content/en'), join(folder, 'de'), { recursive: true })
  rmSync(join(folder, 'de/practice.yaml'))
  for (const paper of ['notice', 'terms'])
    cpSync(join(root, 'docs/privacy/en', `${paper}.md`), join(folder, 'de', `${paper}.md`))
  const change = (path: string, edit: (text: string) => string): void =>
    writeFileSync(join(folder, path), edit(readFileSync(join(folder, path), 'utf8')))
  change('de/kit/pack.yaml', (text) => text.replace('language: en', 'language: de'))
  change('de/sentences.yaml', (text) => text.replace(/^language:$/m, 'language:\n  de: Deutsch'))
  const texts = OURS.reading('en').library.map(({ id }) => `- id: ${id}\n  de: Etwas auf Deutsch über ${id}.\n`)
  const lines = readFileSync(join(root, 'content/helplines.yaml'), 'utf8').matchAll(/^- id: (.*)$/gm)
  const inLibrary = readFileSync(join(root, 'content/library.yaml'), 'utf8')
  writeFileSync(
    join(folder, 'library.yaml'),
    texts.filter((text) => inLibrary.includes(`- id: ${text.slice(6).split('\n', 1)[0]}\n`)).join(''),
  )
  writeFileSync(
    join(folder, 'helplines.yaml'),
    [...lines].map(([, id]) => `- id: ${id}\n  de: Eine Nummer.\n`).join(''),
  )
  return folder
}

/** What a folder has, for a copy of it. */
export const filesIn = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [
        join(entry.parentPath, entry.name).slice(folder.length + 1),
        readFileSync(join(entry.parentPath, entry.name), 'utf8'),
      ]),
  )
