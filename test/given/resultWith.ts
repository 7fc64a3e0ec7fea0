import type { ElementFigure, Result, Word } from '../../src/kit/result.ts'

/** A frozen result of six people at depth `elements` that says nothing yet. */
export const resultWith = (given: Partial<Result> = {}): Result => ({
  kit: '1.0.0',
  floor: 5,
  handedIn: 6,
  depth: 'elements',
  blocks: [],
  elements: [],
  roles: [],
  remarks: [],
  ...given,
})

/** What is said of an element in a word. */
export const saidOf = (element: string, word: Word): ElementFigure => ({ element, word })
