import type { Action } from '../../flows/action/action.ts'
import type { Round } from '../../flows/round/round.ts'
import { LONGEST } from '../../kit/plainText.ts'

/** An action of the samples. */
export const ID = 'a'.repeat(32)
/** An action with all its fields, its looks back and changes. */
export const sampleAction = (round: Round, words: (usual: string, most: number) => string): Action => {
  const long = (usual: string): string => words(usual, LONGEST.remark)
  return {
    id: ID,
    round: round.id,
    platform: round.platform,
    channel: round.channel,
    zone: round.zone,
    language: round.language,
    coordinator: 'p0',
    owners: ['p0', 'p1'],
    status: 'running',
    next: '2027-01-04',
    asked: '2026-12-04',
    value: '12',
    history: Array.from({ length: 4 }, () => ({
      date: '2026-12-04',
      outcome: 'onTrack',
      value: '12',
      note: long('Loopt goed.'),
    })),
    cards: [],
    agenda: [],
    changes: [
      { what: 'written', by: 'p0', at: Date.parse('2026-11-23T09:00:00Z') },
      { what: 'changed', by: 'p1', at: Date.parse('2026-12-04T09:00:00Z') },
    ],
    what: words('TikTok verkennen', LONGEST.line),
    block: '4',
    term: 'short',
    start: '2026-12-01',
    end: '2027-06-30',
    goal: long('Weten wat er leeft bij de jongeren van de nieuwe wijk'),
    owner: words('de vrijwilligers', LONGEST.line),
    means: long('Twee uur per week, een werktelefoon'),
    indicator: long('nieuwe volgers uit de wijk'),
    remarks: long('Eerst kijken, dan pas plaatsen.'),
    followUp: '2026-12-04',
    repeat: 'monthly',
  }
}
