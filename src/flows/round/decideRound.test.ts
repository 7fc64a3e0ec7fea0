import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import {
  ADA,
  BEN,
  CHANNEL,
  CLOSES,
  controlRedrawn,
  DRAFT,
  deliveryDue,
  draftWith,
  LOTTE,
  overdue,
  RANKING,
  RESULT,
  redrawn,
  roundWith,
  waits,
} from '../../../test/given/roundWith.ts'
import { DAY, SECOND } from '../../kit/calendar/instant.ts'
import { decideRound, type RoundEvent } from './decideRound.ts'
import type { Draft } from './draft.ts'
import type { Check, Round } from './round.ts'
import type { Talk } from './talkState.ts'

const { given, expectSafeIds } = deciderSpecification<Round, RoundEvent>(decideRound)

const draft = draftWith({})
const open = roundWith({})
const CHECK: Check = { unreachable: [BEN], guests: [ADA], outside: ['29:dina'], readers: 3 }
const STARTED: readonly Round['status'][] = [
  ...(['open', 'short', 'closing', 'closed', 'starring', 'starsClosing', 'ranked', 'prioritised', 'stopped'] as const),
]
const drafted = (part: Partial<Draft> = {}): RoundEvent => ({ type: 'drafted', draft: { ...DRAFT, ...part } })
const message = (id: string) => ({ platform: PLATFORM, conversation: '19:team', message: id })
const toLotte = { in: 'private', platform: PLATFORM, person: LOTTE } as const
const expires = { id: 'draftExpired/r', due: NOW + DAY, tell: { type: 'draftExpired', round: 'r' } } as const
const checkAsked = { id: 'checkAsked/r', due: NOW, tell: { type: 'checkAsked', round: 'r' } } as const

describe('a draft', () => {
  it('is kept for a day, and many people are looked up after the reply', () => {
    given(undefined)
      .when(drafted())
      .thenChanged({ ...draft, chosenAt: NOW }, expires, checkAsked)
  })

  it('has nobody to look up where that was done for the reply', () => {
    given(undefined)
      .when(drafted({ check: CHECK }))
      .thenChanged({ ...draftWith({ check: CHECK }), chosenAt: NOW }, expires)
  })

  it('is written anew when the coordinator changes something, and looked up anew', () => {
    given(draftWith({ check: CHECK }))
      .when(drafted({ title: 'Online werken 2027', members: [] }))
      .thenChanged(
        { title: 'Online werken 2027', members: [], asked: 0, check: undefined, chosenAt: NOW },
        expires,
        checkAsked,
      )
  })

  it.each(STARTED)('can’t be written anew once it has started: %s', (status) => {
    given(roundWith({ status })).when(drafted()).thenRefused('alreadyStarted')
  })

  it('is forgotten when nobody starts it', () => {
    given(draft).when({ type: 'draftExpired' }).thenForgotten()
  })

  it.each(STARTED)('is not forgotten once it has started: %s', (status) => {
    given(roundWith({ status })).when({ type: 'draftExpired' }).thenUnchanged()
  })
})

describe('who drafted a round', () => {
  const found = { check: CHECK, members: [{ person: LOTTE, sheet: 's0' }] }
  const checked = (answered: boolean): RoundEvent => ({ type: 'checked', ...found, answered })

  it('reads in private what was found out after the reply', () => {
    given(draft)
      .when(checked(false))
      .thenChanged(
        { ...found, asked: 1 },
        { id: 'post/check/r', due: NOW, post: { screen: 'check', round: 'r', person: LOTTE }, to: toLotte },
      )
  })

  it('reads it in the reply where that could wait, or nowhere when nobody steers', () => {
    given(draft)
      .when(checked(true))
      .thenChanged({ ...found, asked: 1 })
    given(draftWith({ coordinators: [] }))
      .when(checked(false))
      .thenChanged({ ...found, asked: 1 })
  })

  it('reads it once, and not after the start', () => {
    given(draft, checked(false)).when(checked(false)).thenUnchanged()
    for (const status of STARTED) given(roundWith({ status })).when(checked(false)).thenUnchanged()
  })
})

