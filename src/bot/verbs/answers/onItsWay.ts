import { UNCHANGED } from '../../../flows/decision.ts'
import { isOpen } from '../../../flows/round/round.ts'
import type { Sheet } from '../../../flows/sheet/sheet.ts'
import { decideSheetLifecycle } from '../../../flows/sheet/sheetLifecycle.ts'
import { whyNone } from '../../people/asked.ts'
import type { Reply } from '../../ports/handlers.ts'
import { transact } from '../../transact.ts'
import type { Contexts } from '../contexts.ts'
import { roundHere } from '../guards.ts'
import { refusedReply } from '../replies.ts'

/** What a round has said already and her sheet hasn't heard yet (docs/decisions/021-what-is-acknowledged-holds.md). */

type MemberContext = Contexts['member']

/** The presser has no sheet: the round is over and all sheets are gone, hers is on its way, or she was never asked. */
export const noSheetReply = async (context: MemberContext): Promise<Reply> => {
  const round = await roundHere(context, context.round)
  if (!round || !isOpen(round)) {
    const why = round ? (round.status === 'stopped' ? 'roundStopped' : 'scanClosed') : 'notYours'
    return refusedReply(context.deps, why)
  }
  // Who was just added gets her sheet in a moment.
  const why = round.added.includes(context.sheet.id) ? 'tryAgain' : await whyNone(context.deps, round, context.sheet.id)
  return refusedReply(context.deps, why)
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
