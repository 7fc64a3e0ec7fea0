import type { Card } from '../../../cards/card.ts'
import { progressScreen } from '../../../cards/screens/round/progressScreen.ts'
import { blockEndScreen } from '../../../cards/screens/sheet/blockEndScreen.ts'
import { declineQuestionScreen } from '../../../cards/screens/sheet/declineScreens.ts'
import { elementScreen } from '../../../cards/screens/sheet/elementScreen.ts'
import { formerScreen } from '../../../cards/screens/sheet/formerScreen.ts'
import { snoozedScreen } from '../../../cards/screens/sheet/nudgeScreen.ts'
import { withLost } from '../../../cards/screens/sheet/sheetScreen.ts'
import { refuse } from '../../../flows/decision.ts'
import { deduplicate } from '../../../flows/deduplicate.ts'
import { comeBack, toldLost } from '../../../flows/questionnaire.ts'
import { decideSheet, type SheetEvent, type Typed } from '../../../flows/sheet/decideSheet.ts'
import { SHEET, type Sheet } from '../../../flows/sheet/sheet.ts'
import { decideSheetLifecycle } from '../../../flows/sheet/sheetLifecycle.ts'
import { usualHours } from '../../../kit/calendar/hours.ts'
import { snoozedUntil } from '../../../kit/calendar/nudges.ts'
import { type BlockId, blockOf, type Kit } from '../../../kit/kit.ts'
import { plainText } from '../../../kit/plainText.ts'
import { pressHash, voiceFor } from '../../context.ts'
import type { Reply } from '../../ports/handlers.ts'
import { followPressed, isElsewhere, isOnFormer, mayBeElsewhere } from '../../pressedCard.ts'
import { roundOf, stateOf } from '../../stateOf.ts'
import { transact } from '../../transact.ts'
import type { Contexts } from '../contexts.ts'
import * as fields from '../fields.ts'
import { ok } from '../replies.ts'
import { type Verb, verb } from '../verb.ts'
import { hearsOfDeadline, noSheetReply } from './onItsWay.ts'
import * as data from './schemas.ts'
import { refusedSheetReply, renderNotice, renderRights, renderSheet } from './sheetReplies.ts'

type MemberContext = Contexts['member']

/**
 * One read and one write: the transaction's own read is where the sheet is looked up.
 * @param stays what `render` says is to be read also on a message from before it went on in a newer one
 */
const applyToSheet = async (
  context: MemberContext,
  event: SheetEvent,
  render?: (sheet: Sheet) => Promise<Card> | Card,
  stays = false,
): Promise<Reply> => {
  const { deps, press, sheet: key } = context
  const { kit } = deps.voice
  const now = deps.now()
  const decide = (known: Sheet | undefined) =>
    deduplicate(known, pressHash(deps.hash, press.id), (sheet) =>
      sheet ? decideSheet(kit, sheet, event, now) : refuse('notYours'),
    )
  let lost: Pick<Sheet, 'lost' | 'moved' | 'restored'> = {}
  const heard = (known: Sheet | undefined) => {
    lost = {
      ...(known?.lost ? { lost: known.lost } : {}),
      ...(known?.moved ? { moved: known.moved } : {}),
      ...(known?.restored === undefined ? {} : { restored: known.restored }),
    }
    const follow = (sheet: Sheet | undefined) => followPressed(SHEET, press, sheet, decide, now)
    return toldLost(comeBack(SHEET, known, press.actor, follow, now))
  }
  const apply = () => transact(deps, key, heard)
  let done = await apply()
  if (done.kind === 'refusal' && (await hearsOfDeadline(context, done.state))) done = await apply()
  if (!done.state) return noSheetReply(context)
  if (done.kind === 'refusal') return refusedSheetReply(deps, done.why, done.state)
  const sheet = { ...done.state, ...lost }
  const voice = voiceFor(deps, sheet)
  if (!stays && isOnFormer(press, sheet)) return ok(withLost(voice, sheet, formerScreen(voice, sheet)))
  return ok(await (render ? withLost(voice, sheet, await render(sheet)) : renderSheet(deps, sheet)))
}

/** [Mijn scan openen] in the channel or on the person's page: the card is posted anew in her private chat, never rendered there. */
const sendAgain = async (context: MemberContext): Promise<Reply> => {
  const { deps, press } = context
  const { state: sheet } = await transact(deps, context.sheet, (known) =>
    comeBack(
      SHEET,
      known,
      press.actor,
      (sheet) => decideSheetLifecycle(sheet, { type: 'sentAgain', event: press.id }, deps.now()),
      deps.now(),
    ),
  )
  const round = sheet && (await roundOf(deps, context.round))
  if (!round) return noSheetReply(context)
  return ok(progressScreen(voiceFor(deps, { ...round, language: sheet.language }), round, true))
}

/** Her card in place of the one she pressed on; where that can't become it, below. */
const show = async (context: MemberContext): Promise<Reply> => {
  const { deps, press } = context
  if (press.place.in !== 'private') return sendAgain(context)
  const sheet = mayBeElsewhere(press) ? await stateOf(deps, context.sheet) : undefined
  if (!sheet || !isElsewhere(press, sheet)) return applyToSheet(context, { type: 'shown' })
  const again = await sendAgain(context)
  return again.outcome === 'ok' ? ok(formerScreen(voiceFor(deps, sheet), sheet)) : again
}

