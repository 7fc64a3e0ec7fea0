import { loadKit, loadReading, loadVocabulary, searcherOf } from '../src/build/content.ts'
import type { Language } from '../src/kit/languages.ts'
import { searchIndex } from '../src/kit/search/searchIndex.ts'
import { questionsIn, rightIn } from '../test/searchQuestions.ts'

/** Of an answer at the 99th percentile of the questions. */
export const MOST_SEARCH_MS = 5
/** Times that each question is asked; the first ones warm up and aren't counted. */
const TIMES = 40
const WARM = 10
/** Two cores that others use too interrupt some: of a question, the middle of its times counts. */
const middle = (numbers: readonly number[]): number =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0
const part = (numbers: readonly number[], share: number): number =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length * share)] ?? 0

/** How many of the questions of test/questions are answered rightly among the first three, and what an answer costs. */
export const searched = (language: Language) => {
  const kit = loadKit(language)
  const [reading, vocabulary] = [loadReading(language), loadVocabulary(language)]
  const began = performance.now()
  const { documents } = searchIndex(kit, reading, vocabulary, language)
  const indexMs = performance.now() - began
  const find = searcherOf(language, () => kit)
  const questions = questionsIn(language)
  const times = questions.map((): number[] => [])
  for (let time = 0; time < TIMES; time++)
    for (const [at, { ask }] of questions.entries()) {
      const asked = performance.now()
      find(ask)
      if (time >= WARM) times[at]?.push(performance.now() - asked)
    }
  const right = questions.filter(({ ask, right }) =>
    rightIn(
      find(ask)
        .hits.slice(0, 3)
        .map(({ id }) => id),
      right,
    ),
  )
  const middles = times.map(middle)
  return {
    ...{ questions: questions.length, rightInThree: right.length, documents: documents.size, indexMs },
    ...{ p50Ms: part(middles, 0.5), p99Ms: part(middles, 0.99), p99EveryMs: part(times.flat(), 0.99) },
  }
}
