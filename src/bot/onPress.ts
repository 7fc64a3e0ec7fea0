import { type Deps, withLanguage } from './context.ts'
import { noteOpenForm } from './people/openForms.ts'
import { personOf } from './people/people.ts'
import type { Reply } from './ports/handlers.ts'
import type { Press } from './ports/inbound.ts'
import { PlatformFailed } from './ports/platform.ts'
import { refusedReply } from './verbs/replies.ts'
import type { Verb } from './verbs/verb.ts'

/** Takes a press through its verb's row to the card that answers it. Never throws for what a person or a platform did. */
export const onPress = async (deps: Deps, verbs: ReadonlyMap<string, Verb>, press: Press): Promise<Reply> => {
  const unknown = refusedReply(deps, 'unknownButton')
  const row = verbs.get(press.verb)
  if (!row || !fits(row, press)) return unknown
  const parsed = row.data.safeParse(press.data)
  if (!parsed.success) return unknown
  // A sheet and a ballot know the language of who fills them in: an answer costs no second read.
  const person = row.who === 'member' ? undefined : await personOf(deps, press.platform, press.actor)
  const localized = withLanguage(deps, person?.language)
  try {
    const reply = await row.press({ deps: localized, press, person }, parsed.data)
    if (row.who !== 'member' || reply.card.asks) await noteOpenForm(localized, press, person, reply)
    return reply
  } catch (error) {
    if (!(error instanceof PlatformFailed)) throw error
    return refusedReply(localized, 'tryAgain')
  }
}

/** A verb for the private chat may be pressed on the person's home page as well. */
const fits = ({ where }: Verb, { place }: Press): boolean =>
  where === 'both' || where === (place.in === 'home' ? 'private' : place.in)
