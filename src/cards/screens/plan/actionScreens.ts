import type { Action, Change, Evaluation } from '../../../flows/action/action.ts'
import type { Round } from '../../../flows/round/round.ts'
import { dateIn } from '../../../kit/calendar/calendar.ts'
import { blockOf, hasBlock } from '../../../kit/kit.ts'
import { capitalized } from '../../capitalized.ts'
import { buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import type { Names, Voice } from '../../voice.ts'

/** Followed up so often, the card shows only the last looks back. */
const LAST = 3

/** `2026-12-04` as people here write it. */
export const written = ({ say }: Voice, date: string): string => {
  const [, month = '', day = ''] = date.split('-')
  return `${Number(day)} ${say(`moment.month${Number(month)}`)} ${date.slice(0, 4)}`
}

/** The same without its year. */
export const shortDate = ({ say }: Voice, date: string): string => {
  const [, month = '', day = ''] = date.split('-')
  return `${Number(day)} ${say(`moment.month${Number(month)}`)}`
}

/** Who has it, by name, as text: nobody is notified by it. */
export const ownersOf = (names: Names, { owners, owner }: Pick<Action, 'owners' | 'owner'>): string =>
  [...owners.map(names), ...(owner ? [owner] : [])].join(', ')

/** A look back in a line: when, how it stood, what was noted. */
export const lookedBack = (voice: Voice, { date, on, outcome, note }: Evaluation): string =>
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
    ...(action.asked ? [capitalized(say('teamPlan.since', { date: written(voice, action.asked) }))] : []),
    ...(action.next && action.next !== action.asked ? [say('action.next', { date: written(voice, action.next) })] : []),
  ]
}

/** The block an action is about; a word where it has none. */
export const blockName = ({ kit, say }: Voice, { block }: Pick<Action, 'block'>): string =>
  hasBlock(kit, block) ? say('result.block', { block, name: blockOf(kit, block).name }) : say('teamPlan.noBlock')

/** "aangepast door Samir, 4 dec": what people did with it beside looking back. */
const changed = (voice: Voice, names: Names, { what, by, at }: Change): string => {
  const { say, zone } = voice
  const values = { name: by === undefined ? say('colleague') : names(by), date: shortDate(voice, dateIn(zone, at)) }
  return capitalized(say(`teamPlan.changes.${what}`, values))
}

/**
 * One row of the plan, for the channel and for whoever opens it.
 * @param undo whether it was ended just now, by who sees this
 */
export const actionScreen = (voice: Voice, names: Names, action: Action, undo = false): Card => {
  const { say } = voice
  const running = action.status === 'running'
  const act = (verb: 'action.done' | 'action.stop' | 'action.form' | 'action.reopen') => ({
    verb,
    data: { action: action.id, round: action.round },
  })
  return card(say('action.summary'), [
    heading(say('action.new')),
    text(action.what, 'strong'),
    text(blockName(voice, action), 'small'),
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
    (action.changes ?? []).length > 0 &&
      text(
        (action.changes ?? [])
          .slice(-LAST)
          .map((one) => changed(voice, names, one))
          .join('\n'),
        'small',
      ),
    running
      ? buttons(
          { label: say('action.edit'), ...act('action.form') },
          { label: say('action.finish'), ...act('action.done') },
          { label: say('action.stop'), ...act('action.stop') },
        )
      : buttons({ label: say(undo ? 'teamPlan.changes.undo' : 'teamPlan.changes.reopen'), ...act('action.reopen') }),
  ])
}

/** A word after something was done with an action, and the action as it now stands. @param more said with it */
export const actionSaidScreen = (
  voice: Voice,
  names: Names,
  action: Action,
  said: 'action.saved' | 'evaluation.thanks' | 'today.said.date' | 'today.said.accepted' | 'today.said.passedOn',
  more?: string,
): Card => {
  const drawn = actionScreen(voice, names, action)
  const words = [text(voice.say(said), 'strong'), ...(more === undefined ? [] : [text(more)])]
  return { ...drawn, parts: [...words, ...drawn.parts] }
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
    { label: say('papers.button'), verb: 'papers.show', data: { round: round.id } },
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
