import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { ADA, BRIEF, sheetWith } from '../../../test/given/sheetWith.ts'
import { DAY, MINUTE } from '../../kit/calendar/instant.ts'
import type { SheetAnswers } from '../../kit/tally.ts'
import type { SheetClosed } from './closeSheet.ts'
import type { Sheet } from './sheet.ts'
import { decideSheetLifecycle, type SheetLifecycleEvent } from './sheetLifecycle.ts'

const { given } = deciderSpecification<Sheet, SheetLifecycleEvent>(decideSheetLifecycle)

const ANSWERS: SheetAnswers = { grades: { '1.1': 'red' }, remarks: { '1': 'tijd' } }
const message = (id: string) => ({ platform: PLATFORM, conversation: 'chat', message: id })
const handedIn = sheetWith({
  ...ANSWERS,
  status: 'handedIn',
  at: { on: 'thanks' },
  cards: [message('m1')],
  heard: ['press'],
})
const sheetClosed = (part: Partial<SheetClosed> = {}): SheetClosed => ({
  type: 'sheetClosed',
  brief: BRIEF,
  member: { person: ADA, sheet: 's' },
  page: 2,
  counting: true,
  live: true,
  ...part,
})

const added = (answers: SheetAnswers | undefined) =>
  ({
    id: 'added/r/s/2',
    due: NOW,
    erases: true,
    tell: { type: 'added', round: 'r', page: 2, sheet: 's', answers },
  }) as const
const goodbye = (screen: 'scanClosed' | 'roundStopped', due = NOW, suffix = '') =>
  ({
    id: `edit/goodbye/r/s/m1${suffix}`,
    due,
    edit: { screen, round: 'r', language: 'nl' },
    message: message('m1'),
  }) as const
/** Asks whether it was the last copy, after which the key of them ends. */
const keyEnds = {
  id: 'destroyKey/copies/r',
  due: NOW + MINUTE,
  destroyKey: 'copies',
  round: 'r',
  erases: true,
} as const
const taskClosed = {
  id: 'taskClosed/r/s',
  due: NOW,
  tell: {
    type: 'taskClosed',
    platform: PLATFORM,
    person: ADA,
    task: { kind: 'sheet', round: 'r', sheet: 's' },
  },
} as const
const copy = {
  id: 'post/copy/r/s',
  due: NOW,
  post: { screen: 'copy', round: 'r', sheet: 's' },
  to: { in: 'private', platform: PLATFORM, person: ADA },
} as const
const copyDone = { id: 'copyDone/r/s', due: NOW + DAY, tell: { type: 'copyDone', round: 'r', sheet: 's' } } as const
const empty = { at: { on: 'invitation' }, grades: {}, remarks: {}, cards: [], heard: [] } as const

describe('privacy.5.4 when the scan closes, a sheet', () => {
  it('that was handed in gives its answers to the tally and keeps none, on its cards neither', () => {
    given(handedIn)
      .when(sheetClosed())
      .thenChanged({ ...empty, status: 'closed' }, added(ANSWERS), goodbye('scanClosed'))
  })

  it('gives her role with her answers, and keeps that neither', () => {
    given({ ...handedIn, role: 'ict' })
      .when(sheetClosed())
      .thenChanged(
        { ...empty, status: 'closed', role: undefined },
        added({ ...ANSWERS, role: 'ict' }),
        goodbye('scanClosed'),
      )
  })

  it.each(['open', 'declined'] as const)('that is %s doesn’t count: its answers go nowhere', (status) => {
    given({ ...handedIn, status, wantsCopy: true })
      .when(sheetClosed())
      .thenChanged({ ...empty, status: 'closed', wantsCopy: false }, added(undefined), goodbye('scanClosed'))
  })

  it('on which everything is skipped doesn’t count, nor does a remark on it', () => {
    given({ ...handedIn, grades: { '1.1': 'skipped' } })
      .when(sheetClosed())
      .thenChanged({ ...empty, status: 'closed' }, added(undefined), goodbye('scanClosed'))
  })

  it.each([true, false])(
    'that was withdrawn a moment ago gives nothing, and what could be undone is gone: %s',
    (counting) => {
      const status = 'declined' as const
      const withdrawn = {
        ...ANSWERS,
        status: 'handedIn',
        at: { on: 'thanks' },
        wantsCopy: true,
        until: NOW + 1,
      } as const
      given(sheetWith({ status, withdrawn, cards: [message('m1')] }))
        .when(sheetClosed({ counting }))
        .thenChanged(
          { status: counting ? 'closed' : 'stopped', cards: [], withdrawn: undefined },
          ...(counting ? [added(undefined), goodbye('scanClosed')] : [goodbye('roundStopped')]),
        )
    },
  )

  it('that she wants a copy of keeps her answers for it, a day at most', () => {
    given({ ...handedIn, wantsCopy: true })
      .when(sheetClosed())
      .thenChanged(
        { status: 'closed', at: { on: 'invitation' }, cards: [], heard: [] },
        added(ANSWERS),
        goodbye('scanClosed'),
        copy,
        copyDone,
      )
  })

  it('says goodbye once more where an answer that was under way may land after it', () => {
    given({ ...handedIn, platform: { ...PLATFORM, keepsAnswers: true } })
      .when(sheetClosed())
      .thenChanged(
        { ...empty, status: 'closed' },
        added(ANSWERS),
        goodbye('scanClosed'),
        goodbye('scanClosed', NOW + 10 * MINUTE, '/again'),
      )
  })

  it('that never reached its person is told to the tally all the same', () => {
    const { erases: _, ...nothing } = added(undefined)
    given(undefined)
      .when(sheetClosed())
      .thenChanged(sheetWith({ status: 'closed' }), nothing)
  })

  it('that stands on a second page tells that page to wait for nothing of hers, and gives its answers to its own', () => {
    const { erases: _, ...nothing } = added(undefined)
    const other = { ...nothing, id: 'added/r/s/5', tell: { ...nothing.tell, page: 5 } } as const
    given(handedIn)
      .when(sheetClosed({ page: 5 }))
      .thenChanged({}, other)
    given(handedIn, sheetClosed({ page: 5 }))
      .when(sheetClosed())
      .thenChanged({ ...empty, status: 'closed' }, added(ANSWERS), goodbye('scanClosed'))
    given(handedIn, sheetClosed())
      .when(sheetClosed({ page: 5 }))
      .thenChanged({}, other)
    given(handedIn)
      .when(sheetClosed({ page: 5, live: false }))
      .thenUnchanged()
  })

  it('is told once, and comes back for nobody once it was forgotten', () => {
    given(handedIn, sheetClosed()).when(sheetClosed()).thenUnchanged()
    given(sheetWith({ status: 'stopped' }))
      .when(sheetClosed())
      .thenUnchanged()
    given(undefined)
      .when(sheetClosed({ live: false }))
      .thenUnchanged()
  })
})

