import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import {
  ADA,
  BEN,
  CLOSES,
  controlRedrawn,
  deliveryDue,
  draftWith,
  LOTTE,
  RESULT,
  redrawn,
  roundWith,
} from '../../../test/given/roundWith.ts'
import { MINUTE } from '../../kit/calendar/instant.ts'
import type { CoordinatorCommand } from './coordinatorCommands.ts'
import { decideRound, type RoundEvent } from './decideRound.ts'
import type { Round } from './round.ts'

const { given } = deciderSpecification<Round, RoundEvent>(decideRound)

const LATER = Date.parse('2026-12-11T17:00:00+01:00')
const DONE = ['closing', 'closed', 'starring', 'starsClosing', 'ranked', 'prioritised'] as const
const lotte = { actor: LOTTE } as const
const dina = { person: '29:dina', sheet: 's3' }
const emma = { person: '29:emma', sheet: 's4' }

/** Who was asked before hears how many are by now. */
const more = (asked: number, pages: number, readers?: number) =>
  Array.from(
    { length: pages },
    (_, page) =>
      ({
        id: `moreAsked/r/${page}`,
        due: NOW,
        tell: { type: 'moreAsked', round: 'r', page, asked, ...(readers === undefined ? {} : { readers }) },
      }) as const,
  )
const reminded = (page: number) =>
  ({ id: `reminded/r/${page}`, due: NOW, tell: { type: 'reminded', round: 'r', page } }) as const

