import { describe, expect, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM, type Without } from '../../../test/deciderSpecification.ts'
import type { RosterMessage } from './messages.ts'
import { decideRoster, type MemberErased, pagesOf, type Roster } from './roster.ts'

type Told = Without<RosterMessage, 'round' | 'page'> | MemberErased
const { given, expectSafeIds } = deciderSpecification<Roster, Told>((page, event, now) =>
  decideRoster(page, event.type === 'memberErased' ? event : { round: 'r', page: 1, ...event }, now),
)

const ada = { person: '29:ada', sheet: 's1' } as const
const ben = { person: '29:ben', sheet: 's2' } as const
const members = [ada, ben]
const roster: Roster = { round: 'r', page: 1, members }
const MOVED = Date.parse('2026-12-11T17:00:00+01:00')

const assembled: Told = { type: 'assembled', members }
const closed = (counting: boolean, live: boolean): Told => ({ type: 'pageClosed', counting, live })
const examples = {
  assembled,
  extended: { type: 'extended', closesAt: MOVED },
  moreAsked: { type: 'moreAsked', asked: 5, readers: 1 },
  pageClosed: { type: 'pageClosed', counting: true, live: false },
  pageReleased: { type: 'pageReleased' },
  reminded: { type: 'reminded' },
  starsAsked: { type: 'starsAsked' },
  starsClosed: { type: 'starsClosed' },
  ballotsReleased: { type: 'ballotsReleased' },
  pageMoved: { type: 'pageMoved' },
  pageRestored: { type: 'pageRestored', of: 'sheets', at: NOW },
  pageLost: { type: 'pageLost', of: 'sheets' },
  rosterForgotten: { type: 'rosterForgotten', platform: PLATFORM },
  memberErased: { type: 'memberErased', sheet: 's1' },
} as const

