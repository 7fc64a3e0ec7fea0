import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { ADA, BRIEF, CLOSES, LOTTE, sheetWith } from '../../../test/given/sheetWith.ts'
import { kit } from '../../../test/voice.ts'
import { DAY } from '../../kit/calendar/instant.ts'
import { MOST_NUDGES } from '../../kit/calendar/nudges.ts'
import { FORGOTTEN } from '../decision.ts'
import type { Effect } from '../effect.ts'
import { NOBODY } from '../ids.ts'
import { decideSheet, type SheetEvent } from './decideSheet.ts'
import type { Sheet } from './sheet.ts'
import { decideSheetLifecycle, type SheetLifecycleEvent } from './sheetLifecycle.ts'

const { given, expectSafeIds } = deciderSpecification<Sheet, SheetLifecycleEvent>(decideSheetLifecycle)
const hers = deciderSpecification<Sheet, SheetEvent>((sheet, event, now) =>
  decideSheet(kit, sheet ?? sheetWith({}), event, now),
)

const open = sheetWith({})
const closed = sheetWith({ status: 'closed' })
const LATER = Date.parse('2026-12-11T17:00:00+01:00')
const member = { person: ADA, sheet: 's' }
const message = (id: string) => ({ platform: PLATFORM, conversation: 'chat', message: id })
const morning = (date: string): number => Date.parse(`${date}T09:30:00+01:00`)

const card = { screen: 'sheet', round: 'r', sheet: 's' } as const
const to = (person: string) => ({ in: 'private', platform: PLATFORM, person }) as const
const redrawn = { id: 'edit/sheet/r/s', due: NOW, edit: card, message: 'own' } as const
const nudge = (times: number, due: number) =>
  ({ id: `nudge/r/s/${times}`, due, tell: { type: 'nudge', round: 'r', sheet: 's', times } }) as const

describe('a store that was put back', () => {
  const restored = { type: 'sheetRestored', at: NOW } as const
  const again = { id: 'post/restored/sheet/r/s', due: NOW, post: card, to: to(ADA), quiet: true } as const
  const done = { status: 'handedIn', grades: { '1.1': 'green' } } as const

  it('has whoever had not handed in by then told, once; on her card alone where she asked for quiet', () => {
    given(open).when(restored).thenChanged({ restored: NOW }, redrawn, again)
    given(open, restored).when(restored).thenUnchanged()
    given(sheetWith({ quiet: true }))
      .when(restored)
      .thenChanged({ restored: NOW }, redrawn)
  })

  it('says on the card of whoever had: what she changed since may be gone', () => {
    given(sheetWith(done)).when(restored).thenChanged({ restored: NOW }, redrawn)
  })

  it('has nothing to tell whoever withdrew, or of what is over', () => {
    given(sheetWith({ status: 'declined' }))
      .when(restored)
      .thenChanged({}, redrawn)
    given(closed).when(restored).thenChanged({}, redrawn)
    given(sheetWith({ person: NOBODY }))
      .when(restored)
      .thenUnchanged()
    given(undefined).when(restored).thenUnchanged()
  })
})

describe('who is invited', () => {
  type Invited = Extract<SheetLifecycleEvent, { type: 'invited' }>
  const invited = (part: Partial<Invited> = {}): Invited => ({
    type: 'invited',
    brief: BRIEF,
    page: 2,
    member,
    own: undefined,
    ...part,
  })
  const opened = (person: string) =>
    ({
      id: 'taskOpened/r/s',
      due: NOW,
      tell: { type: 'taskOpened', platform: PLATFORM, person, task: { kind: 'sheet', round: 'r', sheet: 's' } },
    }) as const
  const invitation = { id: 'post/invitation/r/s', due: NOW, post: card, to: to(ADA), quiet: true } as const
  const reminders = [nudge(0, morning('2026-11-30')), nudge(1, morning('2026-12-03'))]

  it('privacy.5.12 gets her sheet within her hours, finds it among what is hers, and is reminded twice', () => {
    given(undefined)
      .when(invited())
      .thenChanged(open, invitation, opened(ADA), ...reminders)
  })

  it('privacy.5.12 and started the round gets hers at once, whatever the hour', () => {
    given(undefined)
      .when(invited({ member: { person: LOTTE, sheet: 's' } }))
      .thenChanged(
        sheetWith({ person: LOTTE }),
        { id: 'post/invitation/r/s', due: NOW, post: card, to: to(LOTTE) },
        opened(LOTTE),
        ...reminders,
      )
  })

  it('reads it in her own language where she chose one', () => {
    given(undefined)
      .when(invited({ own: 'en' }))
      .thenChanged(sheetWith({ language: 'en' }), invitation, opened(ADA), ...reminders)
  })

  it('to a round that nobody steers any more has herself to ask', () => {
    given(undefined)
      .when(invited({ brief: { ...BRIEF, coordinators: [] } }))
      .thenChanged(sheetWith({ coordinator: ADA }), invitation, opened(ADA), ...reminders)
  })

  it('is not invited twice, nor to a round that is no longer open', () => {
    given(open).when(invited()).thenUnchanged()
    given(undefined)
      .when(invited({ brief: { ...BRIEF, open: false } }))
      .thenUnchanged()
  })
})

