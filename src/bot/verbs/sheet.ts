import type { Card } from '../../cards/card.ts'
import { refusalScreen } from '../../cards/screens/refusalScreen.ts'
import { progressScreen } from '../../cards/screens/round/progressScreen.ts'
import { blockEndScreen } from '../../cards/screens/sheet/blockEndScreen.ts'
import { elementScreen } from '../../cards/screens/sheet/elementScreen.ts'
import { endedScreen } from '../../cards/screens/sheet/endedScreen.ts'
import { noticeScreen } from '../../cards/screens/sheet/invitationScreen.ts'
import { snoozedScreen } from '../../cards/screens/sheet/nudgeScreen.ts'
import { sheetScreen } from '../../cards/screens/sheet/sheetScreen.ts'
import { refuse, type Why } from '../../flows/decision.ts'
import { deduplicate } from '../../flows/deduplicate.ts'
import { sheetKey } from '../../flows/keys.ts'
import { isOpen } from '../../flows/round/round.ts'
import { decideSheet as decide, type Sheet, type SheetEvent } from '../../flows/sheet/decideSheet.ts'
import { decideSheetLifecycle } from '../../flows/sheet/sheetLifecycle.ts'
import { usualHours } from '../../kit/hours.ts'
import { blockOf, type Kit } from '../../kit/kit.ts'
import { snoozedUntil } from '../../kit/nudges.ts'
import { plainText } from '../../kit/plainText.ts'
import { type Deps, pressHash, sheetHash, voiceFor } from '../context.ts'
import type { Reply } from '../ports/handlers.ts'
import type { Press } from '../ports/inbound.ts'
import { roundOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import * as data from './schemas.ts'
import { ok, type Verb, verb } from './verb.ts'

/** The key holds the verified actor: a press can only ever reach the presser's own sheet. */
const keyOf = (deps: Deps, press: Press, round: string) =>
  sheetKey(round, sheetHash(deps.hash, press.platform, press.actor))

/** Draws her card, fetching her coordinator's name only where it is said. */
const drawn = async (deps: Deps, sheet: Sheet): Promise<Card> => {
  const named = sheet.at.on === 'invitation' ? [sheet.coordinator] : []
  const voice = voiceFor(deps, sheet)
  const names = await deps.names(sheet.platform, sheet.channel, named, voice.say)
  return sheetScreen(voice, names, sheet, deps.now())
}

/** No sheet under her name: either the round is over and all sheets are gone, or she was never asked. */
const withoutSheet = async (deps: Deps, press: Press, round: string): Promise<Reply> => {
  const known = await roundOf(deps, round)
  const here = known?.platform.tenant === press.platform.tenant ? known : undefined
  const why = here && !isOpen(here) ? (here.status === 'stopped' ? 'roundStopped' : 'scanClosed') : 'notYours'
  return { card: refusalScreen(deps.voice, why), outcome: why }
}

const refused = (deps: Deps, why: Why, sheet: Sheet): Reply => {
  const over = why === 'scanClosed' || why === 'roundStopped'
  const card = over ? lateScreen(deps, why, sheet) : refusalScreen(voiceFor(deps, sheet), why, sheet.round)
  return { card, outcome: why }
}

const lateScreen = (deps: Deps, why: 'scanClosed' | 'roundStopped', sheet: Sheet): Card => {
  const voice = voiceFor(deps, sheet)
  const ended = endedScreen(voice, why, sheet.title)
  return { ...ended, parts: [...refusalScreen(voice, why).parts, ...ended.parts] }
}

const act = async (
  deps: Deps,
  press: Press,
  round: string,
  event: SheetEvent,
  draw: (sheet: Sheet) => Promise<Card> | Card = (sheet) => drawn(deps, sheet),
): Promise<Reply> => {
  const { kit } = deps.voice
  const settled = await transact(deps, keyOf(deps, press, round), (known) =>
    deduplicate(known, pressHash(deps.hash, press.id), (sheet) =>
      sheet ? decide(kit, sheet, event, deps.now()) : refuse('notYours'),
    ),
  )
  if (!settled.state) return withoutSheet(deps, press, round)
  if (settled.kind === 'refusal') return refused(deps, settled.why, settled.state)
  return ok(await draw(settled.state))
}

/** [Mijn scan openen] in the channel or on her page: her card is posted anew in her private chat, never drawn there. */
const openElsewhere = async (deps: Deps, press: Press, round: string): Promise<Reply> => {
  const { state } = await transact(deps, keyOf(deps, press, round), (sheet) =>
    decideSheetLifecycle(sheet, { type: 'sentAgain', event: press.id }, deps.now()),
  )
  if (!state) return withoutSheet(deps, press, round)
  const known = await roundOf(deps, round)
  if (!known) return withoutSheet(deps, press, round)
  return ok(progressScreen(voiceFor(deps, { ...known, language: state.language }), known, true))
}

const simple = (name: string, event: SheetEvent): Verb =>
  verb({
    verb: name,
    data: data.inRound,
    who: 'member',
    where: 'private',
    press: (deps, press, { round }) => act(deps, press, round, event),
  })

const first = (kit: Kit, block: string | undefined): string | undefined =>
  block === undefined ? undefined : blockOf(kit, block).elements[0]?.id

/** What a member does with her own sheet. */
export const sheetVerbs = (kit: Kit): readonly Verb[] => [
  verb({
    verb: 'sheet.show',
    data: data.inRound,
    who: 'member',
    where: 'both',
    press: (deps, press, { round }) =>
      press.place.in === 'private' ? act(deps, press, round, { type: 'shown' }) : openElsewhere(deps, press, round),
  }),
  verb({
    verb: 'notice.open',
    data: data.inRound,
    who: 'member',
    where: 'private',
    press: (deps, press, { round }) =>
      act(deps, press, round, { type: 'shown' }, async (sheet) => {
        const voice = voiceFor(deps, sheet)
        // Whom to ask is who steers it now, not who once invited her.
        const [steers = sheet.coordinator] = (await roundOf(deps, round))?.coordinators ?? []
        const names = await deps.names(sheet.platform, sheet.channel, [steers], voice.say)
        return noticeScreen(voice, names, sheet, steers)
      }),
  }),
  simple('sheet.next', { type: 'wentOn' }),
  simple('sheet.back', { type: 'wentBack' }),
  simple('sheet.pause', { type: 'paused' }),
  simple('sheet.review', { type: 'reviewed' }),
  simple('sheet.decline', { type: 'declined' }),
  verb({
    verb: 'sheet.role',
    data: data.roleGiven,
    who: 'member',
    where: 'private',
    press: (deps, press, { round, role }) => act(deps, press, round, { type: 'roleGiven', role }),
  }),
  verb({
    verb: 'sheet.snooze',
    data: data.putOff,
    who: 'member',
    where: 'private',
    press: (deps, press, { round, until }) =>
      act(deps, press, round, { type: 'snoozed', until }, (sheet) => {
        const at = until === 'never' ? 0 : snoozedUntil(usualHours(sheet.zone), until, deps.now())
        return snoozedScreen(voiceFor(deps, sheet), sheet, 'sheet.show', until, at)
      }),
  }),
  verb({
    verb: 'sheet.handIn',
    data: data.handingIn,
    who: 'member',
    where: 'private',
    press: (deps, press, { round, wantsCopy = false }) => act(deps, press, round, { type: 'handedIn', wantsCopy }),
  }),
  verb({
    verb: 'sheet.answer',
    data: data.answering(kit),
    who: 'member',
    where: 'private',
    press: (deps, press, { round, element, grade }) =>
      act(deps, press, round, { type: 'answered', element, answer: grade }),
  }),
  verb({
    verb: 'sheet.goto',
    data: data.goingTo(kit),
    who: 'member',
    where: 'private',
    press: (deps, press, { round, element, block }) => {
      const target = element ?? first(kit, block)
      return act(deps, press, round, target ? { type: 'wentTo', element: target } : { type: 'reviewed' })
    },
  }),
  verb({
    verb: 'sheet.explain',
    data: data.aboutElement(kit),
    who: 'member',
    where: 'private',
    press: (deps, press, { round, element }) =>
      act(deps, press, round, { type: 'looked', element }, (sheet) =>
        elementScreen(voiceFor(deps, sheet), sheet, element, true),
      ),
  }),
  verb({
    verb: 'sheet.remark',
    data: data.remarking(kit),
    who: 'member',
    where: 'private',
    press: async (deps, press, { round, block, text }) => {
      const words = plainText(text)
      const answer = await act(deps, press, round, { type: 'remarked', block, text: words })
      if (answer.outcome !== 'remarkTooLong') return answer
      // What was typed stays in the field, with what is wrong beside it.
      const field = await act(deps, press, round, { type: 'looked', block }, (sheet) =>
        blockEndScreen(voiceFor(deps, sheet), sheet, block, words),
      )
      return { ...field, outcome: answer.outcome }
    },
  }),
]