describe('who steers a round that is open', () => {
  it.each(['open', 'short'] as const)('gives everyone more time, also when too few answered in time: %s', (status) => {
    const extended = (page: number) =>
      ({
        id: `extended/r/${page}`,
        due: NOW,
        tell: { type: 'extended', round: 'r', page, closesAt: LATER },
      }) as const
    given(roundWith({ status }))
      .when({ type: 'extended', ...lotte, closesAt: LATER })
      .thenChanged(
        status === 'short' ? { closesAt: LATER, status: 'open', waiting: undefined } : { closesAt: LATER },
        { id: 'deadlineReached/r', due: LATER, tell: { type: 'deadlineReached', round: 'r' } },
        extended(0),
        extended(1),
        ...redrawn(NOW),
      )
  })

  it('can’t move the deadline to the past, nor to this moment', () => {
    given(roundWith({}))
      .when({ type: 'extended', ...lotte, closesAt: NOW - 1 })
      .thenRefused('dateInPast')
    given(roundWith({}))
      .when({ type: 'extended', ...lotte, closesAt: NOW })
      .thenRefused('dateInPast')
  })

  it('reminds everyone, so that nobody is named', () => {
    given(roundWith({}))
      .when({ type: 'remindAsked', ...lotte })
      .thenChanged({ remindedAt: NOW }, reminded(0), reminded(1))
  })

  it('reminds once when she taps twice, and again later', () => {
    given(roundWith({ remindedAt: NOW - 9 * MINUTE }))
      .when({ type: 'remindAsked', ...lotte })
      .thenUnchanged()
    given(roundWith({ remindedAt: NOW - 10 * MINUTE }))
      .when({ type: 'remindAsked', ...lotte })
      .thenChanged({ remindedAt: NOW }, reminded(0), reminded(1))
  })

  it('is asked whether she is sure before it closes or stops', () => {
    const round = roundWith({ handedIn: [2, 1] })
    given(round)
      .when({ type: 'closeAsked', ...lotte, confirmed: false })
      .thenUnchanged()
    given(round)
      .when({ type: 'stopAsked', ...lotte, confirmed: false })
      .thenUnchanged()
  })

  it.each([true, false])('can’t close it with fewer than three hand-ins, sure or not: %s', (confirmed) => {
    for (const status of ['open', 'short'] as const)
      given(roundWith({ status, handedIn: [1, 1] }))
        .when({ type: 'closeAsked', ...lotte, confirmed })
        .thenRefused('tooFew')
  })

  it('adds people on a page of their own', () => {
    const members = [dina, emma]
    given(roundWith({}))
      .when({ type: 'membersAdded', ...lotte, members })
      .thenChanged(
        { asked: 5, pages: 3, added: ['s3', 's4'] },
        { id: 'assembled/r/2', due: NOW, tell: { type: 'assembled', round: 'r', page: 2, members } },
        deliveryDue(NOW),
        ...more(5, 2),
        controlRedrawn(NOW),
      )
  })

  it('draws the channel’s card anew when the date or the band changes, and at nothing else', () => {
    // Two of three are more than half of them no longer once there are five.
    const few = roundWith({ asked: 3, handedIn: [2, 0] })
    given(few)
      .when({ type: 'membersAdded', ...lotte, members: [dina, emma] })
      .thenChanged(
        { asked: 5, pages: 3, added: ['s3', 's4'] },
        { id: 'assembled/r/2', due: NOW, tell: { type: 'assembled', round: 'r', page: 2, members: [dina, emma] } },
        deliveryDue(NOW),
        ...more(5, 2),
        ...redrawn(NOW),
      )
    given(roundWith({ closesAt: LATER }))
      .when({ type: 'extended', ...lotte, closesAt: LATER })
      .thenChanged(
        {},
        { id: 'deadlineReached/r', due: LATER, tell: { type: 'deadlineReached', round: 'r' } },
        ...[0, 1].map(
          (page) =>
            ({
              id: `extended/r/${page}`,
              due: NOW,
              tell: { type: 'extended', round: 'r', page, closesAt: LATER },
            }) as const,
        ),
        controlRedrawn(NOW),
      )
  })

  it('counts who is added no longer among those who only read along, and tells everyone so', () => {
    given(roundWith({ readers: 2 }))
      .when({ type: 'membersAdded', ...lotte, members: [dina, emma], readers: 1 })
      .thenChanged(
        { asked: 5, pages: 3, added: ['s3', 's4'], readers: 1 },
        { id: 'assembled/r/2', due: NOW, tell: { type: 'assembled', round: 'r', page: 2, members: [dina, emma] } },
        deliveryDue(NOW),
        ...more(5, 2, 1),
        controlRedrawn(NOW),
      )
  })

  it('adds nobody twice', () => {
    const added: RoundEvent = { type: 'membersAdded', ...lotte, members: [dina] }
    given(roundWith({}), added).when(added).thenUnchanged()
    given(roundWith({}), added)
      .when({ ...added, members: [dina, emma] })
      .thenChanged(
        { asked: 5, pages: 4, added: ['s3', 's4'] },
        { id: 'assembled/r/3', due: NOW, tell: { type: 'assembled', round: 'r', page: 3, members: [emma] } },
        deliveryDue(NOW),
        ...more(5, 3),
        controlRedrawn(NOW),
      )
    given(roundWith({}))
      .when({ ...added, members: [dina, dina] })
      .thenChanged(
        { asked: 4, pages: 3, added: ['s3'] },
        { id: 'assembled/r/2', due: NOW, tell: { type: 'assembled', round: 'r', page: 2, members: [dina] } },
        deliveryDue(NOW),
        ...more(4, 2),
        controlRedrawn(NOW),
      )
    given(roundWith({}))
      .when({ ...added, members: [] })
      .thenUnchanged()
  })
})

describe('a remark', () => {
  const hide = (block: string, remark: number): RoundEvent => ({ type: 'remarkHidden', ...lotte, block, remark })
  const [first, second] = RESULT.remarks

  it('that names someone is hidden by who steers the round', () => {
    given(roundWith({ status: 'closed', result: RESULT }))
      .when(hide('1', 0))
      .thenChanged({ result: { ...RESULT, remarks: [{ ...first, hidden: true }, second] } as typeof RESULT })
  })

  it('is left alone when the button spoke of another block or of none that is there', () => {
    for (const [block, remark] of [
      ['2', 0],
      ['1', 7],
    ] as const)
      given(roundWith({ status: 'closed', result: RESULT }))
        .when(hide(block, remark))
        .thenChanged({})
  })

  it('can’t be hidden before there is a result', () => {
    given(roundWith({})).when(hide('1', 0)).thenRefused('noResult')
    given(draftWith({})).when(hide('1', 0)).thenRefused('noResult')
  })
})

