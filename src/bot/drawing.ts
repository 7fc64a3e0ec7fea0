import type { Card } from '../cards/card.ts'
import { actionFormScreen } from '../cards/screens/actionFormScreen.ts'
import { actionScreen, evaluationScreen } from '../cards/screens/actionScreens.ts'
import { ballotScreen, starsClosedScreen, starsProgressScreen } from '../cards/screens/ballotScreen.ts'
import { controlScreen } from '../cards/screens/controlScreen.ts'
import { copyScreen } from '../cards/screens/copyScreen.ts'
import { endedScreen } from '../cards/screens/endedScreen.ts'
import { nudgeScreen } from '../cards/screens/nudgeScreen.ts'
import { progressScreen } from '../cards/screens/progressScreen.ts'
import { prioritiesScreen, rankingScreen, talkScreen } from '../cards/screens/rankingScreen.ts'
import { resultScreen } from '../cards/screens/resultScreen.ts'
import { sheetScreen } from '../cards/screens/sheetScreen.ts'
import { emptyForm, helpScreen, roundFormScreen, welcomeScreen } from '../cards/screens/startScreens.ts'
import type { Action } from '../flows/acting.ts'
import type { Sheet } from '../flows/answering.ts'
import { actionKey, ballotKey, roundKey, sheetKey } from '../flows/keys.ts'
import type { CardRef, MessageRef, RoundScreen } from '../flows/names.ts'
import type { Round } from '../flows/rounds.ts'
import { actionForm } from './actionForm.ts'
import type { Deps } from './deps.ts'

/** A card as it stands at this moment, and the messages that already show it. */
export interface Drawn {
  readonly card: Card
  readonly shown: readonly MessageRef[]
}

const GONE = undefined

/** What a reference says now; nothing when what it speaks of is gone, and then nothing is to be sent. */
export const drawing = async (deps: Deps, ref: CardRef): Promise<Drawn | undefined> => {
  const { voice, now } = deps
  switch (ref.screen) {
    case 'welcome':
      return { card: welcomeScreen(voice), shown: [] }
    case 'help':
      return { card: helpScreen(voice), shown: [] }
    case 'roundForm': {
      const people = await deps.platform.roster(ref.platform, ref.channel)
      if (!people.some(({ id }) => id === ref.person)) return GONE
      const form = emptyForm(voice, { channel: ref.channel }, people, now())
      return { card: roundFormScreen(voice, form, now()), shown: [] }
    }
    case 'sheet': {
      const sheet = (await deps.store.load(sheetKey(ref.round, ref.sheet)))?.state
      return sheet && drawSheet(deps, sheet)
    }
    case 'nudge': {
      const sheet = (await deps.store.load(sheetKey(ref.round, ref.sheet)))?.state
      // Finished between the reminder and its delivery: nothing to say any more.
      return sheet?.status === 'open' ? { card: nudgeScreen(voice, sheet), shown: [] } : GONE
    }
    case 'copy': {
      const sheet = (await deps.store.load(sheetKey(ref.round, ref.sheet)))?.state
      return sheet?.wantsCopy ? { card: copyScreen(voice, sheet), shown: [] } : GONE
    }
    case 'ballot': {
      const ballot = (await deps.store.load(ballotKey(ref.round, ref.ballot)))?.state
      const round = (await deps.store.load(roundKey(ref.round)))?.state
      return ballot && round?.result && { card: ballotScreen(voice, ballot, round.result, now()), shown: ballot.cards }
    }
    case 'action':
    case 'evaluation': {
      const action = (await deps.store.load(actionKey(ref.action)))?.state
      return action && drawAction(deps, ref.screen, action)
    }
    case 'actionForm': {
      const round = (await deps.store.load(roundKey(ref.round)))?.state
      if (!round) return GONE
      const people = await deps.platform.roster(ref.platform, round.channel)
      if (!people.some(({ id }) => id === ref.person)) return GONE
      const action = ref.action === undefined ? undefined : (await deps.store.load(actionKey(ref.action)))?.state
      return { card: actionFormScreen(voice, actionForm(voice, round, people, action, now())), shown: [] }
    }
    case 'starsClosed': {
      const round = (await deps.store.load(roundKey(ref.round)))?.state
      return { card: starsClosedScreen(voice, round?.title ?? ''), shown: [] }
    }
    case 'scanClosed':
    case 'roundStopped': {
      const round = (await deps.store.load(roundKey(ref.round)))?.state
      return { card: endedScreen(voice, ref.screen, round?.title ?? ''), shown: [] }
    }
    case 'progress':
    case 'control':
    case 'result':
    case 'talk':
    case 'stars':
    case 'ranking':
    case 'priorities': {
      const round = (await deps.store.load(roundKey(ref.round)))?.state
      return round && drawRound(deps, ref.screen, round)
    }
  }
}

const drawAction = async (deps: Deps, screen: 'action' | 'evaluation', action: Action): Promise<Drawn> => {
  const names = await deps.names(action.platform, action.channel, action.owners)
  if (screen === 'evaluation') return { card: evaluationScreen(deps.voice, names, action), shown: action.cards }
  return { card: actionScreen(deps.voice, names, action), shown: action.channelCard ? [action.channelCard] : [] }
}

const drawSheet = async (deps: Deps, sheet: Sheet): Promise<Drawn> => {
  const names = await deps.names(sheet.platform, sheet.channel, [sheet.coordinator])
  return { card: sheetScreen(deps.voice, names, sheet, deps.now()), shown: sheet.cards }
}

const drawRound = async (deps: Deps, screen: RoundScreen, round: Round): Promise<Drawn | undefined> => {
  switch (screen) {
    case 'progress':
      return { card: progressScreen(deps.voice, round), shown: round.progressCard ? [round.progressCard] : [] }
    case 'control': {
      const names = await deps.names(round.platform, round.channel, round.unreachable)
      return { card: controlScreen(deps.voice, names, round), shown: round.controlCard ? [round.controlCard] : [] }
    }
    case 'result':
      return round.result && { card: resultScreen(deps.voice, round, round.result), shown: [] }
    case 'talk':
      return { card: talkScreen(deps.voice, round), shown: [] }
    case 'stars':
      return { card: starsProgressScreen(deps.voice, round), shown: round.starsCard ? [round.starsCard] : [] }
    case 'ranking':
      return round.ranking && { card: rankingScreen(deps.voice, round, round.ranking), shown: [] }
    case 'priorities':
      return round.priorities && { card: prioritiesScreen(deps.voice, round, round.priorities), shown: [] }
  }
}