describe('a round that starts', () => {
  const everyone = Array.from({ length: 201 }, (_, at) => ({ person: `29:${at}`, sheet: `s${at}` }))
  const steers = (person: string, at: number) =>
    [
      {
        id: `post/control/r/${at}`,
        due: NOW,
        post: { screen: 'control', round: 'r', person },
        to: { in: 'private', platform: PLATFORM, person },
      },
      {
        id: `taskOpened/r/steers/${at}`,
        due: NOW,
        tell: { type: 'taskOpened', platform: PLATFORM, person, task: { kind: 'round', round: 'r' } },
      },
    ] as const
  const assembled = (page: number, members: typeof everyone) =>
    ({
      id: `assembled/r/${page}`,
      due: NOW,
      tell: { type: 'assembled', round: 'r', page, members },
    }) as const

  it('privacy.5.6 invites everyone a page at a time, and keeps nobody it looked up', () => {
    given(
      draftWith({
        members: everyone,
        asked: 201,
        check: CHECK,
        outsiders: ['directory-x'],
        coordinators: [LOTTE, BEN],
      }),
    )
      .when({ type: 'startConfirmed' })
      .thenChanged(
        { status: 'open', members: [], pages: 2, check: undefined, outsiders: undefined, readers: 3 },
        { id: 'post/progress/r', due: NOW, post: { screen: 'progress', round: 'r' }, to: CHANNEL },
        ...steers(LOTTE, 0),
        ...steers(BEN, 1),
        assembled(0, everyone.slice(0, 200)),
        assembled(1, everyone.slice(200)),
        { id: 'deadlineReached/r', due: CLOSES, tell: { type: 'deadlineReached', round: 'r' } },
        deliveryDue(NOW),
      )
  })

  it.each(STARTED)('starts once: %s', (status) => {
    given(roundWith({ status })).when({ type: 'startConfirmed' }).thenUnchanged()
  })
})

describe('a round', () => {
  it('counts who has handed in, on its cards within five seconds however fast it goes', () => {
    given(open)
      .when({ type: 'pageCounted', page: 1, handedIn: 2 })
      .thenChanged({ handedIn: [0, 2] }, ...redrawn(NOW + 5 * SECOND))
    given(roundWith({ handedIn: [3, 2] }))
      .when({ type: 'pageCounted', page: 0, handedIn: 4 })
      .thenChanged({ handedIn: [4, 2] }, controlRedrawn(NOW + 5 * SECOND))
  })

  it('privacy.5.3 draws the channel’s card anew only where its band changes, so that nobody watches who just handed in', () => {
    const six = roundWith({ asked: 6, handedIn: [1, 0] })
    const told = (handedIn: number): RoundEvent => ({ type: 'pageCounted', page: 0, handedIn })
    for (const handedIn of [2, 3])
      given(six)
        .when(told(handedIn))
        .thenChanged({ handedIn: [handedIn, 0] }, controlRedrawn(NOW + 5 * SECOND))
    given(six)
      .when(told(4))
      .thenChanged({ handedIn: [4, 0] }, ...redrawn(NOW + 5 * SECOND))
  })

  it('has that drop when someone withdraws, and lets the newest word of a page stand, whatever comes last', () => {
    const told = (handedIn: number, change: number): RoundEvent => ({ type: 'pageCounted', page: 1, handedIn, change })
    given(roundWith({ handedIn: [0, 2] }))
      .when(told(1, 3))
      .thenChanged({ handedIn: [0, 1], handedInChanges: { 1: 3 } }, ...redrawn(NOW + 5 * SECOND))
    for (const late of [told(2, 2), told(1, 3)])
      given(roundWith({ handedIn: [0, 2] }), told(1, 3))
        .when(late)
        .thenUnchanged()
    given(roundWith({ handedIn: [0, 2] }), told(1, 3))
      .when(told(0, 4))
      .thenChanged({ handedIn: [0, 0], handedInChanges: { 1: 4 } }, ...redrawn(NOW + 5 * SECOND))
  })

  it('lets a word of before it could drop only raise it, and ignores that once there is a newer one', () => {
    for (const handedIn of [1, 2])
      given(roundWith({ handedIn: [0, 2] }))
        .when({ type: 'pageCounted', page: 1, handedIn })
        .thenUnchanged()
    given(roundWith({ handedIn: [0, 2] }), { type: 'pageCounted', page: 1, handedIn: 1, change: 1 })
      .when({ type: 'pageCounted', page: 1, handedIn: 3 })
      .thenUnchanged()
  })

  it('tells who steers it no more that all are in once someone withdraws, and tells it again when they are', () => {
    const told = (handedIn: number, change: number): RoundEvent => ({ type: 'pageCounted', page: 0, handedIn, change })
    given(open, told(3, 1))
      .when(told(2, 2))
      .thenChanged(
        { handedIn: [2, 0], handedInChanges: { 0: 2 }, waiting: undefined },
        controlRedrawn(NOW + 5 * SECOND),
      )
    given(open, told(3, 1), told(2, 2))
      .when(told(3, 3))
      .thenChanged(
        { handedIn: [3, 0], handedInChanges: { 0: 3 }, ...waits('allIn', NOW), told: 2 },
        controlRedrawn(NOW + 5 * SECOND),
        { id: 'stepWaits/r', due: NOW, tell: { type: 'stepWaits', round: 'r', told: 2 } },
        overdue(NOW),
      )
  })

  it('that fell short closes once, however often its number goes up and down', () => {
    const short = roundWith({ status: 'short', handedIn: [2], pages: 1 })
    const told = (handedIn: number, change: number): RoundEvent => ({ type: 'pageCounted', page: 0, handedIn, change })
    given(short)
      .when(told(1, 1))
      .thenChanged({ handedIn: [1], handedInChanges: { 0: 1 } }, ...redrawn(NOW + 5 * SECOND))
    for (const late of [told(2, 2), told(3, 3), told(4, 4)]) given(short, told(3, 2)).when(late).thenUnchanged()
  })

  it('counts nobody after the close', () => {
    for (const status of STARTED.slice(2))
      given(roundWith({ status })).when({ type: 'pageCounted', page: 0, handedIn: 9 }).thenUnchanged()
  })

  it('tells who steers it whom the bot can’t reach, once for each', () => {
    const unreachable = { type: 'unreachable', person: ADA } as const
    given(open)
      .when(unreachable)
      .thenChanged({ unreachable: [ADA] }, controlRedrawn(NOW + 5 * SECOND))
    given(open, unreachable).when(unreachable).thenUnchanged()
    for (const status of STARTED.slice(2)) given(roundWith({ status })).when(unreachable).thenUnchanged()
  })

  it.each([
    ['progress', 'progressCards'],
    ['result', 'resultCards'],
    ['ranking', 'rankingCards'],
    ['stars', 'starsCards'],
    ['priorities', 'prioritiesCards'],
    ['takeOver', 'takeOverCards'],
  ] as const)('keeps its last five cards of the %s up to date', (card, cards) => {
    const five = ['m1', 'm2', 'm3', 'm4', 'm5'].map(message)
    given(open)
      .when({ type: 'posted', card, message: message('m1') })
      .thenChanged({ [cards]: [message('m1')] })
    given(roundWith({ [cards]: five }))
      .when({ type: 'posted', card, message: message('m6') })
      .thenChanged({ [cards]: [...five.slice(1), message('m6')], pastCards: [message('m1')] })
  })
})

