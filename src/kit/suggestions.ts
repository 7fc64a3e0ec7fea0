import { z } from 'zod'
import type { Block, ElementId, Kit } from './kit.ts'
import { BrokenContent, type ContentFile, parseFile } from './parseKit.ts'
import { answersIn, type ElementFigure, type Result, type Tendency, tendencyOf } from './result.ts'

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
      .map((id) => `${file.path}: ${id}: expected an element of the kit`),
  ]
  if (problems.length > 0) throw new BrokenContent(problems)
  return suggestions
}

/** From weak to strong. What isn't published may be either, so it comes before what is known to be strong. */
const ORDER: readonly (Tendency | 'unpublished')[] = [
  'mostly-red',
  'mostly-orange',
  'divided',
  'unpublished',
  'mostly-green',
]

interface Weakness {
  readonly rank: number
  /** Share of orange and red where counts are published. A word stands for nearly everyone, since more dissent is counted. */
  readonly share: number
}

const weaknessOf = (figure: ElementFigure | undefined): Weakness => {
  if (!figure) return { rank: ORDER.indexOf('unpublished'), share: 0 }
  if (figure.in === 'words')
    return { rank: ORDER.indexOf(figure.tendency), share: figure.tendency === 'mostly-green' ? 0 : 1 }
  const { counts } = figure
  return { rank: ORDER.indexOf(tendencyOf(counts)), share: (counts.orange + counts.red) / answersIn(counts) }
}

/**
 * A block's elements, those that need work most first. It goes by the published result and nothing else: red before orange
 * before divided before green, and where counts are published the larger share of orange and red. Elements that say equally
 * much keep the kit's order, in which what carries the rest comes first. So where the result publishes no elements (too few
 * handed in, only blocks, or a block that was left out of the scan), the order is the kit's.
 */
export const weakestElements = (result: Pick<Result, 'elements'>, block: Block): readonly ElementId[] => {
  const figures = new Map(result.elements.map((figure) => [figure.element, weaknessOf(figure)]))
  const unknown = weaknessOf(undefined)
  const weakness = (id: ElementId): Weakness => figures.get(id) ?? unknown
  return block.elements
    .map(({ id }) => id)
    .toSorted((a, b) => weakness(a).rank - weakness(b).rank || weakness(b).share - weakness(a).share)
}

/** Whether the result publishes an element of this block, so that its order says something of the team. */
export const tellsOfElements = (result: Pick<Result, 'elements'>, block: Block): boolean =>
  result.elements.some(({ element }) => block.elements.some(({ id }) => id === element))
