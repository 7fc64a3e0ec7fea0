import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { ADA, CLOSES, sheetWith } from '../../../test/given/sheetWith.ts'
import { kit } from '../../../test/voice.ts'
import { MINUTE } from '../../kit/calendar/instant.ts'
import { ANSWERS, type Answer } from '../../kit/kit.ts'
import { decideSheet, type SheetEvent } from './decideSheet.ts'
import type { Sheet } from './sheet.ts'

const fresh = sheetWith({})
const { given, expectSafeIds } = deciderSpecification<Sheet, SheetEvent>((sheet, event, now) =>
  decideSheet(kit, sheet ?? fresh, event, now),
)

const on = (element: string) => ({ on: 'element', element }) as const
const answered = (element: string, answer: Answer = 'green'): SheetEvent => ({ type: 'answered', element, answer })
const remarked = (text: string): SheetEvent => ({ type: 'remarked', block: '1', text })
const all = (ids: readonly string[]): Record<string, Answer> => Object.fromEntries(ids.map((id) => [id, 'green']))
const begun = sheetWith({ grades: { '1.1': 'green' }, at: on('1.2') })
const declined = sheetWith({ status: 'declined' })
const card = (message: string) => ({ platform: PLATFORM, conversation: 'chat', message })

const redrawn = {
  id: 'edit/sheet/r/s',
  due: NOW,
  edit: { screen: 'sheet', round: 'r', sheet: 's' },
  message: 'own',
} as const
const hersAgain = {
  id: 'taskOpened/r/s',
  due: NOW,
  tell: { type: 'taskOpened', platform: PLATFORM, person: ADA, task: { kind: 'sheet', round: 'r', sheet: 's' } },
} as const

describe('who answers', () => {
  it('sees the next element on the same card, and nothing else is done: one read, one write', () => {
    given(fresh)
      .when(answered('1.1'))
      .thenChanged({ grades: { '1.1': 'green' }, at: on('1.2') })
  })

  it('on an old card overwrites what she answered there, and goes on from there without skipping', () => {
    given(sheetWith({ grades: all(['1.1', '1.2']), at: on('4.2') }))
      .when(answered('1.1', 'red'))
      .thenChanged({ grades: { '1.1': 'red', '1.2': 'green' }, at: on('1.3') })
  })

  it('breathes at the end of a block, and its message shows that', () => {
    const seven = all(['1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7'])
    given(sheetWith({ grades: seven, at: on('1.8') }))
      .when(answered('1.8', 'skipped'))
      .thenChanged({ grades: { ...seven, '1.8': 'skipped' }, at: { on: 'blockEnd', block: '1' } }, redrawn)
  })

  it('goes back to the gaps of a block before its end', () => {
    given(sheetWith({ grades: all(['1.1', '1.3', '1.4', '1.5', '1.6', '1.7']), at: on('1.8') }))
      .when(answered('1.8'))
      .thenChanged({ grades: all(['1.1', '1.3', '1.4', '1.5', '1.6', '1.7', '1.8']), at: on('1.2') })
  })

  it('after handing in changes one answer, stays handed in, and sees the overview', () => {
    const grades = all(kit.elements.map(({ id }) => id))
    given(sheetWith({ status: 'handedIn', grades, at: { on: 'thanks' } }))
      .when(answered('3.1', 'red'))
      .thenChanged({ grades: { ...grades, '3.1': 'red' }, at: { on: 'review' } }, redrawn)
  })

  it('after declining takes part after all, and finds it among what is hers again', () => {
    given(declined)
      .when(answered('1.1'))
      .thenChanged({ status: 'open', grades: { '1.1': 'green' }, at: on('1.2') }, hersAgain)
    given(declined)
      .when(remarked('tijd'))
      .thenChanged({ status: 'open', remarks: { '1': 'tijd' }, at: on('2.1') }, hersAgain)
    given(declined)
      .when({ type: 'wentOn' })
      .thenChanged({ status: 'open', at: on('1.1') }, hersAgain)
  })
})

