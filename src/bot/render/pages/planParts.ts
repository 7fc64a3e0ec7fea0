import { planPicture } from '../../../cards/pictures/planPicture.ts'
import { ownersOf } from '../../../cards/screens/plan/actionScreens.ts'
import { nextWords, ordered, priorityTitle, stateWords } from '../../../cards/screens/plan/planScreen.ts'
import type { Names, Voice } from '../../../cards/voice.ts'
import type { Action } from '../../../flows/action/action.ts'
import { planStateOf } from '../../../flows/channel/plan.ts'
import { PLAN_STATES, type PlanRow, type PlanState, runs } from '../../../flows/channel/state.ts'
import type { Round } from '../../../flows/round/round.ts'
import { dateIn } from '../../../kit/calendar/calendar.ts'
import { hasBlock } from '../../../kit/kit.ts'
import type { Deps } from '../../context.ts'
import { actionsOf, type TeamPlan } from '../../plan/teamPlan.ts'
import { whereOf } from '../planScreens.ts'
import type { AskedView, PagePart, PlanGroup, PlannedAction } from './pageParts.ts'

/** Actions a page of the list: on a phone a few screens. */
const A_PAGE = 25
/** Of each column of the board. */
const A_COLUMN = 8
/** On the timeline: as many as its picture shows. */
const IN_TIME = 30

type PlanPart = Extract<PagePart, { kind: 'plan' }>

const planned = (voice: Voice, names: Names, action: Action): PlannedAction => ({
  title: action.what,
  state: planStateOf(action),
  said: [stateWords(voice, action), nextWords(voice, action), ownersOf(names, action)].filter(Boolean),
  press: { verb: 'action.show', data: { action: action.id, round: action.round } },
})

const blockIn = ({ kit }: Voice, { block }: Pick<Action, 'block'>): string => (hasBlock(kit, block) ? block : '')

const directionOf = (round: Round | undefined, block: string): string | undefined =>
  round?.status === 'prioritised' ? round.directions?.[block] : undefined

/** By block, as the rows come; a priority's direction stands above what is done for it. */
const byBlock = (voice: Voice, names: Names, round: Round | undefined, actions: readonly Action[]): PlanGroup[] => {
  const blocks = [...new Set(actions.map((action) => blockIn(voice, action)))]
  return blocks.map((block) => ({
    title: priorityTitle(voice, round, block),
    direction: directionOf(round, block),
    actions: actions.filter((action) => blockIn(voice, action) === block).map((one) => planned(voice, names, one)),
    more: 0,
  }))
}

/** What stands alike stands together: what waits for someone first. */
const byState = (
  { say }: Voice,
  rows: readonly PlanRow[],
  drawn: ReadonlyMap<string, PlannedAction>,
): readonly PlanGroup[] =>
  statesIn(rows).map((state) => {
    const here = rows.filter((row) => row.state === state)
    const actions = here.flatMap(({ action }) => drawn.get(action) ?? [])
    return { title: say(`teamPlan.state.${state}`), actions, more: here.length - actions.length }
  })

const statesIn = (rows: readonly PlanRow[]): readonly PlanState[] =>
  PLAN_STATES.filter((state) => rows.some((row) => row.state === state))

const firstOfEach = (rows: readonly PlanRow[]): readonly PlanRow[] =>
  statesIn(rows).flatMap((state) => rows.filter((row) => row.state === state).slice(0, A_COLUMN))

/** The team's plan as list, board or timeline. Of the actions only those that are shown are read. */
export const planParts = async (
  deps: Deps,
  voice: Voice,
  plan: TeamPlan,
  platform: Parameters<Deps['names']>[0],
  { shape, page: asked, ended }: AskedView,
): Promise<readonly PagePart[]> => {
  const { round, rows } = plan
  const all = ordered(voice, { round, rows, ended })
  const pages = shape === 'list' ? Math.max(1, Math.ceil(all.length / A_PAGE)) : 1
  const page = Math.min(asked, pages - 1)
  const shown =
    shape === 'list'
      ? all.slice(page * A_PAGE, (page + 1) * A_PAGE)
      : shape === 'board'
        ? firstOfEach(all)
        : all.slice(0, IN_TIME)
  const actions = await actionsOf(deps, shown)
  const people = [...new Set(actions.flatMap(({ owners }) => owners))]
  const names = await deps.names(platform, plan.channel, people, voice.say)
  const running = rows.filter(runs)
  const drawn = new Map(actions.map((action) => [action.id, planned(voice, names, action)]))
  const head: PlanPart = {
    ...{ kind: 'plan', shape, page, pages, ended, over: rows.length - running.length },
    said: voice.say('teamPlan.counts', {
      running: running.length,
      waiting: running.filter(({ state }) => state === 'waiting').length,
    }),
    groups:
      shape === 'list'
        ? byBlock(voice, names, round, actions)
        : shape === 'board'
          ? byState(voice, all, drawn)
          : [{ title: '', actions: [...drawn.values()], more: all.length - drawn.size }],
    add: { verb: 'action.form', data: whereOf(plan) },
  }
  const picture =
    shape === 'time' ? planPicture(voice, round?.title ?? '', actions, dateIn(voice.zone, deps.now())) : undefined
  return picture ? [head, { kind: 'picture', picture }] : [head]
}
