import { type BlockId, GRADES, type Kit } from '../kit.ts'
import { HERE } from '../reading/library.ts'
import type { Reading } from '../reading/reading.ts'
import type { FoundKind, Vocabulary } from './vocabulary.ts'

/** Something that can be found. */
export interface SearchDocument {
  /** Of an entry of the library, a block ("3") or an element ("3.1"); of what is read otherwise, its sort first: `concern:`, `page:`, `point:`, `story:`. */
  readonly id: string
  readonly kind: FoundKind
  /** Language and country, such as `nl-BE`; the kit's own parts are from here. */
  readonly from: string
  readonly blocks: readonly BlockId[]
  readonly name: string
  /** What its kind is called. */
  readonly called: string
  readonly text: string
  /** What says less of what it is about: statements, questions. */
  readonly more: string
  /** What people call what it is about, where its own text has other words. */
  readonly about?: string
  /** How much it counts besides the others; 1 where it doesn't say. */
  readonly weight?: number
}

/** A piece of a block, when the block, an element or an entry says as much. */
const PIECE = 0.75
/** A page, when an entry says as much. */
const PAGE_WEIGHT = 0.9

const CONCERN = 'concern:'
/** The id of a step of the concern guide among what is found. */
export const concernId = (step: string): string => `${CONCERN}${step}`

/** The step that an id among what is found names; undefined when it names something else. */
export const concernStepOf = (id: string): string | undefined =>
  id.startsWith(CONCERN) ? id.slice(CONCERN.length) : undefined

const PAGE = 'page:'
const POINT = 'point:'
const STORY = 'story:'
const after = (prefix: string, id: string): string | undefined =>
  id.startsWith(prefix) ? id.slice(prefix.length) : undefined

/** The page that an id among what is found names; undefined when it names something else. */
export const pageIdOf = (id: string): string | undefined => after(PAGE, id)

/** The block whose story an id among what is found names; undefined when it names something else. */
export const storyOf = (id: string): BlockId | undefined => after(STORY, id)

/** The point of a block, from 1, that an id among what is found names; undefined when it names something else. */
export const pointOf = (id: string): { readonly block: BlockId; readonly number: number } | undefined => {
  const [block, number] = after(POINT, id)?.split('.') ?? []
  return block === undefined || number === undefined ? undefined : { block, number: Number(number) }
}

const pageDocuments = ({ pages }: Reading, called: string): readonly SearchDocument[] =>
  pages.map(({ id, title, about, text = '', items, blocks }) => ({
    ...{ id: `${PAGE}${id}`, kind: 'page', from: HERE, blocks, called, weight: PAGE_WEIGHT },
    ...{ name: title, text: `${about} ${items.map((one) => one.title).join(' ')}` },
    more: [text, ...items.map((one) => one.text)].join(' '),
  }))

const deepeningDocuments = ({ deepening }: Reading, called: string): readonly SearchDocument[] =>
  Object.entries(deepening).flatMap(([block, { points, story }]) => [
    ...points.map(({ title, text }, at) => ({
      ...{
        id: `${POINT}${block}.${at + 1}`,
        kind: 'page' as const,
        from: HERE,
        blocks: [block],
        called: '',
        weight: PIECE,
      },
      ...{ name: title, text, more: '' },
    })),
    ...(story
      ? [
          {
            ...{ id: `${STORY}${block}`, kind: 'page' as const, from: HERE, blocks: [block], called, weight: PIECE },
            ...{ name: story.title, text: '', more: story.text.join(' ') },
          },
        ]
      : []),
  ])

/** Everything that can be found in a language. */
export const documentsOf = (kit: Kit, reading: Reading, vocabulary: Vocabulary): readonly SearchDocument[] =>
  ownDocuments(kit, reading, vocabulary).map((document) => {
    const about = vocabulary.about[document.id]
    return about ? { ...document, about: about.join(' ') } : document
  })

const ownDocuments = (kit: Kit, reading: Reading, { kinds }: Vocabulary): readonly SearchDocument[] => {
  const called = (kind: FoundKind) => ({ kind, called: kinds[kind].join(' ') })
  return [
    ...reading.library.map(({ id, kind, from, blocks, name, description }) => ({
      ...{ id, from, blocks, name, text: description, more: '' },
      ...called(kind),
    })),
    ...kit.blocks.map(({ id, name, title, about, talk }) => {
      const deepening = reading.deepening[id]
      const { talk: team = [], reflect = [], practitioner = [], manager = [] } = deepening ?? {}
      const asked = [talk, ...team, ...reflect, ...practitioner, ...manager]
      return {
        ...{ id, from: HERE, blocks: [id], name: `${name} ${title} ${about}` },
        ...{ text: deepening?.core ?? '', more: asked.join(' ') },
        ...called('block'),
      }
    }),
    ...kit.elements.map(({ id, block, title, explanation, statements }) => ({
      ...{ id, from: HERE, blocks: [block], name: title, text: explanation },
      more: GRADES.map((grade) => statements[grade]).join(' '),
      ...called('element'),
    })),
    ...pageDocuments(reading, kinds.page.join(' ')),
    ...deepeningDocuments(reading, kinds.practice.join(' ')),
    ...reading.concern.map(({ id, title, text, ways }) => ({
      ...{ id: concernId(id), from: HERE, blocks: [], name: title, text },
      more: ways.map(({ label }) => label).join(' '),
      ...called('concern'),
    })),
  ]
}