describe('who pauses', () => {
  it('goes on later where she was, also elsewhere: her message shows it', () => {
    given(begun)
      .when({ type: 'paused' })
      .thenChanged({ at: { on: 'pause', from: on('1.2') } }, redrawn)
    given(begun, { type: 'paused' }).when({ type: 'paused' }).thenUnchanged()
    given(begun, { type: 'paused' })
      .when({ type: 'wentOn' })
      .thenChanged({ at: on('1.2') })
  })

  it.each([
    ['one card that already shows it', [card('m1')], []],
    ['a card besides the one she pressed', [card('m1'), card('m2')], [redrawn]],
  ])('where answers stay in the message has %s', (_what, cards, effects) => {
    const platform = { ...PLATFORM, keepsAnswers: true } as const
    given({ ...begun, platform, cards })
      .when({ type: 'paused' })
      .thenChanged({ at: { on: 'pause', from: on('1.2') } }, ...effects)
  })
})

describe('who writes a remark', () => {
  it('finds it at its block, the last one she typed, and none when she empties it', () => {
    given(fresh)
      .when(remarked('tijd'))
      .thenChanged({ remarks: { '1': 'tijd' }, at: on('2.1') })
    given(fresh, remarked('tijd'))
      .when(remarked('rust'))
      .thenChanged({ remarks: { '1': 'rust' } })
    given(fresh, remarked('tijd')).when(remarked('')).thenChanged({ remarks: {} })
  })

  it('is told when it is longer than fits', () => {
    given(fresh)
      .when(remarked('x'.repeat(501)))
      .thenRefused('remarkTooLong')
    given(fresh)
      .when(remarked('🙂'.repeat(500)))
      .thenChanged({ remarks: { '1': '🙂'.repeat(500) }, at: on('2.1') })
  })
})

describe('who is asked her role', () => {
  const asking = sheetWith({ asksRole: true })

  it('gives it or not, sees the question again when she wants, and goes on to the first gap', () => {
    given(asking)
      .when({ type: 'roleGiven', role: 'streetWorker' })
      .thenChanged({ role: 'streetWorker', at: on('1.1') })
    given(asking)
      .when({ type: 'roleGiven', role: 'none' })
      .thenChanged({ role: 'none', at: on('1.1') })
    given(begun, { type: 'reviewed' }).when({ type: 'roleGiven', role: undefined }).thenRefused('unknownButton')
    given({ ...begun, asksRole: true })
      .when({ type: 'roleGiven', role: undefined })
      .thenChanged({ at: { on: 'role' } })
  })

  it('can’t be, where the round is too small for it', () => {
    given(fresh).when({ type: 'roleGiven', role: 'ict' }).thenRefused('unknownButton')
  })
})

const counted = (counts: boolean, change: number) =>
  ({
    id: 'counted/r/s/2',
    due: NOW,
    tell: { type: 'counted', round: 'r', page: 2, sheet: 's', counts, change },
  }) as const

describe('who hands in', () => {
  it.each([true, false])(
    'with gaps is counted, by reference and not by answer; a copy when she wants one: %s',
    (copy) => {
      given(sheetWith({ grades: { '1.1': 'green' }, wantsCopy: !copy }))
        .when({ type: 'handedIn', wantsCopy: copy })
        .thenChanged(
          { status: 'handedIn', wantsCopy: copy, at: { on: 'thanks' }, change: 1 },
          counted(true, 1),
          redrawn,
        )
    },
  )

  it('with everything skipped isn’t counted, until there is an answer; nor once that is skipped again', () => {
    const blank = sheetWith({ grades: { '1.1': 'skipped' } })
    const handsIn = { type: 'handedIn', wantsCopy: false } as const
    given(blank)
      .when(handsIn)
      .thenChanged({ status: 'handedIn', at: { on: 'thanks' } }, redrawn)
    given(blank, handsIn)
      .when(answered('1.1'))
      .thenChanged({ grades: { '1.1': 'green' }, at: on('1.2'), change: 1 }, counted(true, 1))
    given(blank, handsIn, answered('1.1'))
      .when(answered('1.1', 'skipped'))
      .thenChanged({ grades: { '1.1': 'skipped' }, change: 2 }, counted(false, 2))
  })

  it('again, while she counts, is counted once', () => {
    given(sheetWith({ grades: { '1.1': 'green' } }), { type: 'handedIn', wantsCopy: false })
      .when({ type: 'handedIn', wantsCopy: true })
      .thenChanged({ wantsCopy: true }, redrawn)
  })

  it('nothing is told so', () => {
    given(fresh).when({ type: 'handedIn', wantsCopy: false }).thenRefused('nothingYet')
    given(fresh, remarked('tijd')).when({ type: 'handedIn', wantsCopy: false }).thenRefused('nothingYet')
  })
})

