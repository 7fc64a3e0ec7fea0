import { describe, expect, it } from 'vitest'
import { newPerson } from '../flows/person/person.ts'
import { type Looked, reasonsFor } from './why.ts'

const NOON = Date.parse('2026-11-23T12:00:00+01:00')
const NIGHT = Date.parse('2026-11-23T23:00:00+01:00')
const known = { ...newPerson('h'), chat: 'a:chat' }
const looked = (more: Partial<Looked> = {}): Looked => ({
  ...{ person: known, owed: [], unreachable: 0, zone: 'Europe/Brussels' },
  ...more,
})
const said = (more: Partial<Looked>, now = NOON): string => reasonsFor(looked(more), now).join('\n')

describe('why someone got no message', () => {
  it('says that all was taken, and that nobody is known', () => {
    expect(said({})).toContain('Nothing is owed to her now')
    expect(said({ person: undefined })).toContain('Nothing is kept of that person')
  })

  it.each([
    ['credentials', "doesn't take the bot's secret or token"],
    ['platform 0', 'gives no answer'],
    ['platform 429', 'asks to wait'],
    ['platform 502', 'trouble of its own'],
    ['quiet hours', 'wait for her hours'],
    ['TypeError', 'failed at them itself'],
  ])('says what holds up what is owed to her: %s', (reason, words) => {
    expect(said({ owed: [{ due: NOON + 1, attempts: 3, reason }] })).toContain(`1 private message not delivered yet: `)
    expect(said({ owed: [{ due: NOON + 1, attempts: 3, reason }] })).toContain(words)
  })

  it('says that her card was refused, that something was given up, that no chat is known, and that it is night', () => {
    expect(said({ unreachable: 1 })).toContain('install the app for her')
    expect(said({ owed: [{ due: undefined, attempts: 1, reason: 'platform 403' }] })).toContain('was given up')
    expect(said({ person: newPerson('h') })).toContain('no private chat with her')
    expect(said({}, NIGHT)).toContain('outside her hours')
  })
})
