import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { ADA, BRIEF, ballotWith, CLOSES, GIVEN } from '../../../test/given/ballotWith.ts'
import type { BallotAnswers } from '../../kit/stars.ts'
import type { Ballot } from './ballot.ts'
import { type BallotEvent, decideBallot } from './decideBallot.ts'
import type { Tapped } from './voting.ts'

const { given } = deciderSpecification<Ballot, BallotEvent>(decideBallot)

const LATER = Date.parse('2026-12-09T17:00:00+01:00')
const open = ballotWith({})
const saved = ballotWith({ status: 'cast', ...GIVEN })
const member = { person: ADA, sheet: 's' } as const

const morning = (date: string): number => Date.parse(`${date}T09:30:00+01:00`)
const card = { screen: 'ballot', round: 'r', ballot: 's' } as const
const toAda = { in: 'private', platform: PLATFORM, person: ADA } as const
const task = { platform: PLATFORM, person: ADA, task: { kind: 'ballot', round: 'r', sheet: 's' } } as const
const hers = { id: 'taskOpened/r/stars/s', due: NOW, tell: { type: 'taskOpened', ...task } } as const
const redrawn = { id: 'edit/ballot/r/s', due: NOW, edit: card, message: 'own' } as const
const nudge = (times: number, due: number) =>
  ({ id: `ballotNudge/r/s/${times}`, due, tell: { type: 'ballotNudge', round: 'r', ballot: 's', times } }) as const
describe('who is asked for stars', () => {
  const asked = (part: Partial<Extract<BallotEvent, { type: 'ballotAsked' }>> = {}): BallotEvent => ({
    type: 'ballotAsked',
    brief: BRIEF,
    page: 2,
    member,
    live: true,
    own: undefined,
    ...part,
  })
  const invitation = { id: 'post/ballot/r/s', due: NOW, post: card, to: toAda } as const
  const reminders = [nudge(0, morning('2026-11-30')), nudge(1, morning('2026-12-01'))]

  it('gets a ballot at once, finds it among what is hers, and is reminded on two working mornings', () => {
    given(undefined)
      .when(asked())
      .thenChanged(open, invitation, hers, ...reminders)
  })

  it('reads it in her own language where she chose one', () => {
    given(undefined)
      .when(asked({ own: 'en' }))
      .thenChanged(ballotWith({ language: 'en' }), invitation, hers, ...reminders)
  })

  it('has that time also where she hears of it by pressing, before the message comes', () => {
    const extended = { type: 'starsExtended', closesAt: LATER } as const
    given(saved)
      .when(extended, CLOSES)
      .thenChanged(
        { closesAt: LATER },
        { ...redrawn, due: CLOSES },
        nudge(0, morning('2026-12-07')),
        nudge(1, morning('2026-12-08')),
      )
    given(undefined).when(extended).thenUnchanged()
    given(ballotWith({ status: 'closed' }))
      .when(extended)
      .thenUnchanged()
  })

  it('has more time when too few answered, with her stars as they are', () => {
    given(saved)
      .when(asked({ brief: { ...BRIEF, closesAt: LATER } }), CLOSES)
      .thenChanged(
        { closesAt: LATER },
        { ...redrawn, due: CLOSES },
        nudge(0, morning('2026-12-07')),
        nudge(1, morning('2026-12-08')),
      )
  })

  it('is not asked twice, nor after the stars have closed', () => {
    given(open).when(asked()).thenUnchanged()
    given(undefined)
      .when(asked({ live: false }))
      .thenUnchanged()
    given(open)
      .when(asked({ live: false, brief: { ...BRIEF, closesAt: LATER } }))
      .thenUnchanged()
  })
})

