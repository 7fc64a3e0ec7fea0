import { describe, expect, it } from 'vitest'
import { deciderSpecification, NOW } from '../../../test/deciderSpecification.ts'
import { decidePerson, type PersonEvent } from './decidePerson.ts'
import { newPerson, type Person, type Visit } from './person.ts'
import { isVisiting, MOST_VISITS, VISIT_LASTS } from './visits.ts'

const { given } = deciderSpecification<Person, PersonEvent>((known, event, now) =>
  decidePerson('ada', known, event, now),
)
const ada = { platform: { name: 'teams', tenant: 't', serviceUrl: 'https://smba.example' }, person: '29:ada' } as const
const visitingOn = (...visits: readonly Visit[]): Person => ({ ...newPerson('ada'), since: NOW, visits })
const visit = (name: string, more: Partial<Visit> = {}): Visit => ({ visit: name, until: NOW + VISIT_LASTS, ...more })
const begins = (name: string) => ({ type: 'visitBegan', ...ada, visit: name }) as const
const lists = (...visits: readonly Visit[]) => ({ visits })

describe('her pages in a browser', () => {
  it('are open for a day once a link was opened', () => {
    given(visitingOn())
      .when(begins('v1'))
      .thenChanged(lists(visit('v1')))
    expect(isVisiting(visitingOn(visit('v1')), 'v1', NOW)).toBe(true)
    expect(isVisiting(visitingOn(visit('v1')), 'v1', NOW + VISIT_LASTS)).toBe(false)
    expect(isVisiting(visitingOn(visit('v1')), 'v2', NOW)).toBe(false)
    expect(isVisiting(undefined, 'v1', NOW)).toBe(false)
  })

  it('aren’t opened by a link a second time, also not once she left', () => {
    given(visitingOn(visit('v1')))
      .when(begins('v1'))
      .thenUnchanged()
    given(visitingOn(visit('v1', { over: true })))
      .when(begins('v1'))
      .thenUnchanged()
  })

  it('are opened anew where the platform itself says who she is', () => {
    given(visitingOn(visit('v1', { over: true })))
      .when({ ...begins('v1'), vouched: true })
      .thenChanged(lists(visit('v1')))
    given(visitingOn(visit('v1')))
      .when({ ...begins('v1'), vouched: true })
      .thenUnchanged()
  })

  it('close where she leaves, and nowhere else', () => {
    given(visitingOn(visit('v1'), visit('v2')))
      .when({ type: 'visitEnded', visit: 'v1' })
      .thenChanged(lists(visit('v1', { over: true }), visit('v2')))
    expect(isVisiting(visitingOn(visit('v1', { over: true })), 'v1', NOW)).toBe(false)
    given(visitingOn(visit('v1', { over: true })))
      .when({ type: 'visitEnded', visit: 'v1' })
      .thenUnchanged()
    given(undefined).when({ type: 'visitEnded', visit: 'v1' }).thenUnchanged()
  })

  it('close everywhere when her account is gone', () => {
    given(visitingOn(visit('v1'), visit('v2')))
      .when({ type: 'visitsEnded' })
      .thenChanged(lists(visit('v1', { over: true }), visit('v2', { over: true })))
    given(visitingOn()).when({ type: 'visitsEnded' }).thenUnchanged()
  })

  it('are no more at once than one keeps sight of; those whose time is over make room', () => {
    const many = Array.from({ length: MOST_VISITS }, (_, at) => visit(`v${at}`))
    given(visitingOn(...many))
      .when(begins('one more'))
      .thenUnchanged()
    const [, ...others] = many
    given(visitingOn(visit('old', { until: NOW }), ...others))
      .when(begins('one more'))
      .thenChanged(lists(...others, visit('one more')))
  })
})
