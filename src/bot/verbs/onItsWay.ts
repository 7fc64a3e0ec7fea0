import { UNCHANGED } from '../../flows/decision.ts'
import { rosterKey } from '../../flows/keys.ts'
import { isOpen, type Round } from '../../flows/round/round.ts'
import type { Sheet } from '../../flows/sheet/sheet.ts'
import { decideSheetLifecycle } from '../../flows/sheet/sheetLifecycle.ts'
import type { Reply } from '../ports/handlers.ts'
import { stateOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import type { Contexts } from './contexts.ts'
import { roundHere } from './guards.ts'
import { refusedReply } from './replies.ts'

/** What a round has said already and her sheet hasn't heard yet (docs/decisions/021-what-is-acknowledged-holds.md). */

type MemberContext = Contexts['member']

/** The presser has no sheet: the round is over and all sheets are gone, hers is on its way, or she was never asked. */
export const noSheetReply = async (context: MemberContext): Promise<Reply> => {
  const round = await roundHere(context, context.round)
  if (!round || !isOpen(round)) {
    const why = round ? (round.status === 'stopped' ? 'roundStopped' : 'scanClosed') : 'notYours'
    return refusedReply(context.deps, why)
  }
  return refusedReply(context.deps, (await isAsked(context, round)) ? 'tryAgain' : 'notYours')
}

/** Whether she is on the roster; while a page of it is still to be assembled, she may be. */
const isAsked = async ({ deps, sheet: { id } }: MemberContext, round: Round): Promise<boolean> => {
  if (round.added.includes(id)) return true
  const numbers = Array.from({ length: round.pages }, (_, page) => page)
  const pages = await Promise.all(numbers.map((page) => stateOf(deps, rosterKey(round.id, page))))
  return pages.some((page) => !page || page.members.some(({ sheet }) => sheet === id))
}

/** Over by its own date, while the round has another one by now: what says so is on its way. @returns whether it has heard */
export const hearsOfDeadline = async (context: MemberContext, sheet: Sheet | undefined): Promise<boolean> => {
  const { deps } = context
  const now = deps.now()
  if (!sheet || now < sheet.closesAt) return false
  const round = await roundHere(context, context.round)
  if (!round || !isOpen(round) || now >= round.closesAt) return false
  const moved = { type: 'deadlineMoved', closesAt: round.closesAt } as const
  const { kind } = await transact(deps, context.sheet, (known) =>
    known ? decideSheetLifecycle(known, moved, now) : UNCHANGED,
  )
  return kind === 'saved'
}
