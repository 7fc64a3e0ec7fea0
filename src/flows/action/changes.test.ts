import { describe, expect, it } from 'vitest'
import { deciderSpecification, NOW } from '../../../test/deciderSpecification.ts'
import { ADA, actionWith, BEN, PLACE } from '../../../test/given/actionWith.ts'
import { monthsLater } from '../../kit/calendar/calendar.ts'
import { decided, FORGOTTEN, UNCHANGED } from '../decision.ts'
import type { Action } from './action.ts'
import { everyoneIn, noted, withoutPerson } from './changes.ts'
import { type ActionEvent, decideAction } from './decideAction.ts'

const { given } = deciderSpecification<Action, ActionEvent>(decideAction)

const { platform, channel } = PLACE
const redrawn = [
  { id: 'planChanged/a', due: NOW, tell: { type: 'planChanged', platform, channel, action: 'a' } },
  { id: 'edit/action/a', due: NOW, edit: { screen: 'action', action: 'a' }, message: 'own' },
] as const

describe('a change of an action', () => {
  it('says who made it and when, and is hers from then on', () => {
    const decision = noted(decided(actionWith({})), 'changed', BEN, NOW)
    expect(decision).toMatchObject({ state: { changes: [{ what: 'changed', by: BEN, at: NOW }] } })
    const [effect] = decision.kind === 'decided' ? decision.effects : []
    expect(effect?.payload).toMatchObject({ event: { type: 'taskOpened', person: BEN } })
    expect(effect?.id).not.toContain(BEN)
  })

  it('of an owner needs no second way to her', () => {
    expect(noted(decided(actionWith({})), 'done', ADA, NOW)).toMatchObject({ effects: [] })
  })

  it('is kept among the last ten', () => {
    const changes = Array.from({ length: 10 }, (_, at) => ({ what: 'changed' as const, by: ADA, at }))
    const decision = noted(decided(actionWith({ changes })), 'done', ADA, NOW)
    expect(decision).toMatchObject({ state: { changes: [...changes.slice(1), { what: 'done', by: ADA, at: NOW }] } })
  })

  it('that changes nothing is not noted', () => {
    expect(noted(UNCHANGED, 'done', ADA, NOW)).toBe(UNCHANGED)
    expect(noted(decided<Action>(FORGOTTEN), 'done', ADA, NOW)).toMatchObject({ state: FORGOTTEN })
  })

  it('of someone who had herself erased stays, and is nobody’s', () => {
    const action = actionWith({ changes: [{ what: 'changed', by: BEN, at: NOW }] })
    expect(everyoneIn(action)).toEqual([ADA, BEN])
    expect(withoutPerson(action, BEN).changes).toEqual([{ what: 'changed', at: NOW }])
    expect(everyoneIn(withoutPerson(action, BEN))).toEqual([ADA])
    expect(withoutPerson(actionWith({}), BEN)).toEqual(actionWith({}))
    given(action)
      .when({ type: 'ownerErased', person: BEN })
      .thenChanged({ changes: [{ what: 'changed', at: NOW }] }, ...redrawn)
  })
})

describe('an action that had ended', () => {
  const forgotten = (months: number) =>
    ({
      id: 'actionForgotten/a',
      due: monthsLater('Europe/Brussels', NOW, months),
      tell: { type: 'actionForgotten', action: 'a' },
    }) as const

  it('runs on where it runs', () => {
    given(actionWith({})).when({ type: 'reopened', by: ADA }).thenUnchanged()
  })

  it('is kept as long as its team wants', () => {
    given(actionWith({ status: 'done' }))
      .when({ type: 'planKeptFor', months: 12 })
      .thenChanged({ keptMonths: 12 }, forgotten(12))
  })
})
