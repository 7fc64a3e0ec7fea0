import type { Action } from '../../../flows/action/action.ts'
import { planStateOf } from '../../../flows/channel/plan.ts'
import { PLAN_STATES, type PlanRow, runs } from '../../../flows/channel/state.ts'
import type { Round } from '../../../flows/round/round.ts'
import { type BlockId, blockOf, hasBlock } from '../../../kit/kit.ts'
import { buttons, type Card, card, heading, type Part, type PressData, text } from '../../card.ts'
import { cut } from '../../cut.ts'
import type { Names, Voice } from '../../voice.ts'
import { notedParts } from '../talk/talkNotes.ts'
import { ownersOf, written } from './actionScreens.ts'
import { suggestButton } from './suggestScreen.ts'

/** Actions a page: with the longest names a page stays under the card's limit. */
export const A_PAGE = 10
/** Characters of an indicator in a row: enough to know which number it is. */
const INDICATOR = 40

/** What is drawn of a team's plan. */
export interface PlanView {
  /** What its buttons carry. */
  readonly where: PressData['data']
  /** The round whose priorities and directions order it; undefined where all of the channel's are forgotten. */
  readonly round: Round | undefined
  readonly rows: readonly PlanRow[]
  readonly page: number
  /** Whether it shows what is over, in place of what runs. */
  readonly ended: boolean
}

/** Priorities first, as the team chose them, then the kit's other blocks, then what belongs to none. */
const blockOrder = ({ kit }: Voice, round: Round | undefined): readonly BlockId[] => {
  const first = prioritiesOf(round)
  return [...first, ...kit.blocks.map(({ id }) => id).filter((id) => !first.includes(id)), '']
}

const prioritiesOf = (round: Round | undefined): readonly BlockId[] =>
  round?.status === 'prioritised' ? round.priorities.blocks : []

/** The rows in the order in which they are read: by block, and in each block what waits for someone first. */
export const ordered = (
  voice: Voice,
  { round, rows, ended }: Pick<PlanView, 'round' | 'rows' | 'ended'>,
): readonly PlanRow[] => {
  const order = blockOrder(voice, round)
  const places = new Map(order.map((block, at) => [block, at]))
  const orderOf = ({ block, state }: PlanRow): number =>
    (places.get(block) ?? order.length) * PLAN_STATES.length + PLAN_STATES.indexOf(state)
  return rows
    .filter((row) => runs(row) !== ended)
    .map((row) => ({ row, at: orderOf(row), date: row.date ?? '9' }))
    .sort((one, other) => one.at - other.at || (one.date < other.date ? -1 : Number(one.date > other.date)))
    .map(({ row }) => row)
}

/** The rows of the page that is shown: only their actions have to be read. */
export const rowsOnPage = (voice: Voice, view: PlanView): readonly PlanRow[] => {
  const all = ordered(voice, view)
  const page = Math.min(view.page, Math.max(0, Math.ceil(all.length / A_PAGE) - 1))
  return all.slice(page * A_PAGE, (page + 1) * A_PAGE)
}

/** The team's plan: by priority with its direction, an action a row. @param actions those of this page */
export const planScreen = (voice: Voice, names: Names, view: PlanView, actions: readonly Action[]): Card => {
  const { say } = voice
  const { round, rows, ended, where } = view
  const running = rows.filter(runs)
  const over = rows.length - running.length
  const shown = ended ? over : running.length
  const page = Math.min(view.page, Math.max(0, Math.ceil(shown / A_PAGE) - 1))
  return card(say('plan.summary'), [
    heading(ended ? say('teamPlan.ended', { count: over }) : say('plan.title')),
    round && text(round.title, 'strong'),
    !ended && running.length > 0 && text(planCounts(voice, running), 'small'),
    ...groups(voice, names, view, actions, page === 0 && !ended),
    shown === 0 && !ended && text(say(over > 0 ? 'teamPlan.allDone' : 'plan.empty')),
    ...(shown === 0 && !ended && round ? firstSteps(voice, round) : []),
    shown > A_PAGE && text(say('teamPlan.page', { page: page + 1, pages: Math.ceil(shown / A_PAGE) }), 'small'),
    buttons(
      page > 0 && { label: say('teamPlan.back'), verb: 'plan.show', data: { ...where, page: page - 1, ended } },
      shown > (page + 1) * A_PAGE && {
        label: say('plan.more'),
        verb: 'plan.show',
        data: { ...where, page: page + 1, ended },
      },
    ),
    buttons(
      !ended && { label: say('plan.add'), main: true, verb: 'action.form', data: where },
      !ended &&
        over > 0 && {
          label: say('teamPlan.ended', { count: over }),
          verb: 'plan.show',
          data: { ...where, ended: true },
        },
      !ended &&
        running.length > 0 &&
        round && { label: say('calendar.file'), verb: 'calendar.team', data: { round: round.id } },
      !ended && round && { label: say('papers.button'), verb: 'papers.show', data: { round: round.id } },
      ended && { label: say('teamPlan.toPlan'), verb: 'plan.show', data: where },
    ),
  ])
}

