import type { Card } from '../../../cards/card.ts'
import { refusalScreen } from '../../../cards/screens/refusalScreen.ts'
import { declinedScreen } from '../../../cards/screens/sheet/declineScreens.ts'
import { endedScreen } from '../../../cards/screens/sheet/endedScreen.ts'
import { noticeScreen, rightsScreen } from '../../../cards/screens/sheet/noticeScreens.ts'
import { sheetScreen } from '../../../cards/screens/sheet/sheetScreen.ts'
import type { Why } from '../../../flows/decision.ts'
import type { Sheet } from '../../../flows/sheet/sheet.ts'
import { type Deps, voiceFor } from '../../context.ts'
import type { Reply } from '../../ports/handlers.ts'
import { roundOf } from '../../stateOf.ts'

/** The sheet's card, with the coordinator's name looked up only where the card says it. */
export const renderSheet = async (deps: Deps, sheet: Sheet): Promise<Card> => {
  const named = sheet.at.on === 'invitation' ? [sheet.coordinator] : []
  const voice = voiceFor(deps, sheet)
  const names = await deps.names(sheet.platform, sheet.channel, named, voice.say)
  return sheetScreen(voice, names, sheet, deps.now())
}

/** Why it can't be, in the sheet's language; with a way on. */
export const refusedSheetReply = (deps: Deps, why: Why, sheet: Sheet): Reply => {
  // Kindly, with the way to begin again.
  if (why === 'undoGone') return { card: declinedScreen(voiceFor(deps, sheet), sheet, why), outcome: why }
  const over = why === 'scanClosed' || why === 'roundStopped'
  const card = over ? tooLateCard(deps, why, sheet) : refusalScreen(voiceFor(deps, sheet), why, sheet.round)
  return { card, outcome: why }
}

const tooLateCard = (deps: Deps, why: 'scanClosed' | 'roundStopped', sheet: Sheet): Card => {
  const voice = voiceFor(deps, sheet)
  const ended = endedScreen(voice, why, sheet.title)
  return { ...ended, parts: [...refusalScreen(voice, why).parts, ...ended.parts] }
}

/** The first layer of the notice. Whom to ask is whoever coordinates the round now, not who once invited her. */
export const renderNotice = (deps: Deps, sheet: Sheet): Promise<Card> => informed(deps, sheet, noticeScreen)

/** The second layer: who is responsible, her rights, and the way to the whole notice. */
export const renderRights = (deps: Deps, sheet: Sheet): Promise<Card> => {
  const { controller, publicUrl } = deps
  const at = publicUrl()
  const { language } = voiceFor(deps, sheet)
  const noticeUrl = controller.noticeUrl ?? (at === undefined ? undefined : `${at}/privacy/${language}`)
  return informed(deps, sheet, (...given) => rightsScreen(...given, { ...controller, noticeUrl }))
}

const informed = async (deps: Deps, sheet: Sheet, screen: typeof noticeScreen): Promise<Card> => {
  const voice = voiceFor(deps, sheet)
  const [coordinator = sheet.coordinator] = (await roundOf(deps, sheet.round))?.coordinators ?? []
  const names = await deps.names(sheet.platform, sheet.channel, [coordinator], voice.say)
  return screen(voice, names, sheet, coordinator)
}
