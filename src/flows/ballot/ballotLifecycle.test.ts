import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { ADA, BRIEF, ballotWith, GIVEN } from '../../../test/given/ballotWith.ts'
import type { BallotAnswers } from '../../kit/stars.ts'
import type { Ballot } from './ballot.ts'
import { type BallotEvent, decideBallot } from './decideBallot.ts'

const { given, expectSafeIds } = deciderSpecification<Ballot, BallotEvent>(decideBallot)

const open = ballotWith({})
const saved = ballotWith({ status: 'cast', ...GIVEN })
const member = { person: ADA, sheet: 's' } as const
const message = (id: string) => ({ platform: PLATFORM, conversation: 'chat', message: id })

const card = { screen: 'ballot', round: 'r', ballot: 's' } as const
const toAda = { in: 'private', platform: PLATFORM, person: ADA } as const
const task = { platform: PLATFORM, person: ADA, task: { kind: 'ballot', round: 'r', sheet: 's' } } as const
const redrawn = { id: 'edit/ballot/r/s', due: NOW, edit: card, message: 'own' } as const
const goodbye = (id: string, due = NOW, suffix = '') =>
  ({
    id: `edit/starsGoodbye/r/s/${id}${suffix}`,
    due,
    edit: { screen: 'starsClosed', round: 'r', language: 'nl' },
    message: message(id),
  }) as const

describe('a ballot', () => {
  const spokenTo = { type: 'ballotSpokenTo', language: 'en' } as const
  const posted = { type: 'posted', message: message('m1') } as const

  it('speaks her language once she chose another', () => {
    given(open).when(spokenTo).thenChanged({ language: 'en' }, redrawn)
    given(open, spokenTo).when(spokenTo).thenUnchanged()
    given(undefined).when(spokenTo).thenUnchanged()
  })

  it('knows each of its cards once', () => {
    given(open)
      .when(posted)
      .thenChanged({ cards: [message('m1')] })
    given(open, posted).when(posted).thenUnchanged()
    given(undefined).when(posted).thenUnchanged()
  })

  it('says goodbye on a card that was on its way when the stars closed', () => {
    given(ballotWith({ status: 'closed' }))
      .when(posted)
      .thenChanged({}, goodbye('m1'))
  })

  it('is sent again to who asks for it, once for each of the platform’s events', () => {
    given(open)
      .when({ type: 'sentAgain', event: 'e' })
      .thenChanged({}, { id: 'post/again/e', due: NOW, post: card, to: toAda })
    given(undefined).when({ type: 'sentAgain', event: 'e' }).thenUnchanged()
  })

  it('is empty, counts no more and asks nothing more, once she had everything of hers erased', () => {
    given(saved)
      .when({ type: 'ballotErased' })
      .thenChanged(
        { status: 'open', stars: {}, reasons: {}, quiet: true, change: 1 },
        { ...redrawn, erases: true },
        {
          id: 'ballotCast/r/s/2',
          due: NOW,
          tell: { type: 'ballotCast', round: 'r', page: 2, ballot: 's', counts: false, change: 1 },
        },
      )
    given(undefined).when({ type: 'ballotErased' }).thenUnchanged()
  })

  it('privacy.5.4 has none in place of the stars that may be on their way to the sum', () => {
    given(ballotWith({ status: 'closed' }))
      .when({ type: 'ballotErased' })
      .thenChanged(
        {},
        {
          id: 'starsAdded/r/s/2',
          due: NOW,
          erases: true,
          tell: { type: 'starsAdded', round: 'r', page: 2, ballot: 's', given: undefined },
        },
      )
  })

  it('is forgotten once the ranking is frozen, and no longer among what is hers', () => {
    given(ballotWith({ status: 'closed' }))
      .when({ type: 'ballotForgotten' })
      .thenForgotten({ id: 'taskClosed/r/stars/s', due: NOW, tell: { type: 'taskClosed', ...task } })
    given(undefined).when({ type: 'ballotForgotten' }).thenUnchanged()
  })
})

