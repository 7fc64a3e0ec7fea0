import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { ADA, BEN, FIELDS, LOTTE, PLACE } from '../../../test/given/actionWith.ts'
import { dateIn, daysLater } from '../../kit/calendar/calendar.ts'
import { DAY, type Instant } from '../../kit/calendar/instant.ts'
import { isWorkday, workdayFrom } from '../../kit/calendar/workdays.ts'
import { type ActionFields, defaultRepeat, OUTCOMES, REPEATS, TERMS } from '../../kit/plan.ts'
import { FORGOTTEN } from '../decision.ts'
import type { Effect } from '../effect.ts'
import type { Action } from './action.ts'
import { type ActionEvent, decideAction } from './decideAction.ts'

const ZONE = 'Europe/Brussels'
const BEGINS = Date.parse('2026-11-23T10:00:00+01:00')
/** Days by which weekends and holidays in a row can move a date. */
const MOST_SHIFT = 5
const EVERY = {
  weekly: { weeks: 1 },
  twoWeekly: { weeks: 2 },
  monthly: { months: 1 },
  quarterly: { months: 3 },
  halfYearly: { months: 6 },
}

/** What someone does with an action: the dates are days from when it is done. */
type Step =
  | { readonly does: 'nothing' }
  | { readonly does: 'report'; readonly outcome: (typeof OUTCOMES)[number] }
  | { readonly does: 'snooze' | 'date' | 'extend' | 'acceptWith'; readonly days: number }
  | { readonly does: 'save'; readonly fields: Partial<ActionFields>; readonly days: number; readonly end: number }
  | { readonly does: 'end' | 'reopen' | 'accept' | 'passOn' | 'takeOver' | 'erase' | 'redeliver' | 'forgetDate' }

const someFields = fc.record({ term: fc.constantFrom(...TERMS), repeat: fc.constantFrom(...REPEATS) })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ does: 'nothing' } as const) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('report' as const), outcome: fc.constantFrom(...OUTCOMES) }) },
  fc.record({
    does: fc.constantFrom('snooze', 'date', 'extend', 'acceptWith'),
    days: fc.integer({ min: 1, max: 500 }),
  }),
  fc.record({
    does: fc.constant('save' as const),
    fields: someFields,
    days: fc.integer({ min: -400, max: 400 }),
    end: fc.integer({ min: -400, max: 2000 }),
  }),
  fc.record({
    does: fc.constantFrom('end', 'reopen', 'accept', 'passOn', 'takeOver', 'erase', 'redeliver', 'forgetDate'),
  }),
)
/** Days until the next thing happens; now and then the bot is down meanwhile. */
const steps = fc.array(
  fc.record({
    step,
    after: fc.integer({ min: 0, max: 260 }),
    down: fc.boolean(),
    present: fc.subarray([ADA, BEN, LOTTE]),
  }),
  { minLength: 5, maxLength: 60 },
)

const plus = (at: Instant, days: number): string => dateIn(ZONE, at + days * DAY)
const rhythmAfter = ({ repeat, term }: Action, date: string): string =>
  Temporal.PlainDate.from(date)
    .add(EVERY[repeat === 'once' ? defaultRepeat(term) : repeat])
    .add({ days: MOST_SHIFT })
    .toString()

