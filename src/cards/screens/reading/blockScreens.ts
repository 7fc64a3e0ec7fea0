import { type BlockId, blockOf, type ElementId, elementOf } from '../../../kit/kit.ts'
import { nearestFirst } from '../../../kit/reading/library.ts'
import { beginningsOf } from '../../../kit/reading/pages.ts'
import { BLOCK_PARTS, type BlockPart, type Deepening } from '../../../kit/reading/reading.ts'
import { type Button, buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'
import { linked, listed, slice } from './entryParts.ts'
import { pageButton } from './pageScreens.ts'

/** Blocks about what to do with signals and with secrecy: they lead to the concern guide. */
const CONCERNED: readonly BlockId[] = ['2', '6']

/** Entries a page, so that each fits a phone with the ways further around them. */
const ENTRIES = 4
/** Pages to read that are offered on each page of entries, until all were. */
const READ_ON = 2
/** Questions for the team on the first card; all of them are a press away. */
const FIRST_QUESTIONS = 2
/** Points a card: more than this nobody reads on a phone. */
const POINTS = 4

/** Which block is read, from which page of its entries or points on, and by whom it was opened from a round's card. */
export interface BlockPage {
  readonly block: BlockId
  readonly page?: number | undefined
  readonly round?: string | undefined
  readonly part?: BlockPart | undefined
  readonly element?: ElementId | undefined
  /** Of the round's result: where this block needs work most. */
  readonly weakest?: readonly ElementId[]
}

const open = ({ block, round }: BlockPage, label: string, data: Button['data'] = {}): Button => ({
  ...{ label, verb: 'block.open' },
  data: { block, ...(round === undefined ? {} : { round }), ...data },
})

/** A block to go on with, or what of it was asked for. */
export const blockScreen = (voice: Voice, asked: BlockPage, back?: Part): Card => {
  const deepening = voice.reading.deepening[asked.block]
  if (asked.element !== undefined) return fitsScreen(voice, asked, asked.element)
  if (asked.part !== undefined && deepening) return partScreen(voice, asked, asked.part, deepening)
  return (asked.page ?? 0) > 0 ? entriesScreen(voice, asked, back) : firstScreen(voice, asked, deepening, back)
}

/** Its core question and the ways further. */
const firstScreen = (voice: Voice, asked: BlockPage, deepening: Deepening | undefined, back?: Part): Card => {
  const { kit, say } = voice
  const { block } = asked
  const { name, title } = blockOf(kit, block)
  return card(say('reading.summary', { name }), [
    heading(say('result.block', { block, name })),
    text(title, 'small'),
    ...(deepening ? questions(voice, asked, deepening) : []),
    CONCERNED.includes(block) && buttons({ label: say('help.concern'), verb: 'concern.step', data: {} }),
    back ?? around(voice),
  ])
}

const around = ({ say }: Voice): Part | undefined | false =>
  buttons(
    { label: say('reading.all'), verb: 'block.open', data: {} },
    { label: say('wisdom.library'), verb: 'library.browse', data: {} },
  )

/** What helps with the block, page by page, the kit's own page of links first. */
const entriesScreen = (voice: Voice, asked: BlockPage, back?: Part): Card => {
  const { kit, reading, say } = voice
  const { block, page = 1 } = asked
  const { name } = blockOf(kit, block)
  const entries = nearestFirst(reading.library.filter(({ blocks }) => blocks.includes(block)))
  const { at, shown, from, to, left } = slice(entries, page - 1, ENTRIES)
  const readOn = beginningsOf(reading.pages).filter(({ blocks }) => blocks.includes(block))
  return card(say('reading.summary', { name }), [
    heading(say('result.block', { block, name })),
    text(say('reading.more'), 'strong'),
    text(say('search.page', { from, to, total: entries.length }), 'small'),
    ...shown.map((entry) => linked(voice, entry)),
    buttons(
      open(asked, at > 0 ? say('search.before') : say('wisdom.back', { name }), { page: at }),
      left > 0 && open(asked, say('search.next', { count: left }), { page: at + 2 }),
    ),
    buttons(...readOn.slice(at * READ_ON, (at + 1) * READ_ON).map((one) => pageButton(one))),
    back ?? around(voice),
  ])
}

const questions = (voice: Voice, asked: BlockPage, deepening: Deepening): readonly (Part | undefined | false)[] => {
  const { say } = voice
  const has = (part: BlockPart): boolean => part !== 'manager' && (part !== 'story' || deepening.story !== undefined)
  return [
    text(deepening.core, 'strong'),
    ...weakest(voice, asked),
    // Where the team's weakest elements stand, the questions are a press away: each card fits a phone.
    ...((asked.weakest ?? []).length > 0
      ? []
      : [text(say('reading.talk'), 'strong'), listed(deepening.talk.slice(0, FIRST_QUESTIONS))]),
    buttons(
      ...BLOCK_PARTS.filter(has).map((part) => open(asked, say(`wisdom.part.${part}`), { part })),
      open(asked, say('reading.more'), { page: 1 }),
    ),
  ]
}

/** Where the team's own result leads: what fits the elements that need work most. */
const weakest = ({ kit, say }: Voice, asked: BlockPage): readonly Part[] => {
  const elements = asked.weakest ?? []
  if (elements.length === 0) return []
  return [
    text(say('wisdom.weakest'), 'strong'),
    ...elements.map(
      (element): Part => ({
        kind: 'row',
        title: elementOf(kit, element).title,
        detail: say('wisdom.fits'),
        label: say('wisdom.fitsOf', { title: elementOf(kit, element).title }),
        press: open(asked, '', { element }),
      }),
    ),
  ]
}

const partScreen = (voice: Voice, asked: BlockPage, part: BlockPart, deepening: Deepening): Card => {
  const { kit, say } = voice
  const { name } = blockOf(kit, asked.block)
  const title = part === 'story' ? (deepening.story?.title ?? '') : say(`wisdom.part.${part}`)
  return card(say('reading.summary', { name }), [
    heading(title),
    text(say('result.block', { block: asked.block, name }), 'small'),
    ...partsOf(voice, asked, part, deepening),
    buttons(open(asked, say('wisdom.back', { name }))),
  ])
}

const partsOf = (
  voice: Voice,
  asked: BlockPage,
  part: BlockPart,
  deepening: Deepening,
): readonly (Part | undefined | false)[] => {
  const { say } = voice
  switch (part) {
    case 'talk':
      return [
        listed(deepening.talk),
        text(say('wisdom.together', { questions: voice.reading.together.join(' ') }), 'small'),
      ]
    case 'reflect':
      return [listed(deepening.reflect)]
    case 'practitioner':
      return [listed(deepening.practitioner), buttons(open(asked, say('wisdom.part.manager'), { part: 'manager' }))]
    case 'manager':
      return [listed(deepening.manager), buttons(open(asked, say('wisdom.asField'), { part: 'practitioner' }))]
    case 'story':
      return (deepening.story?.text ?? []).map((paragraph) => text(paragraph))
    case 'points':
      return points(voice, asked, deepening)
  }
}

const points = ({ say }: Voice, asked: BlockPage, deepening: Deepening): readonly (Part | undefined | false)[] => {
  const { at, pages, shown, from, to, left } = slice(deepening.points, asked.page ?? 0, POINTS)
  return [
    pages > 1 && text(say('search.page', { from, to, total: deepening.points.length }), 'small'),
    ...shown.flatMap((point) => [text(point.title, 'strong'), text(point.text)]),
    buttons(
      at > 0 && open(asked, say('search.before'), { part: 'points', page: at - 1 }),
      left > 0 && open(asked, say('search.next', { count: left }), { part: 'points', page: at + 1 }),
    ),
  ]
}

/** The page of a block's points that a point stands on. */
export const pageOfPoint = (point: number): number => Math.floor((point - 1) / POINTS)

/** What helps with one element: entries and pages, and points of its block. */
const fitsScreen = (voice: Voice, asked: BlockPage, element: ElementId): Card => {
  const { kit, reading, say } = voice
  const { title, block, explanation } = elementOf(kit, element)
  const { points: numbers = [], pages = [], entries = [] } = reading.fits[element] ?? {}
  const { name } = blockOf(kit, block)
  const found = entries.flatMap((id) => reading.library.filter((entry) => entry.id === id))
  const readPoints = numbers.flatMap((number) => reading.deepening[block]?.points[number - 1] ?? [])
  const ofPoints = (asked.page ?? 0) > 0 && readPoints.length > 0
  return card(say('wisdom.fitsOf', { title }), [
    heading(title),
    text(say('result.block', { block, name }), 'small'),
    ...(ofPoints
      ? [
          ...readPoints.flatMap((point) => [text(point.title, 'strong'), text(point.text)]),
          buttons(open(asked, say('reading.more'), { element })),
        ]
      : [
          text(explanation, 'small'),
          text(say('reading.more'), 'strong'),
          ...found.map((entry) => linked(voice, entry)),
          buttons(
            readPoints.length > 0 && open(asked, say('wisdom.part.points'), { element, page: 1 }),
            ...reading.pages.filter(({ id }) => pages.includes(id)).map((page) => pageButton(page)),
          ),
        ]),
    buttons(open({ ...asked, block }, say('wisdom.back', { name }))),
  ])
}
