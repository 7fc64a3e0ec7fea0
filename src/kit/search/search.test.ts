import { describe, expect, it } from 'vitest'
import { loadKit, loadReading, searcherOf } from '../../build/content.ts'

const find = searcherOf('nl', () => loadKit('nl'))
const ids = (question: string) => find(question).hits.map(({ id }) => id)

describe('the search', () => {
  it('takes whole words, never a piece of one', () => {
    expect(find('AI').hits.every(({ words }) => words.includes('ai'))).toBe(true)
    expect(find('e').hits).toEqual([])
    expect(ids('insta')).not.toContain('5.2')
  })

  it('knows all forms of a word, whatever case and accents', () => {
    expect(ids('DEMOS')[0]).toBe('demos-impact')
    expect(ids('livestreams')[0]).toBe('u-night')
    expect(ids('beslissingsbomen')[0]).toBe('project-grey')
  })

  it('knows a word that is typed wrong or not to its end', () => {
    expect(ids('mediawys')[0]).toBe('mediawijs')
    expect(ids('straathoekwrk')).toContain('online-straathoekwerk')
    expect(ids('deontol').length).toBeGreaterThan(0)
  })

  it('knows the parts of a compound', () => {
    expect(ids('jongerenspel').length).toBeGreaterThan(0)
    expect(ids('haatreacties')).toContain('unia')
  })

  it('knows kinds by their word in Dutch', () => {
    const { library } = loadReading('nl')
    const kinds = ids('hulplijnen').map((id) => library.find((one) => one.id === id)?.kind)
    expect(kinds.filter((kind) => kind === 'helpline').length).toBeGreaterThanOrEqual(5)
    expect(ids('bouwsteen samenwerking')[0]).toBe('5')
    expect(ids('tool')).not.toContain('concern:vermoeden')
  })

  it('says which words of the content answer', () => {
    expect(find('iets over discord?').hits.find(({ id }) => id === 'pakhuis')?.words).toContain('discord')
    const [first] = find('racistische berichten').hits
    expect(first?.words.length).toBeGreaterThan(0)
  })

  it('opens with the concern guide when it sounds like worry, and names a helpline from here that fits', () => {
    const found = find('iemand dreigt met zelfmoord')
    expect(found.worry).toBe(true)
    expect(found.hits[0]?.id).toMatch(/^concern:/)
    expect(found.helpline).toBe('zelfmoordlijn-1813')
    expect(find('kindermishandeling').helpline).toBe('hulplijn-1712')
    expect(find('een laptop kopen').helpline).toBeUndefined()
    expect(find('burn-out').helpline).toBe('tele-onthaal')
  })

  it('comes with what is near when it finds nothing', () => {
    const found = find('verkleuringsdag')
    expect(found.hits).toEqual([])
    expect(found.near.length).toBeLessThanOrEqual(3)
    const near = find('poloratie')
    expect(near.hits.length + near.near.length).toBeGreaterThan(0)
  })
})
