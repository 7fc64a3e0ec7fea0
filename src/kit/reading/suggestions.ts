import { z } from 'zod'
import type { Block, ElementId, Kit } from '../kit.ts'
import { BrokenContent, type ContentFile, parseFile, placeOf } from '../parseFile.ts'
import { figuresOf, type SaidOfElements, WORDS } from '../result.ts'

/** A drafted action for an element. It is in no plan until a person fills in who and when, and saves it. */
export interface Suggestion {
  readonly title: string
  readonly goal: string
  /** What can be seen when it works. */
  readonly indicator: string
}

/** The drafted action of each element. */
export type Suggestions = Readonly<Record<ElementId, Suggestion>>

/** In characters; a title is the line by which a plan names the action. */
export const LONGEST_SUGGESTION = { title: 100, goal: 200, indicator: 200 } as const

const sentence = z.string().trim().min(1)
const suggestionsSchema = z.record(
  z.string(),
  z.strictObject({
    title: sentence.max(LONGEST_SUGGESTION.title),
    goal: sentence.max(LONGEST_SUGGESTION.goal),
    indicator: sentence.max(LONGEST_SUGGESTION.indicator),
  }),
)

/** The drafted actions of a language. @throws {BrokenContent} when an element has none, or one is of no element */
export const parseSuggestions = (file: ContentFile, kit: Kit): Suggestions => {
  const suggestions = parseFile(file, suggestionsSchema)
  const ids = kit.elements.map(({ id }) => id)
  const problems = [
    ...ids.filter((id) => !suggestions[id]).map((id) => `${file.path}: expected element "${id}"`),
    ...Object.keys(suggestions)
      .filter((id) => !ids.includes(id))
      .map((id) => `${placeOf(file, [id])}: ${id}: expected an element of the kit`),
  ]
  if (problems.length > 0) throw new BrokenContent(problems)
  return suggestions
}

/** How far up it comes among the published words: the weakest word that a side says of it, red before orange before divided. */
const rankOf = (result: SaidOfElements, element: ElementId): number => {
  const ranks = figuresOf(result, element).map(({ word }) => WORDS.indexOf(word))
  return ranks.length > 0 ? Math.min(...ranks) : WORDS.indexOf('few')
}

/** Among equal words: the larger share of orange and red first. */
const shareOf = (result: SaidOfElements, element: ElementId): number =>
  Math.max(
    0,
    ...figuresOf(result, element).map(({ word, fifths = 0 }) => (word === 'mostly-green' ? 5 - fifths : fifths)),
  )

/**
 * Elements that need work most first. It goes by the published result and nothing else: red before orange before divided before
 * what few answered before green. Elements of which as much is said keep the kit's order, in which what carries the rest comes
 * first; so it does where the result publishes no elements.
 */
export const byNeed = (result: SaidOfElements, elements: readonly ElementId[]): readonly ElementId[] =>
  elements.toSorted((a, b) => rankOf(result, a) - rankOf(result, b) || shareOf(result, b) - shareOf(result, a))

/** The elements of a block that need work most first. */
export const weakestElements = (result: SaidOfElements, block: Block): readonly ElementId[] =>
  byNeed(
    result,
    block.elements.map(({ id }) => id),
  )

/** Whether the result says something of an element of this block, so that its order says something of the team. */
export const tellsOfElements = (result: SaidOfElements, block: Block): boolean =>
  block.elements.some(({ id }) => figuresOf(result, id).some(({ word }) => word !== 'few'))