describe('when the stars close, a ballot', () => {
  const closed = (live = true): BallotEvent => ({ type: 'ballotClosed', brief: BRIEF, page: 2, member, live })
  const added = (answers: BallotAnswers | undefined) =>
    ({
      id: 'starsAdded/r/s/2',
      due: NOW,
      erases: true,
      tell: { type: 'starsAdded', round: 'r', page: 2, ballot: 's', given: answers },
    }) as const
  const emptied = { status: 'closed', stars: {}, reasons: {} } as const

  it.each(['cast', 'open'] as const)(
    'that was saved once gives its stars to the tally and keeps none: %s',
    (status) => {
      given(ballotWith({ status, ...GIVEN, cards: [message('m1')], heard: ['press'] }))
        .when(closed())
        .thenChanged({ ...emptied, cards: [], heard: [] }, added(GIVEN), goodbye('m1'))
    },
  )

  it('that nobody saved is no vote', () => {
    given(open).when(closed()).thenChanged({ status: 'closed' }, added(undefined))
  })

  it('that stands on a second page is waited for on its own alone', () => {
    const { erases: _, ...nothing } = added(undefined)
    const other = { ...nothing, id: 'starsAdded/r/s/5', tell: { ...nothing.tell, page: 5 } } as const
    const onOther: BallotEvent = { type: 'ballotClosed', brief: BRIEF, page: 5, member, live: true }
    given(ballotWith({ status: 'cast', ...GIVEN }))
      .when(onOther)
      .thenChanged({}, other)
    given(open, closed()).when(onOther).thenChanged({}, other)
    given(open)
      .when({ ...onOther, live: false })
      .thenUnchanged()
  })

  it('that never reached its person is told to the tally all the same', () => {
    given(undefined)
      .when(closed())
      .thenChanged(ballotWith({ status: 'closed' }), added(undefined))
  })

  it('says goodbye once more where an answer that was under way may land after it', () => {
    const platform = { ...PLATFORM, keepsAnswers: true } as const
    given(ballotWith({ platform, cards: [message('m1')] }))
      .when(closed())
      .thenChanged(
        { status: 'closed', cards: [] },
        added(undefined),
        goodbye('m1'),
        goodbye('m1', NOW + 600_000, '/again'),
      )
  })

  it('is told once, and comes back for nobody once it was forgotten', () => {
    given(saved, closed()).when(closed()).thenUnchanged()
    given(undefined).when(closed(false)).thenUnchanged()
  })

  it('names nobody in an effect’s id, and gives the same id to the same event', () => {
    const states = [
      undefined,
      open,
      saved,
      ballotWith({ lost: true }),
      ballotWith({ cards: [message('m1')] }),
      ballotWith({ status: 'closed' }),
    ]
    expectSafeIds(states, {
      shown: { type: 'shown' },
      starred: { type: 'starred', stars: { '1': 4 }, reasons: {} },
      cast: { type: 'cast', given: GIVEN },
      snoozed: { type: 'snoozed', until: 'today' },
      ballotNudge: { type: 'ballotNudge' },
      ballotLeft: { type: 'ballotLeft' },
      ballotSpokenTo: { type: 'ballotSpokenTo', language: 'en' },
      ballotErased: { type: 'ballotErased' },
      ballotLost: { type: 'ballotLost' },
      ballotRestored: { type: 'ballotRestored', at: NOW },
      reopened: { type: 'reopened' },
      sentAgain: { type: 'sentAgain', event: 'e' },
      posted: { type: 'posted', message: message('m2') },
      cardMissing: { type: 'cardMissing', message: message('m1') },
      ballotAsked: { type: 'ballotAsked', brief: BRIEF, page: 2, member, live: true, own: undefined },
      ballotClosed: { type: 'ballotClosed', brief: BRIEF, page: 2, member, live: true },
      starsExtended: { type: 'starsExtended', closesAt: BRIEF.closesAt },
      ballotForgotten: { type: 'ballotForgotten' },
    })
  })
})
