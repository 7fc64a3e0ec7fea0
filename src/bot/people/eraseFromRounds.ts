import { decideAction } from '../../flows/action/decideAction.ts'
import { decideBallot } from '../../flows/ballot/decideBallot.ts'
import { UNCHANGED } from '../../flows/decision.ts'
import { NOBODY, type PersonId, type Platform, type RoundId, type SheetId } from '../../flows/ids.ts'
import { actionKey, ballotKey, rosterKey, roundKey, sheetKey } from '../../flows/keys.ts'
import type { Person } from '../../flows/person/person.ts'
import { decideRoster } from '../../flows/roster/roster.ts'
import { decideRound } from '../../flows/round/decideRound.ts'
import { hasStars, isOpen, type Round } from '../../flows/round/round.ts'
import { decideSheetLifecycle } from '../../flows/sheet/sheetLifecycle.ts'
import { type Deps, sheetHash } from '../context.ts'
import { roundOf, stateOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { ballotBriefFrom, briefFrom } from './briefs.ts'

type RoundDeps = Pick<Deps, 'store' | 'hash' | 'now' | 'wake'>

/** Every round that has something of her: she was asked in it, steers it, or once did. */
export const roundsOf = ({ tasks, askedIn = [], steered = [] }: Person): ReadonlySet<RoundId> =>
  new Set([...askedIn, ...steered, ...tasks.flatMap((task) => (task.kind === 'action' ? [] : [task.round]))])

/**
 * Takes her name off a round: off who was asked, so that nothing more reaches her, off who steers it, and off what she changed.
 * The number of people asked stays.
 */
export const eraseFromRound = async (
  deps: RoundDeps,
  platform: Platform,
  person: PersonId,
  { round: id, steered }: { readonly round: RoundId; readonly steered: boolean },
): Promise<void> => {
  const round = await roundOf(deps, id)
  if (!round) return
  const sheet = sheetHash(deps.hash, platform, person)
  const now = deps.now()
  const { state: after } = await transact(deps, roundKey(id), (known) =>
    decideRound(known, { type: 'personErased', person }, now),
  )
  const next = after?.coordinators[0]
  for (let page = 0; page < round.pages; page++) {
    const roster = await stateOf(deps, rosterKey(id, page))
    if (!roster) continue
    // Each sheet says whom to ask; who passed the round on may still be named there.
    if (steered)
      for (const member of roster.members)
        await transact(deps, sheetKey(id, member.sheet), (known) =>
          decideSheetLifecycle(known, { type: 'coordinatorErased', person, next }, now),
        )
    if (!roster.members.some((member) => member.sheet === sheet)) continue
    await transact(deps, rosterKey(id, page), (known) => decideRoster(known, { type: 'memberErased', sheet }, now))
    await leaveEmpty(deps, after ?? round, page, sheet)
  }
  for (const action of round.actions ?? [])
    await transact(deps, actionKey(action), (known) =>
      known?.coordinator === person ? decideAction(known, { type: 'ownerErased', person }, now) : UNCHANGED,
    )
}

/** Asked a moment ago, and what says so is still on its way: it finds a place that nothing is sent to. */
const leaveEmpty = async (deps: RoundDeps, round: Round, page: number, sheet: SheetId): Promise<void> => {
  const asked = { page, member: { person: NOBODY, sheet }, own: undefined }
  const now = deps.now()
  if (isOpen(round))
    await transact(deps, sheetKey(round.id, sheet), (known) =>
      known ? UNCHANGED : decideSheetLifecycle(known, { type: 'invited', brief: briefFrom(round), ...asked }, now),
    )
  if (round.status === 'starring' && hasStars(round))
    await transact(deps, ballotKey(round.id, sheet), (known) =>
      known
        ? UNCHANGED
        : decideBallot(known, { type: 'ballotAsked', brief: ballotBriefFrom(round), live: true, ...asked }, now),
    )
}

/** Whether she steers it, or once did. */
export const hasSteered = ({ tasks, steered = [] }: Person, round: RoundId): boolean =>
  steered.includes(round) || tasks.some((task) => task.kind === 'round' && task.round === round)
