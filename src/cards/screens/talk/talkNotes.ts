import type { Round } from '../../../flows/round/round.ts'
import { talkOf } from '../../../flows/round/talk.ts'
import type { TalkNote } from '../../../flows/round/talkState.ts'
import { blockOf, elementOf, hasBlock, hasElement } from '../../../kit/kit.ts'
import { capitalized } from '../../capitalized.ts'
import { type Part, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'

/** What a topic of the talk is called; undefined where this kit has no such element or block. */
export const topicName = ({ kit, say }: Voice, topic: string | undefined): string | undefined => {
  if (topic === undefined) return undefined
  if (hasElement(kit, topic)) return elementOf(kit, topic).title
  return hasBlock(kit, topic) ? say('result.block', { block: topic, name: blockOf(kit, topic).name }) : undefined
}

const headOf = (voice: Voice, { step, topic }: TalkNote): string =>
  topicName(voice, topic) ?? capitalized(voice.say(`meeting.steps.${step}`))

/** Notes word for word, a line each: a quote each would be too many parts for one message. */
export const noteQuote = ({ say }: Voice, notes: readonly TalkNote[]): Part => ({
  kind: 'quote',
  text: notes.map(({ text: words }) => say('meeting.note.line', { text: words })).join('\n'),
})

/** Notes under what they are about. */
export const notesParts = (voice: Voice, notes: readonly TalkNote[]): Part[] => {
  const heads = [...new Set(notes.map((note) => headOf(voice, note)))]
  return heads.flatMap((head): Part[] => {
    const about = notes.filter((note) => headOf(voice, note) === head)
    return [text(head, 'small'), noteQuote(voice, about)]
  })
}

/** What the team noted in its talk, where it decides next; nothing where it noted nothing. */
export const notedParts = (voice: Voice, round: Round): Part[] => {
  const { notes } = talkOf(round)
  return notes.length > 0 ? [text(voice.say('meeting.noted'), 'strong'), ...notesParts(voice, notes)] : []
}
