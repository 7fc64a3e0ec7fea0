import { buttons } from '../../cards/card.ts'
import { cut } from '../../cards/cut.ts'
import { formAgain } from '../../cards/fieldProblems.ts'
import { type BlockPage, blockScreen } from '../../cards/screens/reading/blockScreens.ts'
import { libraryScreen } from '../../cards/screens/reading/libraryScreens.ts'
import { pageScreen } from '../../cards/screens/reading/pageScreens.ts'
import { blocksScreen, LONGEST_QUERY } from '../../cards/screens/reading/readingScreens.ts'
import { entryScreen, foundScreen } from '../../cards/screens/reading/searchScreens.ts'
import { hasResult, type Round } from '../../flows/round/round.ts'
import type { BlockId, ElementId, Kit } from '../../kit/kit.ts'
import { plainText } from '../../kit/plainText.ts'
import { weakestElements } from '../../kit/reading/suggestions.ts'
import { figuresOf } from '../../kit/result.ts'
import { voiceFor } from '../context.ts'
import type { Reply } from '../ports/handlers.ts'
import { drawConcern } from '../render/concernScreens.ts'
import type { Contexts } from './contexts.ts'
import { roundHere } from './guards.ts'
import { ok, refusedReply } from './replies.ts'
import * as data from './schemas.ts'
import { type Verb, verb } from './verb.ts'

/** A block by itself, or from the channel's card of priorities, with the way back to it. */
const openBlock = async (
  context: Contexts['anyone'],
  { round: id, block, ...asked }: Omit<BlockPage, 'weakest' | 'block'> & { readonly block?: BlockId | undefined },
): Promise<Reply> => {
  const { deps, press } = context
  if (block === undefined) return ok(blocksScreen(deps.voice))
  if (id === undefined) return ok(blockScreen(deps.voice, { ...asked, block }))
  const round = await roundHere(context, id)
  if (!round) return refusedReply(deps, 'roundGone')
  const voice = voiceFor(deps, { language: round.language })
  const back = { label: voice.say('elements.back'), verb: 'priorities.show', data: { round: id } }
  // Only in its channel, where the platform says that she is one of those who read the result: a button alone says nothing.
  const inChannel = press.place.in === 'channel'
  const page = { ...asked, block, round: id, weakest: inChannel ? weakestOf(deps.voice.kit, round, block) : [] }
  return ok(blockScreen(voice, page, inChannel ? buttons(back) : undefined))
}

/** So many elements that need work are named; the rest stands in the result. */
const MOST_WEAKEST = 3

/** Of a block in a round's published result: what largely is red, orange or divided. */
const weakestOf = (kit: Kit, round: Round, block: BlockId): readonly ElementId[] => {
  const known = kit.blocks.find(({ id }) => id === block)
  if (!known || !hasResult(round) || round.result.depth !== 'elements') return []
  const { result } = round
  const needs = (id: ElementId) => figuresOf(result, id).some(({ word }) => word !== 'few' && word !== 'mostly-green')
  return weakestElements(result, known).filter(needs).slice(0, MOST_WEAKEST)
}

/** Reading for anyone, at any time: nothing of anybody's is in it, and nothing is kept. */
export const readingVerbs = (kit: Kit): readonly Verb[] => [
  verb({ verb: 'block.open', data: data.openBlock(kit), who: 'anyone', where: 'both', press: openBlock }),
  verb({
    verb: 'library.search',
    data: data.search,
    who: 'anyone',
    where: 'both',
    press: async ({ deps, press }, { query = '', word }) => {
      // What is longer is searched by its beginning, and the field says by how much it is too long.
      const asked = plainText(word ?? query)
      const shared = press.place.in === 'channel'
      const card = foundScreen(deps.voice, deps.voice.find(cut(asked, LONGEST_QUERY)), { query: asked, shared })
      return ok(formAgain(deps.voice, card, { query: asked }, deps.now()) ?? card)
    },
  }),
  verb({
    verb: 'library.open',
    data: data.openEntry,
    who: 'anyone',
    where: 'both',
    press: async ({ deps }, { id }) =>
      deps.voice.reading.library.some((entry) => entry.id === id)
        ? ok(entryScreen(deps.voice, id))
        : refusedReply(deps, 'unknownButton'),
  }),
  verb({
    verb: 'library.browse',
    data: data.browse,
    who: 'anyone',
    where: 'both',
    press: async ({ deps }, { by, value, page }) => ok(libraryScreen(deps.voice, { by, value, page })),
  }),
  verb({
    verb: 'page.read',
    data: data.readPage,
    who: 'anyone',
    where: 'both',
    press: async ({ deps }, { page: id, at, from }) => {
      const page = deps.voice.reading.pages.find((one) => one.id === id)
      return page ? ok(pageScreen(deps.voice, { page, at, from })) : refusedReply(deps, 'unknownButton')
    },
  }),
  verb({
    verb: 'concern.step',
    data: data.concernStep,
    who: 'anyone',
    // In a channel the answer is for who pressed alone.
    where: 'both',
    press: async ({ deps, press }, { step = '', trail }) =>
      ok(await drawConcern(deps, { step, trail }, { platform: press.platform, id: press.actor })),
  }),
]
