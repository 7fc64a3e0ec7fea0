import { buttons } from '../../cards/card.ts'
import { blockScreen, blocksScreen, concernScreen, libraryScreen } from '../../cards/screens/reading/readingScreens.ts'
import type { Kit } from '../../kit/kit.ts'
import { plainText } from '../../kit/plainText.ts'
import { searchLibrary } from '../../kit/reading.ts'
import { type Deps, voiceFor } from '../context.ts'
import type { Reply } from '../ports/handlers.ts'
import type { Press } from '../ports/inbound.ts'
import { roundOf } from '../stateOf.ts'
import { refusedReply } from './answers.ts'
import { belongs } from './round.ts'
import * as data from './schemas.ts'
import { ok, type Verb, verb } from './verb.ts'

/** A block by itself, or on the channel's card of priorities, with the way back to it. */
const openBlock = async (
  deps: Deps,
  press: Press,
  { round: id, block }: { round?: string | undefined; block?: string | undefined },
): Promise<Reply> => {
  if (block === undefined) return ok(blocksScreen(deps.voice))
  if (id === undefined) return ok(blockScreen(deps.voice, block))
  const round = await roundOf(deps, id)
  if (!belongs(round, press)) return refusedReply(deps, 'roundGone')
  const voice = voiceFor(deps, { language: round.language })
  const back = { label: voice.say('elements.back'), verb: 'priorities.show', data: { round: id } }
  return ok(blockScreen(voice, block, press.place.in === 'channel' ? buttons(back) : undefined))
}

/** Reading for anyone, at any time: nothing of anybody's is in it, and nothing is kept. */
export const readingVerbs = (kit: Kit): readonly Verb[] => [
  verb({ verb: 'block.open', data: data.blockAsked(kit), who: 'anyone', where: 'both', press: openBlock }),
  verb({
    verb: 'library.search',
    data: data.searching,
    who: 'anyone',
    where: 'both',
    press: async (deps, _press, { query = '' }) => {
      const words = plainText(query).slice(0, 100)
      const found = searchLibrary(deps.voice.reading.library, words)
      const ids = found.map(({ id }) => id)
      return ok(libraryScreen(deps.voice, ids, words))
    },
  }),
  verb({
    verb: 'library.open',
    data: data.entryOpened,
    who: 'anyone',
    where: 'both',
    press: async (deps, _press, { id }) =>
      deps.voice.reading.library.some((entry) => entry.id === id)
        ? ok(libraryScreen(deps.voice, [id]))
        : refusedReply(deps, 'unknownButton'),
  }),
  verb({
    verb: 'concern.step',
    data: data.concernStep,
    who: 'anyone',
    where: 'private',
    press: async (deps, _press, { step = '' }) => ok(concernScreen(deps.voice, step)),
  }),
]
