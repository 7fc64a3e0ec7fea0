import { describe, expect, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { durationOf } from '../retention.ts'
import { decideErasedMark, type ErasedMark, type ErasedMarkEvent, wasErasedSince } from './erasedMark.ts'

const { given } = deciderSpecification<ErasedMark, ErasedMarkEvent>((known, event, now) =>
  decideErasedMark('hash', known, event, now),
)
const TERM = durationOf('erasedMark')
const began = { type: 'erasureBegan', platform: PLATFORM } as const
const over = { type: 'erasedForgotten' } as const
const ends = (due: number) =>
  ({ id: 'erasedForgotten/hash', due, tell: { type: 'erasedForgotten', person: 'hash' } }) as const
const { name, tenant } = PLATFORM

describe('privacy.5.6 that someone was erased', () => {
  it('is remembered without her, for as long as something can be on its way to her', () => {
    given(undefined)
      .when(began)
      .thenChanged({ platform: { name, tenant }, at: NOW }, ends(NOW + TERM))
  })

  it('counts from the newest time', () => {
    given(undefined, began)
      .when(began, NOW + 5)
      .thenChanged({ at: NOW + 5 }, ends(NOW + 5 + TERM))
    given({ platform: { name, tenant }, at: NOW + 5 })
      .when(over, NOW + TERM)
      .thenUnchanged()
  })

  it('is forgotten after that', () => {
    given(undefined, began)
      .when(over, NOW + TERM)
      .thenForgotten()
    given(undefined).when(over).thenUnchanged()
  })

  it('stops what was decided before, and what nobody knows when, and nothing that came after', () => {
    const mark = { platform: { name, tenant }, at: NOW } as const
    expect(wasErasedSince(mark, NOW - 1)).toBe(true)
    expect(wasErasedSince(mark, undefined)).toBe(true)
    expect(wasErasedSince(mark, NOW + 1)).toBe(false)
    expect(wasErasedSince(undefined, NOW)).toBe(false)
  })
})
