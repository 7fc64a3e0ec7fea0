import type { BlockId } from '../kit.ts'
import { isHere } from '../reading/library.ts'
import { isWorriedSearch } from '../typed/worry.ts'
import { concernId, type SearchDocument } from './documents.ts'
import { BOOST, type SearchIndex } from './searchIndex.ts'
import { hasOne, type Idea, ideasOf, nearest, stemsOf } from './understand.ts'
import { stemOf, wordsOf } from './words.ts'

/** Something found, and the words of its own that are those of the question. */
export interface Hit {
  readonly id: string
  readonly words: readonly string[]
}

/** What a search comes back with. It holds none of the words that were asked: only ids and words of the content. */
export interface Found {
  /** The best first. */
  readonly hits: readonly Hit[]
  /** When nothing was found: known words that look like what was asked. */
  readonly near: readonly string[]
  /** When nothing was found: the block that comes nearest. */
  readonly block?: BlockId
  /** What was asked is nothing but the name of something here: typed alone, it is a question. */
  readonly named?: true
  /** Of what was asked, as the content writes it: what else is said of it tells nothing. */
  readonly topic?: string
  /** It sounds like worry about someone. */
  readonly worry: boolean
  /** The id of a helpline from here that fits. */
  readonly helpline?: string
}

/** Hits shown at most. */
const MOST_HITS = 10
/** What scores less than this part of the best only looks like it. */
const LEAST_OF_BEST = 0.4
const MOST_WORDS_SHOWN = 3
const MOST_NEAR = 3
/** From abroad, as part of what it would score from here. */
const ABROAD = 0.9
/** Nobody is helped by a helpline abroad. */
const HELPLINE_ABROAD = 0.4

/** How fast what matches less falls behind what matches best: 0 not at all. Tried on the questions of test/questions, as is `WHOLE`. */
const SHAPE = 0.5
/** How much it counts that a document speaks of all that was asked. */
const WHOLE = 0.5

interface Scored {
  readonly score: number
  readonly ideas: number
  readonly terms: readonly string[]
}

/** What an idea finds, the best of it as 1: an idea that has many words for it counts no more than another. */
const findIdea = (index: SearchIndex, { variants }: Idea): ReadonlyMap<string, Scored> => {
  const known = variants.filter(({ term, prefix }) => prefix || index.indexed.has(term))
  const found = index.engine.search(known.map(({ term }) => term).join(' '), {
    boost: BOOST,
    prefix: (_, at) => known[at]?.prefix ?? false,
    boostTerm: (_, at) => known[at]?.weight ?? 1,
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
  })
  const best = found[0]?.score ?? 1
  const rare = Math.log(1 + index.documents.size / Math.max(1, found.length))
  return new Map(
    found.map(({ id, score, terms }) => [String(id), { score: rare * (score / best) ** SHAPE, ideas: 1, terms }]),
  )
}

const nearness = ({ from, kind }: SearchDocument): number =>
  isHere(from) ? 1 : kind === 'helpline' ? HELPLINE_ABROAD : ABROAD

const scoredFor = (index: SearchIndex, ideas: readonly Idea[]): readonly (Scored & { readonly id: string })[] => {
  const total = new Map<string, Scored>()
  for (const idea of ideas)
    for (const [id, found] of findIdea(index, idea)) {
      const before = total.get(id)
      total.set(id, {
        score: (before?.score ?? 0) + found.score,
        ideas: (before?.ideas ?? 0) + 1,
        terms: [...(before?.terms ?? []), ...found.terms],
      })
    }
  const ranked = [...total].flatMap(([id, scored]) => {
    const document = index.documents.get(id)
    if (!document) return []
    const whole = (scored.ideas / ideas.length) ** WHOLE
    return [{ ...scored, id, score: scored.score * whole * nearness(document) * (document.weight ?? 1) }]
  })
  return ranked.toSorted((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))
}

/** Whether a stem is of what was asked, and no other word for it. */
const isSaid =
  (ideas: readonly Idea[]) =>
  (stem: string): boolean =>
    ideas.some(({ variants }) =>
      variants.some(({ term, prefix, meant }) => !meant && (term === stem || (prefix && stem.startsWith(term)))),
    )

