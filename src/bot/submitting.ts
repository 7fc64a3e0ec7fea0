import { chatWith } from './chats.ts'
import type { Deps } from './deps.ts'
import type { Press } from './press.ts'
import { turn } from './turn.ts'
import type { Answer, Verb } from './verb.ts'

/**
 * A press that can't be answered with a card: the pressed message is edited where only she reads it; what she pressed
 * in a channel is answered in her private chat, since an edit there would show everyone.
 */
export const submitting = async (
  deps: Deps,
  verbs: ReadonlyMap<string, Verb>,
  press: Press,
  message: string | undefined,
): Promise<Answer> => {
  const answer = await turn(deps, verbs, press)
  const { platform, place } = press
  if (place.in === 'private' && message !== undefined) {
    await deps.platform.edit({ platform, conversation: place.conversation, message }, answer.card)
  } else {
    const chat = place.in === 'private' ? place.conversation : await chatWith(deps, platform, press.actor)
    await deps.platform.post(platform, chat, answer.card)
  }
  return answer
}
