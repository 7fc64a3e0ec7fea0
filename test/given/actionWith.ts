import type { Action, ActionPlace } from '../../src/flows/action/action.ts'
import { type ActionEvent, decideAction } from '../../src/flows/action/decideAction.ts'
import { type Decision, decided, FORGOTTEN } from '../../src/flows/decision.ts'
import type { Instant } from '../../src/kit/calendar/instant.ts'
import type { ActionFields } from '../../src/kit/plan.ts'

/** For tests: an action in the first week of its plan, owned by Ada and not yet looked back at. */
export const [LOTTE, ADA, BEN] = ['29:lotte', '29:ada', '29:ben'] as const
export const PLACE: ActionPlace = {
  id: 'a',
  round: 'r',
  platform: { name: 'teams', tenant: 't', serviceUrl: 'https://service' },
  channel: '19:team',
  zone: 'Europe/Brussels',
  language: 'nl',
  coordinator: LOTTE,
  owners: [ADA],
}
export const FIELDS: ActionFields = {
  what: 'Chatpermanentie op woensdag',
  block: '3',
  term: 'short',
  start: '2026-12-01',
  end: '2027-06-30',
  goal: 'Bereikbaar zijn waar jongeren zijn',
  owner: '',
  means: '',
  indicator: 'gesprekken per week',
  remarks: '',
  followUp: '2026-12-17',
  repeat: 'monthly',
}
export const actionWith = (part: Partial<Action>): Action => ({
  ...PLACE,
  ...FIELDS,
  status: 'running',
  next: '2026-12-17',
  asked: undefined,
  value: '',
  history: [],
  cards: [],
  agenda: [],
  ...part,
})

/** What is decided of an action, but for what calendar files say of it, which has tests of its own. */
export const decideApartFromCalendar = (
  action: Action | undefined,
  event: ActionEvent,
  now: Instant,
): Decision<Action> => {
  const decision = decideAction(action, event, now)
  if (decision.kind !== 'decided' || decision.state === FORGOTTEN) return decision
  const { calendar: _, ...state } = decision.state
  return decided(state, ...decision.effects)
}
