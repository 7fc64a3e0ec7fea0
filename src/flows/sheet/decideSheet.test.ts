import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kit } from '../../../test/voice.ts'
import { ANSWERS, type Answer } from '../../kit/kit.ts'
import { decideSheet, type SheetEvent } from './decideSheet.ts'
import { filled } from './position.ts'
import type { Sheet } from './sheet.ts'

const NOW = 1000
const CLOSES = 9000
const fresh: Sheet = {
  round: 'r',
  id: 's',
  page: 0,
  platform: { name: 'teams', tenant: 't', serviceUrl: 'https://service' },
  channel: 'c',
  person: 'p',
  title: 'Online werken',
  coordinator: 'lotte',
  floor: 5,
  closesAt: CLOSES,
  status: 'open',
  at: { on: 'invitation' },
  grades: {},
  remarks: {},
  wantsCopy: false,
  cards: [],
  zone: 'Europe/Brussels',
  language: 'nl',
  blocks: kit.blocks.map(({ id }) => id),
  asksRole: false,
  nudged: 0,
  quiet: false,
  heard: [],
}
const answered = (element: string, answer: Answer = 'green'): SheetEvent => ({ type: 'answered', element, answer })
const after = (sheet: Sheet, ...events: readonly SheetEvent[]): Sheet =>
  events.reduce((state, event) => {
    const decided = decideSheet(kit, state, event, NOW)
    if (decided.kind === 'refusal') throw new Error(decided.why)
    return decided.kind === 'decided' && decided.state !== 'forgotten' ? decided.state : state
  }, sheet)
const block1 = kit.blocks[0]?.elements.map(({ id }) => id) ?? []
const everything = kit.elements.map(({ id }) => answered(id))