describe('privacy.5.3 who declines', () => {
  const part = { grades: { '1.1': 'red' }, remarks: { '1': 'tijd' }, role: 'ict', wantsCopy: true } as const
  const handedIn = sheetWith({ ...part, status: 'handedIn', asksRole: true, at: { on: 'thanks' }, change: 1 })
  const sure = { type: 'declined', sure: true } as const
  const undone = { type: 'declineUndone' } as const
  const until = NOW + MINUTE
  const withdrawn = { ...part, status: 'handedIn', at: { on: 'thanks' }, until } as const
  const empty = {
    status: 'declined',
    grades: {},
    remarks: {},
    role: undefined,
    wantsCopy: false,
    at: { on: 'invitation' },
  } as const
  const erased = [
    { ...redrawn, erases: true },
    { id: 'note/sheet', due: NOW, erases: true, note: { what: 'sheet', round: 'r', sheet: 's' } },
  ] as const
  const ends = {
    id: 'withdrawalEnds/r/s',
    due: until,
    erases: true,
    tell: { type: 'withdrawalEnds', round: 'r', sheet: 's', until },
  } as const

  it('with nothing filled in does so in one tap, and leaves nothing behind, on disk neither, and a note for backups', () => {
    for (const asked of [true, false])
      given(sheetWith({ asksRole: true, role: 'ict', at: on('1.1') }))
        .when({ type: 'declined', sure: asked })
        .thenChanged({ status: 'declined', role: undefined, at: { on: 'invitation' } }, ...erased)
  })

  it.each([
    ['an answer', { grades: { '1.1': 'skipped' } }],
    ['a remark', { remarks: { '1': 'tijd' } }],
  ] as const)('with %s is asked first', (_what, filledIn) => {
    given(sheetWith(filledIn)).when({ type: 'declined', sure: false }).thenUnchanged()
  })

  it('counts no more from then on, and has a minute to undo it', () => {
    given(handedIn)
      .when(sure)
      .thenChanged({ ...empty, withdrawn, change: 2 }, redrawn, ends, counted(false, 2))
    given(handedIn, sure).when(sure).thenUnchanged()
    given(sheetWith({ grades: { '1.1': 'red' } }))
      .when(sure)
      .thenChanged(
        {
          status: 'declined',
          grades: {},
          withdrawn: {
            status: 'open',
            grades: { '1.1': 'red' },
            remarks: {},
            wantsCopy: false,
            at: { on: 'invitation' },
            until,
          },
        },
        redrawn,
        ends,
      )
  })

  it('and undoes it within the minute has everything as it was, and counts', () => {
    const back = { status: 'handedIn', ...part, at: { on: 'thanks' }, withdrawn: undefined, change: 3 } as const
    given(handedIn, sure)
      .when(undone, until - 1)
      .thenChanged(
        back,
        { ...redrawn, due: until - 1 },
        {
          ...counted(true, 3),
          due: until - 1,
        },
      )
    given(handedIn, sure, undone).when(undone).thenUnchanged()
    given(begun).when(undone).thenUnchanged()
  })

  it('is told kindly that it is too late, also where it is erased only later because the bot was down', () => {
    given(handedIn, sure).when(undone, until).thenRefused('undoGone')
    given(declined).when(undone).thenRefused('undoGone')
  })

  it('and takes part anew begins with an empty sheet: what she could still undo is erased', () => {
    given(handedIn, sure)
      .when(answered('1.1'))
      .thenChanged(
        { status: 'open', grades: { '1.1': 'green' }, at: on('1.2'), withdrawn: undefined },
        ...erased,
        hersAgain,
      )
  })
})

