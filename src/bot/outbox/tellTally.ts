import { type Decision, decided, FORGOTTEN, UNCHANGED } from '../../flows/decision.ts'
import type { Key, RoundId } from '../../flows/ids.ts'
import { ballotTallyKey, tallyKey } from '../../flows/keys.ts'
import { isOpen, type Round } from '../../flows/round/round.ts'
import { type BallotTallyPage, decideBallotTally, newBallotTallyPage } from '../../flows/tally/ballotTally.ts'
import type { BallotTallyMessage, SheetTallyMessage } from '../../flows/tally/messages.ts'
import { decideSheetTally, newSheetTallyPage, type SheetTallyPage } from '../../flows/tally/sheetTally.ts'
import type { Deps } from '../context.ts'
import { roundOf } from '../stateOf.ts'
import { type Transacted, transact } from '../transact.ts'

type TallyDeps = Pick<Deps, 'store' | 'wake' | 'now'>

/** What is summed, and while which rounds count it. */
interface Counting {
  readonly round: RoundId
  readonly counts: (round: Round | undefined) => boolean
}

/** A page that was forgotten with its round, or its stars, must not be created again by a late message. */
const tellPage = async <Page>(
  deps: TallyDeps,
  key: Key<Page>,
  { round, counts }: Counting,
  decide: (known: Page | undefined) => Decision<Page>,
): Promise<Transacted<Page>> => {
  const counting = async (): Promise<boolean> => counts(await roundOf(deps, round))
  const isCounting = await counting()
  let created = false
  const done = await transact(deps, key, (known) => {
    created = false
    if (!isCounting) return known ? decided(FORGOTTEN) : UNCHANGED
    const decision = decide(known)
    created = !known && decision.kind === 'decided'
    return decision
  })
  // The round can move on, and its pages be forgotten, between the look at the round and this page's first save.
  if (created && !(await counting())) await transact(deps, key, (known) => (known ? decided(FORGOTTEN) : UNCHANGED))
  return done
}

/** Tells a page of the tally of sheets, as long as its round counts. */
export const tellSheetTally = (deps: TallyDeps, message: SheetTallyMessage): Promise<Transacted<SheetTallyPage>> => {
  const { round, page, type } = message
  const counts = (known: Round | undefined): boolean =>
    known !== undefined && (isOpen(known) || known.status === 'closing')
  return tellPage(deps, tallyKey(round, page), { round, counts }, (known) =>
    !known && type === 'tallyForgotten'
      ? UNCHANGED
      : decideSheetTally(known ?? newSheetTallyPage(round, page), message, deps.now()),
  )
}

/** Tells a page of the tally of ballots, as long as its round's stars count. */
export const tellBallotTally = (deps: TallyDeps, message: BallotTallyMessage): Promise<Transacted<BallotTallyPage>> => {
  const { round, page, type } = message
  const counts = (known: Round | undefined): boolean => known?.status === 'starring' || known?.status === 'starsClosing'
  return tellPage(deps, ballotTallyKey(round, page), { round, counts }, (known) =>
    !known && type === 'starsForgotten'
      ? UNCHANGED
      : decideBallotTally(known ?? newBallotTallyPage(round, page), message, deps.now()),
  )
}
