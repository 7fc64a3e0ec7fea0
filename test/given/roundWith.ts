import type { Draft } from '../../src/flows/round/draft.ts'
import type { Round } from '../../src/flows/round/round.ts'
import type { Step } from '../../src/flows/round/steps/step.ts'
import { stepOf } from '../../src/flows/round/steps/stepOf.ts'
import { dateIn } from '../../src/kit/calendar/calendar.ts'
import type { Instant } from '../../src/kit/calendar/instant.ts'
import { workdaysAfter } from '../../src/kit/calendar/workdays.ts'
import type { Result } from '../../src/kit/result.ts'
import type { Ranking } from '../../src/kit/stars.ts'
import { NOW } from '../deciderSpecification.ts'

/** For tests: the round that Lotte has drafted for Ada, Ben and herself, and what became of it. */
export const [LOTTE, BEN, ADA] = ['29:lotte', '29:ben', '29:ada'] as const
const platform = { name: 'teams', tenant: 't', serviceUrl: 'https://service' } as const
export const CHANNEL = { in: 'channel', platform, channel: '19:team' } as const
/** A Friday, eleven days on. */
export const CLOSES = Date.parse('2026-12-04T17:00:00+01:00')
export const DRAFT: Draft = {
  id: 'r',
  platform,
  channel: '19:team',
  zone: 'Europe/Brussels',
  title: 'Online werken 2026',
  coordinators: [LOTTE],
  language: 'nl',
  blocks: ['1', '2', '3'],
  asksRole: false,
  floor: 5,
  closesAt: CLOSES,
  members: [LOTTE, BEN, ADA].map((person, at) => ({ person, sheet: `s${at}` })),
}
type KeyOf<S> = S extends unknown ? keyof S : never
type ValueOf<S, K> = S extends unknown ? (K extends keyof S ? S[K] : never) : never
/** Fields of a round in any status. */
type Part = { readonly [K in KeyOf<Round>]?: ValueOf<Round, K> }
const OPEN = {
  ...DRAFT,
  members: [],
  status: 'open',
  asked: 3,
  pages: 2,
  added: [],
  handedIn: [],
  tallied: [],
  unreachable: [],
  progressCards: [],
  controlCards: [],
} as const
/** What a round has once its stars were opened. */
const STARS = { starsCloseAt: CLOSES, starsCast: [], starsTallied: [] } as const
const WITH_STARS: ReadonlySet<unknown> = new Set(['starring', 'starsClosing', 'ranked', 'prioritised'])
const WITH_RESULT: ReadonlySet<unknown> = new Set(['closed', ...WITH_STARS])
/** What a round has from each status on. */
const wholeOf = (status: Round['status']) => ({
  ...(WITH_RESULT.has(status) ? { closedAt: NOW, result: RESULT, growth: [] } : {}),
  ...(WITH_STARS.has(status) ? STARS : {}),
  ...(status === 'ranked' || status === 'prioritised' ? { ranking: RANKING } : {}),
  ...(status === 'prioritised' ? { priorities: { blocks: ['1'], reason: '' } } : {}),
})
/** It is open and has two pages, unless the part says otherwise; what waits for who steers it has waited since just now. */
export const roundWith = (part: Part): Round => {
  const { waiting: given, ...fields } = { ...OPEN, ...wholeOf(part.status ?? 'open'), ...part }
  const round = fields as Round
  const step = stepOf(round)
  // Of a round in another status, from which this one is made, something else may have waited.
  const waiting = given?.step === step ? given : step && { step, since: NOW, heard: 'handOver' as const }
  return waiting ? { ...round, waiting } : round
}
export const draftWith = (part: Part): Round =>
  roundWith({ status: 'draft', members: DRAFT.members, pages: 0, ...part })

export const RESULT: Result = {
  kit: '1',
  floor: 5,
  handedIn: 6,
  depth: 'elements',
  blocks: [],
  roles: [],
  elements: [],
  remarks: [
    { block: '1', text: 'meer tijd', hidden: false },
    { block: '2', text: 'rust', hidden: false },
  ],
}
export const RANKING: Ranking = {
  ballots: 6,
  depth: 'medians',
  places: [{ block: '2', median: 4 }, { block: '1' }, { block: '3' }],
  reasons: [
    { block: '1', text: 'eerst dit', hidden: false },
    { block: '2', text: 'dringend', hidden: false },
  ],
}

const own = 'own' as const
/** The card of who steers says how the round stands. */
export const controlRedrawn = (due: Instant) =>
  ({ id: 'edit/control/r/0', due, edit: { screen: 'control', round: 'r', person: LOTTE }, message: own }) as const
/** So do the channel's cards. */
export const redrawn = (due: Instant) => [
  { id: 'edit/progress/r', due, edit: { screen: 'progress', round: 'r' }, message: own } as const,
  controlRedrawn(due),
]
export const starsRedrawn = (due: Instant) => [
  { id: 'edit/stars/r', due, edit: { screen: 'stars', round: 'r' }, message: own } as const,
  controlRedrawn(due),
]

/** A step begins to wait, for the first time in this round: what is kept of it. */
export const waits = (step: Step, since: Instant, by?: string) => ({
  told: 1,
  waiting: { step, since, heard: 'handOver', ...(by === undefined ? {} : { by }) } as const,
})
/** She is asked about it again in the morning of the fifth working day. */
export const overdue = (since: Instant) => {
  const due = Date.parse(`${workdaysAfter(dateIn('Europe/Brussels', since), 5)}T09:30:00+01:00`)
  return { id: 'stepOverdue/r', due, tell: { type: 'stepOverdue', round: 'r' } } as const
}
/** … and what is done at once: she hears of it, and of what is too long. */
export const stepTold = (since: Instant) =>
  [{ id: 'stepWaits/r', due: since, tell: { type: 'stepWaits', round: 'r', told: 1 } }, overdue(since)] as const

/** Whether the cards that people are asked with arrived is looked up a minute later. */
export const deliveryDue = (now: number) =>
  ({ id: 'deliveryDue/r', due: now + 60_000, tell: { type: 'deliveryDue', round: 'r' } }) as const
