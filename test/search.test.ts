import { describe, expect, it } from 'vitest'
import { loadKit, loadReading, loadVocabulary, searcherOf } from '../src/build/content.ts'
import { hasBlock, hasElement } from '../src/kit/kit.ts'
import { LANGUAGES } from '../src/kit/languages.ts'
import { isHere } from '../src/kit/reading/library.ts'
import { concernStepOf, pageIdOf, pointOf, storyOf } from '../src/kit/search/documents.ts'
import { questionsIn, rightIn } from './searchQuestions.ts'

const WANTED = 0.9

describe.each(LANGUAGES)('searching in %s', (language) => {
  const find = searcherOf(language, () => loadKit(language))
  const ids = (question: string) => find(question).hits.map(({ id }) => id)
  const { library, pages, deepening } = loadReading(language)
  const isPoint = (id: string): boolean => {
    const point = pointOf(id)
    return point !== undefined && deepening[point.block]?.points[point.number - 1] !== undefined
  }

  const there = (id: string): boolean =>
    id === 'concern' ||
    concernStepOf(id) !== undefined ||
    library.some((one) => one.id === id) ||
    hasBlock(loadKit(language), id) ||
    hasElement(loadKit(language), id) ||
    pages.some((one) => one.id === pageIdOf(id)) ||
    deepening[storyOf(id) ?? '']?.story !== undefined ||
    isPoint(id)

  it('has a right answer among the first three for nine of ten questions in people’s own words', () => {
    const questions = questionsIn(language)
    const missed = questions.filter(({ ask, right }) => !rightIn(ids(ask).slice(0, 3), right))
    expect(questions.length).toBeGreaterThanOrEqual(language === 'nl' ? 120 : 40)
    expect(missed.length / questions.length, missed.map(({ ask }) => ask).join('; ')).toBeLessThanOrEqual(1 - WANTED)
  })

  it('asks for nothing that isn’t there', () => {
    expect(questionsIn(language).flatMap(({ right }) => right.filter((id) => !there(id)))).toEqual([])
  })

  it('never puts a helpline abroad first', () => {
    const asked =
      language === 'nl' ? ['hulplijn', 'hulplijn chat jongeren anoniem'] : ['helpline', 'anonymous chat helpline']
    const firsts = asked.map((question) => library.find(({ id }) => id === ids(question)[0]))
    expect(firsts.filter((first) => first?.kind === 'helpline' && !isHere(first.from))).toEqual([])
  })

  it('says what people call only what there is', () => {
    const about = Object.keys(loadVocabulary(language).about)
    expect(about.length).toBeGreaterThan(100)
    expect(about.filter((id) => !there(id))).toEqual([])
  })

  it('names only helplines from here that the library has', () => {
    const named = Object.keys(loadVocabulary(language).helplines)
    expect(
      named.filter((id) => !library.some((one) => one.id === id && one.kind === 'helpline' && isHere(one.from))),
    ).toEqual([])
  })

  it('holds none of the words that were asked in what it gives back', () => {
    const found = JSON.stringify(find('xqzwsecretword discord'))
    expect(found).not.toContain('xqzwsecretword')
  })

  it('answers anything that is typed', () => {
    for (const typed of ['', '   ', '?!', '💥', 'a'.repeat(5000), 'e', `${'xq '.repeat(500)}`])
      expect(find(typed).hits).toEqual([])
  })
})
