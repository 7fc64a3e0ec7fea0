import type { MessageRef } from '../../src/flows/ids.ts'
import type { EvaluationAsked } from '../../src/flows/person/messages.ts'
import type { AskedRow, Today, TodayRow } from '../../src/flows/person/person.ts'
import { PLATFORM } from '../deciderSpecification.ts'

/** For tests: what is asked of Ada on the Monday on which tests are played. */
export const row = (action: string, part: Partial<TodayRow> = {}): TodayRow => ({
  action,
  date: '2026-11-23',
  role: 'owner',
  why: 'due',
  times: 1,
  ...part,
})
export const due = (action: string, part: Partial<AskedRow> = {}): EvaluationAsked => ({
  type: 'evaluationAsked',
  platform: PLATFORM,
  person: '29:ada',
  zone: 'Europe/Brussels',
  ...row(action),
  ...part,
})
export const message = (id: string): MessageRef => ({ platform: PLATFORM, conversation: 'chat', message: id })
export const todayWith = (part: Partial<Today>): Today => ({
  date: '2026-11-23',
  number: 1,
  rows: [],
  messages: [],
  past: [],
  ...part,
})
