import type { Action } from './action/action.ts'
import type { Ballot } from './ballot/ballot.ts'
import type { Channel } from './channel/channel.ts'
import type { Installation } from './channel/installation.ts'
import type { Workspace } from './channel/workspace.ts'
import type { ActionId, Key, PersonHash, RoundId, SheetId } from './ids.ts'
import type { Person } from './person/person.ts'
import type { Roster } from './roster/roster.ts'
import type { Round } from './round/round.ts'
import type { Sheet } from './sheet/sheet.ts'
import type { BallotTallyPage } from './tally/ballotTally.ts'
import type { SheetTallyPage } from './tally/sheetTally.ts'

/** The one place that says where each aggregate is kept; `hash` in a name means a keyed hash made at the door. */
export const sheetKey = (round: RoundId, sheet: SheetId): Key<Sheet> => ({ kind: 'sheet', place: round, id: sheet })
export const roundKey = (round: RoundId): Key<Round> => ({ kind: 'round', place: round, id: 'round' })
export const rosterKey = (round: RoundId, page: number): Key<Roster> => ({
  kind: 'roster',
  place: round,
  id: String(page),
})
export const tallyKey = (round: RoundId, page: number): Key<SheetTallyPage> => ({
  kind: 'tally',
  place: round,
  id: String(page),
})
export const ballotKey = (round: RoundId, ballot: SheetId): Key<Ballot> => ({
  kind: 'ballot',
  place: round,
  id: ballot,
})
export const ballotTallyKey = (round: RoundId, page: number): Key<BallotTallyPage> => ({
  kind: 'stars',
  place: round,
  id: String(page),
})
export const actionKey = (action: ActionId): Key<Action> => ({ kind: 'action', place: action, id: 'action' })
export const channelKey = (channelHash: string): Key<Channel> => ({ kind: 'team', place: channelHash, id: 'team' })
export const personKey = (personHash: PersonHash): Key<Person> => ({ kind: 'person', place: personHash, id: 'person' })
export const installationKey = (groupHash: string): Key<Installation> => ({
  kind: 'installation',
  place: groupHash,
  id: 'installation',
})
/** How much of a file of erasures a store has heard of. */
export const notedKey = (file: string): Key<{ readonly noted: number }> => ({ kind: 'noted', place: file, id: 'noted' })
export const workspaceKey = (groupHash: string): Key<Workspace> => ({
  kind: 'workspace',
  place: groupHash,
  id: 'workspace',
})