describe('a sheet', () => {
  const moved = { type: 'deadlineMoved', closesAt: LATER } as const
  const posted = { type: 'posted', message: message('m1') } as const
  const spokenTo = { type: 'spokenTo', language: 'en' } as const

  it('has more time when the round is extended, and reminders that fit it', () => {
    given(open)
      .when(moved)
      .thenChanged({ closesAt: LATER }, redrawn, nudge(0, morning('2026-12-02')), nudge(1, morning('2026-12-10')))
    given(open, moved).when(moved).thenUnchanged()
    for (const status of ['closed', 'stopped'] as const) given(sheetWith({ status })).when(moved).thenUnchanged()
  })

  it('whose invitation is still on its way hears of more time once it is there', () => {
    given(undefined).when(moved).thenNotYet()
  })

  it('says how many are asked by now when others are added, where its invitation is what she sees', () => {
    const added = { type: 'othersAdded', asked: 5, readers: 1 } as const
    const four = sheetWith({ asked: 4, readers: 2 })
    given(four).when(added).thenChanged({ asked: 5, readers: 1 }, redrawn)
    given(four).when({ type: 'othersAdded', asked: 5 }).thenChanged({ asked: 5 }, redrawn)
    for (const part of [{ at: { on: 'review' } }, { status: 'declined' }, { status: 'handedIn' }] as const)
      given(sheetWith({ ...four, ...part, ...(part.status === 'handedIn' ? { at: { on: 'thanks' } } : {}) }))
        .when(added)
        .thenChanged({ asked: 5, readers: 1 })
    // Of before it was kept.
    given(open).when(added).thenChanged({ asked: 5, readers: 1 }, redrawn)
    given(sheetWith({ asked: 6 }))
      .when(added)
      .thenUnchanged()
    given(four, added).when(added).thenUnchanged()
    given(undefined).when(added).thenNotYet()
    given(closed).when(added).thenUnchanged()
  })

  it('knows each of its cards once', () => {
    given(open)
      .when(posted)
      .thenChanged({ cards: [message('m1')] })
    given(open, posted).when(posted).thenUnchanged()
    given(undefined).when(posted).thenUnchanged()
  })

  it.each([
    ['closed', 'scanClosed'],
    ['stopped', 'roundStopped'],
  ] as const)('says goodbye on a card that was on its way when it was %s', (status, screen) => {
    given(sheetWith({ status }))
      .when(posted)
      .thenChanged(
        {},
        {
          id: 'edit/goodbye/r/s/m1',
          due: NOW,
          edit: { screen, round: 'r', language: 'nl' },
          message: message('m1'),
        },
      )
  })

  it('is sent again to who asks for it, once for each of the platform’s events', () => {
    given(open)
      .when({ type: 'sentAgain', event: 'e' })
      .thenChanged({}, { id: 'post/again/e', due: NOW, post: card, to: to(ADA) })
    given(undefined).when({ type: 'sentAgain', event: 'e' }).thenUnchanged()
  })

  it('is rid of what she withdrew once the minute is over, however late that is heard; on disk, and in backups', () => {
    const until = NOW - DAY
    const withdrawn = {
      grades: { '1.1': 'red' },
      remarks: {},
      status: 'handedIn',
      at: { on: 'thanks' },
      wantsCopy: true,
      until,
    } as const
    const withdrew = sheetWith({ status: 'declined', withdrawn })
    const ends = { type: 'withdrawalEnds', until } as const
    given(withdrew)
      .when(ends)
      .thenChanged(
        { withdrawn: undefined },
        { ...redrawn, erases: true },
        { id: 'note/sheet', due: NOW, erases: true, note: { what: 'sheet', round: 'r', sheet: 's' } },
      )
    given(withdrew, ends).when(ends).thenUnchanged()
    // Undone, and withdrawn once more: that has a minute of its own.
    given(withdrew)
      .when({ ...ends, until: until - 1 })
      .thenUnchanged()
    given(open).when(ends).thenUnchanged()
    given(undefined).when(ends).thenUnchanged()
  })

  it('speaks her language once she chose another', () => {
    given(open).when(spokenTo).thenChanged({ language: 'en' }, redrawn)
    given(open, spokenTo).when(spokenTo).thenUnchanged()
    given(undefined).when(spokenTo).thenUnchanged()
  })

  it('privacy.5.6 of who had everything of hers erased is nobody’s: it stays, empty, and nothing is sent to her', () => {
    const erased = { type: 'personErased', leaves: true } as const
    const answered = sheetWith({ grades: { '1.1': 'red' }, cards: [message('m1'), message('m2')] })
    const shown = (id: string) =>
      ({ id: `edit/sheet/r/s/${id}`, due: NOW, erases: true, edit: card, message: message(id) }) as const
    const nobodys = { person: '', status: 'declined', grades: {}, cards: [], quiet: true } as const
    given(answered).when(erased).thenChanged(nobodys, shown('m1'), shown('m2'))
    given(answered, erased).when({ type: 'nudge' }).thenUnchanged()
    given(answered, erased).when({ type: 'sentAgain', event: 'e' }).thenUnchanged()
    given(answered, erased).when({ type: 'sheetForgotten' }).thenForgotten()
    given(undefined)
      .when({ type: 'invited', brief: BRIEF, page: 2, member: { person: '', sheet: 's' }, own: undefined })
      .thenChanged(sheetWith({ person: '', quiet: true }))
  })

  it('privacy.5.6 names who steers the round now, or nobody, once who did had herself erased', () => {
    const erased = { type: 'coordinatorErased', person: open.coordinator, next: undefined } as const
    given(open).when(erased).thenChanged({ coordinator: '' }, redrawn)
    given(open)
      .when({ ...erased, next: '29:wout' })
      .thenChanged({ coordinator: '29:wout' }, redrawn)
    given(open)
      .when({ ...erased, person: '29:wout' })
      .thenUnchanged()
    given(undefined).when(erased).thenUnchanged()
  })

  it('names nobody in an effect’s id, and gives the same id to the same event', () => {
    const withdrawn = {
      grades: {},
      remarks: {},
      status: 'open',
      at: { on: 'review' },
      wantsCopy: false,
      until: NOW,
    } as const
    const withdrew = sheetWith({ status: 'declined', withdrawn })
    const states = [
      undefined,
      open,
      withdrew,
      closed,
      sheetWith({ lost: true }),
      sheetWith({ wantsCopy: true, status: 'handedIn', cards: [message('m0')] }),
    ]
    expectSafeIds(states, {
      invited: { type: 'invited', brief: BRIEF, page: 2, member, own: undefined },
      spokenTo,
      personErased: { type: 'personErased', leaves: true },
      coordinatorErased: { type: 'coordinatorErased', person: BRIEF.coordinators[0] ?? '', next: undefined },
      posted,
      cardMissing: { type: 'cardMissing', message: message('m0') },
      sentAgain: { type: 'sentAgain', event: 'e' },
      deadlineMoved: moved,
      othersAdded: { type: 'othersAdded', asked: 5, readers: 1 },
      nudge: { type: 'nudge' },
      sheetClosed: { type: 'sheetClosed', brief: BRIEF, member, page: 2, counting: true, live: true },
      withdrawalEnds: { type: 'withdrawalEnds', until: NOW },
      sheetLost: { type: 'sheetLost' },
      sheetRestored: { type: 'sheetRestored', at: NOW },
      sheetLeft: { type: 'sheetLeft' },
      sheetMoved: { type: 'sheetMoved' },
      copyDone: { type: 'copyDone' },
      sheetForgotten: { type: 'sheetForgotten' },
    })
  })
})

