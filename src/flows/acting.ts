import { dateIn, monthsLater } from '../kit/calendar.ts'
import type { Instant } from '../kit/instant.ts'
import { type ActionFields, followUpAfter, type Outcome } from '../kit/plan.ts'
import { workdaysAfter, workMorning } from '../kit/workdays.ts'
import { type Effect, edit, post, tell } from './effect.ts'
import type { ActionId, ChannelId, MessageRef, PersonId, Platform, RoundId } from './names.ts'
import { FORGOTTEN, refuse, type Step, step, UNCHANGED } from './step.ts'

/** Which row of whose plan, and who takes it on. */
interface ActionPlace {
  readonly id: ActionId
  readonly round: RoundId
  readonly platform: Platform
  readonly channel: ChannelId
  readonly zone: string
  readonly coordinator: PersonId
  readonly owners: readonly PersonId[]
}

/** A row of the plan, and how it fares. */
export interface Action extends ActionPlace, ActionFields {
  readonly status: 'running' | 'done' | 'stopped'
  /** The date of the next look back; undefined when none is left. */
  readonly next: string | undefined
  /** The date that is being asked about, until someone answers. */
  readonly asked: string | undefined
  /** The indicator's last value, as it was typed. */
  readonly value: string
  readonly history: readonly Evaluation[]
  /** Cards that ask how it stands, in private chats. */
  readonly cards: readonly MessageRef[]
  /** The row as the channel sees it. */
  readonly channelCard?: MessageRef
}

/** One dated look back at an action. */
export interface Evaluation {
  readonly date: string
  readonly outcome: Outcome
  readonly value: string
  readonly note: string
}

interface Saving extends ActionPlace {
  readonly type: 'saved'
  readonly fields: ActionFields
}

export type ActingEvent =
  | Saving
  | { readonly type: 'ended'; readonly how: 'done' | 'stopped' }
  | { readonly type: 'actionForgotten' }
  | { readonly type: 'followUpDue'; readonly date: string }
  | { readonly type: 'silence'; readonly date: string; readonly times: number }
  | { readonly type: 'posted'; readonly card: 'action' | 'evaluation'; readonly message: MessageRef }
  | {
      readonly type: 'reported'
      readonly date: string
      readonly outcome: Outcome
      readonly value: string
      readonly note: string
    }
  | { readonly type: 'snoozed'; readonly date: string; readonly until: Instant }

/** A plan is kept as long as a result. */
const KEPT_MONTHS = 24
/** Working days without an answer before the owners are asked once more, and then the coordinator. */
const PATIENCE = 3

/** A row of the plan: written, looked back at on its dates, and ended. */
export const acting = (action: Action | undefined, event: ActingEvent, now: Instant): Step<Action> => {
  if (event.type === 'saved') return saving(action, event, now)
  if (!action) return refuse('actionGone')
  switch (event.type) {
    case 'ended':
      return step(
        { ...action, status: event.how, next: undefined, asked: undefined, cards: [] },
        ...goodbyes(action, now),
      )
    case 'actionForgotten':
      return step(FORGOTTEN)
    case 'followUpDue':
      return due(action, event.date, now)
    case 'silence':
      return silence(action, event.date, event.times, now)
    case 'posted':
      if (event.card === 'action') return step({ ...action, channelCard: event.message })
      if (action.cards.some(({ message }) => message === event.message.message)) return UNCHANGED
      return step({ ...action, cards: [...action.cards, event.message] })
    case 'reported':
      return reporting(action, event, now)
    case 'snoozed':
      if (action.asked !== event.date) return UNCHANGED
      return step(
        { ...action, asked: undefined, cards: [] },
        tell({ type: 'followUpDue', action: action.id, date: event.date }, event.until, dueId(action)),
        ...goodbyes(action, now),
      )
  }
}

const cardOf = ({ id }: { readonly id: ActionId }, screen: 'action' | 'evaluation') => ({ screen, action: id }) as const
const dueId = ({ id }: { readonly id: ActionId }): string => `followUp/${id}`