const commands: { readonly [T in CoordinatorCommand['type']]: CoordinatorCommand & { readonly type: T } } = {
  extended: { type: 'extended', ...lotte, closesAt: CLOSES },
  closeAsked: { type: 'closeAsked', ...lotte, confirmed: true },
  stopAsked: { type: 'stopAsked', ...lotte, confirmed: true },
  remindAsked: { type: 'remindAsked', ...lotte },
  membersAdded: { type: 'membersAdded', ...lotte, members: [dina] },
  handedOver: { type: 'handedOver', ...lotte, to: BEN, as: 'instead', turn: 'e' },
  takenOut: { type: 'takenOut', ...lotte, member: dina },
  remarkHidden: { type: 'remarkHidden', ...lotte, block: '1', remark: 0 },
}
const { remarkHidden: _, handedOver, takenOut, ...ofTheScan } = commands

describe('a command', () => {
  it.each(Object.values(commands))('$type is only for who steers the round, whatever its status', (command) => {
    const statuses: readonly Round['status'][] = ['draft', 'open', 'short', 'stopped', ...DONE]
    for (const status of statuses)
      given(roundWith({ status, handedIn: [3], result: RESULT }))
        .when({ ...command, actor: ADA })
        .thenRefused('notCoordinator')
  })

  it.each([...Object.values(ofTheScan), handedOver, takenOut])('$type has no round before the start', (command) => {
    given(draftWith({})).when(command).thenRefused('roundGone')
  })

  it.each(Object.values(ofTheScan))('$type comes too late after the close or a stop', (command) => {
    for (const status of DONE)
      given(roundWith({ status, handedIn: [3] }))
        .when(command)
        .thenRefused(status === 'closing' ? 'scanClosing' : 'scanOver')
    given(roundWith({ status: 'stopped', handedIn: [3] }))
      .when(command)
      .thenRefused('roundStopped')
  })
})

describe('someone who isn’t asked any more', () => {
  const ada = { person: ADA, sheet: 's2' }
  const left = { type: 'memberLeft', member: ada } as const
  const out = { type: 'takenOut', ...lotte, member: ada } as const
  const quiet = { id: 'sheetLeft/r/s2', due: NOW, tell: { type: 'sheetLeft', round: 'r', sheet: 's2' } } as const
  const notice = {
    id: 'post/left/r/0/0',
    due: NOW,
    post: { screen: 'left', round: 'r', person: LOTTE },
    to: { in: 'private', platform: PLATFORM, person: LOTTE },
    quiet: true,
  } as const
  const open = roundWith({ handedIn: [3] })

  it('left the channel: whoever steers hears so once; one whose account is closed is reminded no more', () => {
    given(open)
      .when(left)
      .thenChanged({ left: [ada] }, notice, controlRedrawn(NOW))
    given(open, left).when(left).thenUnchanged()
    given(open)
      .when({ ...left, closed: true })
      .thenChanged({ left: [ada] }, quiet, notice, controlRedrawn(NOW))
  })

  it('is back in the channel: reminded like the others, but for who was taken out', () => {
    const back = { type: 'memberBack', sheet: 's2' } as const
    given(open, left).when(back).thenChanged({ left: [] }, controlRedrawn(NOW))
    given(open).when(back).thenUnchanged()
    given(open, out).when(back).thenUnchanged()
  })

  it('privacy.5.3 is taken out, while nothing tells whether she had handed in: as many count as were asked', () => {
    given(open)
      .when(out)
      .thenChanged({ left: [{ ...ada, out: true }] }, quiet, controlRedrawn(NOW))
    given(open, left)
      .when(out)
      .thenChanged({ left: [{ ...ada, out: true }] }, quiet, controlRedrawn(NOW))
    given(open, out).when(out).thenUnchanged()
    given(open, out).when(left).thenUnchanged()
  })

  it('has her ballot left in peace while stars are given; once nothing is asked, nobody is taken out', () => {
    const ballot = { id: 'ballotLeft/r/s2', due: NOW, tell: { type: 'ballotLeft', round: 'r', ballot: 's2' } } as const
    given(roundWith({ status: 'starring' }))
      .when(out)
      .thenChanged({ left: [{ ...ada, out: true }] }, ballot, controlRedrawn(NOW))
    given(roundWith({ status: 'ranked' }))
      .when(out)
      .thenRefused('scanOver')
    given(roundWith({ status: 'ranked' }))
      .when(left)
      .thenUnchanged()
  })
})
