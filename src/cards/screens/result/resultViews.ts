import type { Round } from '../../../flows/round/round.ts'
import { blockOf, elementOf, GRADES } from '../../../kit/kit.ts'
import type { BlockFigure, ElementFigure, Result, RoleFigure } from '../../../kit/result.ts'
import { buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'

const backTo = ({ say }: Voice, round: Round): Part | undefined =>
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
  if (figure.in === 'words') return say('elements.words', { title, tendency: say(`tendency.${figure.tendency}`) })
  // What nobody chose isn't said: "0 rood" is a word about everyone.
  const given = GRADES.filter((grade) => figure.counts[grade] > 0)
  const counts = given.map((grade) => say(`elements.${grade}`, { count: figure.counts[grade] })).join(' · ')
  return say('elements.counts', { title, counts })
}

/** Remarks a page: with the longest remarks a page stays well under the card's limit. */
export const REMARKS_A_PAGE = 12

/** The remarks about one block, word for word, a page at a time; the coordinator sees a button to hide one. */
export const resultRemarksScreen = (
  voice: Voice,
  round: Round,
  result: Result,
  asked: { readonly block?: string | undefined; readonly page?: number | undefined; readonly forCoordinator: boolean },
): Card => {
  const { kit, say } = voice
  const indexed = result.remarks.map((remark, at) => ({ ...remark, at }))
  const blocks = kit.blocks.filter(({ id }) => indexed.some((remark) => remark.block === id))
  const block = blocks.find(({ id }) => id === asked.block) ?? blocks[0]
  if (!block) {
    return card(say('remarks.summary'), [
      heading(say('remarks.title')),
      text(say('remarks.none'), 'small'),
      backTo(voice, round),
    ])
  }
  const about = indexed.filter((remark) => remark.block === block.id)
  const from = Math.max(0, asked.page ?? 0) * REMARKS_A_PAGE
  const look = (id: string, page = 0) => ({ verb: 'result.remarks', data: { round: round.id, block: id, page } })
  return card(say('remarks.summary'), [
    heading(say('remarks.title')),
    text(say('remarks.text'), 'small'),
    text(say('remarks.about', { about: block.about }), 'strong'),
    ...about
      .slice(from, from + REMARKS_A_PAGE)
      .flatMap(({ text: words, hidden, at }): (Part | undefined)[] => [
        hidden ? text(say('remarks.hidden'), 'small') : { kind: 'quote', text: words },
        ...(asked.forCoordinator && !hidden ? [hideButton(voice, round, block.id, at)] : []),
      ]),
    buttons(
      about.length > from + REMARKS_A_PAGE && {
        label: say('remarks.more'),
        ...look(block.id, (asked.page ?? 0) + 1),
      },
      ...blocks.filter(({ id }) => id !== block.id).map(({ id, name }) => ({ label: name, ...look(id) })),
    ),
    backTo(voice, round),
  ])
}

const hideButton = ({ say }: Voice, round: Round, block: string, remark: number): Part | undefined =>
  buttons({ label: say('remarks.hide'), verb: 'result.hideRemark', data: { round: round.id, block, remark } })

/** How each role that may be shown sees the blocks, and how all the others do. */
export const resultRolesScreen = (voice: Voice, round: Round, result: Result): Card => {
  const { say } = voice
  return card(say('roles.summary'), [
    heading(say('roles.title')),
    text(say(result.roles.length > 0 ? 'roles.text' : 'roles.none'), 'small'),
    ...result.roles.flatMap((side) => sideParts(voice, side)),
    backTo(voice, round),
  ])
}

const sideParts = (voice: Voice, { role, blocks }: RoleFigure): Part[] => {
  const { kit, say } = voice
  const said = ({ block, counts }: BlockFigure): string =>
    say('elements.counts', {
      title: say('result.block', { block, name: blockOf(kit, block).name }),
      counts: say('result.counts', { ...counts }),
    })
  return [text(say(`role.${role}`), 'strong'), text(blocks.map(said).join('\n'))]
}
