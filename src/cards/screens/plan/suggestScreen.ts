import { hasResult, type Round } from '../../../flows/round/round.ts'
import { type BlockId, blockOf, type ElementId, elementOf } from '../../../kit/kit.ts'
import { type Suggestion, tellsOfElements, weakestElements } from '../../../kit/reading/suggestions.ts'
import { type Button, buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'

/** The kit's way is small steps: three ideas at a time to choose from. */
const A_PAGE = 3

const prioritiesOf = (round: Round): readonly BlockId[] =>
  round.status === 'prioritised' ? round.priorities.blocks : []

const suggest = (round: Round, block: BlockId, page = 0): Pick<Button, 'verb' | 'data'> => ({
  verb: 'action.suggest',
  data: { round: round.id, block, ...(page > 0 ? { page } : {}) },
})

/** The way in for a team: it opens at the first priority, and from there on to the others. */
export const suggestButton = ({ say }: Voice, round: Round): Button | undefined => {
  const [first] = prioritiesOf(round)
  return first === undefined ? undefined : { label: say('suggest.open'), ...suggest(round, first) }
}

/** Each on a row of its own: a phone cuts off what doesn't fit on one. */
const perBlock = ({ kit, say }: Voice, round: Round, blocks: readonly BlockId[]): (Part | undefined)[] =>
  blocks.map((block) =>
    buttons({ label: say('suggest.block', { name: blockOf(kit, block).name }), ...suggest(round, block) }),
  )

/** A way in for each priority, where the coordinator has said where the team wants to be with them. */
export const suggestParts = (voice: Voice, round: Round): (Part | undefined)[] => [
  text(voice.say('suggest.next')),
  ...perBlock(voice, round, prioritiesOf(round)),
]

/** Where the card is shown, and so which way leads back. */
export type SuggestPlace = 'channel' | 'coordinator' | 'member'

/** Drafted actions for a block, those for its weakest elements first. It writes nothing: each opens the form, filled in. */
export const suggestScreen = (voice: Voice, round: Round, block: BlockId, page: number, place: SuggestPlace): Card => {
  const { say, kit } = voice
  const known = blockOf(kit, block)
  const elements = hasResult(round) ? weakestElements(round.result, known) : known.elements.map(({ id }) => id)
  const drafts = elements.flatMap((element) => {
    const suggestion = voice.suggestions()[element]
    return suggestion ? [{ element, ...suggestion }] : []
  })
  const tells = hasResult(round) && tellsOfElements(round.result, known)
  const pages = Math.max(1, Math.ceil(drafts.length / A_PAGE))
  const at = page % pages
  const others = prioritiesOf(round).filter((other) => other !== block)
  return card(say('suggest.summary', { name: known.name }), [
    heading(say('suggest.title', { name: known.name })),
    text(say(tells ? 'suggest.weakest' : 'suggest.inOrder'), 'small'),
    ...drafts.slice(at * A_PAGE, (at + 1) * A_PAGE).flatMap((draft) => drafted(voice, round, draft)),
    buttons(
      pages > 1 && {
        label: say(at + 1 < pages ? 'suggest.others' : 'suggest.first'),
        ...suggest(round, block, (at + 1) % pages),
      },
    ),
    ...perBlock(voice, round, others),
    buttons(
      { label: say('plan.add'), verb: 'action.form', data: { round: round.id, block } },
      backTo(voice, round, place),
    ),
  ])
}

type Draft = Suggestion & { readonly element: ElementId }

const drafted = (
  { kit, say }: Voice,
  round: Round,
  { element, title, goal, indicator }: Draft,
): (Part | undefined)[] => [
  text(title, 'strong'),
  text(goal),
  text(say('suggest.indicator', { indicator }), 'small'),
  text(say('suggest.element', { title: elementOf(kit, element).title }), 'small'),
  buttons({ label: say('suggest.fill'), verb: 'action.form', data: { round: round.id, draft: element } }),
]

const backTo = ({ say }: Voice, round: Round, place: SuggestPlace): Button | undefined => {
  if (place === 'member') return undefined
  const verb = place === 'channel' ? 'priorities.show' : 'round.show'
  return { label: say('elements.back'), verb, data: { round: round.id } }
}

/** In the channel, where the ideas went to the presser's private chat. */
export const suggestSentScreen = ({ say }: Voice, round: Round): Card =>
  card(say('suggest.sent'), [
    heading(say('plan.title')),
    text(round.title, 'strong'),
    text(say('suggest.sent')),
    buttons(
      { label: say('plan.add'), verb: 'action.form', data: { round: round.id } },
      { label: say('elements.back'), verb: 'priorities.show', data: { round: round.id } },
    ),
  ])