const dueOn = (action: Pick<Action, 'id' | 'zone'>, date: string): Effect =>
  tell({ type: 'followUpDue', action: action.id, date }, workMorning(action.zone, date), dueId(action))

/** The channel's row, and each card that asked, say how it stands now. */
const goodbyes = (action: Action, now: Instant): Effect[] => [
  edit(`action/${action.id}`, cardOf(action, 'action'), 'own', now),
  ...action.cards.map((message) =>
    edit(`evaluated/${action.id}/${message.message}`, cardOf(action, 'evaluation'), message, now),
  ),
]

const saving = (known: Action | undefined, event: Saving, now: Instant): Step<Action> => {
  const { type: _, fields, ...place } = event
  const fresh = { status: 'running', asked: undefined, value: '', history: [], cards: [] } as const
  const action: Action = { ...(known ?? fresh), ...place, ...fields, next: fields.followUp || undefined }
  const follow = [...(action.next ? [dueOn(action, action.next)] : []), forgetting(action, now)]
  if (known) return step(action, ...follow, edit(`action/${event.id}`, cardOf(action, 'action'), 'own', now))
  const { platform, channel, id } = event
  return step(
    action,
    post(`action/${id}`, cardOf(action, 'action'), { in: 'channel', platform, channel }, now),
    ...follow,
  )
}

/** Counted from the last time anyone did something with it. */
const forgetting = ({ id, zone }: Pick<Action, 'id' | 'zone'>, now: Instant): Effect =>
  tell({ type: 'actionForgotten', action: id }, monthsLater(zone, now, KEPT_MONTHS))

const ask = (action: Action, people: readonly PersonId[], round: string, now: Instant): Effect[] =>
  people.map((person, at) =>
    post(
      // By number: effect ids stand unsealed in the store, so no person is in them.
      `evaluation/${action.id}/${round}/${at}`,
      cardOf(action, 'evaluation'),
      { in: 'private', platform: action.platform, person },
      now,
    ),
  )

const asked = ({ owners, coordinator }: Action): readonly PersonId[] => (owners.length > 0 ? owners : [coordinator])

const silent = (action: Action, date: string, times: number, now: Instant): Effect => {
  const on = workdaysAfter(dateIn(action.zone, now), PATIENCE)
  const event = { type: 'silence', action: action.id, date, times } as const
  return tell(event, workMorning(action.zone, on), `silence/${action.id}`)
}

const due = (action: Action, date: string, now: Instant): Step<Action> => {
  if (action.status !== 'running' || action.asked === date) return UNCHANGED
  return step({ ...action, asked: date }, ...ask(action, asked(action), date, now), silent(action, date, 1, now))
}

/** A private word to the owners first; only after that the coordinator. */
const silence = (action: Action, date: string, times: number, now: Instant): Step<Action> => {
  if (action.asked !== date) return UNCHANGED
  if (times === 1) return step(action, ...ask(action, asked(action), `${date}-2`, now), silent(action, date, 2, now))
  return step(action, ...ask(action, [action.coordinator], `${date}-3`, now))
}

const reporting = (action: Action, event: Extract<ActingEvent, { type: 'reported' }>, now: Instant): Step<Action> => {
  const { date, outcome, value, note } = event
  if (action.status !== 'running') return refuse('actionEnded')
  if (action.asked !== date) return refuse('alreadyReported')
  const status = outcome === 'done' ? 'done' : outcome === 'stop' ? 'stopped' : 'running'
  const next = status === 'running' ? followUpAfter(action, date) : undefined
  const reported: Action = {
    ...action,
    status,
    next,
    asked: undefined,
    value: value || action.value,
    history: [...action.history, { date, outcome, value, note }],
    cards: [],
  }
  return step(reported, ...(next ? [dueOn(action, next)] : []), forgetting(action, now), ...goodbyes(action, now))
}
