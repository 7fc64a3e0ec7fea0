import { describe, expect, it } from 'vitest'
import { RESULT, roundWith } from '../../../../test/given/roundWith.ts'
import { voice } from '../../../../test/voice.ts'
import { hasResult } from '../../../flows/round/round.ts'
import type { Result } from '../../../kit/result.ts'
import { slackMessage } from '../../slack/render.ts'
import { resultElementScreen, resultElementsScreen } from './elementScreens.ts'
import { resultScreen } from './resultScreen.ts'
import { resultRolesScreen } from './resultViews.ts'

/** As a schema-2 result is read: what it counted stays beside the words that now say the same. */
const counts = { green: 6, orange: 4, red: 0 }
const result: Result = {
  ...RESULT,
  handedIn: 12,
  elements: [
    { element: '1.1', word: 'mostly-green' },
    { element: '2.6', word: 'divided' },
  ],
  counted: {
    blocks: [{ block: '1', counts: { ...counts, skipped: 2 } }],
    elements: [{ element: '1.1', counts }],
    roles: [{ role: 'youthWorker', blocks: [{ block: '1', counts: { ...counts, skipped: 0 } }] }],
  },
}
const round = roundWith({ status: 'closed', result })
if (!hasResult(round)) throw new Error('no result')

describe('a result of before version 0.3.0', () => {
  it('keeps the counts of its blocks, and says of which it had none', () => {
    const { text } = slackMessage(resultScreen(voice, round, result))
    expect(text).toContain('1 Strategie\n6 groen · 4 oranje · 0 rood · 2 overgeslagen')
    expect(text).toContain('Van Afspraken, ')
    expect(text).toContain('[Per functie]')
    expect(text).not.toContain('🟢G')
  })

  it('keeps the counts of its elements, and in words what it had in words', () => {
    const { text } = slackMessage(resultElementsScreen(voice, round, result))
    expect(text).toContain('🟢 Visie op online werken\n6 groen · 4 oranje · Strategie')
    expect(text).toContain('◐ Tijd en middelen\nverdeeld · Afspraken')
    expect(slackMessage(resultElementScreen(voice, round, result, '1.1')).text).toContain('🟢 6 groen · 4 oranje')
  })

  it('keeps the counts of its roles', () => {
    const { text } = slackMessage(resultRolesScreen(voice, round, result))
    expect(text).toContain('Jeugdwerk\n1 Strategie: 6 groen · 4 oranje · 0 rood')
  })
})
