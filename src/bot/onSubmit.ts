import type { Deps } from './context.ts'
import { onPress } from './onPress.ts'
import { chatWith } from './people/people.ts'
import type { Reply } from './ports/handlers.ts'
import type { Press } from './ports/inbound.ts'
import { isUnreachable } from './ports/platform.ts'
import type { Verb } from './verbs/verb.ts'

/**
 * Handles a press that can't be answered with a card: a pressed message is edited where only the presser reads it; a press in
 * a channel is answered in her private chat, since an edit there would be shown to everyone.
 */
export const onSubmit = async (
  deps: Deps,
  verbs: ReadonlyMap<string, Verb>,
  press: Press,
  message: string | undefined,
): Promise<Reply> => {
  const reply = await onPress(deps, verbs, press)
  try {
    await showReply(deps, press, message, reply)
  } catch (error) {
    // Nothing can be shown there; what was decided stands all the same.
    if (!isUnreachable(error)) throw error
  }
  return reply
}

const showReply = async (
  deps: Deps,
  { platform, place, actor }: Press,
  message: string | undefined,
  reply: Reply,
): Promise<void> => {
  // Everyone's message is edited by what was decided.
  if (place.in === 'channel' && reply.forAll) return
  if (place.in === 'private' && message !== undefined) {
    await deps.platform.edit({ platform, conversation: place.conversation, message }, reply.card)
  } else {
    const chat = place.in === 'private' ? place.conversation : await chatWith(deps, platform, actor)
    await deps.platform.post(platform, chat, reply.card)
  }
}
