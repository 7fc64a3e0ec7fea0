import { describe, expect, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { DAY } from '../../kit/calendar/instant.ts'
import { decideTenant, ERASED_AFTER_DAYS, isTermOver, type LeavingTenant, type TenantEvent } from './tenant.ts'

const { given, expectSafeIds } = deciderSpecification<LeavingTenant, TenantEvent>((known, event, now) =>
  decideTenant(known, event, 'hash', now),
)
const left = (event: string) => ({ type: 'left', event, platform: PLATFORM }) as const
const leaving = (since: number, ...heard: readonly string[]): LeavingTenant => ({
  platform: PLATFORM,
  left: since,
  heard,
})
const over = {
  id: 'tenantTermOver/hash',
  due: NOW + ERASED_AFTER_DAYS * DAY,
  erases: true,
  tell: { type: 'tenantTermOver', platform: PLATFORM },
} as const

describe('an organisation', () => {
  it('that takes the app out has thirty days', () => {
    expect(ERASED_AFTER_DAYS).toBe(30)
    given(undefined)
      .when(left('e1'))
      .thenChanged({ platform: PLATFORM, left: NOW, heard: ['e1'] }, over)
  })

  it('that takes it out of another place has as many from then', () => {
    given(leaving(NOW - 20 * DAY, 'e1'))
      .when(left('e2'))
      .thenChanged({ left: NOW, heard: ['e1', 'e2'] }, over)
  })

  it('that says so itself took it out everywhere: each of its channels hears so, and nothing of it is looked for any more', () => {
    const gone = { id: 'tenantGone/hash', due: NOW, tell: { type: 'tenantGone', platform: PLATFORM } } as const
    given(leaving(NOW - 20 * DAY, 'e1'))
      .when({ ...left('e2'), everywhere: true })
      .thenChanged({ left: NOW, heard: ['e1', 'e2'], everywhere: true }, gone, over)
    given({ ...leaving(NOW - 20 * DAY, 'e1'), everywhere: true })
      .when(left('e2'))
      .thenChanged({ left: NOW, heard: ['e1', 'e2'] }, over)
  })

  it('is not given longer by a removal that is delivered again', () => {
    given(leaving(NOW - 20 * DAY, 'e1'))
      .when(left('e1'))
      .thenUnchanged()
  })

  it('that comes back is leaving no more', () => {
    given(leaving(NOW - 20 * DAY, 'e1'))
      .when({ type: 'returned' })
      .thenForgotten()
    given(undefined).when({ type: 'returned' }).thenUnchanged()
  })

  it('is gone when its term is over, and not before, nor after it came back', () => {
    expect(isTermOver(leaving(NOW - 30 * DAY), NOW)).toBe(true)
    expect(isTermOver(leaving(NOW - 30 * DAY + 1), NOW)).toBe(false)
    expect(isTermOver(undefined, NOW)).toBe(false)
  })

  it('is named in no effect’s id', () => {
    expectSafeIds([undefined, leaving(NOW, 'e1')], { left: left('e2'), returned: { type: 'returned' } })
  })
})
