import { buttons } from '../../cards/card.ts'
import { cut } from '../../cards/cut.ts'
import { formAgain } from '../../cards/fieldProblems.ts'
import { blockScreen, blocksScreen, LONGEST_QUERY } from '../../cards/screens/reading/readingScreens.ts'
import { entryScreen, foundScreen } from '../../cards/screens/reading/searchScreens.ts'
import type { Kit } from '../../kit/kit.ts'
import { plainText } from '../../kit/plainText.ts'
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
  {
    round: id,
    block,
    page = 0,
  }: { readonly round?: string | undefined; readonly block?: string | undefined; readonly page?: number | undefined },
): Promise<Reply> => {
  const { deps, press } = context
  if (block === undefined) return ok(blocksScreen(deps.voice))
  if (id === undefined) return ok(blockScreen(deps.voice, { block, page }))
  const round = await roundHere(context, id)
  if (!round) return refusedReply(deps, 'roundGone')
  const voice = voiceFor(deps, { language: round.language })
  const back = { label: voice.say('elements.back'), verb: 'priorities.show', data: { round: id } }
  return ok(blockScreen(voice, { block, page, round: id }, press.place.in === 'channel' ? buttons(back) : undefined))
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
    verb: 'concern.step',
    data: data.concernStep,
    who: 'anyone',
    // In a channel the answer is for who pressed alone.
    where: 'both',
    press: async ({ deps, press }, { step = '', trail }) =>
      ok(await drawConcern(deps, { step, trail }, { platform: press.platform, id: press.actor })),
  }),
]