const examples = {
  shown: { type: 'shown' },
  looked: { type: 'looked', element: '1.1' },
  wentOn: { type: 'wentOn' },
  wentBack: { type: 'wentBack' },
  opened: { type: 'opened', block: '2' },
  wentTo: { type: 'wentTo', element: '4.2' },
  paused: { type: 'paused' },
  answered: { type: 'answered', element: '1.1', answer: 'green' },
  remarked: { type: 'remarked', block: '1', text: 'tijd' },
  reviewed: { type: 'reviewed' },
  handedIn: { type: 'handedIn', wantsCopy: true },
  declined: { type: 'declined', sure: true },
  declineUndone: { type: 'declineUndone' },
  roleGiven: { type: 'roleGiven', role: 'ict' },
  snoozed: { type: 'snoozed', until: 'today' },
} as const

describe('out of the overview', () => {
  const inReview = sheetWith({ grades: all(['1.1', '1.2']), at: { on: 'review' } })

  it('she opens a block, and an element in it', () => {
    given(inReview)
      .when({ type: 'opened', block: '1' })
      .thenChanged({ at: { on: 'block', block: '1' } })
    given(inReview)
      .when({ type: 'wentTo', element: '1.1', from: 'review' })
      .thenChanged({ at: { ...on('1.1'), from: 'review' } })
  })

  it('changing one answer leads back to it; filling a gap leads on', () => {
    const looking = (element: string) => sheetWith({ ...inReview, at: { ...on(element), from: 'review' } })
    given(looking('1.1'))
      .when(answered('1.1', 'red'))
      .thenChanged({ grades: { '1.1': 'red', '1.2': 'green' }, at: { on: 'review' } }, redrawn)
    given(looking('1.3'))
      .when(answered('1.3'))
      .thenChanged({ grades: all(['1.1', '1.2', '1.3']), at: on('1.4') })
  })

  it('[Back] leads from the element to its block, and from there to the overview', () => {
    given(sheetWith({ ...inReview, at: { ...on('1.2'), from: 'review' } }))
      .when({ type: 'wentBack' })
      .thenChanged({ at: { on: 'block', block: '1' } })
    given(sheetWith({ ...inReview, at: { on: 'block', block: '1' } }))
      .when({ type: 'wentBack' })
      .thenChanged({ at: { on: 'review' } })
  })

  it('going on from a block leads to the first gap', () => {
    given(sheetWith({ ...inReview, at: { on: 'block', block: '4' } }))
      .when({ type: 'wentOn' })
      .thenChanged({ at: on('1.3') })
  })
})

describe('her remark, out of the overview', () => {
  const at = { on: 'blockEnd', block: '1', from: 'review' } as const
  const wrote = sheetWith({ grades: all(['1.1']), remarks: { '1': 'Jan' }, at: { on: 'block', block: '1' } })
  const opened = sheetWith({ ...wrote, at })

  it('is opened where it can be changed or taken off, and leads back to its block', () => {
    given(wrote).when({ type: 'opened', block: '1', remark: true }).thenChanged({ at })
    given(opened)
      .when(remarked('een collega'))
      .thenChanged({ remarks: { '1': 'een collega' }, at: { on: 'block', block: '1' } })
    given(opened)
      .when(remarked(''))
      .thenChanged({ remarks: {}, at: { on: 'block', block: '1' } })
  })

  it('leads back to its block by [Back] and by going on, too', () => {
    for (const type of ['wentBack', 'wentOn'] as const)
      given(opened)
        .when({ type })
        .thenChanged({ at: { on: 'block', block: '1' } })
  })
})

