import { describe, expect, it } from 'vitest'
import { actionWith } from '../../../../test/given/actionWith.ts'
import { voice } from '../../../../test/voice.ts'
import type { Action } from '../../../flows/action/action.ts'
import { digestScreen } from './digestScreen.ts'

const said = (action: Action): string =>
  JSON.stringify(
    digestScreen(voice, () => 'Ada', {
      actions: [action],
      span: { since: '2027-02-01', until: '2027-03-01' },
      where: { channel: '19:team' },
      dateOf: () => '',
    }),
  )

describe('the month of a plan', () => {
  it('reads the same whether it is drawn before or after the questions of that morning', () => {
    const silent = { missed: ['2026-12-28'], asked: '2027-01-28', next: '2027-03-01' }
    const before = said(actionWith(silent))
    const after = { missed: ['2026-12-28', '2027-01-28'], asked: '2027-03-01', next: '2027-03-29' }
    expect(said(actionWith(after))).toBe(before)
    expect(before).toContain('Nog zonder antwoord')
    expect(before).toContain('1 mrt')
  })

  it('calls nothing unanswered that was answered since', () => {
    const answered = { date: '2027-02-15', outcome: 'onTrack', value: '', note: '' } as const
    const missed = { missed: ['2026-12-28'], history: [answered], asked: '2027-03-01', next: '2027-03-29' }
    expect(said(actionWith(missed))).not.toContain('Nog zonder antwoord')
  })
})
