import type { Instant } from '../../../kit/calendar/instant.ts'
import { type Effect, edit } from '../../effect.ts'
import { cardOf, controlsRedrawn } from '../effects.ts'
import { handedIn, hasStars, type Round, type RoundWithStars, starsCast } from '../round.ts'
import { type Band, bandOf } from './band.ts'

/** All that the channel's card says of a scan: its state, and while it runs until when, and in a band how many handed in. */
export interface ProgressSaid {
  readonly title: string
  readonly state: 'draft' | 'open' | 'short' | 'closing' | 'stopped' | 'closed'
  readonly until?: Instant
  readonly band?: Band
}

/** What the channel's card of the scan says. */
export const progressSaid = (round: Round): ProgressSaid => {
  const { title } = round
  const band = bandOf(handedIn(round), round.asked)
  switch (round.status) {
    case 'draft':
    case 'open':
      return { title, state: round.status, until: round.closesAt, band }
    case 'short':
      return { title, state: 'short', band }
    case 'closing':
    case 'stopped':
      return { title, state: round.status }
    case 'closed':
    case 'starring':
    case 'starsClosing':
    case 'ranked':
    case 'prioritised':
      return { title, state: 'closed' }
  }
}

/** All that the channel's card of the stars says; once they are closed it says so, and nothing else. */
export const starsSaid = (round: RoundWithStars): Omit<ProgressSaid, 'state'> =>
  round.status === 'starring'
    ? { title: round.title, until: round.starsCloseAt, band: bandOf(starsCast(round), round.asked) }
    : { title: round.title }

const differs = (before: unknown, after: unknown): boolean => JSON.stringify(before) !== JSON.stringify(after)

/**
 * The cards that show how a scan stands: those of who steers it, and the channel's when it says something else by now. A message says
 * that it was edited, and when: an edit that changes no word would tell the channel that someone did something.
 */
export const redrawn = (before: Round, after: Round, due: Instant): Effect[] => [
  ...(differs(progressSaid(before), progressSaid(after))
    ? [edit(`progress/${after.id}`, cardOf('progress', after), 'own', due)]
    : []),
  ...controlsRedrawn(after, due),
]

/** The same while stars are given. */
export const starsRedrawn = (before: RoundWithStars, after: Round, due: Instant): Effect[] => [
  ...(hasStars(after) && differs(starsSaid(before), starsSaid(after))
    ? [edit(`stars/${after.id}`, cardOf('stars', after), 'own', due)]
    : []),
  ...controlsRedrawn(after, due),
]