/** A remark that is too long stays in its field, with the problem under it. */
const withRemark = async (context: MemberContext, { block, text }: Typed, event: SheetEvent): Promise<Reply> => {
  const reply = await applyToSheet(context, event)
  if (reply.outcome !== 'remarkTooLong') return reply
  const render = (sheet: Sheet) => blockEndScreen(voiceFor(context.deps, sheet), sheet, block, text)
  const field = await applyToSheet(context, { type: 'looked', block }, render, true)
  return { ...field, outcome: reply.outcome }
}

const saveRemark = (
  context: MemberContext,
  sent: { readonly block: BlockId; readonly text: string },
): Promise<Reply> => {
  const remark = { block: sent.block, text: plainText(sent.text) }
  return withRemark(context, remark, { type: 'remarked', ...remark })
}

/** A verb that only names an event, and brings along the remark that was typed on the card it leaves. */
const leavingVerb = (kit: Kit, name: string, event: Extract<SheetEvent, { typed?: Typed | undefined }>): Verb =>
  verb({
    verb: name,
    data: data.inSheet(kit),
    who: 'member',
    where: 'private',
    press: (context, { block, text }) => {
      if (block === undefined || text === undefined) return applyToSheet(context, event)
      const typed = { block, text: plainText(text) }
      return withRemark(context, typed, { ...event, typed })
    },
  })

/** Whether she still takes part, and is asked whether she is sure. */
const isAsked = ({ status }: Sheet, sure: boolean): boolean => !sure && (status === 'open' || status === 'handedIn')

/** A verb that only names an event. */
const eventVerb = (name: string, event: SheetEvent): Verb =>
  verb({
    verb: name,
    data: fields.inRound,
    who: 'member',
    where: 'private',
    press: (context) => applyToSheet(context, event),
  })

const firstElementOf = (kit: Kit, block: string | undefined): string | undefined =>
  block === undefined ? undefined : blockOf(kit, block).elements[0]?.id

/** What a member does with her own sheet. */
export const sheetVerbs = (kit: Kit): readonly Verb[] => [
  verb({
    verb: 'sheet.show',
    data: fields.inRound,
    who: 'member',
    where: 'both',
    press: show,
  }),
  verb({
    verb: 'notice.open',
    data: fields.inRound,
    who: 'member',
    where: 'private',
    press: (context) => applyToSheet(context, { type: 'shown' }, (sheet) => renderNotice(context.deps, sheet)),
  }),
  verb({
    verb: 'notice.more',
    data: fields.inRound,
    who: 'member',
    where: 'private',
    press: (context) => applyToSheet(context, { type: 'shown' }, (sheet) => renderRights(context.deps, sheet)),
  }),
  eventVerb('sheet.next', { type: 'wentOn' }),
  leavingVerb(kit, 'sheet.back', { type: 'wentBack' }),
  leavingVerb(kit, 'sheet.pause', { type: 'paused' }),
  leavingVerb(kit, 'sheet.review', { type: 'reviewed' }),
  verb({
    verb: 'sheet.block',
    data: data.inOwnBlock(kit),
    who: 'member',
    where: 'private',
    press: (context, { block, opens }) => applyToSheet(context, { type: 'opened', block, remark: opens === 'remark' }),
  }),
  verb({
    verb: 'sheet.decline',
    data: data.decline,
    who: 'member',
    where: 'private',
    press: (context, { sure = false }) =>
      applyToSheet(context, { type: 'declined', sure }, (sheet) =>
        isAsked(sheet, sure)
          ? declineQuestionScreen(voiceFor(context.deps, sheet), sheet)
          : renderSheet(context.deps, sheet),
      ),
  }),
  eventVerb('sheet.undoDecline', { type: 'declineUndone' }),
  verb({
    verb: 'sheet.role',
    data: data.giveRole,
    who: 'member',
    where: 'private',
    press: (context, { role }) => applyToSheet(context, { type: 'roleGiven', role }),
  }),
  verb({
    verb: 'sheet.snooze',
    data: data.snooze,
    who: 'member',
    where: 'private',
    press: (context, { until }) => {
      const { deps } = context
      const render = (sheet: Sheet) => {
        const at = until === 'never' ? 0 : snoozedUntil(usualHours(sheet.zone), until, deps.now())
        return snoozedScreen(voiceFor(deps, sheet), sheet, 'sheet.show', until, at)
      }
      return applyToSheet(context, { type: 'snoozed', until }, render, true)
    },
  }),
  verb({
    verb: 'sheet.handIn',
    data: data.handIn,
    who: 'member',
    where: 'private',
    press: (context, { wantsCopy = false }) => applyToSheet(context, { type: 'handedIn', wantsCopy }),
  }),
  verb({
    verb: 'sheet.answer',
    data: data.answerElement(kit),
    who: 'member',
    where: 'private',
    press: (context, { element, grade }) => applyToSheet(context, { type: 'answered', element, answer: grade }),
  }),
  verb({
    verb: 'sheet.goto',
    data: data.goTo(kit),
    who: 'member',
    where: 'private',
    press: (context, { element, block, from }) => {
      const target = element ?? firstElementOf(kit, block)
      return applyToSheet(context, target ? { type: 'wentTo', element: target, from } : { type: 'reviewed' })
    },
  }),
  verb({
    verb: 'sheet.explain',
    data: fields.inElement(kit),
    who: 'member',
    where: 'private',
    press: (context, { element }) =>
      applyToSheet(context, { type: 'looked', element }, (sheet) =>
        elementScreen(voiceFor(context.deps, sheet), sheet, element, true),
      ),
  }),
  verb({ verb: 'sheet.remark', data: data.saveRemark(kit), who: 'member', where: 'private', press: saveRemark }),
]
