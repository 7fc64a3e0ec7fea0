import type { RoundWithResult } from '../../../flows/round/round.ts'
import { talkOf } from '../../../flows/round/talk.ts'
import { blockIdOf, blockOf, type ElementId, elementOf, GRADES } from '../../../kit/kit.ts'
import type { Result } from '../../../kit/result.ts'
import { pagesOf, type TalkPage } from '../../../kit/talk.ts'
import { type Part, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'
import { signedSaid } from '../result/elementScreens.ts'
import { pictureParts } from '../result/picture.ts'
import { alikeLines, firstLines } from '../result/resultScreen.ts'
import { notedParts, noteQuote } from './talkNotes.ts'

/** The block that the fourth step is about: the kit begins at the first. */
export const talkBlock = ({ blocks }: Pick<RoundWithResult, 'blocks'>): string =>
  blocks.includes('1') ? '1' : (blocks[0] ?? '1')

/** The block an action noted on this page belongs to; undefined where the page is about all of them. */
export const blockOfPage = ({ step, topic }: TalkPage, round: RoundWithResult): string | undefined => {
  if (step === 'block') return talkBlock(round)
  return topic === undefined ? undefined : blockIdOf(topic)
}

/** What one page of the talk says, from the published result and the kit alone. */
export const pageParts = (voice: Voice, round: RoundWithResult, page: TalkPage): Part[] => {
  const { say } = voice
  switch (page.step) {
    case 'look':
      return [text(say('meeting.look')), ...pictureParts(voice, round.result)]
    case 'alike':
      return alikeParts(voice, round)
    case 'different':
      return [...differentParts(voice, round, page), ...pageNotes(voice, round, page)]
    case 'block':
      return [...blockParts(voice, talkBlock(round)), ...pageNotes(voice, round, page)]
    case 'decide':
      return [text(say('meeting.decide')), ...decidedParts(voice, round)]
  }
}

/** What was noted on this very page: read back while it is being talked about. */
const pageNotes = (voice: Voice, round: RoundWithResult, { step, topic }: TalkPage): Part[] => {
  const notes = talkOf(round).notes.filter((note) => note.step === step && note.topic === topic)
  return notes.length > 0 ? [noteQuote(voice, notes)] : []
}

const decidedParts = (voice: Voice, round: RoundWithResult): Part[] => {
  const noted = notedParts(voice, round)
  return noted.length > 0 ? noted : [text(voice.say('meeting.nothingNoted'), 'small')]
}

const alikeParts = (voice: Voice, round: RoundWithResult): Part[] => {
  const { say } = voice
  const lines = alikeLines(voice, round.result)
  return [
    ...(lines.length > 0
      ? [text(say('meeting.alike'), 'strong'), text(firstLines(voice, lines).join('\n'))]
      : [text(say('meeting.noneAlike'))]),
    text(say('meeting.alikeAsk')),
    ...pageNotes(voice, round, { step: 'alike' }),
  ]
}

/** One topic: an element with its three statements, or, where the result has blocks alone, a block's elements to go through. */
const differentParts = (voice: Voice, round: RoundWithResult, { topic }: TalkPage): Part[] => {
  const { say } = voice
  if (topic === undefined) return [text(say('meeting.noneDifferent')), text(say('meeting.noneDifferentAsk'))]
  const topics = pagesOf(round.result).filter((page) => page.step === 'different')
  const place = { number: topics.findIndex((page) => page.topic === topic) + 1, total: topics.length }
  return round.result.depth === 'elements'
    ? elementParts(voice, round.result, topic, say('meeting.topic', place))
    : blockTopicParts(voice, topic, say('meeting.topic', place))
}

const elementParts = (voice: Voice, result: Result, id: ElementId, place: string): Part[] => {
  const { kit, say } = voice
  const { block, title, statements } = elementOf(kit, id)
  const { name, talk } = blockOf(kit, block)
  return [
    text(say('meeting.topicOf', { place, block: say('result.block', { block, name }) }), 'small'),
    text(title, 'strong'),
    text(signedSaid(voice, result, id).join('\n')),
    text(GRADES.map((grade) => say(`meeting.statement.${grade}`, { statement: statements[grade] })).join('\n')),
    text(say('meeting.differentAsk')),
    text(say('result.question', { question: talk }), 'small'),
    text(say('meeting.free'), 'small'),
  ]
}

const blockTopicParts = (voice: Voice, id: string, place: string): Part[] => {
  const { kit, say } = voice
  const { name, talk, elements } = blockOf(kit, id)
  return [
    text(place, 'small'),
    text(say('result.block', { block: id, name }), 'strong'),
    text(say('meeting.blockAsk')),
    text(elements.map(({ title }) => say('meeting.note.line', { text: title })).join('\n')),
    text(say('result.question', { question: talk }), 'small'),
    text(say('meeting.free'), 'small'),
  ]
}

const blockParts = ({ kit, say, reading }: Voice, id: string): Part[] => {
  const { name } = blockOf(kit, id)
  const deepening = reading.deepening[id]
  return [
    text(say('result.block', { block: id, name }), 'strong'),
    text(say(id === '1' ? 'meeting.vision' : 'meeting.first')),
    ...(deepening
      ? [
          text(deepening.core),
          text(deepening.talk.map((question) => say('meeting.note.line', { text: question })).join('\n')),
        ]
      : []),
  ]
}
