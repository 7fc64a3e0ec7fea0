import { describe, expect, it } from 'vitest'
import { loadPaper } from '../build/content.ts'
import { LANGUAGES } from '../kit/languages.ts'
import { filledIn } from './filledIn.ts'

const ALL = {
  organisation: 'Jeugddienst Testdorp',
  contact: 'privacy@testdorp.be',
  dpo: 'An Peeters, dpo@testdorp.be',
  host: 'Koepel Jeugd vzw',
}

describe('privacy.5.5 the served papers say who is responsible', () => {
  it.each(LANGUAGES)('with the organisation, the contact and the DPO in their brackets: %s', (language) => {
    const notice = filledIn(loadPaper(language, 'notice'), ALL)
    for (const said of Object.values(ALL)) expect(notice).toContain(said)
    expect(notice).not.toMatch(
      /\[(Organisati|contact|(naam|name|nom)\b|wie\]|who\]|qui\]|Wie de bot|Who runs|Qui fait)/,
    )
    expect(notice.split(ALL.host)).toHaveLength(3)
    const terms = filledIn(loadPaper(language, 'terms'), ALL)
    expect(terms).toMatch(/(bij wie|by|chez)\s?: Koepel Jeugd vzw\./)
    expect(terms).toContain('Jeugddienst Testdorp, privacy@testdorp.be')
  })

  it.each(LANGUAGES)('and leave a bracket that no setting fills: %s', (language) => {
    const paper = loadPaper(language, 'notice')
    expect(filledIn(paper, {})).toBe(paper)
    expect(filledIn(paper, { organisation: 'Testdorp' })).toMatch(/Testdorp.*\[(naam|name|nom), e-mail\]/)
  })

  it('as it was set, and never as Markdown', () => {
    expect(filledIn('[contact]', { contact: '[x](https://evil) <b>*y*' })).toBe('\\[x\\](https://evil) \\<b\\>\\*y\\*')
  })
})