/** The document's own words that have these stems, as they stand in it. */
const wordsWith = (index: SearchIndex, id: string, terms: readonly string[]): readonly string[] => {
  const wanted = new Set(terms)
  const shown = new Map<string, string>()
  for (const word of index.wordsIn.get(id) ?? []) {
    const own = index.termsOf.get(word) ?? []
    const [stem = word] = own
    if (!shown.has(stem) && own.some((term) => wanted.has(term))) shown.set(stem, word)
    if (shown.size === MOST_WORDS_SHOWN) break
  }
  return [...shown.values()]
}

/** When nothing was found: what comes nearest. */
const nearby = (index: SearchIndex, question: string): Pick<Found, 'near' | 'block'> => {
  const asked = wordsOf(question).filter((word) => word.length > 3 && !index.stop.has(word))
  const near = [...new Set(asked.slice(0, 4).flatMap((word) => nearest(index, word, 3, MOST_NEAR)))].slice(0, MOST_NEAR)
  const [first] = near.length === 0 ? [] : scoredFor(index, ideasOf(index, near.join(' ')))
  const block = first && index.documents.get(first.id)?.blocks[0]
  return { near, ...(block === undefined ? {} : { block }) }
}

/** The helpline from here that fits what was asked, else one among what was found. */
const helplineFor = (index: SearchIndex, question: string, hits: readonly Hit[]): string | undefined => {
  const stems = stemsOf(index, question)
  const isOurs = ({ id }: Hit): boolean => {
    const document = index.documents.get(id)
    return document?.kind === 'helpline' && isHere(document.from)
  }
  const fits = index.helplines.find(({ id, phrases }) => index.documents.has(id) && hasOne(stems, phrases))
  return (fits ?? hits.find(isOurs))?.id
}

/** A word or three. */
const MOST_NAMED = 3
const MOST_TOPIC = 2

/** What of a question names something to read, in the content's own words. */
const namesIn = (index: SearchIndex, question: string): { readonly named: boolean; readonly topic: string } => {
  const words = wordsOf(question)
  const stems = words.map((word) => (index.stop.has(word) ? '' : stemOf(index.language, word)))
  const subjects = stems.flatMap((stem) => index.subjects.get(stem) ?? [])
  const topic = [...new Set(subjects)].slice(0, MOST_TOPIC).join(' ')
  return {
    named: words.length > 0 && words.length <= MOST_NAMED && stems.every((stem) => index.names.has(stem)),
    topic,
  }
}

/** Answers a question in people's own words. */
export const search = (index: SearchIndex, question: string): Found => {
  const ideas = ideasOf(index, question)
  const worry = isWorriedSearch(index.worry, question)
  const ranked = ideas.length === 0 ? [] : scoredFor(index, ideas)
  const least = (ranked[0]?.score ?? 0) * LEAST_OF_BEST
  const found = ranked
    .filter(({ score }) => score >= least)
    .slice(0, MOST_HITS)
    .map(({ id, terms }) => ({ id, words: wordsWith(index, id, terms.filter(isSaid(ideas))) }))
  const guided = worry ? guideFirst(index, found) : found
  const helpline = helplineFor(index, question, guided)
  const hits = guided.length === 0 && helpline !== undefined ? [{ id: helpline, words: [] }] : guided
  const { named, topic } = namesIn(index, question)
  return {
    ...{ hits, worry, near: [] },
    ...(named && found.length > 0 ? { named } : {}),
    ...(topic !== '' && found.length > 0 ? { topic } : {}),
    ...(hits.length === 0 ? nearby(index, question) : {}),
    ...(helpline === undefined ? {} : { helpline }),
  }
}

/** Where it sounds like worry the concern guide's beginning goes first. */
const guideFirst = (index: SearchIndex, hits: readonly Hit[]): readonly Hit[] => {
  const first = [...index.documents.values()].find(({ kind }) => kind === 'concern')?.id ?? concernId('')
  const known = hits.find(({ id }) => id === first)
  return [known ?? { id: first, words: [] }, ...hits.filter(({ id }) => id !== first)].slice(0, MOST_HITS)
}
