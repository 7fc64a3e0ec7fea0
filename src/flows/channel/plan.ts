import { type Instant, SECOND } from '../../kit/calendar/instant.ts'
import { type Action, isTakenOn } from '../action/action.ts'
import { type Decision, decided, UNCHANGED } from '../decision.ts'
import { edit, once, post } from '../effect.ts'
import type { ActionId, MessageRef } from '../ids.ts'
import { planDigest } from './digest.ts'
import type { Channel, ChannelAddress, PlanRow, PlanState } from './state.ts'

/** How an action stands. */
export const planStateOf = (action: Action): PlanState => {
  if (action.status !== 'running') return action.status
  if (action.asked !== undefined) return 'waiting'
  const last = action.history.at(-1)?.outcome
  if (last === 'adjust') return 'adjust'
  if (last !== undefined) return 'onTrack'
  return isTakenOn(action) ? 'running' : 'open'
}

/** An action as the plan keeps it. @param version as stored */
export const planRowOf = (action: Action, version: number): PlanRow => {
  const date = action.asked ?? action.next
  const { id, block } = action
  return { action: id, block, state: planStateOf(action), ...(date === undefined ? {} : { date }), version }
}

/**
 * What happens to a team's plan. `team`: the channel's own hash, as ids of effects hold no platform's id. `zone`: the bot's,
 * for a team that chose none.
 */
export type PlanEvent =
  /** Someone wrote an action that isn't saved yet: the plan's card comes before its own. */
  | (Planned & { readonly type: 'actionAdded'; readonly action: ActionId })
  /** `rows`: of the action, and of others of which the plan kept none. `gone`: those that are forgotten. */
  | (Planned & {
      readonly type: 'planChanged'
      readonly rows: readonly PlanRow[]
      readonly gone: readonly ActionId[]
    })
  | { readonly type: 'planPosted'; readonly message: MessageRef }

interface Planned {
  readonly team: string
  readonly zone: string
  /** What its rounds' plans held, from before the plan was the team's. */
  readonly earlier: readonly ActionId[]
}

/** Older ones than these have scrolled away. */
const FOLLOWED = 5

/** After an action was written, the plan's first card is there within this time. */
const AT_THE_LATEST = 30 * SECOND

/**
 * A team's plan across its rounds, the cards that show it, and when it is spoken of next. It refuses nothing. UNCHANGED for what its
 * cards show already.
 */
export const decidePlan = (team: Channel, here: ChannelAddress, event: PlanEvent, now: Instant): Decision<Channel> => {
  switch (event.type) {
    case 'actionAdded': {
      const actions = team.actions ?? event.earlier
      if (actions.includes(event.action)) return UNCHANGED
      // Who saves it posts the plan at once: this is for when that fails.
      return decided(
        { ...team, actions: [...actions, event.action] },
        shown(team, here, event.team, now + AT_THE_LATEST),
      )
    }
    case 'planChanged':
      return changed(team, here, event, now)
    case 'planPosted':
      return decided({ ...team, planCards: [...(team.planCards ?? []), event.message].slice(-FOLLOWED) })
  }
}

/** The first action posts the plan; from then on its cards follow. */
const shown = ({ planCards }: Channel, { platform, channel }: ChannelAddress, team: string, now: Instant) => {
  const card = { screen: 'plan', platform, channel } as const
  return planCards
    ? edit(`plan/${team}`, card, 'own', now)
    : once(post(`plan/${team}`, card, { in: 'channel', platform, channel }, now))
}

const changed = (
  team: Channel,
  here: ChannelAddress,
  event: Extract<PlanEvent, { type: 'planChanged' }>,
  now: Instant,
): Decision<Channel> => {
  const planRows = merged(team.planRows ?? [], event.rows, event.gone)
  const known = team.actions ?? event.earlier
  const added = event.rows.map(({ action }) => action).filter((action) => !known.includes(action))
  const actions = [...known, ...added].filter((action) => !event.gone.includes(action))
  const next: Channel = { ...team, actions, planRows }
  const { digest, effects } = planDigest(next, here, event, now)
  if (effects.length === 0 && isShown(team, event)) return UNCHANGED
  return decided({ ...next, ...(digest ? { digest } : {}) }, shown(team, here, event.team, now), ...effects)
}

/** Each action is known as it was read, or later: whoever told it first had the cards redrawn. */
const isShown = (
  { planCards, planRows = [], actions = [] }: Channel,
  { rows, gone }: Extract<PlanEvent, { type: 'planChanged' }>,
): boolean => {
  const known = new Map(planRows.map(({ action, version }) => [action, version]))
  return (
    planCards !== undefined &&
    rows.every(({ action, version }) => actions.includes(action) && version <= (known.get(action) ?? 0)) &&
    gone.every((action) => !known.has(action) && !actions.includes(action))
  )
}

const merged = (known: readonly PlanRow[], rows: readonly PlanRow[], gone: readonly ActionId[]): readonly PlanRow[] => {
  const all = new Map(known.map((row) => [row.action, row]))
  for (const row of rows) if (row.version >= (all.get(row.action)?.version ?? 0)) all.set(row.action, row)
  for (const action of gone) all.delete(action)
  return [...all.values()]
}