/** One action, with what it owes itself: delivered in order, late where the bot was down. */
const simulation = (first: Partial<ActionFields>) => {
  let action: Action | undefined
  let now = BEGINS
  let present: readonly string[] | undefined
  const owed = new Map<string, Effect>()
  const delivered: ActionEvent[] = []
  /** How often each date was begun to be asked about. */
  const begun: string[] = []

  const holds = (before: Action | undefined): void => {
    if (!action) return
    const today = dateIn(ZONE, now)
    const due = [...owed.values()].filter(({ id }) => id === 'followUp/a')
    if (action.status !== 'running') {
      expect(action.next).toBeUndefined()
      return
    }
    const { next } = action
    if (next === undefined) throw new Error('it runs without a next date')
    expect(isWorkday(next)).toBe(true)
    expect(due.map(({ payload }) => payload)).toEqual([
      { do: 'tell', event: { type: 'followUpDue', action: 'a', date: next } },
    ])
    // What is asked about lies behind the next date, and a date that was planned anew lies ahead.
    if (action.asked !== undefined) expect(action.asked < next).toBe(true)
    if (next === before?.next) return
    expect(next > today).toBe(true)
    // A first date is chosen as far ahead as people like; from there on the rhythm counts.
    const within = action.followUp > today ? workdayFrom(action.followUp) : rhythmAfter(action, today)
    expect(next <= within, `${next} after ${today}`).toBe(true)
  }

  const happens = (event: ActionEvent): void => {
    const before = action
    const decision = decideAction(action, event, now)
    if (decision.kind !== 'decided' || decision.state === FORGOTTEN) return
    action = decision.state
    for (const effect of decision.effects)
      if (effect.payload.do === 'tell' && ['followUpDue', 'askedAgain', 'silence'].includes(effect.payload.event.type))
        owed.set(effect.id, effect)
    if (action.asked !== undefined && action.asked !== before?.asked) begun.push(action.asked)
    if (action.status !== 'running') owed.delete('followUp/a')
    holds(before)
  }

  const deliver = (effect: Effect): void => {
    owed.delete(effect.id)
    if (effect.payload.do !== 'tell') return
    const event = { ...effect.payload.event, coordinators: [LOTTE], present } as ActionEvent
    delivered.push(event)
    happens(event)
  }

  const runUntil = (at: Instant, down: boolean): void => {
    for (;;) {
      const [next] = [...owed.values()].toSorted((a, b) => a.due - b.due)
      if (!next || next.due > at) break
      now = down ? at : Math.max(now, next.due)
      deliver(next)
    }
    now = at
  }

  const eventOf = (one: Step, { asked = '2026-01-01', owners }: Action): ActionEvent | undefined => {
    const by = ADA
    switch (one.does) {
      case 'report':
        return { type: 'reported', date: asked, outcome: one.outcome, value: '', note: '', by }
      case 'snooze':
        return { type: 'snoozed', date: asked, until: daysLater(ZONE, now, one.days % 14), by: ADA }
      case 'date':
        return { type: 'dated', date: plus(now, one.days), by }
      case 'acceptWith':
        return { type: 'accepted', by: owners[0] ?? by, date: plus(now, one.days) }
      case 'extend':
        return { type: 'extended', end: plus(now, one.days), by }
      case 'save': {
        const followUp = one.days > 300 ? '' : plus(now, one.days)
        const fields = { ...FIELDS, ...one.fields, followUp, end: one.end > 0 ? plus(now, one.end) : '' }
        return { type: 'saved', ...PLACE, owners: [ADA, BEN], fields, by }
      }
      case 'end':
        return { type: 'ended', how: 'done', by }
      case 'reopen':
        return { type: 'reopened', by }
      case 'accept':
        return { type: 'accepted', by }
      case 'passOn':
        return { type: 'passedOn', by, to: BEN, gone: [] }
      case 'takeOver':
        return { type: 'tookOver', by: LOTTE, gone: owners }
      case 'erase':
        return { type: 'ownerErased', person: ADA }
      case 'forgetDate':
        return { type: 'planned' }
      case 'nothing':
      case 'redeliver':
        return undefined
    }
  }

  const doStep = (one: Step): void => {
    if (!action) return
    if (one.does === 'redeliver') for (const event of delivered.slice(-3)) happens(event)
    if (one.does === 'forgetDate') {
      // As an earlier version left it: silence, or an answer, could end a series.
      action = { ...action, next: action.status === 'running' ? action.asked : undefined }
      owed.delete('followUp/a')
    }
    const event = eventOf(one, action)
    if (event) happens(event)
  }

  happens({ type: 'saved', ...PLACE, fields: { ...FIELDS, ...first, followUp: plus(now, 30) }, by: ADA })
  return {
    play: (after: number, down: boolean, here: readonly string[], one: Step): void => {
      present = here.length > 0 ? here : undefined
      runUntil(now + after * DAY, down)
      doStep(one)
    },
    begun: (): readonly string[] => begun,
    now: (): Instant => now,
    action: (): Action | undefined => action,
    runUntil,
  }
}

describe('a series over decades', () => {
  it('has exactly one next date as long as its action runs: a working day, ahead, within the rhythm; whatever happens', () => {
    fc.assert(
      fc.property(someFields, steps, (first, story) => {
        const one = simulation(first)
        for (const { after, down, present, step: next } of story) one.play(after, down, present, next)
      }),
      { numRuns: 60, seed: 14 },
    )
  })

  it('asks about no date twice, and never stops asking a silent team', () => {
    for (const repeat of REPEATS)
      for (const term of TERMS) {
        const one = simulation({ repeat, term, end: '' })
        one.runUntil(BEGINS + 10 * 366 * DAY, false)
        expect(new Set(one.begun()).size).toBe(one.begun().length)
        expect(one.begun().at(-1)?.slice(0, 4)).toMatch(/^203[56]$/)
        expect(one.action()?.missed?.length).toBeLessThanOrEqual(12)
      }
  })
})
