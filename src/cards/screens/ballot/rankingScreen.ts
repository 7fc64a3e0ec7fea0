import type { Priorities, Round, RoundWithRanking } from '../../../flows/round/round.ts'
import { blockOf } from '../../../kit/kit.ts'
import { LONGEST } from '../../../kit/plainText.ts'
import { type Ranking, STARS } from '../../../kit/stars.ts'
import { buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import { tooLongBy } from '../../fieldProblems.ts'
import type { BarRow } from '../../marks.ts'
import { dayOf, type Names, type Voice } from '../../voice.ts'
import { clientWarning } from '../clientWarning.ts'
import { planButtons } from '../plan/actionScreens.ts'
import { suggestButton } from '../plan/suggestScreen.ts'
import { notedParts } from '../talk/talkNotes.ts'
import { FOUNDATION } from './ballotRows.ts'

/** The kit advises two or three. */
export const ADVISED = { least: 2, most: 3 } as const

const named = ({ kit, say }: Voice, block: string): string =>
  say('result.block', { block, name: blockOf(kit, block).name })

/** The block that everything rests on, by name, as sentences ask for it; "none" in a round without it. */
const firstOf = ({ kit }: Voice): string => kit.blocks.find(({ id }) => id === FOUNDATION.block)?.name ?? 'none'

/** What the stars propose; the team decides. */
export const rankingScreen = (voice: Voice, round: Round, ranking: Ranking): Card => {
  const { kit, say } = voice
  const head = [heading(say('ranking.title')), text(round.title, 'strong')]
  if (ranking.depth === 'nothing') return card(say('ranking.summary'), [...head, text(say('ranking.nothing'))])
  const rows = ranking.places.map(({ block, median }, at): BarRow => {
    const name = say('ranking.line', { place: at + 1, name: blockOf(kit, block).name })
    if (median !== undefined) return { value: median, said: say('ranking.stars', { name, stars: median }) }
    return { value: undefined, said: ranking.depth === 'medians' ? say('ranking.few', { name }) : name }
  })
  return card(say('ranking.summary'), [
    ...head,
    text(say('ranking.of', { done: ranking.ballots, total: round.asked }), 'small'),
    { kind: 'bars', most: STARS.length, rows },
    ...ruleOf(voice, ranking).map((rule) => text(rule, 'small')),
    text(say('ranking.next', { first: firstOf(voice) })),
    ranking.reasons.length > 0 &&
      buttons({ label: say('ranking.reasons'), verb: 'ranking.reasons', data: { round: round.id } }),
  ])
}

/** By what rule the order came about: in general, never which blocks stood level. */
const ruleOf = ({ say }: Voice, { depth, places }: Ranking): readonly string[] => {
  const few = depth === 'order' || places.some(({ median }) => median === undefined)
  // Those of before version 0.3.0 were ordered by their means too: the rule of now isn't theirs.
  const before = places.some((one) => 'tie' in one || !Number.isInteger(one.median ?? 0))
  return [
    ...(depth === 'medians' ? [say('ranking.median')] : []),
    ...(before ? [] : [say(depth === 'order' ? 'ranking.rough' : 'ranking.level')]),
    ...(few ? [say('ranking.last')] : []),
  ]
}

/** The coordinator confirms what the team agreed, not what the stars say. */
export const confirmScreen = (
  voice: Voice,
  round: RoundWithRanking,
  chosen: readonly string[],
  reason: string,
  asking: 'first' | 'some' | 'sure',
): Card => {
  const changing = round.status === 'prioritised'
  const { kit, say } = voice
  const proposed = round.ranking.places.map(({ block }) => block)
  const order = proposed.length > 0 ? proposed : kit.blocks.map(({ id }) => id)
  return card(say('confirm.summary'), [
    heading(say('confirm.title')),
    text(round.title, 'strong'),
    text(say('confirm.text', { first: firstOf(voice) })),
    {
      kind: 'choicesInput',
      id: 'blocks',
      label: say('confirm.blocks'),
      choices: order.map((id) => ({ id, name: named(voice, id) })),
      chosen,
      problem: asking === 'first' ? undefined : say(`confirm.${asking}`, { count: chosen.length }),
    },
    ...notedParts(voice, round),
    {
      kind: 'textInput',
      id: 'reason',
      label: say('confirm.reason'),
      value: reason,
      example: say('confirm.example'),
      most: LONGEST.remark,
      lines: 'many',
      problem: tooLongBy(voice, reason, LONGEST.remark),
    },
    clientWarning(voice, 'work'),
    buttons({
      label: say(asking === 'sure' ? 'confirm.yes' : 'confirm.button'),
      main: true,
      verb: 'priorities.confirm',
      data: {
        round: round.id,
        ...(asking === 'sure' ? { confirmed: true } : {}),
        ...(changing ? { changing: true } : {}),
      },
    }),
  ])
}

/** What the team will work on, with a question to begin each. */
export const prioritiesScreen = (
  voice: Voice,
  round: Round,
  { blocks, reason, changed }: Priorities,
  names?: Names,
): Card => {
  const { kit, say } = voice
  const directions = round.status === 'prioritised' ? round.directions : undefined
  return card(say('priorities.summary'), [
    heading(say('priorities.title')),
    text(round.title, 'strong'),
    ...blocks.flatMap((block): Part[] => [
      text(named(voice, block), 'strong'),
      text(say('result.question', { question: blockOf(kit, block).talk }), 'small'),
      ...(directions?.[block] ? [{ kind: 'quote' as const, text: directions[block] }] : []),
    ]),
    ...(reason ? [text(say('priorities.reason')), { kind: 'quote' as const, text: reason }] : []),
    changed &&
      text(
        say('steps.changed', {
          day: dayOf(voice, changed.at),
          who: changed.by === undefined ? say('colleague') : (names?.(changed.by) ?? say('colleague')),
        }),
        'small',
      ),
    buttons(
      ...blocks.slice(0, ADVISED.most).map((block) => ({
        label: say('priorities.deepen', { name: blockOf(kit, block).name }),
        verb: 'block.open',
        data: { round: round.id, block },
      })),
    ),
    buttons(suggestButton(voice, round)),
    planButtons(voice, round),
  ])
}

/** With who may hide one, three blocks each: a page stays under the fifty a message may have. */
const REASONS_A_PAGE = 12

/** Why people gave the stars they gave, word for word; shown in the channel to whoever asks. */
export const reasonsScreen = (
  voice: Voice,
  round: Round,
  { reasons }: Ranking,
  asked: { readonly page: number; readonly forCoordinator: boolean },
): Card => {
  const { say } = voice
  const from = asked.page * REASONS_A_PAGE
  const shown = reasons.map((reason, at) => ({ ...reason, at })).slice(from, from + REASONS_A_PAGE)
  const look = (page: number) => ({ verb: 'ranking.reasons', data: { round: round.id, page } })
  return card(say('ranking.reasons'), [
    heading(say('ranking.reasons')),
    text(say('remarks.text'), 'small'),
    ...shown.flatMap(({ block, text: words, hidden, at }): (Part | undefined)[] => [
      text(blockOf(voice.kit, block).name, 'strong'),
      hidden ? text(say('remarks.hidden'), 'small') : { kind: 'quote', text: words },
      asked.forCoordinator && !hidden
        ? buttons({ label: say('remarks.hide'), verb: 'ranking.hideReason', data: { round: round.id, reason: at } })
        : undefined,
    ]),
    buttons(reasons.length > from + REASONS_A_PAGE && { label: say('remarks.more'), ...look(asked.page + 1) }, {
      label: say('elements.back'),
      verb: 'ranking.show',
      data: { round: round.id },
    }),
  ])
}
