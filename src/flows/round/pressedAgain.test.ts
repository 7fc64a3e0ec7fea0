import { describe, it } from 'vitest'
import { deciderSpecification } from '../../../test/deciderSpecification.ts'
import { CLOSES, draftWith, LOTTE, RESULT, roundWith } from '../../../test/given/roundWith.ts'
import type { Why } from '../decision.ts'
import { decideRound, type RoundEvent } from './decideRound.ts'
import type { Round } from './round.ts'

const { given } = deciderSpecification<Round, RoundEvent>(decideRound)

const lotte = { actor: LOTTE } as const
const LATER = CLOSES + 7 * 24 * 3_600_000
/** What steers the scan, each from a card that was drawn while it was open. */
const SCAN: readonly RoundEvent[] = [
  { type: 'extended', ...lotte, closesAt: LATER },
  { type: 'closeAsked', ...lotte, confirmed: false },
  { type: 'closeAsked', ...lotte, confirmed: true },
  { type: 'stopAsked', ...lotte, confirmed: false },
  { type: 'stopAsked', ...lotte, confirmed: true },
  { type: 'remindAsked', ...lotte },
  { type: 'membersAdded', ...lotte, members: [{ person: '29:dina', sheet: 's3' }] },
]
/** What opens the stars and closes them. */
const OPEN_STARS: RoundEvent = { type: 'talkDone', ...lotte }
const CLOSE_STARS: readonly RoundEvent[] = [false, true].map((confirmed) => ({
  type: 'starsCloseAsked',
  ...lotte,
  confirmed,
}))
const CONFIRM: RoundEvent = { type: 'confirmed', ...lotte, blocks: ['1', '2'], reason: '' }

const nothing = { ...RESULT, depth: 'nothing' } as const
const STATES: Readonly<Record<string, Round>> = {
  draft: draftWith({}),
  open: roundWith({ handedIn: [2, 1] }),
  short: roundWith({ status: 'short', handedIn: [1, 1] }),
  closing: roundWith({ status: 'closing' }),
  closed: roundWith({ status: 'closed' }),
  'closed with too few': roundWith({ status: 'closed', result: nothing }),
  starring: roundWith({ status: 'starring' }),
  starsClosing: roundWith({ status: 'starsClosing' }),
  ranked: roundWith({ status: 'ranked' }),
  prioritised: roundWith({ status: 'prioritised' }),
  stopped: roundWith({ status: 'stopped' }),
}
const OVER: Readonly<Record<string, Why>> = {
  draft: 'roundGone',
  closing: 'scanClosing',
  closed: 'scanOver',
  'closed with too few': 'scanOverEmpty',
  starring: 'scanOver',
  starsClosing: 'scanOver',
  ranked: 'scanOver',
  prioritised: 'scanOver',
  stopped: 'roundStopped',
}
const STARS_NOT_OPENED: Readonly<Record<string, Why>> = {
  draft: 'roundGone',
  open: 'scanStillOpen',
  short: 'scanStillOpen',
  closing: 'scanClosing',
  'closed with too few': 'scanOverEmpty',
  starring: 'starsOpen',
  starsClosing: 'starsClosing',
  ranked: 'starsOver',
  prioritised: 'starsOver',
  stopped: 'roundStopped',
}
const STARS_NOT_CLOSED: Readonly<Record<string, Why>> = {
  draft: 'roundGone',
  open: 'scanStillOpen',
  short: 'scanStillOpen',
  closing: 'scanClosing',
  closed: 'starsNotOpen',
  'closed with too few': 'scanOverEmpty',
  starsClosing: 'starsClosing',
  ranked: 'starsOver',
  prioritised: 'starsOver',
  stopped: 'roundStopped',
}
const rows = (table: Readonly<Record<string, Why>>, events: readonly RoundEvent[]) =>
  Object.entries(table).flatMap(([status, why]) =>
    events.map(
      (event) => [event.type, 'confirmed' in event ? String(event.confirmed) : '', status, why, event] as const,
    ),
  )

describe('a button that is pressed from an old card', () => {
  it.each(rows(OVER, SCAN))(
    '%s %s of the scan, on a round that is %s, is answered: %s',
    (_type, _sure, status, why, event) => {
      given(STATES[status]).when(event).thenRefused(why)
    },
  )

  it.each(rows(STARS_NOT_OPENED, [OPEN_STARS]))(
    '%s%s, on a round that is %s, is answered: %s',
    (_type, _sure, status, why, event) => {
      given(STATES[status]).when(event).thenRefused(why)
    },
  )

  it.each(rows(STARS_NOT_CLOSED, CLOSE_STARS))(
    '%s %s, on a round that is %s, is answered: %s',
    (_type, _sure, status, why, event) => {
      given(STATES[status]).when(event).thenRefused(why)
    },
  )

  it.each([
    ['draft', 'roundGone'],
    ['open', 'scanStillOpen'],
    ['closing', 'scanClosing'],
    ['closed', 'starsNotOpen'],
    ['starring', 'starsOpen'],
    ['starsClosing', 'starsClosing'],
    ['prioritised', 'confirmedAlready'],
    ['stopped', 'roundStopped'],
  ] as const)('confirming priorities, on a round that is %s, is answered: %s', (status, why) => {
    given(STATES[status]).when(CONFIRM).thenRefused(why)
  })
})