describe('who gives stars', () => {
  const cast = (answers: Partial<BallotAnswers> = {}): BallotEvent => ({
    type: 'cast',
    given: { ...GIVEN, ...answers },
  })
  const counted = {
    id: 'ballotCast/r/s/2',
    due: NOW,
    tell: { type: 'ballotCast', round: 'r', page: 2, ballot: 's', counts: true, change: 1 },
  } as const

  it('is counted, by reference and not by what she gave', () => {
    given(open)
      .when(cast())
      .thenChanged({ status: 'cast', ...GIVEN, change: 1 }, counted, hers, redrawn)
  })

  it('gives others until they close: the last ones stand', () => {
    given(saved, { type: 'reopened' })
      .when(cast({ stars: { '2': 4 }, reasons: {} }))
      .thenChanged({ status: 'cast', stars: { '2': 4 }, reasons: {} }, hers, redrawn)
  })

  it('keeps them while she changes them', () => {
    given(saved).when({ type: 'reopened' }).thenChanged({ status: 'open' })
  })

  it('is told when she gave none, or a reason is longer than fits', () => {
    given(open)
      .when(cast({ stars: {} }))
      .thenRefused('noStars')
    given(open)
      .when(cast({ reasons: { '1': 'x'.repeat(201) } }))
      .thenRefused('remarkTooLong')
    // Counted as people do: a picture is one.
    given(open)
      .when(cast({ reasons: { '1': '🙂'.repeat(200) } }))
      .thenChanged({ status: 'cast', ...GIVEN, reasons: { '1': '🙂'.repeat(200) }, change: 1 }, counted, hers, redrawn)
  })

  it('gives those she tapped, with what she typed, where she only says that she is through', () => {
    given(ballotWith({ begun: true, ...GIVEN }))
      .when({ type: 'cast', given: {} })
      .thenChanged({ status: 'cast', begun: undefined }, hers, redrawn)
    given(ballotWith({ begun: true, ...GIVEN }))
      .when({ type: 'cast', given: { reasons: { '3': 'dit ook' } } })
      .thenChanged({ status: 'cast', begun: undefined, reasons: { '3': 'dit ook' } }, hers, redrawn)
    given(open).when({ type: 'cast', given: {} }).thenRefused('noStars')
  })

  it('may look at her ballot also when it is over', () => {
    given(open).when({ type: 'shown' }).thenUnchanged()
    given(ballotWith({ status: 'closed' }))
      .when({ type: 'shown' }, LATER)
      .thenUnchanged()
  })

  it.each([
    ['cast', cast()],
    ['reopened', { type: 'reopened' }],
    ['starred', { type: 'starred', stars: { '1': 5 }, reasons: {} }],
    ['snoozed', { type: 'snoozed', until: 'never' }],
  ] as const)('%s is refused once they closed, and to who was not asked', (_what, event) => {
    given(open).when(event, CLOSES).thenRefused('starsClosed')
    given(ballotWith({ status: 'closed' }))
      .when(event)
      .thenRefused('starsClosed')
    given(undefined).when(event).thenRefused('notYours')
  })

  it('finds no ballot where she was not asked', () => {
    given(undefined).when({ type: 'shown' }).thenRefused('notYours')
  })
})

