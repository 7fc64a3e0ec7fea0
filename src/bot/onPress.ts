import { refusalScreen } from '../cards/screens/refusalScreen.ts'
import { type Deps, speaking } from './context.ts'
import { personOf } from './people.ts'
import type { Reply } from './ports/handlers.ts'
import type { Press } from './ports/inbound.ts'
import { PlatformFailed } from './ports/platform.ts'
import type { Verb } from './verbs/verb.ts'

/** One press, from its verb's row to the card that answers it. Never throws for what a person or platform did. */
export const onPress = async (deps: Deps, verbs: ReadonlyMap<string, Verb>, press: Press): Promise<Reply> => {
  const unknown: Reply = { card: refusalScreen(deps.voice, 'unknownButton'), outcome: 'unknownButton' }
  const row = verbs.get(press.verb)
  if (!row || !fits(row, press)) return unknown
  const parsed = row.data.safeParse(press.data)
  if (!parsed.success) return unknown
  const spoken = await inHerLanguage(deps, row, press)
  try {
    return await row.press(spoken, press, parsed.data)
  } catch (error) {
    if (!(error instanceof PlatformFailed)) throw error
    return { card: refusalScreen(spoken.voice, 'tryAgain'), outcome: 'tryAgain' }
  }
}

/** What is for a private chat is for a page of her own as well. */
const fits = ({ where }: Verb, { place }: Press): boolean =>
  where === 'both' || where === (place.in === 'page' ? 'private' : place.in)

/** A sheet and a ballot know the language of who fills them in: an answer costs no second read. */
const inHerLanguage = async (deps: Deps, { who }: Verb, { platform, actor }: Press): Promise<Deps> =>
  who === 'member' ? deps : speaking(deps, (await personOf(deps, platform, actor))?.language)
