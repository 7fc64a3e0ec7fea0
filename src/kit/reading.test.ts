import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadReading } from '../build/content.ts'
import { LANGUAGES } from './languages.ts'
import { LEAST_ENTRIES, parseReading } from './reading.ts'

const BLOCKS = ['1', '2', '3', '4', '5', '6', '7']
const content = join(import.meta.dirname, '../../content')
const file = (path: string) => ({ path, text: readFileSync(join(content, path), 'utf8') })
const files = (language: string) => ({
  deepening: file(`${language}/deepening.yaml`),
  library: file('library.yaml'),
  concern: file(`${language}/concern.yaml`),
})

describe.each(LANGUAGES)('what a team reads on, in %s', (language) => {
  const { deepening, library, concern } = loadReading(language)

  it('has a core question, questions for the talk and for oneself, for each block', () => {
    for (const block of BLOCKS) {
      expect(deepening[block]?.core.endsWith('?')).toBe(true)
      expect(
        [...(deepening[block]?.talk ?? []), ...(deepening[block]?.reflect ?? [])].every((one) => one.endsWith('?')),
      ).toBe(true)
    }
  })

  it('has at least five tools or practices with a link for each block', () => {
    for (const block of BLOCKS) {
      const linked = library.filter(({ blocks, link }) => blocks.includes(block) && /^https?:/.test(link))
      expect(linked.length, block).toBeGreaterThanOrEqual(LEAST_ENTRIES)
    }
  })

  it('has the six steps of the concern guide, each leading on or to the end', () => {
    expect(new Set(concern.map(({ title }) => title[0]))).toEqual(new Set(['1', '2', '3', '4', '5', '6']))
    expect(concern.filter(({ ways }) => ways.length === 0).map(({ id }) => id)).toEqual(['opvolging'])
    expect(concern.map(({ id, ways }) => [id, ways.map(({ to }) => to)])).toEqual(
      loadReading('nl').concern.map(({ id, ways }) => [id, ways.map(({ to }) => to)]),
    )
  })

  it('puts the least intrusive path first, and 112 where there is no time', () => {
    const acute = concern.find(({ id }) => id === 'acuut')?.text ?? ''
    expect(acute).toContain('112')
    expect(acute.indexOf('112')).toBeGreaterThan(10)
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
      library: { path: 'library.yaml', text: broken.library.text.replace(/- id: [\s\S]*(?=- id: tele-onthaal)/, '') },
    }
    expect(() => parseReading(few, 'nl')).toThrow(/expected at least 5 entries for block "2"/)
  })
})
