import { describe, expect, it } from 'vitest'
import { actionWith } from '../../../../test/given/actionWith.ts'
import { ballotWith } from '../../../../test/given/ballotWith.ts'
import { roundWith } from '../../../../test/given/roundWith.ts'
import { sheetWith } from '../../../../test/given/sheetWith.ts'
import { row, todayWith } from '../../../../test/given/todayWith.ts'
import { voice } from '../../../../test/voice.ts'
import { newPerson, type Person } from '../../../flows/person/person.ts'
import { RETENTION } from '../../../flows/retention.ts'
import { usualHours } from '../../../kit/calendar/hours.ts'
import { KEPT_OF, keptLines } from './keptLines.ts'

const round = roundWith({ status: 'open', left: [{ person: 'p', sheet: 's' }] })
const everything: Person = {
  ...newPerson('hash'),
  ...{ chat: 'chat', who: { person: 'p', alias: 'a' }, language: 'nl', hours: usualHours('Europe/Brussels') },
  ...{ heard: ['e'], askedIn: [round.id], steered: [round.id], answered: ['a'], handedOn: ['b'] },
  today: todayWith({ rows: [row('a')] }),
  calendar: { subscription: 's', since: 0 },
  files: [{ platform: round.platform, file: 'F1', name: 'n', until: 0 }],
  open: [{ message: 'm', until: 0 }],
  visits: [{ visit: 'v', until: 0 }],
}
const sheet = sheetWith({ wantsCopy: true })

describe('privacy.5.6 what someone is told that is kept of her', () => {
  it('is said of every row of the table of terms that may name her: none can be forgotten', () => {
    expect(Object.keys(KEPT_OF)).toEqual(expect.arrayContaining(Object.keys(RETENTION)))
    const things = [
      { kind: 'sheet', sheet, voice },
      { kind: 'ballot', ballot: ballotWith({}) },
      { kind: 'round', round },
      { kind: 'action', action: actionWith({}) },
    ] as const
    const told = keptLines(voice, { person: everything, things, rounds: [round] })
    expect(new Set(told.map(({ kind }) => kind))).toEqual(new Set(Object.values(KEPT_OF).flat()))
    expect(told.find(({ kind }) => kind === 'scan')?.text).toContain('Tot het resultaat er is')
  })

  it('is, of someone who isn’t known, only what goes for everyone', () => {
    const told = keptLines(voice, { person: undefined, things: [], rounds: [] })
    expect(told.map(({ kind }) => kind)).toEqual(['onItsWay', 'name', 'draft', 'erasure'])
  })
})
