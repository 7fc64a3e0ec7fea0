import { describe, expect, it } from 'vitest'
import { type FailureKind, isUnreachable, PlatformFailed } from './platform.ts'

const KINDS: readonly (readonly [number, FailureKind])[] = [
  [0, 'noAnswer'],
  [302, 'busy'],
  [400, 'refused'],
  [401, 'unauthorized'],
  [403, 'unreachable'],
  [404, 'unreachable'],
  [405, 'refused'],
  [408, 'busy'],
  [409, 'refused'],
  [412, 'busy'],
  [413, 'refused'],
  [429, 'throttled'],
  [499, 'refused'],
  [500, 'busy'],
  [502, 'busy'],
  [503, 'busy'],
  [504, 'busy'],
]

describe('a call to a platform that failed', () => {
  it.each(KINDS)('with status %i is %s', (status, kind) => {
    const failed = new PlatformFailed(status)
    expect(failed.kind).toBe(kind)
    expect(isUnreachable(failed)).toBe(kind === 'unreachable')
  })

  it('keeps how long the platform asks to wait, in milliseconds', () => {
    expect(new PlatformFailed(429, 17_000)).toMatchObject({ kind: 'throttled', retryAfter: 17_000 })
  })

  it('is told from a fault of ours', () => {
    expect(isUnreachable(new Error('the platform answered 403'))).toBe(false)
  })
})
