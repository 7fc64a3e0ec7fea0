import { describe, expect, it } from 'vitest'
import type { PlanRow } from '../../flows/channel/state.ts'
import { isFull, MOST_RUNNING } from './teamPlan.ts'

const rows = (count: number, state: PlanRow['state']): PlanRow[] =>
  Array.from({ length: count }, (_, at) => ({ action: `${state}${at}`, block: '1', state, version: 1 }))

describe('a plan', () => {
  it('is full at two hundred actions that run, however many are over', () => {
    expect(isFull({ rows: rows(MOST_RUNNING - 1, 'running') })).toBe(false)
    expect(isFull({ rows: [...rows(MOST_RUNNING - 1, 'onTrack'), ...rows(300, 'done')] })).toBe(false)
    expect(isFull({ rows: rows(MOST_RUNNING, 'waiting') })).toBe(true)
  })
})
