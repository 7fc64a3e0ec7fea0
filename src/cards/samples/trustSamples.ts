import type { ClosedRound, OpenRound, Round } from '../../flows/round/round.ts'
import { HOUR, type Instant } from '../../kit/calendar/instant.ts'
import type { Card } from '../card.ts'
import { notDeliveredScreen, planRestoredScreen, restoredScreen } from '../screens/round/trustScreens.ts'
import type { Voice } from '../voice.ts'

/** What people are told when cards didn't arrive, or a backup was put back, for `samples.ts`. */
export const trustSamples = (
  voice: Voice,
  open: OpenRound,
  closed: ClosedRound,
  now: Instant,
): Readonly<Record<string, Card>> => {
  const asOf = now - HOUR
  const restored = (round: Round, ended: { readonly ended?: true } = {}): Card =>
    restoredScreen(voice, { ...round, restored: { at: now, asOf, ...ended } })
  const starring: Round = { ...closed, status: 'starring', starsCloseAt: now, starsCast: [], starsTallied: [] }
  return {
    notDelivered: notDeliveredScreen(voice, { ...open, undelivered: { count: open.asked, since: asOf } }),
    restored: restored(open),
    restoredStars: restored(starring),
    restoredLater: restored(closed),
    restoredEnded: restored({ ...open, status: 'stopped' }, { ended: true }),
    restoredStarsEnded: restored(starring, { ended: true }),
    restoredEarlier: restoredScreen(voice, { ...open, restored: { at: now } }),
    planRestored: planRestoredScreen(voice, asOf),
  }
}
