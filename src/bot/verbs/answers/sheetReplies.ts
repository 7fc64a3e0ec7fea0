import type { Card } from '../../../cards/card.ts'
import { refusalScreen } from '../../../cards/screens/refusalScreen.ts'
import { declinedScreen } from '../../../cards/screens/sheet/declineScreens.ts'
import { endedScreen, waitsScreen } from '../../../cards/screens/sheet/endedScreen.ts'
import { noticeScreen, rightsScreen } from '../../../cards/screens/sheet/noticeScreens.ts'
import { sheetScreen } from '../../../cards/screens/sheet/sheetScreen.ts'
import type { Why } from '../../../flows/decision.ts'
import { channelKey } from '../../../flows/keys.ts'
import { USUAL_MONTHS } from '../../../flows/retention.ts'
import type { Sheet } from '../../../flows/sheet/sheet.ts'
import { channelHash, type Deps, voiceFor } from '../../context.ts'
import type { Reply } from '../../ports/handlers.ts'
import { roundOf, stateOf } from '../../stateOf.ts'

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
  if (why === 'scanClosed' && sheet.status !== 'closed')
    return { card: waitsScreen(voiceFor(deps, sheet), sheet.title), outcome: why }
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
export const renderNotice = (deps: Deps, sheet: Sheet): Promise<Card> => inform(deps, sheet, noticeScreen)

/** The second layer: who is responsible, her rights, and the way to the whole notice. */
export const renderRights = (deps: Deps, sheet: Sheet): Promise<Card> => inform(deps, sheet, rightsScreen)

const inform = async (deps: Deps, sheet: Sheet, screen: typeof noticeScreen): Promise<Card> => {
  const { hash, controller, publicUrl } = deps
  const { platform, channel } = sheet
  const voice = voiceFor(deps, sheet)
  const [round, team] = await Promise.all([
    roundOf(deps, sheet.round),
    stateOf(deps, channelKey(channelHash(hash, platform, channel))),
  ])
  const [coordinator = sheet.coordinator] = round?.coordinators ?? []
  const names = await deps.names(platform, channel, [coordinator], voice.say)
  const at = publicUrl()
  const noticeUrl = controller.noticeUrl ?? (at === undefined ? undefined : `${at}/privacy/${voice.language}`)
  return screen(voice, names, sheet, {
    coordinator,
    months: team?.keptMonths ?? USUAL_MONTHS,
    controller: { ...controller, noticeUrl },
  })
}
