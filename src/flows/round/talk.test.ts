import { describe, expect, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import {
  ADA,
  BEN,
  CHANNEL,
  controlRedrawn,
  deliveryDue,
  LOTTE,
  RANKING,
  RESULT,
  roundWith,
  starsRedrawn,
} from '../../../test/given/roundWith.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../../kit/calendar/instant.ts'
import type { Result } from '../../kit/result.ts'
import { decideRound, type RoundEvent } from './decideRound.ts'
import type { Round } from './round.ts'
import { formerCards, MOST_NOTES, meetingOf } from './talk.ts'
import type { Talk, TalkNote, TalkPosition } from './talkState.ts'

const { given } = deciderSpecification<Round, RoundEvent>(decideRound)

/** Pages: look, alike, two topics, the block, decide. */
const elements = ['1.3', '2.6'].map((element) => ({ element, word: 'divided' }) as const)
const result: Result = { ...RESULT, elements }
const [LOOK, ALIKE, TIME_AND_MEANS, FIRST_BLOCK, DECIDE] = [0, 1, 3, 4, 5] as const
const message = (id: string) => ({ platform: PLATFORM, conversation: '19:team', message: id })
const CARD = message('m1')
const NOTE: TalkNote = { id: 'n1', step: 'look', text: 'een vast uur' }
const closed = (at: TalkPosition = { on: 'ready' }, part: Partial<Talk> = {}) =>
  roundWith({ status: 'closed', closedAt: NOW, result, talk: { notes: [], cards: [CARD], ...part, at } })
const running = (page: number, until: Instant = NOW): TalkPosition => ({
  on: 'running',
  page,
  startedAt: NOW - HOUR,
  until,
})
/** A Thursday at two. */
const THURSDAY = Date.parse('2026-12-03T14:00:00+01:00')
const THURSDAY_MORNING = Date.parse('2026-12-03T09:30:00+01:00')
const planned: TalkPosition = { on: 'planned', at: THURSDAY, page: 0 }

const lotte = { actor: LOTTE } as const
const started = (here: boolean) => ({ type: 'talkStarted', ...lotte, here }) as const
const next = (from: number) => ({ type: 'talkStepped', ...lotte, from, to: 'next' }) as const
const back = (from: number) => ({ type: 'talkStepped', ...lotte, from, to: 'back' }) as const

const redrawn = (due: Instant = NOW) =>
  ({ id: 'edit/talk/r', due, edit: { screen: 'talk', round: 'r' }, message: 'own' }) as const
const posted = (due: Instant = NOW) =>
  ({ id: 'post/talk/r', due, post: { screen: 'talk', round: 'r' }, to: CHANNEL }) as const
const word = (due: Instant) =>
  ({ id: 'post/talkToday/r', due, post: { screen: 'talkToday', round: 'r' }, to: CHANNEL }) as const
const due = (at: Instant) => ({ id: 'talkDue/r', due: at, tell: { type: 'talkDue', round: 'r' } }) as const
const talk = (at: TalkPosition, part: Partial<Talk> = {}): { readonly talk: Talk } => ({
  talk: { notes: [], cards: [CARD], ...part, at },
})
const begun = (page: number, minutes: number, at: Instant = NOW): TalkPosition => ({
  on: 'running',
  page,
  startedAt: at,
  until: at + minutes * MINUTE,
})

describe('a talk', () => {
  it('begins on the card that was pressed, which says until when its first five minutes last', () => {
    given(closed())
      .when(started(true))
      .thenChanged(talk(begun(LOOK, 5)), redrawn(), controlRedrawn(NOW))
  })

  it('begun from elsewhere is posted anew, at the bottom of the channel', () => {
    given(closed())
      .when(started(false))
      .thenChanged(talk(begun(LOOK, 5)), posted(), redrawn(), controlRedrawn(NOW))
  })

  it('of a round that was closed before talks were kept has no card to edit, and gets one', () => {
    const old = roundWith({ status: 'closed', closedAt: NOW, result })
    given(old)
      .when(started(true))
      .thenChanged(talk(begun(LOOK, 5), { cards: [] }), posted(), controlRedrawn(NOW))
  })

  it('that runs, or is over, isn’t begun again by a second press or a late one', () => {
    for (const at of [running(ALIKE), { on: 'over' } as const])
      for (const here of [true, false]) given(closed(at)).when(started(here)).thenUnchanged()
  })

  it('goes on from step to step, each with minutes of its own from now on', () => {
    given(closed(running(LOOK)))
      .when(next(LOOK))
      .thenChanged(talk({ ...running(ALIKE), until: NOW + 10 * MINUTE } as TalkPosition), redrawn())
    given(closed(running(TIME_AND_MEANS)))
      .when(next(TIME_AND_MEANS))
      .thenChanged(talk({ ...running(FIRST_BLOCK), until: NOW + 10 * MINUTE } as TalkPosition), redrawn())
  })

  it('shares a quarter of an hour among the topics of one step', () => {
    const until = NOW + 7 * MINUTE
    given(closed(running(TIME_AND_MEANS - 1, until)))
      .when(next(TIME_AND_MEANS - 1))
      .thenChanged(talk(running(TIME_AND_MEANS, until)), redrawn())
  })

  it('goes back a step, and from the first one nowhere', () => {
    given(closed(running(ALIKE)))
      .when(back(ALIKE))
      .thenChanged(talk({ ...running(LOOK), until: NOW + 5 * MINUTE } as TalkPosition), redrawn())
    given(closed(running(LOOK)))
      .when(back(LOOK))
      .thenUnchanged()
  })

  it('doesn’t step for a press on a card that shows another page: twice pressed is once', () => {
    given(closed(running(LOOK)), next(LOOK))
      .when(next(LOOK))
      .thenUnchanged()
    given(closed(running(DECIDE)))
      .when(back(ALIKE))
      .thenUnchanged()
    for (const at of [{ on: 'ready' }, planned, { on: 'over' }] as const)
      given(closed(at)).when(next(LOOK)).thenUnchanged()
  })

  it('is over after its last step, also where the stars were opened before', () => {
    given(closed(running(DECIDE)))
      .when(next(DECIDE))
      .thenChanged(talk({ on: 'over' }), redrawn(), controlRedrawn(NOW))
  })

  it('is over when the coordinator says that they have talked, whatever step it was at', () => {
    const starsCloseAt = Date.parse('2026-11-30T17:00:00+01:00')
    const pages = [0, 1] as const
    const roster = NOW + 60 * DAY
    given(closed(running(ALIKE)))
      .when({ type: 'talkDone', ...lotte })
      .thenChanged(
        {
          status: 'starring',
          starsCloseAt,
          starsCast: [],
          starsTallied: [],
          waiting: undefined,
          ...talk({ on: 'over' }),
        },
        redrawn(),
        ...starsRedrawn(NOW).slice(1),
        { id: 'post/stars/r', due: NOW, post: { screen: 'stars', round: 'r' }, to: CHANNEL },
        ...pages.map(
          (page) => ({ id: `starsAsked/r/${page}`, due: NOW, tell: { type: 'starsAsked', round: 'r', page } }) as const,
        ),
        { id: 'starsDeadline/r', due: starsCloseAt, tell: { type: 'starsDeadline', round: 'r' } },
        deliveryDue(NOW),
        ...pages.map(
          (page) =>
            ({
              id: `rosterForgotten/r/${page}`,
              due: roster,
              tell: { type: 'rosterForgotten', round: 'r', page, platform: PLATFORM },
            }) as const,
        ),
      )
  })

  it('is not for who doesn’t coordinate, nor where there is no result to talk about', () => {
    for (const actor of [BEN, ADA])
      for (const event of [started(true), next(LOOK), { type: 'talkPlanned', ...lotte, at: THURSDAY } as const])
        given(closed(running(LOOK)))
          .when({ ...event, actor })
          .thenRefused('notCoordinator')
    for (const bare of [
      roundWith({}),
      roundWith({ status: 'closed', closedAt: NOW, result: { ...RESULT, depth: 'nothing' } }),
    ])
      for (const event of [started(true), next(LOOK), { type: 'talkNoted', id: 'n', page: 0, text: 'x' } as const])
        given(bare).when(event).thenRefused('noResult')
    given(roundWith({})).when({ type: 'talkDue' }).thenUnchanged()
  })

  it('goes on after the stars were opened, as long as the round has its result', () => {
    const ranked = roundWith({ ...closed(running(ALIKE)), status: 'ranked', ranking: RANKING })
    given(ranked)
      .when(next(ALIKE))
      .thenChanged(talk({ ...running(ALIKE + 1), until: NOW + 15 * MINUTE } as TalkPosition), redrawn())
  })

  it('remembers its last five cards', () => {
    const card = (id: string) => ({ type: 'posted', card: 'talk', message: message(id) }) as const
    given(closed(), card('m2'), card('m3'), card('m4'), card('m5'))
      .when(card('m6'))
      .thenChanged(
        {
          ...talk({ on: 'ready' }, { cards: ['m2', 'm3', 'm4', 'm5', 'm6'].map(message) }),
          pastCards: [message('m1')],
        },
        redrawn(),
      )
  })

  it('goes on with its newest card, and the former ones say so', () => {
    expect(formerCards(closed())).toEqual([])
    given(closed())
      .when({ type: 'posted', card: 'talk', message: message('m2') })
      .thenChanged(talk({ on: 'ready' }, { cards: [CARD, message('m2')] }), redrawn())
    expect(formerCards(closed(running(LOOK), { cards: [CARD, message('m2')] }))).toEqual(['m1'])
  })
})

describe('a talk on a date', () => {
  const plan = (at: Instant) => ({ type: 'talkPlanned', ...lotte, at }) as const

  it('is said in the channel now, again that morning, and begins at its hour', () => {
    given(closed())
      .when(plan(THURSDAY))
      .thenChanged(talk(planned), posted(), redrawn(), controlRedrawn(NOW), due(THURSDAY), word(THURSDAY_MORNING))
    given(closed(planned))
      .when({ type: 'talkDue' }, THURSDAY)
      .thenChanged(talk(begun(LOOK, 5, THURSDAY)), posted(THURSDAY), redrawn(THURSDAY), controlRedrawn(THURSDAY))
  })

  it('that early is said the working day before, and one of today not again', () => {
    const [monday, friday] = [Date.parse('2026-12-07T09:00:00+01:00'), Date.parse('2026-12-04T09:30:00+01:00')]
    given(closed())
      .when(plan(monday))
      .thenChanged(
        talk({ ...planned, at: monday } as TalkPosition),
        posted(),
        redrawn(),
        controlRedrawn(NOW),
        due(monday),
        word(friday),
      )
    const today = NOW + 2 * HOUR
    given(closed())
      .when(plan(today))
      .thenChanged(
        talk({ ...planned, at: today } as TalkPosition),
        posted(),
        redrawn(),
        controlRedrawn(NOW),
        due(today),
      )
  })

  it('moves to another date, and changes nothing for the same one', () => {
    given(closed(planned)).when(plan(THURSDAY)).thenUnchanged()
    given(closed(planned))
      .when(plan(THURSDAY + 7 * DAY))
      .thenChanged(
        talk({ ...planned, at: THURSDAY + 7 * DAY } as TalkPosition),
        posted(),
        redrawn(),
        controlRedrawn(NOW),
        due(THURSDAY + 7 * DAY),
        word(THURSDAY_MORNING + 7 * DAY),
      )
  })

  it('stopped half way goes on where it was', () => {
    const half: TalkPosition = { ...planned, page: FIRST_BLOCK } as TalkPosition
    given(closed(running(FIRST_BLOCK), { notes: [NOTE] }))
      .when(plan(THURSDAY))
      .thenChanged(
        talk(half, { notes: [NOTE] }),
        posted(),
        redrawn(),
        controlRedrawn(NOW),
        due(THURSDAY),
        word(THURSDAY_MORNING),
      )
    given(closed(half))
      .when(started(true))
      .thenChanged(talk(begun(FIRST_BLOCK, 10)), redrawn(), controlRedrawn(NOW))
    expect(meetingOf(closed(half))).toMatchObject({ start: THURSDAY, end: THURSDAY + 15 * MINUTE })
  })

  it('is refused where it has passed', () => {
    given(closed()).when(plan(NOW)).thenRefused('dateInPast')
  })

  it('doesn’t begin before its hour, after it was moved or begun, nor when it comes too late', () => {
    const comes = { type: 'talkDue' } as const
    given(closed(planned))
      .when(comes, THURSDAY - 1)
      .thenUnchanged()
    for (const at of [running(ALIKE), { on: 'over' }, { on: 'ready' }] as const)
      given(closed(at)).when(comes, THURSDAY).thenUnchanged()
    given(closed(planned))
      .when(comes, THURSDAY + 45 * MINUTE)
      .thenUnchanged()
  })

  it('is a meeting of forty-five minutes in the round’s zone, always the same one', () => {
    const meeting = { id: 'talk-r', title: 'Online werken 2026', zone: 'Europe/Brussels' }
    expect(meetingOf(closed(planned))).toEqual({ ...meeting, start: THURSDAY, end: THURSDAY + 45 * MINUTE })
    expect(meetingOf(closed({ ...planned, at: THURSDAY + DAY } as TalkPosition))).toMatchObject(meeting)
    expect(meetingOf(closed())).toBeUndefined()
    expect(meetingOf(roundWith({}))).toBeUndefined()
  })
})

describe('a note', () => {
  const noted = (text: string, page?: number, id = 'n2') => ({ type: 'talkNoted', id, page, text }) as const

  it('is kept with what was talked about, without who wrote it', () => {
    given(closed(running(TIME_AND_MEANS), { notes: [NOTE] }))
      .when(noted('elke maandag een uur'))
      .thenChanged(
        talk(running(TIME_AND_MEANS), {
          notes: [NOTE, { id: 'n2', step: 'different', topic: '2.6', text: 'elke maandag een uur' }],
        }),
        redrawn(),
      )
  })

  it('belongs to the page it was begun on, though the talk went on meanwhile', () => {
    given(closed(running(DECIDE)))
      .when(noted('rust', ALIKE))
      .thenChanged(talk(running(DECIDE), { notes: [{ id: 'n2', step: 'alike', text: 'rust' }] }), redrawn())
    given(closed({ on: 'over' }))
      .when(noted('rust', 99))
      .thenChanged(talk({ on: 'over' }, { notes: [{ id: 'n2', step: 'decide', text: 'rust' }] }), redrawn())
  })

  it('delivered twice is one', () => {
    given(closed(running(LOOK)), noted('rust'))
      .when(noted('rust'))
      .thenUnchanged()
    given(closed(running(LOOK)))
      .when(noted(''))
      .thenUnchanged()
  })

  it('has at most three hundred characters, and there are at most twenty', () => {
    given(closed())
      .when(noted('x'.repeat(301)))
      .thenRefused('remarkTooLong')
    const notes = Array.from({ length: MOST_NOTES }, (_, at): TalkNote => ({ ...NOTE, id: `n${at + 10}` }))
    given(closed({ on: 'ready' }, { notes }))
      .when(noted('nog een'))
      .thenRefused('notesFull')
  })

  it('is taken away by who coordinates, once', () => {
    const erased = { type: 'talkNoteErased', ...lotte, note: 'n1' } as const
    given(closed(running(LOOK), { notes: [NOTE] }))
      .when(erased)
      .thenChanged(talk(running(LOOK)), redrawn())
    given(closed(running(LOOK)))
      .when(erased)
      .thenUnchanged()
    given(closed(running(LOOK), { notes: [NOTE] }))
      .when({ ...erased, actor: ADA })
      .thenRefused('notCoordinator')
  })
})
