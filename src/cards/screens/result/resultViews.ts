import type { Round, RoundWithResult } from '../../../flows/round/round.ts'
import type { Result } from '../../../kit/result.ts'
import { buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'
import { countedRoles } from './countedParts.ts'
import { pictureParts } from './picture.ts'

const backTo = ({ say }: Voice, round: Round): Part | undefined =>
  buttons({ label: say('elements.back'), verb: 'result.show', data: { round: round.id } })

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

/** How each role sees it, where the card of the result doesn't say so itself: in results of before version 0.3.0. */
export const resultRolesScreen = (voice: Voice, round: Round, result: Result): Card => {
  const { say } = voice
  const counted = result.counted ? countedRoles(voice, result.counted) : []
  const parts = result.roles.length > 0 ? pictureParts(voice, result) : counted
  return card(say('roles.summary'), [
    heading(say('roles.title')),
    text(say(parts.length > 0 ? 'roles.text' : 'roles.none'), 'small'),
    ...parts,
    backTo(voice, round),
  ])
}

/** The results of several teams, to choose from. */
export const resultsScreen = ({ say }: Voice, rounds: readonly RoundWithResult[]): Card =>
  card(say('result.summary'), [
    heading(say('result.title')),
    ...rounds.map(
      ({ id: round, title }): Part => ({
        kind: 'row',
        title,
        detail: '',
        press: { verb: 'result.show', data: { round } },
        label: say('unposted.showResult'),
      }),
    ),
  ])
