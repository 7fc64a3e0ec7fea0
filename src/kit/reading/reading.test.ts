import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadReading, loadSentences } from '../../build/content.ts'
import { LANGUAGES } from '../languages.ts'
import { LEAST_ENTRIES, parseReading } from './reading.ts'

const BLOCKS = ['1', '2', '3', '4', '5', '6', '7']
const content = join(import.meta.dirname, '../../../content')
const file = (path: string) => ({ path, text: readFileSync(join(content, path), 'utf8') })
const files = (language: string) => ({
  deepening: file(`${language}/deepening.yaml`),
  pages: file(`${language}/pages.yaml`),
  fits: file('fits.yaml'),
  library: file('library.yaml'),
  concern: file(`${language}/concern.yaml`),
  helplines: file('helplines.yaml'),
  worry: file(`${language}/worry.yaml`),
})

describe.each(LANGUAGES)('what a team reads on, in %s', (language) => {
  const { deepening, library } = loadReading(language)

  it('has a core question, questions for the talk and for oneself, for each block', () => {
    for (const block of BLOCKS) {
      expect(deepening[block]?.core.endsWith('?')).toBe(true)
      expect(
        [...(deepening[block]?.talk ?? []), ...(deepening[block]?.reflect ?? [])].every((one) => one.endsWith('?')),
      ).toBe(true)
    }
  })

  it('says in words where each entry comes from', () => {
    const { keys } = loadSentences(language)
    expect(library.filter(({ from }) => !keys.includes(`places.${from}`))).toEqual([])
  })

  it('has at least five tools or practices with a link for each block', () => {
    for (const block of BLOCKS) {
      const linked = library.filter(({ blocks, link = '' }) => blocks.includes(block) && /^https?:/.test(link))
      expect(linked.length, block).toBeGreaterThanOrEqual(LEAST_ENTRIES)
    }
  })
})

describe('the library', () => {
  it('stops the start, naming what is missing or leads nowhere', () => {
    const broken = files('nl')
    const without = {
      ...broken,
      deepening: { ...broken.deepening, text: broken.deepening.text.replace('"7":', '"6":') },
    }
    expect(() => parseReading(without, 'nl')).toThrow(/deepening\.yaml/)
    const nowhere = {
      ...broken,
      concern: { ...broken.concern, text: broken.concern.text.replace('to: gesprek', 'to: nergens') },
    }
    expect(() => parseReading(nowhere, 'nl')).toThrow(/expected a step "nergens"/)
    const few = {
      ...broken,
      library: { path: 'library.yaml', text: '[]' },
    }
    expect(() => parseReading(few, 'nl')).toThrow(/expected at least 5 entries for block "2"/)
  })
})
