import { decideAction } from '../../flows/action/decideAction.ts'
import { decideBallot } from '../../flows/ballot/decideBallot.ts'
import type { Effect, Message } from '../../flows/effect.ts'
import type { PersonId, Platform, RoundId, SheetId } from '../../flows/ids.ts'
import { actionKey, ballotKey, erasedKey, personKey, sheetKey, subscriptionKey } from '../../flows/keys.ts'
import { decidePerson } from '../../flows/person/decidePerson.ts'
import { decideErasedMark } from '../../flows/person/erasedMark.ts'
import type { Person } from '../../flows/person/person.ts'
import { decideSheetLifecycle } from '../../flows/sheet/sheetLifecycle.ts'
import { decideSubscription } from '../../flows/subscription/subscription.ts'
import { type Deps, personHash } from '../context.ts'
import { tellBallotTally, tellSheetTally } from '../outbox/tellTally.ts'
import { stateOf } from '../stateOf.ts'
import { type Transacted, transact } from '../transact.ts'
import { eraseFromRound, hasSteered, roundsOf } from './eraseFromRounds.ts'

type ErasureDeps = Pick<Deps, 'store' | 'hash' | 'now' | 'wake'>

/** What an erasure came to. */
export interface Erased {
  /** Whether anything was kept of her. */
  readonly known: boolean
  /** Something of a round that is being closed may stand in its sum already, where nobody can find hers any more. */
  readonly summed: boolean
}

/**
 * Erases all that is kept of someone; when it returns, that holds, whichever process has what in hand. First what she gave, each
 * in its own aggregate, then what says where to find it: cut off in between, nothing was promised, and asked again it goes on.
 * What was carried out isn't owed as an effect as well: coming late, that would take what she gives after this.
 * @throws what the store throws; then some of it may be erased
 */
export const erasePerson = async (deps: ErasureDeps, platform: Platform, person: PersonId): Promise<Erased> => {
  const id = personHash(deps.hash, platform, person)
  const key = personKey(id)
  const decide = (known: Person | undefined) =>
    decidePerson(id, known, { type: 'erased', platform, person }, deps.now())
  const carriedOut = new Set<string>()
  const left = new Set<RoundId>()
  let summed = false
  const carryOut = async (effects: readonly Effect[]): Promise<void> => {
    for (const { id: effect, payload } of effects) {
      // What forgets her says who she is; what replaces it stays an effect.
      if (payload.do !== 'tell' || payload.event.type === 'personForgotten' || carriedOut.has(effect)) continue
      if (await eraseWhere(deps, payload.event)) summed = true
      carriedOut.add(effect)
    }
  }
  const leave = async (known: Person | undefined): Promise<void> => {
    for (const round of known ? roundsOf(known) : []) {
      if (left.has(round)) continue
      await eraseFromRound(deps, platform, person, { round, steered: known !== undefined && hasSteered(known, round) })
      left.add(round)
    }
  }
  // First: whatever is on its way to her by now doesn't say that it is hers yet, and reaches nobody from here on.
  await transact(deps, erasedKey(id), (mark) =>
    decideErasedMark(id, mark, { type: 'erasureBegan', platform }, deps.now()),
  )
  const known = await stateOf(deps, key)
  const before = decide(known)
  if (before.kind === 'decided') await carryOut(before.effects)
  await leave(known)
  let owed: readonly Effect[] = []
  let last: Person | undefined
  const done = await transact(deps, key, (known) => {
    const decision = decide(known)
    if (decision.kind !== 'decided') return decision
    last = known
    owed = decision.effects.filter((effect) => !carriedOut.has(effect.id))
    return { ...decision, effects: owed }
  })
  // What became hers in the meantime.
  if (done.kind === 'saved') {
    await carryOut(owed)
    await leave(last)
  }
  return { known: done.kind === 'saved', summed }
}

/** Carries out what a person's erasure says. @returns whether something of hers may be summed already */
const eraseWhere = async (deps: ErasureDeps, event: Message): Promise<boolean> => {
  switch (event.type) {
    case 'personErased':
      return eraseSheet(deps, event.round, event.sheet, true)
    case 'ballotErased':
      return eraseBallot(deps, event.round, event.ballot)
    case 'ownerErased':
      await transact(deps, actionKey(event.action), (action) => decideAction(action, event, deps.now()))
      return false
    case 'subscriptionClosed':
      await transact(deps, subscriptionKey(event.subscription), (known) => decideSubscription(known, event))
      return false
    default:
      throw new Error(`erasing someone says ${event.type}, which nothing here carries out`)
  }
}

/**
 * Erases what someone gave on her sheet, and keeps it out of the sum where it is on its way there.
 * @param leaves all of hers is erased, not only what she gave
 * @returns whether it may be in there already
 */
export const eraseSheet = async (
  deps: Omit<ErasureDeps, 'hash'>,
  round: RoundId,
  id: SheetId,
  leaves = false,
): Promise<boolean> => {
  const { state: sheet } = await transact(deps, sheetKey(round, id), (known) =>
    decideSheetLifecycle(known, { type: 'personErased', leaves }, deps.now()),
  )
  if (sheet?.status !== 'closed' || sheet.released) return false
  const none = { type: 'added', round, page: sheet.page, sheet: id, answers: undefined } as const
  return !isLeftOut(await tellSheetTally(deps, none))
}

const eraseBallot = async (deps: ErasureDeps, round: RoundId, id: SheetId): Promise<boolean> => {
  const { state: ballot } = await transact(deps, ballotKey(round, id), (known) =>
    decideBallot(known, { type: 'ballotErased', leaves: true }, deps.now()),
  )
  if (ballot?.status !== 'closed') return false
  const none = { type: 'starsAdded', round, page: ballot.page, ballot: id, given: undefined } as const
  return !isLeftOut(await tellBallotTally(deps, none))
}

/** The page has nothing of hers from now on, whatever reaches it later. */
const isLeftOut = ({ kind, state }: Transacted<unknown>): boolean => kind === 'saved' && state !== undefined