const lotte = { actor: LOTTE } as const
const examples = {
  drafted: { type: 'drafted', draft: DRAFT },
  startConfirmed: { type: 'startConfirmed' },
  draftExpired: { type: 'draftExpired' },
  pageCounted: { type: 'pageCounted', page: 0, handedIn: 3 },
  checked: { type: 'checked', check: CHECK, members: [], answered: false },
  unreachable: { type: 'unreachable', person: ADA },
  posted: { type: 'posted', card: 'progress', message: message('m1') },
  controlPosted: { type: 'controlPosted', person: ADA, message: message('m1') },
  controlShown: { type: 'controlShown', person: ADA, message: message('m1') },
  memberLeft: { type: 'memberLeft', member: { person: ADA, sheet: 's9' } },
  memberBack: { type: 'memberBack', sheet: 's9' },
  takenOut: { type: 'takenOut', ...lotte, member: { person: ADA, sheet: 's9' } },
  noticePosted: { type: 'noticePosted', person: LOTTE, message: message('m1') },
  channelRefused: { type: 'channelRefused', trouble: 'archived', since: NOW },
  channelMoved: { type: 'channelMoved', channel: '19:nieuw' },
  channelBack: { type: 'channelBack' },
  botRemoved: { type: 'botRemoved' },
  tookOver: { type: 'tookOver', by: ADA },
  deadlineReached: { type: 'deadlineReached' },
  gaveUp: { type: 'gaveUp' },
  deliveryChecked: { type: 'deliveryChecked', undelivered: 2 },
  storeRestored: { type: 'storeRestored', at: NOW },
  endedBeforeRestore: { type: 'endedBeforeRestore' },
  starsEndedBeforeRestore: { type: 'starsEndedBeforeRestore' },
  answersLost: { type: 'answersLost', key: 'k1' },
  starsLost: { type: 'starsLost', key: 'k2' },
  pageTallied: { type: 'pageTallied', page: 0 },
  allTallied: { type: 'allTallied', result: RESULT, growth: [] },
  resultKeptFor: { type: 'resultKeptFor', months: 12 },
  roundForgotten: { type: 'roundForgotten' },
  personErased: { type: 'personErased', person: LOTTE },
  extended: { type: 'extended', ...lotte, closesAt: CLOSES + DAY },
  closeAsked: { type: 'closeAsked', ...lotte, confirmed: true },
  stopAsked: { type: 'stopAsked', ...lotte, confirmed: true },
  remindAsked: { type: 'remindAsked', ...lotte },
  membersAdded: { type: 'membersAdded', ...lotte, members: [{ person: ADA, sheet: 's9' }] },
  handedOver: { type: 'handedOver', ...lotte, to: ADA, as: 'instead', turn: 'e' },
  remarkHidden: { type: 'remarkHidden', ...lotte, block: '1', remark: 0 },
  directed: { type: 'directed', ...lotte, block: '1', text: 'samen' },
  actionSaved: { type: 'actionSaved', action: 'a' },
  reasonHidden: { type: 'reasonHidden', ...lotte, reason: 0 },
  talkDone: { type: 'talkDone', ...lotte },
  talkStarted: { type: 'talkStarted', ...lotte, here: false },
  talkPlanned: { type: 'talkPlanned', ...lotte, at: NOW + 3 * DAY },
  talkStepped: { type: 'talkStepped', ...lotte, from: 0, to: 'next' },
  talkNoted: { type: 'talkNoted', id: 'n2', page: 0, text: 'een vast uur' },
  talkNoteErased: { type: 'talkNoteErased', ...lotte, note: 'n1' },
  talkDue: { type: 'talkDue' },
  starsCounted: { type: 'starsCounted', page: 0, cast: 3 },
  starsCloseAsked: { type: 'starsCloseAsked', ...lotte, confirmed: true },
  starsDeadline: { type: 'starsDeadline' },
  starsTallied: { type: 'starsTallied', page: 0 },
  allStarred: { type: 'allStarred', ranking: RANKING },
  confirmed: { type: 'confirmed', ...lotte, blocks: ['1'], reason: '' },
  stepWaits: { type: 'stepWaits', told: 1, gone: [ADA] },
  stepOverdue: { type: 'stepOverdue' },
  coordinatorMissed: { type: 'coordinatorMissed', told: 1, person: LOTTE },
  stepAnswered: { type: 'stepAnswered', ...lotte, answer: 'later' },
  againDue: { type: 'againDue', newer: false },
  againAnswered: { type: 'againAnswered', ...lotte, answer: 'later' },
  carriedOver: { type: 'carriedOver', ...lotte, action: 'a', outcome: 'stop' },
} as const