describe('when the round is stopped, a sheet', () => {
  const stopped = sheetClosed({ counting: false })

  it('is emptied, handed in or not, a copy wanted or not, and nothing of it is told to anyone', () => {
    for (const status of ['open', 'handedIn', 'declined'] as const)
      given({ ...handedIn, status, wantsCopy: true })
        .when(stopped)
        .thenChanged({ ...empty, status: 'stopped', wantsCopy: false }, goodbye('roundStopped'))
  })

  it('that never reached its person stands empty, so that it isn’t filled in afterwards', () => {
    given(undefined)
      .when(stopped)
      .thenChanged(sheetWith({ status: 'stopped' }))
    given(undefined)
      .when(sheetClosed({ counting: false, live: false }))
      .thenUnchanged()
  })
})

describe('privacy.5.4 a copy', () => {
  const copied = sheetWith({ ...ANSWERS, status: 'closed', wantsCopy: true })

  it('that has arrived, or was given up, is the last of her answers', () => {
    given(copied).when({ type: 'copyDone' }).thenChanged({ wantsCopy: false, grades: {}, remarks: {} }, keyEnds)
  })

  it('keeps the sheet when the others are let go, and no longer', () => {
    given(copied).when({ type: 'sheetForgotten' }).thenChanged({ released: true })
    given(copied, { type: 'sheetForgotten' }).when({ type: 'copyDone' }).thenForgotten(taskClosed, keyEnds)
  })

  it('is done once, and there is none for who wanted none', () => {
    given(copied, { type: 'copyDone' }).when({ type: 'copyDone' }).thenUnchanged()
    given(sheetWith({ status: 'closed' }))
      .when({ type: 'copyDone' })
      .thenUnchanged()
    given(undefined).when({ type: 'copyDone' }).thenUnchanged()
  })
})

describe('a sheet is let go', () => {
  it('once the result is frozen, and is no longer among what is hers', () => {
    given(sheetWith({ status: 'closed' }))
      .when({ type: 'sheetForgotten' })
      .thenForgotten(taskClosed)
    given(undefined).when({ type: 'sheetForgotten' }).thenUnchanged()
  })
})

describe('who has everything of hers erased', () => {
  const erased = { type: 'personErased' } as const

  it.each(['open', 'handedIn'] as const)('has an empty place, so that nobody notices: %s', (status) => {
    given({ ...handedIn, status, role: 'ict', wantsCopy: true })
      .when(erased)
      .thenChanged(
        {
          status: 'declined',
          grades: {},
          remarks: {},
          role: undefined,
          wantsCopy: false,
          quiet: true,
          at: { on: 'invitation' },
          ...(status === 'handedIn' ? { change: 1 } : {}),
        },
        {
          id: 'edit/sheet/r/s',
          due: NOW,
          erases: true,
          edit: { screen: 'sheet', round: 'r', sheet: 's' },
          message: 'own',
        },
        ...(status === 'handedIn'
          ? [
              {
                id: 'counted/r/s/2',
                due: NOW,
                tell: { type: 'counted', round: 'r', page: 2, sheet: 's', counts: false, change: 1 },
              } as const,
            ]
          : []),
      )
  })

  it('loses at once what she withdrew a moment ago, and can’t undo that any more', () => {
    const withdrawn = { ...ANSWERS, status: 'open', at: { on: 'review' }, wantsCopy: false, until: NOW + 1 } as const
    given(sheetWith({ status: 'declined', withdrawn }))
      .when(erased)
      .thenChanged(
        { quiet: true, withdrawn: undefined },
        {
          id: 'edit/sheet/r/s',
          due: NOW,
          erases: true,
          edit: { screen: 'sheet', round: 'r', sheet: 's' },
          message: 'own',
        },
      )
  })

  it('after the close loses the copy that was on its way', () => {
    const copied = sheetWith({ ...ANSWERS, status: 'closed', wantsCopy: true })
    given(copied).when(erased).thenChanged({ wantsCopy: false, grades: {}, remarks: {} }, added(undefined), keyEnds)
    given({ ...copied, released: true })
      .when(erased)
      .thenForgotten(taskClosed, keyEnds)
  })

  it('privacy.5.4 after the close has none in place of the answers that may be on their way to the sum', () => {
    given(handedIn, sheetClosed()).when(erased).thenChanged({}, added(undefined))
  })

  it('has nothing to lose once the round is stopped', () => {
    given(sheetWith({ status: 'stopped' }))
      .when(erased)
      .thenUnchanged()
    given(undefined).when(erased).thenUnchanged()
  })
})
