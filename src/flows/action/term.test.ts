import { describe, expect, it } from 'vitest'
import { NOW } from '../../../test/deciderSpecification.ts'
import { ADA, actionWith, BEN, FIELDS, LOTTE, PLACE } from '../../../test/given/actionWith.ts'
import { monthsLater } from '../../kit/calendar/calendar.ts'
import { DAY, type Instant } from '../../kit/calendar/instant.ts'
import { FORGOTTEN } from '../decision.ts'
import type { Effect } from '../effect.ts'
import type { Action } from './action.ts'
import { noted } from './changes.ts'
import { type ActionEvent, decideAction } from './decideAction.ts'

const ZONE = 'Europe/Brussels'
const around = { coordinators: [LOTTE], present: [LOTTE, ADA, BEN] }

/** An action with all that it owes itself, over years. */
const story = (begun: Instant) => {
  let action: Action | undefined
  let now = begun
  const waiting = new Map<string, Effect>()
  const happens = (event: ActionEvent): void => {
    const decision = decideAction(action, event, now)
    if (decision.kind !== 'decided') return
    action = decision.state === FORGOTTEN ? undefined : decision.state
    for (const effect of decision.effects) waiting.set(effect.id, effect)
  }
  return {
    happens,
    action: () => action,
    waits: (id: string) => waiting.get(id)?.due,
    /** Until a moment, with everything it tells itself on its day. */
    until: (moment: Instant, onDate: (date: string) => void = () => undefined): void => {
      for (;;) {
        const [next] = [...waiting.values()].toSorted((one, other) => one.due - other.due)
        if (!next || next.due > moment) break
        waiting.delete(next.id)
        now = Math.max(now, next.due)
        if (next.payload.do !== 'tell') continue
        const { event } = next.payload
        if (event.type === 'actionForgotten') happens(event)
        if (event.type === 'silence') happens({ ...event, ...around })
        if (event.type === 'followUpDue') {
          happens({ ...event, ...around })
          onDate(event.date)
        }
      }
      now = moment
    },
  }
}
const saved = (fields: Partial<typeof FIELDS>): ActionEvent => ({
  type: 'saved',
  ...PLACE,
  fields: { ...FIELDS, ...fields },
  by: ADA,
})
const years = (count: number): Instant => monthsLater(ZONE, NOW, 12 * count)

describe('privacy.5.6 an action', () => {
  it('with a follow-up thirty months away is there to be asked about', () => {
    const one = story(NOW)
    one.happens(saved({ followUp: '2029-05-23', repeat: 'once', term: 'long', end: '' }))
    const asked: string[] = []
    one.until(years(3), (date) => asked.push(date))
    expect(asked).toContain('2029-05-23')
    expect(one.action()?.asked).toBeDefined()
  })

  it.each(['answers', 'silence'] as const)(
    'that repeats for five years of %s stays, and its term counts from its end',
    (how) => {
      const one = story(NOW)
      one.happens(saved({ repeat: 'monthly', end: '' }))
      let dates = 0
      one.until(years(5), (date) => {
        dates++
        if (how === 'answers') one.happens({ type: 'reported', date, outcome: 'onTrack', value: '', note: '', by: ADA })
      })
      expect(dates).toBeGreaterThan(50)
      expect(one.action()?.status).toBe('running')
      one.happens({ type: 'ended', how: 'done', by: ADA })
      one.until(years(7) - DAY)
      expect(one.action()?.status).toBe('done')
      one.until(years(7) + 1)
      expect(one.action()).toBeUndefined()
    },
  )

  it('that has ended is kept no longer for what is done with it after that', () => {
    const one = story(NOW)
    one.happens(saved({}))
    one.happens({ type: 'ended', how: 'stopped', by: ADA })
    one.until(years(1))
    one.happens(saved({ goal: 'Anders' }))
    one.happens({ type: 'explained', date: '2026-11-23', value: '', note: 'te weinig volk', by: ADA })
    one.happens({ type: 'planKeptFor', months: 24 })
    one.until(years(2) + 1)
    expect(one.action()).toBeUndefined()
  })

  it('that was taken up again runs on past the term of its first end', () => {
    const one = story(NOW)
    one.happens(saved({}))
    one.happens({ type: 'ended', how: 'done', by: ADA })
    one.until(years(1))
    one.happens({ type: 'reopened', by: BEN })
    one.until(years(4))
    expect(one.action()?.status).toBe('running')
  })

  it('that was saved without the moment of its end has the day of its last answer', () => {
    const entry = { date: '2026-06-01', on: '2026-06-02', outcome: 'done', value: '', note: '' } as const
    const old = actionWith({ status: 'done', next: undefined, history: [entry] })
    expect(decideAction(old, { type: 'planKeptFor', months: 12 }, NOW)).toMatchObject({
      effects: [{ due: Date.parse('2027-06-02T09:30:00+02:00') }],
    })
  })

  it('runs no more where the app was taken out for that long', () => {
    expect(decideAction(actionWith({}), { type: 'actionForgotten' }, NOW)).toEqual({ kind: 'unchanged' })
    expect(decideAction(actionWith({}), { type: 'actionForgotten', appGone: NOW }, NOW)).toMatchObject({
      state: FORGOTTEN,
    })
  })

  it('empties its cards in the channel when it is forgotten', () => {
    const message = (id: string) => ({ platform: PLACE.platform, conversation: '19:team', message: id })
    const old = actionWith({ status: 'done', endedAt: 0, channelCard: message('m1'), takeOverCards: [message('m2')] })
    const decision = decideAction(old, { type: 'actionForgotten' }, NOW)
    const edits = decision.kind === 'decided' ? decision.effects.filter(({ payload }) => payload.do === 'edit') : []
    const card = { screen: 'erased', what: 'action', months: 24, language: 'nl' }
    expect(edits.map(({ payload }) => payload)).toEqual([
      { do: 'edit', card, message: message('m1') },
      { do: 'edit', card, message: message('m2') },
    ])
  })

  it('is no longer among what is hers whose change is too long ago to be kept', () => {
    const changes = Array.from({ length: 10 }, (_, at) => ({
      what: 'changed' as const,
      by: at === 0 ? BEN : ADA,
      at: NOW,
    }))
    const decision = noted({ kind: 'decided', state: actionWith({ changes }), effects: [] }, 'changed', ADA, NOW)
    expect(decision).toMatchObject({
      effects: [{ id: `taskClosed/a/${NOW}/changed/0`, payload: { event: { type: 'taskClosed', person: BEN } } }],
    })
  })
})