describe('whatever happens to a round', () => {
  it.each(Object.values(examples).filter(({ type }) => type !== 'drafted'))(
    '$type changes nothing where there is none, or no longer',
    (event) => {
      given(undefined).when(event).thenUnchanged()
    },
  )

  it('names nobody in an effect’s id, and gives the same id to the same event', () => {
    const controlCards = [{ person: LOTTE, message: message('m9') }]
    const priorities = { blocks: ['1'], reason: '' }
    const again = { due: NOW, state: 'planned' } as const
    const states = STARTED.map((status) =>
      roundWith({
        status,
        closedAt: NOW,
        controlCards,
        told: 1,
        carry: ['a'],
        again,
        handedIn: [3],
        result: RESULT,
        ranking: RANKING,
        priorities,
        closesAt: NOW,
      }),
    )
    const cards = [message('m8')]
    const notes = [{ id: 'n1', step: 'look', text: 'rust' }] as const
    const talks: readonly Talk[] = [
      { at: { on: 'planned', at: NOW, page: 0 }, notes, cards },
      { at: { on: 'running', page: 0, startedAt: NOW, until: NOW }, notes, cards },
    ]
    const talking = talks.map((talk) =>
      roundWith({ status: 'closed', closedAt: NOW, controlCards, result: RESULT, talk }),
    )
    expectSafeIds([undefined, draft, ...states, ...talking], examples)
  })
})
