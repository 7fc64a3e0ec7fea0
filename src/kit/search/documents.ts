import { type BlockId, GRADES, type Kit } from '../kit.ts'
import { HERE, type Reading } from '../reading.ts'
import type { FoundKind, Vocabulary } from './vocabulary.ts'

/** Something that can be found. */
export interface SearchDocument {
  /** Of an entry of the library, a block ("3") or an element ("3.1"); of a step of the concern guide, `concern:` and its id. */
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
}

const CONCERN = 'concern:'
/** The id of a step of the concern guide among what is found. */
export const concernId = (step: string): string => `${CONCERN}${step}`

/** The step that an id among what is found names; undefined when it names something else. */
export const concernStepOf = (id: string): string | undefined =>
  id.startsWith(CONCERN) ? id.slice(CONCERN.length) : undefined

/** Everything that can be found in a language. */
export const documentsOf = (kit: Kit, reading: Reading, { kinds }: Vocabulary): readonly SearchDocument[] => {
  const called = (kind: FoundKind) => ({ kind, called: kinds[kind].join(' ') })
  return [
    ...reading.library.map(({ id, kind, from, blocks, name, description }) => ({
      ...{ id, from, blocks, name, text: description, more: '' },
      ...called(kind),
    })),
    ...kit.blocks.map(({ id, name, title, about, talk }) => {
      const deepening = reading.deepening[id]
      const asked = [talk, ...(deepening?.talk ?? []), ...(deepening?.reflect ?? [])]
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
    ...reading.concern.map(({ id, title, text, ways }) => ({
      ...{ id: concernId(id), from: HERE, blocks: [], name: title, text },
      more: ways.map(({ label }) => label).join(' '),
      ...called('concern'),
    })),
  ]
}
