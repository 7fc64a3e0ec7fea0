import type { Action, Evaluation } from '../../../flows/action/action.ts'
import type { Round } from '../../../flows/round/round.ts'
import { blockOf } from '../../../kit/kit.ts'
import { buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import type { Names, Voice } from '../../voice.ts'
import { notedParts } from '../talk/talkNotes.ts'
import { suggestButton } from './suggestScreen.ts'

/** Actions a page: with the longest names a page stays under the card's limit. */
const A_PAGE = 10
/** Followed up so often, the card shows only the last looks back. */
const LAST = 3

/** `2026-12-04` as people here write it. */
export const written = ({ say }: Voice, date: string): string => {
  const [, month = '', day = ''] = date.split('-')
  return `${Number(day)} ${say(`moment.month${Number(month)}`)} ${date.slice(0, 4)}`
}

export const ownersOf = (names: Names, { owners, owner }: Action): string =>
  [...owners.map(names), ...(owner ? [owner] : [])].join(', ')

const lookedBack = (voice: Voice, { date, on, outcome, note }: Evaluation): string =>
  voice.say('action.last', {
    date: written(voice, on ?? date),
    outcome: voice.say(`evaluation.${outcome}`),
    note: note || 'none',
  })

/** What of an action is filled in, line by line. */
export const lines = (voice: Voice, names: Names, action: Action): string[] => {
  const { say } = voice
  const filled = (['goal', 'means', 'indicator', 'remarks'] as const).filter((field) => action[field])
  return [
    say('action.owners', { names: ownersOf(names, action) }),
    say('action.term', { term: say(`action.${action.term}`) }),
    ...(action.end ? [say('action.until', { date: written(voice, action.end) })] : []),
    ...filled.map((field) => say(`action.${field}`, { text: action[field] })),
    ...(action.value ? [say('action.value', { value: action.value })] : []),
    ...(action.next && action.next !== action.asked ? [say('action.next', { date: written(voice, action.next) })] : []),
  ]
}

/** One row of the plan, for the channel and for whoever opens it. */
export const actionScreen = (voice: Voice, names: Names, action: Action): Card => {
  const { kit, say } = voice
  const running = action.status === 'running'
  const act = (verb: 'action.done' | 'action.stop' | 'action.form') => ({
    verb,
    data: { action: action.id, round: action.round },
  })
  return card(say('action.summary'), [
    heading(say('action.new')),
    text(action.what, 'strong'),
    text(say('result.block', { block: action.block, name: blockOf(kit, action.block).name }), 'small'),
    text(lines(voice, names, action).join('\n')),
    !running && text(say(`plan.${action.status}`), 'strong'),
    action.history.length > 0 &&
      text(
        action.history
          .slice(-LAST)
          .map((one) => lookedBack(voice, one))
          .join('\n'),
        'small',
      ),
    running &&
      buttons(
        { label: say('action.edit'), ...act('action.form') },
        { label: say('action.finish'), ...act('action.done') },
        { label: say('action.stop'), ...act('action.stop') },
      ),
  ])
}

/** A word after something was done with an action, and the action as it now stands. */
export const actionSaidScreen = (
  voice: Voice,
  names: Names,
  action: Action,
  said: 'action.saved' | 'evaluation.thanks' | 'today.said.date' | 'today.said.accepted' | 'today.said.passedOn',
): Card => {
  const drawn = actionScreen(voice, names, action)
  return { ...drawn, parts: [text(voice.say(said), 'strong'), ...drawn.parts] }
}

/** The plan in the channel: each action a line that opens it. */
export const planScreen = (voice: Voice, round: Round, actions: readonly Action[], page = 0): Card => {
  const { say } = voice
  const from = page * A_PAGE
  return card(say('plan.summary'), [
    heading(say('plan.title')),
    text(round.title, 'strong'),
    ...directionsOf(voice, round),
    actions.length === 0 && text(say('plan.empty')),
    actions.length === 0 && buttons(suggestButton(voice, round)),
    ...(actions.length === 0 ? notedParts(voice, round) : []),
    ...actions.slice(from, from + A_PAGE).map(
      (action): Part => ({
        kind: 'row',
        title: say('plan.row', { what: action.what }),
        detail: say('plan.detail', {
          state: say(`plan.${action.status}`),
          next: action.next ? written(voice, action.next) : 'none',
        }),
        label: say('plan.open', { what: action.what }),
        press: { verb: 'action.show', data: { action: action.id, round: round.id } },
      }),
    ),
    actions.length > from + A_PAGE &&
      buttons({ label: say('plan.more'), verb: 'plan.show', data: { round: round.id, page: page + 1 } }),
    planButtons(voice, round),
  ])
}

export const directionsOf = ({ kit, say }: Voice, round: Round): Part[] =>
  (round.status === 'prioritised' ? round.priorities.blocks : []).flatMap((block): Part[] => {
    const words = round.status === 'prioritised' && round.directions?.[block]
    if (!words) return []
    return [
      text(say('result.block', { block, name: blockOf(kit, block).name }), 'strong'),
      { kind: 'quote', text: words },
    ]
  })

/** Under what the team chose, and under the plan itself. */
export const planButtons = ({ say }: Voice, round: Round): Part | undefined =>
  buttons(
    { label: say('plan.add'), main: true, verb: 'action.form', data: { round: round.id } },
    { label: say('plan.show'), verb: 'plan.show', data: { round: round.id } },
    { label: say('calendar.file'), verb: 'calendar.team', data: { round: round.id } },
  )

/** A word in the channel that an owner wants to talk about an action. */
export const agendaScreen = (voice: Voice, names: Names, action: Action): Card => {
  const { say } = voice
  return card(say('agenda.summary'), [
    heading(say('agenda.title')),
    text(action.what, 'strong'),
    text(say('action.owners', { names: ownersOf(names, action) })),
    text(say('agenda.text')),
    buttons({ label: say('agenda.open'), verb: 'action.show', data: { action: action.id, round: action.round } }),
  ])
}
