import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { samples } from '../../../test/samples.ts'
import { voices } from '../../../test/voice.ts'
import { loadReading } from '../../build/content.ts'
import { LANGUAGES } from '../../kit/languages.ts'
import { blockScreen } from '../screens/reading/blockScreens.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const read = (...path: readonly string[]): string => readFileSync(join(root, ...path), 'utf8').replace(/\s+/g, ' ')
/** As the kit itself names them. */
const MADE_BY = ['Sam Brulez', 'Louise Macours', 'Annelies Pauwels', 'Gijs van Beek']
const KIT = ['Assistentie-Kit Online Geweldpreventie', 'Vlaams Vredesinstituut', 'Agentschap Binnenlands Bestuur']
const BUILT_ON = ['Bocklandt', 'Arteveldehogeschool', 'Beelen', 'Stas', 'Van der Cam', 'Van Looveren', 'SAM']

describe.each(LANGUAGES)('who made the kit, in %s', (language) => {
  const said = (screen: string): string =>
    JSON.stringify(samples.find((one) => one.screen === screen && one.language === language)?.sample)

  it('stands on the help card, with what it builds on', () => {
    for (const name of [...MADE_BY, ...KIT, ...BUILT_ON]) expect(said('help')).toContain(name)
  })

  it('is said in a sentence when someone is invited', () => {
    for (const name of KIT) expect(said('invitation')).toContain(name)
  })

  it('stands in the terms, which everyone can read', () => {
    for (const name of [...MADE_BY, ...KIT, ...BUILT_ON])
      expect(read('docs', 'privacy', language, 'terms.md')).toContain(name)
  })

  it('leads to the kit’s own page of links, first of the library and of each block', () => {
    expect(loadReading(language).library[0]?.link).toBe('http://www.samvzw.be/askolga')
    for (const { id } of voices[language].kit.blocks) {
      const [first] = blockScreen(voices[language], { block: id, page: 1 }).parts.filter(({ kind }) => kind === 'link')
      expect(JSON.stringify(first), id).toContain('samvzw.be/askolga')
    }
  })

  it('is said there alone: no other sentence speaks of a kit that people never met', () => {
    type Tree = { readonly [key: string]: string | Tree }
    const walk = (tree: Tree, above = ''): readonly string[] =>
      Object.entries(tree).flatMap(([key, value]) =>
        typeof value === 'string' ? (/\bkit\b/i.test(value) ? [above + key] : []) : walk(value, `${above}${key}.`),
      )
    const sentences = load(readFileSync(join(root, 'content', language, 'sentences.yaml'), 'utf8')) as Tree
    const speaking = walk(sentences).filter((key) => !key.startsWith('credit.'))
    expect(speaking).toEqual([])
  })
})

it('the README names who made the kit, for whom, and what it builds on', () => {
  for (const name of [...MADE_BY, ...KIT, ...BUILT_ON, 'samvzw.be/askolga']) expect(read('README.md')).toContain(name)
})
