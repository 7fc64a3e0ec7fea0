import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kit } from '../../../test/voice.ts'
import { MOST_NUDGES } from '../../kit/nudges.ts'
import { type Decision, FORGOTTEN } from '../decision.ts'
import type { Effect } from '../effect.ts'
import { decideSheet, type SheetEvent } from './decideSheet.ts'
import type { RoundBrief, Sheet } from './sheet.ts'
import { decideSheetLifecycle, type SheetLifecycleEvent } from './sheetLifecycle.ts'

const START = Date.parse('2026-11-23T09:30:00+01:00')
const CLOSES = Date.parse('2026-12-04T17:00:00+01:00')
const brief: RoundBrief = {
  round: 'r',
  platform: { name: 'teams', tenant: 't', serviceUrl: 'https://s' },
  channel: 'c',
  zone: 'Europe/Brussels',
  title: 'Online werken',
  coordinators: ['lotte'],
  floor: 5,
  closesAt: CLOSES,
  language: 'nl',
  blocks: kit.blocks.map(({ id }) => id),
  asksRole: false,
  open: true,
}
const invited = (person: string): SheetLifecycleEvent => ({
  type: 'invited',
  brief,
  page: 0,
  member: { person, sheet: 's' },
  own: undefined,
})
const effectsOf = (step: Decision<Sheet>): readonly Effect[] => (step.kind === 'decided' ? step.effects : [])
const posts = (effects: readonly Effect[], screen: string): Effect[] =>
  effects.filter(({ payload }) => payload.do === 'post' && payload.card.screen === screen)

describe('privacy.5.12 what the bot says on its own account', () => {
  it('waits for the person’s hours: invitations and reminders do, her own first card when she started it doesn’t', () => {
    const quiet = (effect: Effect | undefined): boolean =>
      effect?.payload.do === 'post' && effect.payload.quiet === true
    expect(quiet(posts(effectsOf(decideSheetLifecycle(undefined, invited('samir'), START)), 'sheet')[0])).toBe(true)
    expect(quiet(posts(effectsOf(decideSheetLifecycle(undefined, invited('lotte'), START)), 'sheet')[0])).toBe(false)
  })

  const act = fc.constantFrom<SheetEvent | SheetLifecycleEvent>(
    { type: 'nudge' },
    { type: 'nudge' },
    { type: 'answered', element: '1.1', answer: 'green' },
    { type: 'handedIn', wantsCopy: false },
    { type: 'declined' },
    { type: 'wentOn' },
    { type: 'paused' },
    { type: 'personErased' },
    { type: 'snoozed', until: 'never' },
    { type: 'deadlineMoved', closesAt: CLOSES + 7 * 86_400_000 },
  )

  it('is never said after finishing, after “niet meer”, or more than twice, whatever comes in between', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        const begun = decideSheetLifecycle(undefined, invited('samir'), START)
        let sheet = begun.kind === 'decided' && begun.state !== FORGOTTEN ? begun.state : undefined
        let reminded = 0
        for (const event of acts) {
          if (!sheet) throw new Error('gone')
          const before: Sheet = sheet
          const kept = ['nudge', 'personErased', 'deadlineMoved'].includes(event.type)
          const decided = kept
            ? decideSheetLifecycle(before, event as SheetLifecycleEvent, START)
            : decideSheet(kit, before, event as SheetEvent, START)
          const said = posts(effectsOf(decided), 'nudge')
          if (said.length > 0) expect([before.status, before.quiet]).toEqual(['open', false])
          reminded += said.length
          if (decided.kind === 'decided' && decided.state !== FORGOTTEN) sheet = decided.state
        }
        expect(reminded).toBeLessThanOrEqual(MOST_NUDGES)
      }),
    )
  })

  it('is put off by who asks for it, and comes once more for each time she asks', () => {
    const begun = decideSheetLifecycle(undefined, invited('samir'), START)
    if (begun.kind !== 'decided' || begun.state === FORGOTTEN) throw new Error('not invited')
    const first = decideSheetLifecycle(begun.state, { type: 'nudge' }, START)
    if (first.kind !== 'decided' || first.state === FORGOTTEN) throw new Error('not reminded')
    const snoozed = decideSheet(kit, first.state, { type: 'snoozed', until: 'today' }, START)
    expect(effectsOf(snoozed).map(({ due }) => due)).toEqual([START + 3 * 3_600_000])
    // Past the close there is nothing left to remind of.
    const late = decideSheet(kit, first.state, { type: 'snoozed', until: 'tomorrow' }, CLOSES - 3_600_000)
    expect(late).toEqual({ kind: 'unchanged' })
  })
})