describe('a page of people', () => {
  it('that is assembled has each of them invited', () => {
    given(undefined)
      .when(assembled)
      .thenChanged(
        roster,
        { id: 'invited/r/s1/1', due: NOW, tell: { type: 'invited', round: 'r', page: 1, member: ada } },
        { id: 'invited/r/s2/1', due: NOW, tell: { type: 'invited', round: 'r', page: 1, member: ben } },
      )
  })

  it('holds each of them once, since the close waits for as many sheets', () => {
    given(undefined)
      .when({ type: 'assembled', members: [ada, ada] })
      .thenChanged(
        { ...roster, members: [ada] },
        { id: 'invited/r/s1/1', due: NOW, tell: { type: 'invited', round: 'r', page: 1, member: ada } },
      )
  })

  it('is assembled once: nobody is invited twice', () => {
    given(roster).when(assembled).thenUnchanged()
  })

  it('tells each that there is more time', () => {
    given(roster)
      .when({ type: 'extended', closesAt: MOVED })
      .thenChanged(
        {},
        {
          id: 'deadlineMoved/r/s1',
          due: NOW,
          tell: { type: 'deadlineMoved', round: 'r', sheet: 's1', closesAt: MOVED },
        },
        {
          id: 'deadlineMoved/r/s2',
          due: NOW,
          tell: { type: 'deadlineMoved', round: 'r', sheet: 's2', closesAt: MOVED },
        },
      )
  })

  it('tells each that others were added', () => {
    const told = (sheet: string, more: object = {}) =>
      ({
        id: `othersAdded/r/${sheet}`,
        due: NOW,
        tell: { type: 'othersAdded', round: 'r', sheet, asked: 5, ...more },
      }) as const
    given(roster)
      .when({ type: 'moreAsked', asked: 5, readers: 1 })
      .thenChanged({}, told('s1', { readers: 1 }), told('s2', { readers: 1 }))
    given(roster).when({ type: 'moreAsked', asked: 5 }).thenChanged({}, told('s1'), told('s2'))
  })

  it('reminds everyone when the coordinator asks, so that nobody is named; never in place of a reminder by date', () => {
    given(roster)
      .when({ type: 'reminded' })
      .thenChanged(
        {},
        { id: 'nudge/r/s1/9', due: NOW, tell: { type: 'nudge', round: 'r', sheet: 's1', times: 9 } },
        { id: 'nudge/r/s2/9', due: NOW, tell: { type: 'nudge', round: 'r', sheet: 's2', times: 9 } },
      )
  })

  it.each([true, false])(
    'that closes calls every sheet in; the tally hears how many when they count: %s',
    (counting) => {
      const sheetClosed = (member: typeof ada | typeof ben) =>
        ({
          id: `sheetClosed/r/${member.sheet}/1`,
          due: NOW,
          tell: { type: 'sheetClosed', round: 'r', page: 1, member, counting },
        }) as const
      const expected = {
        id: 'expected/r/1',
        due: NOW,
        tell: { type: 'expected', round: 'r', page: 1, sheets: 2 },
      } as const
      given(roster)
        .when(closed(counting, true))
        .thenChanged({}, ...(counting ? [expected] : []), sheetClosed(ada), sheetClosed(ben))
    },
  )

  it('lets every sheet go once the result is frozen', () => {
    given(roster)
      .when({ type: 'pageReleased' })
      .thenChanged(
        {},
        { id: 'sheetForgotten/r/s1', due: NOW, tell: { type: 'sheetForgotten', round: 'r', sheet: 's1' } },
        { id: 'sheetForgotten/r/s2', due: NOW, tell: { type: 'sheetForgotten', round: 'r', sheet: 's2' } },
      )
  })

  it('asks everyone for stars', () => {
    given(roster)
      .when({ type: 'starsAsked' })
      .thenChanged(
        {},
        { id: 'ballotAsked/r/s1/1', due: NOW, tell: { type: 'ballotAsked', round: 'r', page: 1, member: ada } },
        { id: 'ballotAsked/r/s2/1', due: NOW, tell: { type: 'ballotAsked', round: 'r', page: 1, member: ben } },
      )
  })

  it('calls every ballot in, and the tally hears how many', () => {
    given(roster)
      .when({ type: 'starsClosed' })
      .thenChanged(
        {},
        { id: 'ballotsExpected/r/1', due: NOW, tell: { type: 'ballotsExpected', round: 'r', page: 1, ballots: 2 } },
        { id: 'ballotClosed/r/s1/1', due: NOW, tell: { type: 'ballotClosed', round: 'r', page: 1, member: ada } },
        { id: 'ballotClosed/r/s2/1', due: NOW, tell: { type: 'ballotClosed', round: 'r', page: 1, member: ben } },
      )
  })

  it('lets every ballot go once the ranking is frozen', () => {
    given(roster)
      .when({ type: 'ballotsReleased' })
      .thenChanged(
        {},
        { id: 'ballotForgotten/r/s1', due: NOW, tell: { type: 'ballotForgotten', round: 'r', ballot: 's1' } },
        { id: 'ballotForgotten/r/s2', due: NOW, tell: { type: 'ballotForgotten', round: 'r', ballot: 's2' } },
      )
  })

  it('privacy.5.6 keeps the place of who had everything of hers erased, and says no more whose it was', () => {
    const erased = { type: 'memberErased', sheet: 's1' } as const
    given(roster)
      .when(erased)
      .thenChanged({ members: [{ person: '', sheet: 's1' }, ben] })
    given(roster, erased).when(erased).thenUnchanged()
    given(roster).when({ type: 'memberErased', sheet: 'another' }).thenUnchanged()
    given(undefined).when(erased).thenUnchanged()
  })

  it('is forgotten when nothing is asked of anyone any more, of which each hears whom it still has', () => {
    const hears = (member: typeof ada | typeof ben) =>
      ({
        id: `askedNoMore/r/${member.sheet}`,
        due: NOW,
        tell: { type: 'askedNoMore', platform: PLATFORM, person: member.person, round: 'r' },
      }) as const
    given(roster).when({ type: 'rosterForgotten', platform: PLATFORM }).thenForgotten(hears(ada), hears(ben))
    given(roster, { type: 'memberErased', sheet: 's1' })
      .when({ type: 'rosterForgotten', platform: PLATFORM })
      .thenForgotten(hears(ben))
    // As it was saved without the platform.
    given(roster).when({ type: 'rosterForgotten' }).thenForgotten()
  })

  it('names nobody in an effect’s id, and gives the same id to the same event', () => {
    expectSafeIds([undefined, roster], examples)
  })
})

describe('a page that isn’t there', () => {
  it.each([true, false])('is waited for by the round that closes it, while it is still being assembled', (counting) => {
    given(undefined).when(closed(counting, true)).thenNotYet()
  })

  it.each(Object.values(examples).filter(({ type }) => type !== 'assembled'))(
    'is forgotten otherwise: $type reaches nobody',
    (event) => {
      given(undefined).when(event).thenUnchanged()
      given(roster, { type: 'rosterForgotten' }).when(event).thenUnchanged()
    },
  )
})

describe('the people of a round', () => {
  it.each([
    [0, []],
    [1, [1]],
    [200, [200]],
    [201, [200, 1]],
    [450, [200, 200, 50]],
  ])('are %i, in pages of %j', (count, pages) => {
    const everyone = Array.from({ length: count }, (_, at) => ({ person: `29:${at}`, sheet: `s${at}` }))
    expect(pagesOf(everyone).map((page) => page.length)).toEqual(pages)
    expect(pagesOf(everyone).flat()).toEqual(everyone)
  })

  it('tells each in private that others read its result, who erased everything excepted', () => {
    const told = ({ person, sheet }: (typeof members)[number]) =>
      ({
        id: `post/resultMoved/r/${sheet}/${NOW}`,
        due: NOW,
        post: { screen: 'resultMoved', round: 'r', person },
        to: { in: 'private', platform: PLATFORM, person },
        quiet: true,
      }) as const
    given(roster).when({ type: 'pageMoved', platform: PLATFORM }).thenChanged({}, told(ada), told(ben))
    given(roster, { type: 'memberErased', sheet: ben.sheet })
      .when({ type: 'pageMoved', platform: PLATFORM })
      .thenChanged({}, told(ada))
  })
})