describe('answering', () => {
  it('begins at the first element, and goes on to the next with each tap', () => {
    expect(after(fresh, { type: 'wentOn' }).at).toEqual({ on: 'element', element: '1.1' })
    expect(after(fresh, { type: 'wentOn' }, answered('1.1')).at).toEqual({ on: 'element', element: '1.2' })
  })

  it('takes the element from the button: a tap on an old card overwrites and never skips', () => {
    const twice = after(fresh, answered('1.1'), answered('1.2'), answered('1.1', 'red'))
    expect(twice.grades).toEqual({ '1.1': 'red', '1.2': 'green' })
    expect(twice.at).toEqual({ on: 'element', element: '1.3' })
  })

  it('breathes at the end of a block, and saves what the message shows then', () => {
    const decided = decideSheet(
      kit,
      after(fresh, ...block1.slice(0, 7).map((id) => answered(id))),
      answered('1.8'),
      NOW,
    )
    expect(decided).toMatchObject({ state: { at: { on: 'blockEnd', block: '1' } } })
    expect(decided.kind === 'decided' && decided.effects.map(({ id }) => id)).toEqual(['edit/sheet/r/s'])
  })

  it('owes nothing for an ordinary answer: one read, one write', () => {
    const decided = decideSheet(kit, fresh, answered('1.1'), NOW)
    expect(decided).toMatchObject({ kind: 'decided', effects: [] })
  })

  it('goes from a block to the next gap, and from the last to the overview', () => {
    expect(after(fresh, ...block1.map((id) => answered(id)), { type: 'wentOn' }).at).toEqual({
      on: 'element',
      element: '2.1',
    })
    expect(after(fresh, ...everything, { type: 'wentOn' }).at).toEqual({ on: 'review' })
  })

  it('pauses and resumes where it was', () => {
    const paused = after(fresh, answered('1.1'), { type: 'paused' })
    expect(paused.at.on).toBe('pause')
    expect(after(paused, { type: 'wentOn' }).at).toEqual({ on: 'element', element: '1.2' })
  })

  it('goes back over blocks, down to the invitation', () => {
    const back = after(fresh, { type: 'wentTo', element: '2.1' }, { type: 'wentBack' })
    expect(back.at).toEqual({ on: 'blockEnd', block: '1' })
    expect(after(back, { type: 'wentBack' }).at).toEqual({ on: 'element', element: '1.8' })
    expect(after(fresh, { type: 'wentOn' }, { type: 'wentBack' }).at).toEqual({ on: 'invitation' })
  })

  it('is handed in with gaps, changed afterwards, and stays handed in', () => {
    const handedIn = after(fresh, answered('1.1'), { type: 'handedIn', wantsCopy: true })
    expect(handedIn).toMatchObject({ status: 'handedIn', wantsCopy: true, at: { on: 'thanks' } })
    expect(after(handedIn, answered('1.1', 'red'))).toMatchObject({ status: 'handedIn', grades: { '1.1': 'red' } })
  })

  it('tells the tally once it is handed in, by reference and not by answer', () => {
    const decided = decideSheet(kit, after(fresh, answered('1.1')), { type: 'handedIn', wantsCopy: false }, NOW)
    const told = decided.kind === 'decided' ? decided.effects.find(({ payload }) => payload.do === 'tell') : undefined
    expect(told?.payload).toEqual({ do: 'tell', event: { type: 'counted', round: 'r', page: 0, sheet: 's' } })
  })

  it('is not handed in empty', () => {
    expect(decideSheet(kit, fresh, { type: 'handedIn', wantsCopy: false }, NOW)).toEqual({
      kind: 'refusal',
      why: 'nothingYet',
    })
  })

  it('keeps a remark per block, replaces it, and drops it when emptied', () => {
    const remarked = (text: string): SheetEvent => ({ type: 'remarked', block: '1', text })
    expect(after(fresh, remarked('tijd'), remarked('rust')).remarks).toEqual({ '1': 'rust' })
    expect(after(fresh, remarked('tijd'), remarked('')).remarks).toEqual({})
    expect(decideSheet(kit, fresh, remarked('x'.repeat(501)), NOW)).toEqual({ kind: 'refusal', why: 'remarkTooLong' })
  })

  it('forgets everything when she declines, and begins again when she thinks better of it', () => {
    const declined = after(fresh, answered('1.1'), { type: 'remarked', block: '1', text: 'tijd' }, { type: 'declined' })
    expect(declined).toMatchObject({ status: 'declined', grades: {}, remarks: {} })
    expect(after(declined, { type: 'wentOn' })).toMatchObject({ status: 'open', at: { on: 'element', element: '1.1' } })
  })

  it.each([
    ['the deadline', { ...fresh }, CLOSES, 'scanClosed'],
    ['the close', { ...fresh, status: 'closed' as const }, NOW, 'scanClosed'],
    ['a stop', { ...fresh, status: 'stopped' as const }, NOW, 'roundStopped'],
  ])('refuses every change after %s', (_what, sheet, now, why) => {
    const changes: SheetEvent[] = [
      answered('1.1'),
      { type: 'wentOn' },
      { type: 'handedIn', wantsCopy: false },
      { type: 'declined' },
      { type: 'remarked', block: '1', text: 'te laat' },
    ]
    for (const change of changes) expect(decideSheet(kit, sheet, change, now)).toEqual({ kind: 'refusal', why })
  })

  it('holds exactly the last answer to each element, whatever is pressed in between', () => {
    const event: fc.Arbitrary<SheetEvent> = fc.oneof(
      fc.record({
        type: fc.constant('answered' as const),
        element: fc.constantFrom(...kit.elements.map(({ id }) => id)),
        answer: fc.constantFrom(...ANSWERS),
      }),
      fc.constantFrom<SheetEvent>(
        { type: 'wentOn' },
        { type: 'wentBack' },
        { type: 'paused' },
        { type: 'reviewed' },
        { type: 'shown' },
        { type: 'wentTo', element: '4.2' },
      ),
    )
    fc.assert(
      fc.property(fc.array(event, { maxLength: 80 }), (events) => {
        const sheet = after(fresh, ...events)
        const last = Object.fromEntries(
          events.flatMap((one) => (one.type === 'answered' ? [[one.element, one.answer]] : [])),
        )
        expect(sheet.grades).toEqual(last)
        expect(filled(sheet)).toBe(Object.keys(last).length)
      }),
    )
  })
})