/** What helps to a first action: what was noted in the talk, and ideas for what was chosen. */
const firstSteps = (voice: Voice, round: Round): readonly Part[] => {
  const ideas = buttons(suggestButton(voice, round))
  return [...notedParts(voice, round), ...(ideas ? [ideas] : [])]
}

/** How many run, and how many of these wait for an answer. @param running rows that run */
export const planCounts = ({ say }: Voice, running: readonly PlanRow[]): string =>
  say('teamPlan.counts', {
    running: running.length,
    waiting: running.filter(({ state }) => state === 'waiting').length,
  })

/** @param whole whether priorities without an action are shown too */
const groups = (
  voice: Voice,
  names: Names,
  { round, rows }: PlanView,
  actions: readonly Action[],
  whole: boolean,
): readonly Part[] => {
  const priorities = prioritiesOf(round)
  const onPage = (block: BlockId): readonly Action[] =>
    actions.filter((action) => (hasBlock(voice.kit, action.block) ? action.block : '') === block)
  const empty = (block: BlockId): boolean =>
    whole && rows.length > 0 && priorities.includes(block) && !rows.some((row) => row.block === block && runs(row))
  const directed = (block: BlockId): boolean => whole && rows.length === 0 && directionOf(round, block) !== ''
  return blockOrder(voice, round)
    .filter((block) => onPage(block).length > 0 || empty(block) || directed(block))
    .flatMap((block) => [
      ...blockHead(voice, round, block),
      ...(empty(block) ? [text(voice.say('teamPlan.nothingYet'), 'small')] : []),
      ...onPage(block).map((action) => rowOf(voice, names, action)),
    ])
}

const directionOf = (round: Round | undefined, block: BlockId): string =>
  (round?.status === 'prioritised' ? round.directions?.[block] : undefined) ?? ''

/** What a block is called above its actions, and whether the team chose it; a word of its own for none. */
export const priorityTitle = ({ kit, say }: Voice, round: Round | undefined, block: BlockId): string => {
  if (block === '') return say('teamPlan.noBlock')
  const name = say('result.block', { block, name: blockOf(kit, block).name })
  return prioritiesOf(round).includes(block) ? say('teamPlan.priority', { block: name }) : name
}

const blockHead = (voice: Voice, round: Round | undefined, block: BlockId): readonly Part[] => {
  const direction = directionOf(round, block)
  return [
    text(priorityTitle(voice, round, block), 'strong'),
    ...(direction ? [{ kind: 'quote' as const, text: direction }] : []),
  ]
}

/** How an action stands: a sign of its own shape and colour, and always a word. */
export const stateWords = ({ say }: Voice, action: Action): string => say(`teamPlan.state.${planStateOf(action)}`)

/** When it is looked back at, or since when nobody answered; never a date that has passed. */
export const nextWords = (voice: Voice, { asked, next, status }: Action): string => {
  if (status !== 'running') return ''
  if (asked !== undefined) return voice.say('teamPlan.since', { date: written(voice, asked) })
  return next === undefined ? '' : voice.say('teamPlan.next', { date: written(voice, next) })
}

/** An action in a list: how it stands, when it is looked back at, whose it is. */
export const rowOf = (voice: Voice, names: Names, action: Action): Part => {
  const { say } = voice
  const indicator = action.indicator ? cut(action.indicator.replace(/\n/g, ' '), INDICATOR) : say('teamPlan.measured')
  const value = action.value ? say('teamPlan.value', { indicator, value: action.value }) : ''
  const details = [stateWords(voice, action), nextWords(voice, action), ownersOf(names, action), value]
  return {
    kind: 'row',
    title: say('plan.row', { what: action.what }),
    detail: details.filter(Boolean).join(' · '),
    label: say('plan.open', { what: action.what }),
    press: { verb: 'action.show', data: { action: action.id, round: action.round } },
  }
}
