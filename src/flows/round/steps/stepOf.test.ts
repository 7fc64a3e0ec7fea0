import { describe, expect, it } from 'vitest'
import { RESULT, roundWith } from '../../../../test/given/roundWith.ts'
import type { Round } from '../round.ts'
import type { Step } from './step.ts'
import { nextStep, stepOf } from './stepOf.ts'

const prioritised = roundWith({ status: 'prioritised' })
const directed = roundWith({ ...prioritised, directions: { '1': 'samen' } })
const asked = { due: 0, state: 'asked' } as const

describe('what waits for who steers a round', () => {
  it.each<[string, Round, Step | undefined]>([
    ['nothing while a scan is open', roundWith({ handedIn: [1, 1] }), undefined],
    ['the close when everyone handed in', roundWith({ handedIn: [2, 1] }), 'allIn'],
    ['nothing when everyone is too few', roundWith({ asked: 2, handedIn: [2] }), undefined],
    ['a decision when too few handed in in time', roundWith({ status: 'short' }), 'short'],
    ['nothing while it closes', roundWith({ status: 'closing', handedIn: [3] }), undefined],
    ['the talk about its result', roundWith({ status: 'closed' }), 'talk'],
    ['no talk about nothing', roundWith({ status: 'closed', result: { ...RESULT, depth: 'nothing' } }), undefined],
    ['nothing while stars are given', roundWith({ status: 'starring', starsCast: [2] }), undefined],
    [
      'the close of the stars when everyone gave them',
      roundWith({ status: 'starring', starsCast: [2, 1] }),
      'allStarred',
    ],
    ['nothing while the stars close', roundWith({ status: 'starsClosing', starsCast: [3] }), undefined],
    ['the priorities when the stars are ranked', roundWith({ status: 'ranked' }), 'confirm'],
    ['a direction for each of them', prioritised, 'directions'],
    [
      'a direction for another',
      roundWith({ ...directed, priorities: { blocks: ['1', '2'], reason: '' } }),
      'directions',
    ],
    ['what still runs from before', roundWith({ ...directed, carry: ['a'] }), 'carryOver'],
    ['a first action', roundWith({ ...directed, carry: [] }), 'plan'],
    ['nothing while the plan lives', roundWith({ ...directed, actions: ['a'] }), undefined],
    ['a next round when it is proposed', roundWith({ ...directed, actions: ['a'], again: asked }), 'again'],
    [
      'a next round rather than where the team stopped',
      roundWith({ ...directed, restsAt: 'plan', again: asked }),
      'again',
    ],
    ['nothing where the team stopped', roundWith({ ...directed, restsAt: 'plan' }), undefined],
    ['what comes after where the team stopped', roundWith({ ...directed, restsAt: 'directions' }), 'plan'],
    ['nothing once it was stopped', roundWith({ status: 'stopped' }), undefined],
  ])('is %s', (_what, round, step) => {
    expect(stepOf(round)).toBe(step)
  })

  it('comes next also where the team stopped', () => {
    expect(nextStep(roundWith({ ...directed, restsAt: 'plan' }))).toBe('plan')
  })
})
