import { describe, expect, it } from 'vitest'
import { ADA, actionWith, BEN } from '../../../../test/given/actionWith.ts'
import { row } from '../../../../test/given/todayWith.ts'
import { voice } from '../../../../test/voice.ts'
import type { Action } from '../../../flows/action/action.ts'
import type { TodayRow } from '../../../flows/person/person.ts'
import { todayScreen } from './todayScreen.ts'

const DATE = '2026-11-23'
const names = (person: string): string => ({ [ADA]: 'Ada', [BEN]: 'Ben' })[person] ?? person
const line = (what: string, part: Partial<TodayRow> = {}, action: Partial<Action> = {}) => ({
  row: row(what, part),
  action: actionWith({ id: what, what, asked: DATE, ...action }),
  names,
  person: ADA,
})
const silent = (what: string) => line(what, { why: 'silent', role: 'coordinator' }, { owners: [ADA, BEN] })

describe('what is asked of someone on a day', () => {
  it.each([
    ['is named', [line('TikTok')], 'Opvolging: TikTok'],
    ['names the first of two', [line('TikTok'), line('Scholen')], 'Opvolging: TikTok, en nog 1 actie'],
    [
      'names what came last',
      [line('TikTok', { date: '2026-10-23' }, { asked: '2026-10-23' }), line('Scholen')],
      'Opvolging: Scholen, en nog 1 actie',
    ],
    ['names what is open still', [line('TikTok', {}, { asked: undefined }), line('Scholen')], 'Opvolging: Scholen'],
    ['that nobody answered', [silent('TikTok'), silent('Scholen')], 'Nog zonder antwoord: TikTok, en nog 1 actie'],
    ['is nothing any more', [line('TikTok', {}, { asked: undefined })], 'Opvolging van jullie acties'],
  ])('%s in its notification', (_, lines, summary) => {
    expect(todayScreen(voice, lines).summary).toBe(summary)
  })

  it('speaks of several people as one does', () => {
    expect(JSON.stringify(todayScreen(voice, [silent('TikTok')]))).toContain('Nog geen antwoord van Ada en Ben op')
  })
})
