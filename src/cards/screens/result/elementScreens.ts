import type { Round } from '../../../flows/round/round.ts'
import { blockOf, type ElementId, elementOf, GRADES } from '../../../kit/kit.ts'
import { byNeed } from '../../../kit/reading/suggestions.ts'
import { type ElementFigure, figuresOf, type Result } from '../../../kit/result.ts'
import { buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import { SIGNS } from '../../marks.ts'
import type { Voice } from '../../voice.ts'
import { countedElement } from './countedParts.ts'

/** Rows a page: the whole kit in three, and none near a vendor's limit. */
const A_PAGE = 14

const back = ({ say }: Voice, round: Round) => ({
  label: say('elements.back'),
  verb: 'result.show',
  data: { round: round.id },
})

const listAt = (round: Round, page: number) => ({ verb: 'result.elements', data: { round: round.id, page } })

const inOrder = ({ kit }: Voice, result: Result): readonly ElementId[] =>
  byNeed(
    result,
    kit.elements.map(({ id }) => id).filter((id) => figuresOf(result, id).length > 0),
  )

/** Each element of which something is said, what needs work most first; shown to whoever asks, in the channel. */
export const resultElementsScreen = (voice: Voice, round: Round, result: Result, asked = 0): Card => {
  const { kit, say } = voice
  const elements = inOrder(voice, result)
  const pages = Math.max(1, Math.ceil(elements.length / A_PAGE))
  const page = asked % pages
  const from = page * A_PAGE
  return card(say('elements.summary'), [
    heading(say('elements.title')),
    text(say(elements.length > 0 ? 'elements.byNeed' : 'elements.none'), 'small'),
    elements.length < kit.elements.length && elements.length > 0 && text(say('elements.text'), 'small'),
    ...elements.slice(from, from + A_PAGE).map((id) => row(voice, round, result, id)),
    pages > 1 && text(say('elements.page', { page: page + 1, pages }), 'small'),
    buttons(
      page + 1 < pages && {
        label: say('elements.more', { count: Math.min(A_PAGE, elements.length - from - A_PAGE) }),
        ...listAt(round, page + 1),
      },
      page > 0 && { label: say('elements.previous'), ...listAt(round, page - 1) },
      back(voice, round),
    ),
  ])
}

/** An element's name after its mark; in a view per role after each mark that a side gives it. */
export const signedTitle = ({ kit, say }: Voice, result: Result, id: ElementId): string => {
  const sign = [...new Set(figuresOf(result, id).map(({ word }) => SIGNS[word]))].join('')
  return say('elements.row', { sign, title: elementOf(kit, id).title })
}

const row = (voice: Voice, round: Round, result: Result, id: ElementId): Part => {
  const { kit, say } = voice
  return {
    kind: 'row',
    title: signedTitle(voice, result, id),
    detail: [...saidOf(voice, result, id), blockOf(kit, elementOf(kit, id).block).name].join(' · '),
    press: { verb: 'result.element', data: { round: round.id, element: id } },
    label: say('elements.open'),
  }
}

/** The same after its marks. */
export const signedSaid = (voice: Voice, result: Result, id: ElementId): readonly string[] => {
  const figures = figuresOf(result, id)
  return saidOf(voice, result, id).map((word, at) =>
    voice.say('picture.word', { sign: SIGNS[figures[at]?.word ?? 'few'], word }),
  )
}

/** What the result says of an element: once for a team, once a side in a view per role. */
const saidOf = (voice: Voice, result: Result, id: ElementId): readonly string[] => {
  const { say } = voice
  const counts = result.counted && countedElement(voice, result.counted, id)
  if (counts) return [counts]
  if (result.roles.length === 0) return figuresOf(result, id).map((figure) => wordSaid(voice, figure))
  return result.roles.flatMap(({ role, elements }) => {
    const figure = elements.find(({ element }) => element === id)
    return figure ? [say('elements.words', { title: say(`role.${role}`), tendency: wordSaid(voice, figure) })] : []
  })
}

const wordSaid = ({ say }: Voice, { word, fifths }: ElementFigure): string => {
  const tendency = say(`tendency.${word}`)
  return fifths === undefined ? tendency : say('elements.share', { tendency, fifths })
}

/** One element with what is said of it, and the three statements people chose from. */
export const resultElementScreen = (voice: Voice, round: Round, result: Result, id: ElementId): Card => {
  const { kit, say } = voice
  const { title, block, statements, explanation } = elementOf(kit, id)
  const said = signedSaid(voice, result, id)
  const at = inOrder(voice, result).indexOf(id)
  return card(say('elements.one', { title }), [
    heading(title),
    text(say('result.block', { block, name: blockOf(kit, block).name }), 'small'),
    text(said.length > 0 ? said.join('\n') : say('elements.text'), 'strong'),
    text(explanation, 'small'),
    ...GRADES.map((grade) => text(say(`meeting.statement.${grade}`, { statement: statements[grade] }))),
    buttons(
      { label: say('wisdom.fits'), verb: 'block.open', data: { round: round.id, block, element: id } },
      { label: say('elements.back'), ...listAt(round, Math.max(0, Math.floor(at / A_PAGE))) },
    ),
  ])
}
