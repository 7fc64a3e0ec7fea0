import type { Action } from './action/action.ts'
import type { Ballot } from './ballot/ballot.ts'
import type { Installation } from './channel/installation.ts'
import type { Channel } from './channel/state.ts'
import type { LeavingTenant } from './channel/tenant.ts'
import type { Workspace } from './channel/workspace.ts'
import type { ActionId, Key, PersonHash, RoundId, SheetId, SubscriptionId } from './ids.ts'
import type { ErasedMark } from './person/erasedMark.ts'
import type { Person } from './person/person.ts'
import type { Roster } from './roster/roster.ts'
import type { Round } from './round/round.ts'
import type { Sheet } from './sheet/sheet.ts'
import type { Subscription } from './subscription/subscription.ts'
import type { BallotTallyPage } from './tally/ballotTally.ts'
import type { SheetTallyPage } from './tally/sheetTally.ts'

/**
 * One a person and round. This file alone says where each aggregate is kept; `hash` in a name means a keyed hash,
 * made where a platform's ids come in.
 */
export const sheetKey = (round: RoundId, sheet: SheetId): Key<Sheet> => ({ kind: 'sheet', place: round, id: sheet })
/** One a round. */
export const roundKey = (round: RoundId): Key<Round> => ({ kind: 'round', place: round, id: 'round' })
/** One a page of a round's people. */
export const rosterKey = (round: RoundId, page: number): Key<Roster> => ({
  kind: 'roster',
  place: round,
  id: String(page),
})
/** One a page of a round's sheets. */
export const tallyKey = (round: RoundId, page: number): Key<SheetTallyPage> => ({
  kind: 'tally',
  place: round,
  id: String(page),
})
/** One a person and round. */
export const ballotKey = (round: RoundId, ballot: SheetId): Key<Ballot> => ({
  kind: 'ballot',
  place: round,
  id: ballot,
})
/** One a page of a round's ballots. */
export const ballotTallyKey = (round: RoundId, page: number): Key<BallotTallyPage> => ({
  kind: 'stars',
  place: round,
  id: String(page),
})
/** One a row of a plan. */
export const actionKey = (action: ActionId): Key<Action> => ({ kind: 'action', place: action, id: 'action' })
/** One a channel; stored as `team`, as it was named at first. */
export const channelKey = (channelHash: string): Key<Channel> => ({ kind: 'team', place: channelHash, id: 'team' })
/** One a person and tenant. */
export const personKey = (personHash: PersonHash): Key<Person> => ({ kind: 'person', place: personHash, id: 'person' })
/** One a person and tenant who had everything of hers erased, for a while. */
export const erasedKey = (personHash: PersonHash): Key<ErasedMark> => ({
  kind: 'erased',
  place: personHash,
  id: 'erased',
})
/** One an address of a calendar. */
export const subscriptionKey = (subscription: SubscriptionId): Key<Subscription> => ({
  kind: 'subscription',
  place: subscription,
  id: 'subscription',
})
/** One a group of channels the app was added to. */
export const installationKey = (groupHash: string): Key<Installation> => ({
  kind: 'installation',
  place: groupHash,
  id: 'installation',
})
/** One an organisation that took the app out, until it comes back or is erased. */
export const tenantKey = (tenantHash: string): Key<LeavingTenant> => ({
  kind: 'tenant',
  place: tenantHash,
  id: 'tenant',
})
/** How much of a file of erasures a store has heard of. */
export const notedKey = (file: string): Key<{ readonly noted: number }> => ({ kind: 'noted', place: file, id: 'noted' })
/** One a Slack workspace. */
export const workspaceKey = (groupHash: string): Key<Workspace> => ({
  kind: 'workspace',
  place: groupHash,
  id: 'workspace',
})
