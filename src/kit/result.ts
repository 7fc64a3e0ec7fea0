import { type BlockId, blockIdOf, type ElementId, type Grade } from './kit.ts'
import type { Role } from './roles.ts'
import { answersIn, type Counts, type GradeCounts, type Remark } from './tally.ts'

/** What most answers say, or that they say different things. */
export type Tendency = `mostly-${Grade}` | 'divided'
/** What is said of an element: a tendency, or that too few answered it. */
export type Word = Tendency | 'few'
/** From the weakest to the strongest. Too few answers may hide either, so they come before what is known to be strong. */
export const WORDS: readonly Word[] = ['mostly-red', 'mostly-orange', 'divided', 'few', 'mostly-green']

/** All that is said of an element. It depends on this element's answers alone, and on how many there are. */
export interface ElementFigure {
  readonly element: ElementId
  readonly word: Word
  /** So few differ that the team largely agrees. */
  readonly alike?: true
  /** The word's share of the answers, to the nearest fifth and never more than four; only where many answered. */
  readonly fifths?: number
}

/** All that is said of a block in a small round, where nothing is said of elements. */
export interface BlockFigure {
  readonly block: BlockId
  readonly tendency: Tendency
}

/** One side of the view per role: a role, or everyone whose role isn't shown. */
export interface RoleFigure {
  readonly role: Role | 'others'
  readonly elements: readonly ElementFigure[]
}

/** The figures of a result that was frozen before version 0.3.0: they stay what they were, and none are made any more. */
export interface CountedFigures {
  readonly blocks: readonly { readonly block: BlockId; readonly counts: Counts }[]
  readonly elements: readonly { readonly element: ElementId; readonly counts: GradeCounts }[]
  readonly roles: readonly { readonly role: Role | 'others'; readonly blocks: CountedFigures['blocks'] }[]
}

/** The frozen result of a scan: only what the floor lets through, so all of it may be shown to the team. */
export interface Result {
  /** Version of the kit. */
  readonly kit: string
  /** The round's floor, in people. */
  readonly floor: number
  /** Sheets that count: handed in, with at least one answer. */
  readonly handedIn: number
  /** How much is shown. */
  readonly depth: 'nothing' | 'blocks' | 'elements'
  /** At depth `blocks` only: the blocks with enough answers. */
  readonly blocks: readonly BlockFigure[]
  /** At depth `elements` only: each element of the round. Empty where `roles` speak in their place. */
  readonly elements: readonly ElementFigure[]
  /** The view per role, in place of the team's own; empty unless the round asked for it and every side passes the floor. */
  readonly roles: readonly RoleFigure[]
  /** Word for word; the coordinator can hide one. */
  readonly remarks: readonly (Remark & { readonly hidden: boolean })[]
  readonly counted?: CountedFigures
}

/** What is published of elements. */
export type SaidOfElements = Pick<Result, 'elements' | 'roles'>

const sidesOf = ({ elements, roles }: SaidOfElements): readonly (readonly ElementFigure[])[] =>
  roles.length > 0 ? roles.map((side) => side.elements) : [elements]

/** What each side of the result says of an element: one figure for a team, one a role in the view per role. */
export const figuresOf = (result: SaidOfElements, element: ElementId): readonly ElementFigure[] =>
  sidesOf(result).flatMap((side) => side.find((figure) => figure.element === element) ?? [])

/** How often each word is said of these elements: all that is said of a block beside its elements. */
export const wordsIn = (figures: readonly ElementFigure[]): Readonly<Record<Word, number>> => {
  const counted = { 'mostly-red': 0, 'mostly-orange': 0, divided: 0, few: 0, 'mostly-green': 0 }
  for (const { word } of figures) counted[word]++
  return counted
}

/** The elements on which all largely agree; in a view per role, in the same word on every side. */
export const alikeOf = (result: SaidOfElements): readonly ElementId[] => {
  const [first = []] = sidesOf(result)
  return first
    .map(({ element }) => element)
    .filter((id) => {
      const figures = figuresOf(result, id)
      return figures.every(({ alike, word }) => alike && word === figures[0]?.word)
    })
}

/** The elements on which a team is divided, or of which its roles say different things. */
export const differentOf = (result: SaidOfElements): readonly ElementId[] => {
  const [first = []] = sidesOf(result)
  return first
    .map(({ element }) => element)
    .filter((id) => {
      const words = figuresOf(result, id)
        .map(({ word }) => word)
        .filter((word) => word !== 'few')
      return words.includes('divided') || new Set(words).size > 1
    })
}

const NEED: Readonly<Record<Tendency, number>> = {
  'mostly-red': 1,
  'mostly-orange': 1,
  divided: 0.5,
  'mostly-green': 0,
}

/**
 * How much a block asks for work, from 0 to 1: the share of orange and red among what is published of it, where divided is
 * half. 0 where nothing is published.
 */
export const needOf = (result: Result, block: BlockId): number => {
  const counts = result.counted?.blocks.find((figure) => figure.block === block)?.counts
  if (counts) return (counts.orange + counts.red) / Math.max(1, answersIn(counts))
  const said = [
    ...result.blocks.filter((figure) => figure.block === block).map(({ tendency }) => tendency),
    ...sidesOf(result)
      .flat()
      .filter(({ element, word }) => blockIdOf(element) === block && word !== 'few')
      .map(({ word }) => word as Tendency),
  ]
  return said.reduce((sum, tendency) => sum + NEED[tendency], 0) / Math.max(1, said.length)
}

/** One element a block first, so that few of them still speak of the whole scan; by place alone, which tells nothing of answers. */
export const spreadOverBlocks = (ids: readonly ElementId[]): readonly ElementId[] => {
  const first = ids.filter((id) => ids.find((other) => blockIdOf(other) === blockIdOf(id)) === id)
  return [...first, ...ids.filter((id) => !first.includes(id))]
}
