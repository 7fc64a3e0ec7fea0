import type { Round } from '../../flows/steering.ts'
import { elementOf } from '../../kit/kit.ts'
import type { ElementFigure, Result } from '../../kit/result.ts'
import { buttons, type Card, card, heading, type Part, text } from '../card.ts'
import type { Voice } from '../voice.ts'

const backTo = ({ say }: Voice, round: Round): Part =>
  buttons({ label: say('elements.back'), verb: 'result.show', data: { round: round.id } })

/** Each element that may be shown, in words or counts; shown to whoever asks, in the channel. */
export const resultElementsScreen = (voice: Voice, round: Round, result: Result): Card => {
  const { kit, say } = voice
  const groups = kit.blocks.flatMap((block): Part[] => {
    const lines = result.elements.filter(({ element }) => elementOf(kit, element).block === block.id)
    if (lines.length === 0) return []
    return [
      text(say('result.block', { block: block.id, name: block.name }), 'strong'),
      text(lines.map((figure) => line(voice, figure)).join('\n')),
    ]
  })
  return card(say('elements.summary'), [
    heading(say('elements.title')),
    text(say(groups.length > 0 ? 'elements.text' : 'elements.none'), 'small'),
    ...groups,
    backTo(voice, round),
  ])
}

const line = ({ kit, say }: Voice, figure: ElementFigure): string => {
  const { title } = elementOf(kit, figure.element)
  return figure.in === 'counts'
    ? say('elements.counts', { title, ...figure.counts })
    : say('elements.words', { title, tendency: say(`tendency.${figure.tendency}`) })
}

/** The remarks, word for word; the coordinator sees a button to hide one. */
export const resultRemarksScreen = (voice: Voice, round: Round, result: Result, forCoordinator: boolean): Card => {
  const { kit, say } = voice
  const groups = kit.blocks.flatMap((block): Part[] => {
    const about = result.remarks.flatMap((remark, at) => (remark.block === block.id ? [{ ...remark, at }] : []))
    if (about.length === 0) return []
    return [
      text(say('remarks.about', { about: block.about }), 'strong'),
      ...about.flatMap(({ text: words, hidden, at }): Part[] => [
        hidden ? text(say('remarks.hidden'), 'small') : { kind: 'quote', text: words },
        ...(forCoordinator && !hidden ? [hideButton(voice, round, block.id, at)] : []),
      ]),
    ]
  })
  return card(say('remarks.summary'), [
    heading(say('remarks.title')),
    text(say(groups.length > 0 ? 'remarks.text' : 'remarks.none'), 'small'),
    ...groups,
    backTo(voice, round),
  ])
}

const hideButton = ({ say }: Voice, round: Round, block: string, remark: number): Part =>
  buttons({ label: say('remarks.hide'), verb: 'result.hideRemark', data: { round: round.id, block, remark } })
