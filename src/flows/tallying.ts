import type { Instant } from '../kit/instant.ts'
import { addSheet, EMPTY_TALLY, type SheetAnswers, type Tally } from '../kit/result.ts'
import { tell } from './effect.ts'
import type { RoundId, SheetId } from './names.ts'
import { FORGOTTEN, type Step, step, UNCHANGED } from './step.ts'

/** One page's share of a round's hand-ins and, at the close, of its answers. */
export interface TallyPage {
  readonly round: RoundId
  readonly page: number
  /** Sheets handed in at least once. It only grows: progress never drops, also when someone withdraws. */
  readonly handedIn: readonly SheetId[]
  /** How many sheets the close will bring; unknown before the close. */
  readonly expected: number | undefined
  /** Sheets already in the sum: one told twice counts once. */
  readonly added: readonly SheetId[]
  readonly tally: Tally
}

export type TallyEvent =
  | { readonly type: 'counted'; readonly sheet: SheetId }
  | { readonly type: 'expected'; readonly sheets: number }
  | { readonly type: 'added'; readonly sheet: SheetId; readonly answers: SheetAnswers | undefined }
  | { readonly type: 'tallyForgotten' }

export const newTallyPage = (round: RoundId, page: number): TallyPage => ({
  round,
  page,
  handedIn: [],
  expected: undefined,
  added: [],
  tally: EMPTY_TALLY,
})

/** Counts hand-ins while the round is open, and sums the answers when it closes. */
export const tallying = (page: TallyPage, event: TallyEvent, now: Instant): Step<TallyPage> => {
  switch (event.type) {
    case 'counted': {
      if (page.handedIn.includes(event.sheet)) return UNCHANGED
      const handedIn = [...page.handedIn, event.sheet]
      const told = { type: 'pageCounted', round: page.round, page: page.page, handedIn: handedIn.length } as const
      return step({ ...page, handedIn }, tell(told, now))
    }
    case 'expected':
      return page.expected === undefined ? whole({ ...page, expected: event.sheets }, now) : UNCHANGED
    case 'added': {
      if (page.added.includes(event.sheet)) return UNCHANGED
      const tally = event.answers ? addSheet(page.tally, event.answers) : page.tally
      return whole({ ...page, added: [...page.added, event.sheet], tally }, now)
    }
    case 'tallyForgotten':
      return step(FORGOTTEN)
  }
}

const whole = (page: TallyPage, now: Instant): Step<TallyPage> =>
  page.expected === page.added.length
    ? step(page, tell({ type: 'pageTallied', round: page.round, page: page.page }, now))
    : step(page)