describe('who taps a star', () => {
  const tap = (stars: Tapped, reasons: BallotAnswers['reasons'] = {}): BallotEvent => ({
    type: 'starred',
    stars,
    reasons,
  })
  const counted = (counts: boolean, change: number) =>
    ({
      id: `ballotCast/r/s/${change === 1 ? 2 : `2/${change}`}`,
      due: NOW,
      tell: { type: 'ballotCast', round: 'r', page: 2, ballot: 's', counts, change },
    }) as const

  it('is counted from the first on, and has only begun', () => {
    given(open)
      .when(tap({ '1': 4 }))
      .thenChanged({ begun: true, stars: { '1': 4 }, change: 1 }, hers, counted(true, 1))
  })

  it('changes the stars of that block, and tells nobody', () => {
    given(ballotWith({ begun: true, stars: { '1': 4, '3': 2 } }))
      .when(tap({ '1': 1 }))
      .thenChanged({ stars: { '1': 1, '3': 2 } })
  })

  it('sets the same once more on a second tap', () => {
    given(ballotWith({ begun: true, stars: { '1': 4 } }))
      .when(tap({ '1': 4 }))
      .thenChanged({})
  })

  it('takes back those of a block, and is no vote once she took back all', () => {
    given(ballotWith({ begun: true, stars: { '1': 4, '3': 2 } }))
      .when(tap({ '3': 0 }))
      .thenChanged({ stars: { '1': 4 } })
    given(ballotWith({ status: 'cast', stars: { '1': 4 } }))
      .when(tap({ '1': 0 }))
      .thenChanged({ status: 'open', stars: {}, change: 1 }, counted(false, 1))
    given(open)
      .when(tap({ '1': 0 }))
      .thenChanged({})
  })

  it('changes what she had saved, and is still through with it', () => {
    given(saved)
      .when(tap({ '1': 1 }))
      .thenChanged({ status: 'open', stars: { '1': 1, '3': 2 } })
    given(saved, tap({ '1': 1 }))
      .when({ type: 'ballotNudge' })
      .thenUnchanged()
  })

  it('has her stored card follow once each block has stars', () => {
    given(ballotWith({ begun: true, stars: { '1': 4, '3': 2 } }))
      .when(tap({ '2': 5 }))
      .thenChanged({ stars: { '1': 4, '2': 5, '3': 2 } }, redrawn)
    given(ballotWith({ begun: true, stars: { '1': 4, '2': 5, '3': 2 } }))
      .when(tap({ '2': 1 }))
      .thenChanged({ stars: { '1': 4, '2': 1, '3': 2 } })
  })

  it('keeps the reasons that stood in the fields, and those that had none', () => {
    given(ballotWith({ begun: true, ...GIVEN }))
      .when(tap({ '3': 3 }, { '3': 'dit ook' }))
      .thenChanged({ stars: { '1': 5, '3': 3 }, reasons: { '1': 'eerst dit', '3': 'dit ook' } })
    given(ballotWith({ begun: true, ...GIVEN }))
      .when(tap({}, { '1': '' }))
      .thenChanged({ reasons: {} })
    given(open)
      .when(tap({ '1': 4 }, { '1': 'x'.repeat(201) }))
      .thenRefused('remarkTooLong')
  })

  it('finds no block that the round isn’t about', () => {
    given(open)
      .when(tap({ '4': 5 }))
      .thenRefused('unknownButton')
  })

  it('gives her stars to the sum at the close, also where she never said that she was through', () => {
    const closed = { type: 'ballotClosed', brief: BRIEF, page: 2, member, live: true } as const
    given(ballotWith({ begun: true, ...GIVEN }))
      .when(closed)
      .thenChanged(
        { status: 'closed', stars: {}, reasons: {}, begun: undefined },
        {
          id: 'starsAdded/r/s/2',
          due: NOW,
          erases: true,
          tell: { type: 'starsAdded', round: 'r', page: 2, ballot: 's', given: GIVEN },
        },
      )
  })
})

describe('who is reminded of her stars', () => {
  const reminder = {
    id: `post/ballotNudge/r/s/${NOW}`,
    due: NOW,
    post: { screen: 'ballotNudge', round: 'r', ballot: 's' },
    to: toAda,
    quiet: true,
  } as const

  it('hears it too when she only began', () => {
    given(ballotWith({ begun: true, ...GIVEN }))
      .when({ type: 'ballotNudge' })
      .thenChanged({ nudged: 1 }, reminder)
  })

  it.each([0, 1])('hears a quiet word, twice at most: after %i before', (nudged) => {
    given(ballotWith({ nudged }))
      .when({ type: 'ballotNudge' })
      .thenChanged({ nudged: nudged + 1 }, reminder)
  })

  it.each([
    ['twice already', ballotWith({ nudged: 2 }), NOW],
    ['who gave hers', saved, NOW],
    ['who is changing hers', ballotWith({ ...GIVEN }), NOW],
    ['who tapped all of hers', ballotWith({ begun: true, stars: { '1': 1, '2': 2, '3': 3 } }), NOW],
    ['who asked for none', ballotWith({ quiet: true }), NOW],
    ['when they have closed', ballotWith({ status: 'closed' }), NOW],
    ['after the deadline', open, CLOSES],
    ['who was not asked', undefined, NOW],
  ])('is not: %s', (_who, ballot, now) => {
    given(ballot).when({ type: 'ballotNudge' }, now).thenUnchanged()
  })

  it.each([
    ['today', NOW + 3 * 3_600_000],
    ['tomorrow', morning('2026-11-24')],
    ['week', morning('2026-11-30')],
  ] as const)('puts it off until %s, without using it up', (until, due) => {
    given(ballotWith({ nudged: 1 }))
      .when({ type: 'snoozed', until })
      .thenChanged({ nudged: 0 }, nudge(3, due))
  })

  it('puts nothing off past the close, and is left alone when she asks for that', () => {
    given(open).when({ type: 'snoozed', until: 'tomorrow' }, morning('2026-12-02')).thenUnchanged()
    given(open).when({ type: 'snoozed', until: 'never' }).thenChanged({ quiet: true })
  })
})
