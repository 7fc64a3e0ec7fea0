import { copyErasedScreen, copyScreen } from '../../cards/screens/sheet/copyScreen.ts'
import { endedScreen } from '../../cards/screens/sheet/endedScreen.ts'
import { formerScreen } from '../../cards/screens/sheet/formerScreen.ts'
import { nudgeScreen } from '../../cards/screens/sheet/nudgeScreen.ts'
import { sheetScreen } from '../../cards/screens/sheet/sheetScreen.ts'
import { decided, UNCHANGED } from '../../flows/decision.ts'
import { send } from '../../flows/effect.ts'
import { type MessageRef, NOBODY } from '../../flows/ids.ts'
import { sheetKey } from '../../flows/keys.ts'
import { formerOf } from '../../flows/livingCard.ts'
import type { Sheet } from '../../flows/sheet/sheet.ts'
import { decideSheetLifecycle } from '../../flows/sheet/sheetLifecycle.ts'
import { type Deps, voiceFor } from '../context.ts'
import { roundOf, stateOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { type RefTo, type Rendered, type Screens, untracked } from './screen.ts'

type SheetRef = RefTo<'sheet' | 'nudge' | 'copy'>

const keyOf = ({ round, sheet }: SheetRef) => sheetKey(round, sheet)

const renderSheet = async (deps: Deps, sheet: Sheet): Promise<Rendered> => {
  const voice = voiceFor(deps, sheet)
  const names = await deps.names(sheet.platform, sheet.channel, [sheet.coordinator], voice.say)
  const over = sheet.status === 'closed' || sheet.status === 'stopped'
  const card = sheetScreen(voice, names, sheet, deps.now())
  const former = { messages: formerOf(sheet), card: formerScreen(voice, sheet) }
  return { card, reader: sheet.person, shown: sheet.cards, former, over, left: sheet.person === NOBODY }
}

/** A reminder has the sheet's buttons too: it must be edited with the sheet's own card when that closes. */
const addMessage = (deps: Deps, ref: SheetRef, message: MessageRef) =>
  transact(deps, keyOf(ref), (sheet) => decideSheetLifecycle(sheet, { type: 'posted', message }, deps.now()))

const missMessage = (deps: Deps, ref: SheetRef, message: MessageRef) =>
  transact(deps, keyOf(ref), (sheet) => decideSheetLifecycle(sheet, { type: 'cardMissing', message }, deps.now()))

const renderEnded = async (deps: Deps, { screen, round, language }: RefTo<'scanClosed' | 'roundStopped'>) =>
  untracked(endedScreen(deps.voices[language], screen, (await roundOf(deps, round))?.title ?? ''))

/** What a member gets of her own sheet, in her private chat. */
export const sheetScreens: Pick<Screens, 'sheet' | 'nudge' | 'copy' | 'copyErased' | 'scanClosed' | 'roundStopped'> = {
  sheet: {
    render: async (deps, ref) => {
      const sheet = await stateOf(deps, keyOf(ref))
      return sheet && renderSheet(deps, sheet)
    },
    onPosted: addMessage,
    onMissing: missMessage,
    // Reported to the coordinator, who then knows who can't be asked.
    onUnreachable: async (deps, ref, to) => {
      if (to.in !== 'private') return
      const id = `unreachable/${ref.round}/${ref.sheet}`
      const report = send({ type: 'unreachable', round: ref.round, person: to.person }, deps.now(), id)
      await transact(deps, keyOf(ref), (sheet) => (sheet ? decided(sheet, report) : UNCHANGED))
    },
  },
  nudge: {
    render: async (deps, ref) => {
      const sheet = await stateOf(deps, keyOf(ref))
      // Finished, or left alone by her wish, between the reminder and its delivery: there is nothing to remind of any more.
      if (sheet?.status !== 'open' || sheet.quiet || deps.now() >= sheet.closesAt) return undefined
      return untracked(nudgeScreen(voiceFor(deps, sheet), sheet))
    },
    onPosted: addMessage,
  },
  copy: {
    render: async (deps, ref) => {
      const sheet = await stateOf(deps, keyOf(ref))
      return sheet?.wantsCopy && !sheet.lost ? untracked(copyScreen(voiceFor(deps, sheet), sheet)) : undefined
    },
    onPosted: (deps, ref) =>
      transact(deps, keyOf(ref), (sheet) => decideSheetLifecycle(sheet, { type: 'copyDone' }, deps.now())),
  },
  copyErased: { render: async ({ voices }, { language }) => untracked(copyErasedScreen(voices[language])) },
  scanClosed: { render: renderEnded },
  roundStopped: { render: renderEnded },
}
