import { type BlockId, blockOf, elementOf, hasBlock, hasElement } from '../../../kit/kit.ts'
import { concernStepOf, pageIdOf, pointOf, storyOf } from '../../../kit/search/documents.ts'
import type { Found, Hit } from '../../../kit/search/search.ts'
import { type Button, buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'
import { pageOfPoint } from './blockScreens.ts'
import { A_CARD, linked } from './entryParts.ts'
import { searchInput } from './readingScreens.ts'

/** Shown with why; the rest by name and description. */
const BEST = 3

/** Where the card is read: in a channel nothing leads to the concern guide, which is between the bot and one person. */
interface Asked {
  readonly query: string
  readonly shared: boolean
}

const openBlock = ({ kit, say }: Pick<Voice, 'kit' | 'say'>, block: BlockId) => ({
  ...({ kind: 'row', label: say('reading.open', { name: blockOf(kit, block).name }) } as const),
  press: { verb: 'block.open', data: { block } },
})

/** What was found, by its id; undefined for what isn't there any more. */
const partOf = (voice: Voice, id: string, shared: boolean): Part | undefined => {
  const { kit, reading, say } = voice
  const entry = reading.library.find((one) => one.id === id)
  if (entry) return linked(voice, entry)
  if (hasBlock(kit, id)) {
    const { name, title } = blockOf(kit, id)
    return { ...openBlock(voice, id), title: say('result.block', { block: id, name }), detail: title }
  }
  if (hasElement(kit, id)) {
    const { title, explanation, block } = elementOf(kit, id)
    return { ...openBlock(voice, block), title: `${id} ${title}`, detail: explanation }
  }
  const read = readPart(voice, id)
  if (read) return read
  const step = reading.concern.find((one) => one.id === concernStepOf(id))
  if (!step) return undefined
  const title = say('search.guide', { step: step.title })
  if (shared) return text(`${title}. ${say('search.guidePrivately')}`)
  return {
    ...{ kind: 'row', title, detail: say('search.guideDetail'), label: say('search.openGuide') },
    press: { verb: 'concern.step', data: { step: step.id } },
  }
}

/** A page, a point of a block or its story, by the id it is found by. */
const readPart = ({ kit, reading, say }: Voice, id: string): Part | undefined => {
  const page = reading.pages.find((one) => one.id === pageIdOf(id))
  if (page) {
    const press = { verb: 'page.read', data: { page: page.id } }
    return {
      kind: 'row',
      title: page.title,
      detail: page.about,
      label: say('wisdom.show', { name: page.title }),
      press,
    }
  }
  const point = pointOf(id)
  const found = point && reading.deepening[point.block]?.points[point.number - 1]
  if (point && found && hasBlock(kit, point.block)) {
    const data = { block: point.block, part: 'points', page: pageOfPoint(point.number) }
    return {
      ...openBlock({ kit, say }, point.block),
      title: found.title,
      detail: found.text,
      press: { verb: 'block.open', data },
    }
  }
  const block = storyOf(id)
  const story = block === undefined ? undefined : reading.deepening[block]?.story
  if (block === undefined || !story) return undefined
  const press = { verb: 'block.open', data: { block, part: 'story' } }
  return {
    kind: 'row',
    title: story.title,
    detail: say('wisdom.part.story'),
    label: say('wisdom.show', { name: story.title }),
    press,
  }
}

/** Which words of it answer the question, and the block it belongs to. */
const why = ({ kit, reading, say }: Voice, { id, words }: Hit): Part | undefined => {
  const blocks = reading.library.find((one) => one.id === id)?.blocks ?? []
  const names = blocks.filter((block) => hasBlock(kit, block)).map((block) => blockOf(kit, block).name)
  const lines = [
    words.length > 0 && say('search.why', { words: words.join(', ') }),
    names.length > 0 && say('search.blocks', { names: names.join(', ') }),
  ]
  const said = lines.filter((line) => line !== false)
  return said.length === 0 ? undefined : text(said.join(' '), 'small')
}

const wordButton = (word: string): Button => ({ label: word, verb: 'library.search', data: { word } })

/** Nothing was found: what comes nearest, and never a dead end. */
const nothing = (voice: Voice, { near, block }: Found, shared: boolean): readonly (Part | undefined)[] => {
  const { reading, say } = voice
  const [first] = reading.concern
  return [
    near.length > 0 ? text(say('search.near')) : text(say('search.otherWord')),
    buttons(...near.map(wordButton)),
    block === undefined ? undefined : text(say('search.nearBlock')),
    block === undefined ? undefined : partOf(voice, block, shared),
    text(say('search.worried')),
    shared || !first
      ? text(say('search.guidePrivately'))
      : buttons({ label: say('search.openGuide'), verb: 'concern.step', data: { step: first.id } }),
  ]
}

/** The best three with why, the others, and a helpline from here where one fits; and the way to search on. */
export const foundScreen = (voice: Voice, answer: Found, { query, shared }: Asked): Card => {
  const { reading, say } = voice
  const parts = answer.hits.slice(0, A_CARD).flatMap((hit) => {
    const part = partOf(voice, hit.id, shared)
    return part ? [{ hit, part }] : []
  })
  const [best, others] = [parts.slice(0, BEST), parts.slice(BEST)]
  const helpline = reading.library.find(({ id }) => id === answer.helpline)
  const isShown = best.some(({ hit }) => hit.id === answer.helpline)
  const title = parts.length === 0 ? say('search.nothing') : say('search.found', { count: parts.length })
  return card(title, [
    heading(title),
    ...best.flatMap(({ hit, part }) => [part, why(voice, hit)]),
    ...(helpline && !isShown ? [text(say('search.helpline'), 'strong'), linked(voice, helpline)] : []),
    others.length > 0 && text(say('search.others'), 'strong'),
    ...others.filter(({ hit }) => isShown || hit.id !== answer.helpline).map(({ part }) => part),
    ...(parts.length === 0 ? nothing(voice, answer, shared) : []),
    searchInput(voice, query),
    buttons(
      { label: say('reading.search'), main: true, verb: 'library.search', data: {} },
      { label: say('reading.all'), verb: 'block.open', data: {} },
      { label: say('wisdom.library'), verb: 'library.browse', data: {} },
    ),
  ])
}

/** One entry of the library, opened by its id. */
export const entryScreen = (voice: Voice, id: string): Card =>
  foundScreen(voice, { hits: [{ id, words: [] }], near: [], worry: false }, { query: '', shared: false })