describe('a round that goes on in another channel', () => {
  const moves = { type: 'sheetMoved' } as const
  const again = { id: 'post/elsewhere/r/s', due: NOW, post: card, to: to(ADA), quiet: true } as const

  it('says so to who is asked, once, and no more how many read along in the one before', () => {
    const sheet = sheetWith({ status: 'handedIn', readers: 1 })
    given(sheet).when(moves).thenChanged({ readers: undefined, moved: true }, redrawn, again)
    given(sheet, moves).when(moves).thenUnchanged()
  })

  it('says so on her card alone to who doesn’t take part, or asked for no reminders', () => {
    for (const part of [{ status: 'declined' }, { quiet: true }] as const)
      given(sheetWith(part)).when(moves).thenChanged({ moved: true }, redrawn)
  })

  it('is nothing to who is asked nothing any more, and waits for an invitation that is on its way', () => {
    given(closed).when(moves).thenUnchanged()
    given(undefined).when(moves).thenNotYet()
  })
})

describe('privacy.5.12 who is reminded', () => {
  const reminder = {
    id: `post/nudge/r/s/${NOW}`,
    due: NOW,
    post: { screen: 'nudge', round: 'r', sheet: 's' },
    to: to(ADA),
    quiet: true,
  } as const

  it.each([0, 1])('hears a quiet word, twice at most: after %i before', (nudged) => {
    given(sheetWith({ nudged }))
      .when({ type: 'nudge' })
      .thenChanged({ nudged: nudged + 1 }, reminder)
  })

  it.each<[string, Sheet | undefined, number]>([
    ['who was twice already', sheetWith({ nudged: 2 }), NOW],
    ['who handed in', sheetWith({ status: 'handedIn' }), NOW],
    ['who declined', sheetWith({ status: 'declined' }), NOW],
    ['who asked for none', sheetWith({ quiet: true }), NOW],
    ['after the close', closed, NOW],
    ['after a stop', sheetWith({ status: 'stopped' }), NOW],
    ['after the deadline', open, CLOSES],
    ['who was not invited', undefined, NOW],
  ])('is not: %s', (_who, sheet, now) => {
    given(sheet).when({ type: 'nudge' }, now).thenUnchanged()
  })

  it.each([
    ['today', NOW + 3 * 3_600_000],
    ['tomorrow', morning('2026-11-24')],
    ['week', morning('2026-11-30')],
  ] as const)('puts it off until %s, without using it up', (until, due) => {
    hers
      .given(sheetWith({ nudged: 1 }))
      .when({ type: 'snoozed', until })
      .thenChanged({ nudged: 0 }, nudge(3, due))
    hers.given(open).when({ type: 'snoozed', until }).thenChanged({}, nudge(3, due))
  })

  it('puts nothing off past the close, and is left alone when she asks for that', () => {
    hers.given(open).when({ type: 'snoozed', until: 'tomorrow' }, morning('2026-12-04')).thenUnchanged()
    hers.given(open).when({ type: 'snoozed', until: 'never' }).thenChanged({ quiet: true })
  })

  it('never hears of it after finishing, after “niet meer”, or more than twice, whatever comes in between', () => {
    const act = fc.constantFrom<SheetEvent | SheetLifecycleEvent>(
      { type: 'nudge' },
      { type: 'nudge' },
      { type: 'answered', element: '1.1', answer: 'green' },
      { type: 'handedIn', wantsCopy: false },
      { type: 'declined', sure: true },
      { type: 'declineUndone' },
      { type: 'wentOn' },
      { type: 'paused' },
      { type: 'personErased' },
      { type: 'snoozed', until: 'never' },
      { type: 'deadlineMoved', closesAt: LATER },
    )
    const own = ['nudge', 'personErased', 'deadlineMoved']
    const isReminder = ({ payload }: Effect): boolean => payload.do === 'post' && payload.card.screen === 'nudge'
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        let sheet = open
        let reminded = 0
        for (const event of acts) {
          const decision = own.includes(event.type)
            ? decideSheetLifecycle(sheet, event as SheetLifecycleEvent, NOW)
            : decideSheet(kit, sheet, event as SheetEvent, NOW)
          if (decision.kind !== 'decided' || decision.state === FORGOTTEN) continue
          const said = decision.effects.filter(isReminder).length
          if (said > 0) expect([sheet.status, sheet.quiet]).toEqual(['open', false])
          reminded += said
          sheet = decision.state
        }
        expect(reminded).toBeLessThanOrEqual(MOST_NUDGES)
      }),
    )
  })
})