describe('a remark that was typed', () => {
  const atEnd = sheetWith({ at: { on: 'blockEnd', block: '1' } })
  const typed = { block: '1', text: 'Meer tijd.' }

  it('is kept whichever button is pressed', () => {
    given(atEnd)
      .when({ type: 'paused', typed })
      .thenChanged({ remarks: { '1': 'Meer tijd.' }, at: { on: 'pause', from: atEnd.at } }, redrawn)
    given(atEnd)
      .when({ type: 'wentBack', typed })
      .thenChanged({ remarks: { '1': 'Meer tijd.' }, at: on('1.8') })
    given(atEnd)
      .when({ type: 'reviewed', typed })
      .thenChanged({ remarks: { '1': 'Meer tijd.' }, at: { on: 'review' } })
  })

  it('is kept where she paused already', () => {
    const at = { on: 'pause', from: atEnd.at } as const
    given(sheetWith({ at }))
      .when({ type: 'paused', typed })
      .thenChanged({ remarks: { '1': 'Meer tijd.' } })
  })

  it('is taken off when its field was emptied', () => {
    given(sheetWith({ ...atEnd, remarks: { '1': 'Meer tijd.' } }))
      .when({ type: 'paused', typed: { block: '1', text: '' } })
      .thenChanged({ remarks: {}, at: { on: 'pause', from: atEnd.at } }, redrawn)
  })

  it('that is too long is refused, and nothing moves', () => {
    given(atEnd)
      .when({ type: 'paused', typed: { block: '1', text: 'x'.repeat(501) } })
      .thenRefused('remarkTooLong')
  })

  it('is not kept of who withdrew, nor for a block the round is not about', () => {
    given(declined)
      .when({ type: 'reviewed', typed })
      .thenChanged({ at: { on: 'review' } })
    given(sheetWith({ ...atEnd, blocks: ['1'] }))
      .when({ type: 'reviewed', typed: { block: '3', text: 'x' } })
      .thenChanged({ at: { on: 'review' } })
  })
})

describe('whatever she presses', () => {
  it.each(Object.values(examples).filter(({ type }) => type !== 'shown'))(
    '$type is too late after the end',
    (event) => {
      given(begun).when(event, CLOSES).thenRefused('scanClosed')
      given(sheetWith({ status: 'closed' }))
        .when(event)
        .thenRefused('scanClosed')
      given(sheetWith({ status: 'stopped' }))
        .when(event)
        .thenRefused('roundStopped')
    },
  )

  it('her card is shown as it stands, also when it is over; nothing to show is left of a round that was stopped', () => {
    given(begun).when({ type: 'shown' }, CLOSES).thenUnchanged()
    given(sheetWith({ status: 'closed' }))
      .when({ type: 'shown' })
      .thenUnchanged()
    given(sheetWith({ status: 'stopped' }))
      .when({ type: 'shown' })
      .thenRefused('roundStopped')
  })

  it.each<SheetEvent>([
    answered('9.9'),
    answered('1'),
    { type: 'wentTo', element: '9.9' },
    { type: 'looked', element: '9.9' },
    { type: 'looked', block: '1.1' },
    { type: 'remarked', block: '9', text: 'tijd' },
  ])('%j is refused, since the kit doesn’t have it', (event) => {
    given(fresh).when(event).thenRefused('unknownButton')
  })

  it('what the round isn’t about is refused', () => {
    given(sheetWith({ blocks: ['1', '2'] }))
      .when(answered('3.1'))
      .thenRefused('unknownButton')
  })

  it('looking something up changes nothing', () => {
    given(begun).when({ type: 'looked', element: '1.1' }).thenUnchanged()
    given(begun).when({ type: 'looked', block: '1' }).thenUnchanged()
  })

  it('names nobody in an effect’s id, and gives the same id to the same event', () => {
    expectSafeIds([fresh, begun, declined, sheetWith({ asksRole: true })], examples)
  })

  it('the last answer to each element stands', () => {
    const event: fc.Arbitrary<SheetEvent> = fc.oneof(
      fc.record({
        type: fc.constant('answered' as const),
        element: fc.constantFrom(...kit.elements.map(({ id }) => id)),
        answer: fc.constantFrom(...ANSWERS),
      }),
      fc.constantFrom<SheetEvent>(
        ...[examples.wentOn, examples.wentBack, examples.paused, examples.reviewed, examples.shown, examples.wentTo],
      ),
    )
    fc.assert(
      fc.property(fc.array(event, { maxLength: 80 }), (events) => {
        const last = events.reduce<Sheet>((sheet, one) => {
          const decision = decideSheet(kit, sheet, one, NOW)
          return decision.kind === 'decided' && decision.state !== 'forgotten' ? decision.state : sheet
        }, fresh)
        const given = events.flatMap((one) => (one.type === 'answered' ? [[one.element, one.answer]] : []))
        expect(last.grades).toEqual(Object.fromEntries(given))
      }),
    )
  })
})
