import type { Deps } from './context.ts'
import { onPress } from './onPress.ts'
import { chatWith } from './people.ts'
import type { Reply } from './ports/handlers.ts'
import type { Press } from './ports/inbound.ts'
import { isUnreachable } from './ports/platform.ts'
import type { Verb } from './verbs/verb.ts'

/**
 * A press that can't be answered with a card: the pressed message is edited where only she reads it; what she pressed
 * in a channel is answered in her private chat, since an edit there would show everyone.
 */
export const onSubmit = async (
  deps: Deps,
  verbs: ReadonlyMap<string, Verb>,
  press: Press,
  message: string | undefined,
): Promise<Reply> => {
  const answer = await onPress(deps, verbs, press)
  try {
    await showing(deps, press, message, answer)
  } catch (error) {
    // Nobody can be shown anything there: what was decided stands all the same.
    if (!isUnreachable(error)) throw error
  }
  return answer
}

const showing = async (
  deps: Deps,
  { platform, place, actor }: Press,
  message: string | undefined,
  answer: Reply,
): Promise<void> => {
  if (place.in === 'private' && message !== undefined) {
    await deps.platform.edit({ platform, conversation: place.conversation, message }, answer.card)
  } else {
    const chat = place.in === 'private' ? place.conversation : await chatWith(deps, platform, actor)
    await deps.platform.post(platform, chat, answer.card)
  }
}
