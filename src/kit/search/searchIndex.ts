import MiniSearch from 'minisearch'
import type { Kit } from '../kit.ts'
import type { Language } from '../languages.ts'
import type { Reading } from '../reading/reading.ts'
import type { WorryRules } from '../typed/worry.ts'
import { documentsOf, type SearchDocument } from './documents.ts'
import type { Vocabulary } from './vocabulary.ts'
import { stemOf, wordsOf } from './words.ts'

/** A group of words that mean the same, as it is recognised in a question. */
export interface SameWords {
  /** Each of its words and phrases, in stems. */
  readonly phrases: readonly (readonly string[])[]
}

/** All that is needed to answer questions in a language; made once, of its content alone. */
export interface SearchIndex {
  readonly language: Language
  readonly vocabulary: Vocabulary
  readonly documents: ReadonlyMap<string, SearchDocument>
  readonly engine: MiniSearch<SearchDocument>
  /** Every word that is known, to find what a mistyped one was meant to be. */
  readonly speller: MiniSearch<{ readonly id: string }>
  readonly stop: ReadonlySet<string>
  readonly same: readonly SameWords[]
  /** Which groups a stem begins a phrase of. */
  readonly sameByFirst: ReadonlyMap<string, readonly number[]>
  /** Stems of all that is known: of the content, and of the words that mean the same. */
  readonly known: ReadonlySet<string>
  /** The known words that a compound is made of, in stems; none when it isn't one. */
  readonly partsOf: (word: string) => readonly string[]
  /** Of each word of the content: its stem, and those of its parts. */
  readonly termsOf: ReadonlyMap<string, readonly string[]>
  /** The words of each document, those that say most first. */
  readonly wordsIn: ReadonlyMap<string, readonly string[]>
  /** Words in the names of what is found, and words that mean the same as others, by their stems: as the content writes them. */
  readonly names: ReadonlyMap<string, string>
  /** Of those, what is looked for: words that mean the same as others. A word of a name alone may be any word. */
  readonly subjects: ReadonlyMap<string, string>
  /** Stems of the content alone. */
  readonly indexed: ReadonlySet<string>
  readonly worry: WorryRules
  readonly helplines: readonly { readonly id: string; readonly phrases: readonly (readonly string[])[] }[]
}

const FIELDS = ['name', 'about', 'called', 'text', 'more'] as const
/** Of a word that is a part of a compound: it says less than the word alone. */
const PARTS_FIELD = 'parts'
/** How much a word says, by where it stands. */
export const BOOST = { name: 3, about: 2.5, called: 1.2, text: 2, more: 0.8, [PARTS_FIELD]: 0.7 } as const

const SHORTEST_PART = 4
/** Both parts and nothing shorter. */
const SHORTEST_COMPOUND = 2 * SHORTEST_PART

const textsOf = (document: SearchDocument): string => FIELDS.map((field) => document[field] ?? '').join(' ')

const wordsIn = ({ name, text, more, called, about = '' }: SearchDocument): readonly string[] => [
  ...new Set([name, text, more, called, about].flatMap(wordsOf)),
]

/** While an index is made, each word is met many times. */
const remembered = (compute: (word: string) => string): ((word: string) => string) => {
  const known = new Map<string, string>()
  return (word) => {
    const before = known.get(word)
    if (before !== undefined) return before
    const computed = compute(word)
    known.set(word, computed)
    return computed
  }
}

/** Reads a compound as two known words with what may stand between them: `jeugd` + `werker`, `hulp` + `verlening`. */
const splitter = (
  known: ReadonlySet<string>,
  forms: ReadonlySet<string>,
  links: readonly string[],
  stem: (word: string) => string,
) => {
  const isFirst = (word: string): boolean => word.length >= SHORTEST_PART && forms.has(word)
  return (word: string): readonly string[] => {
    if (links.length === 0 || word.length < SHORTEST_COMPOUND) return []
    for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at++) {
      const before = word.slice(0, at)
      const link = links.find((one) => before.endsWith(one) && isFirst(before.slice(0, before.length - one.length)))
      if (link === undefined) continue
      const last = stem(word.slice(at))
      if (known.has(last)) return [stem(before.slice(0, before.length - link.length)), last]
    }
    return []
  }
}

/** Makes the index of a language: some tens of milliseconds, so only once someone asks something in it. */
export const searchIndex = (kit: Kit, reading: Reading, vocabulary: Vocabulary, language: Language): SearchIndex => {
  const stem = remembered((word) => stemOf(language, word))
  const stems = (phrase: string): readonly string[] => wordsOf(phrase).map(stem)
  const documents = documentsOf(kit, reading, vocabulary)
  const stop = new Set(vocabulary.stop.flatMap(wordsOf))
  const said = new Set(documents.flatMap((document) => wordsOf(textsOf(document))).filter((word) => !stop.has(word)))
  const single = vocabulary.same.flat().filter((phrase) => wordsOf(phrase).length === 1)
  const words = new Set([...said, ...single.flatMap(wordsOf)])
  const known = new Set([...words].map(stem))
  const forms = new Set([...words, ...known])
  const partsOf = splitter(known, forms, vocabulary.links, stem)
  const termsOf = new Map([...said].map((word) => [word, [stem(word), ...partsOf(word)]]))
  const engine = new MiniSearch<SearchDocument>({
    fields: [...FIELDS, PARTS_FIELD],
    idField: 'id',
    extractField: (document, field) =>
      field === PARTS_FIELD ? textsOf(document) : String(document[field as keyof SearchDocument] ?? ''),
    tokenize: (text, field) =>
      field === PARTS_FIELD ? wordsOf(text).flatMap((word) => termsOf.get(word)?.slice(1) ?? []) : [...wordsOf(text)],
    processTerm: (term, field) => (field === PARTS_FIELD ? term : stop.has(term) ? null : stem(term)),
  })
  engine.addAll(documents)
  const speller = new MiniSearch<{ id: string }>({ fields: ['id'], tokenize: (word) => [word] })
  speller.addAll([...words].filter((word) => word.length > 3).map((id) => ({ id })))
  const same = vocabulary.same.map((group) => ({ phrases: group.map(stems) }))
  const sameByFirst = new Map<string, number[]>()
  for (const [at, { phrases }] of same.entries())
    for (const [first] of phrases)
      if (first !== undefined) sameByFirst.set(first, [...(sameByFirst.get(first) ?? []), at])
  const named = [...single, ...documents.map(({ name }) => name)].flatMap(wordsOf).filter((word) => !stop.has(word))
  return {
    subjects: new Map(single.flatMap(wordsOf).map((word) => [stem(word), word])),
    names: new Map(named.toReversed().map((word) => [stem(word), word])),
    ...{ language, vocabulary, engine, speller, stop, same, sameByFirst, known, termsOf },
    partsOf: splitter(known, forms, vocabulary.links, (word) => stemOf(language, word)),
    indexed: new Set([...termsOf.values()].flat()),
    wordsIn: new Map(documents.map((document) => [document.id, wordsIn(document)])),
    documents: new Map(documents.map((document) => [document.id, document])),
    worry: reading.worry,
    helplines: Object.entries(vocabulary.helplines).map(([id, phrases]) => ({ id, phrases: phrases.map(stems) })),
  }
}
