import type { Card } from '../../cards/card.ts'
import { ballotScreen, starsClosedScreen } from '../../cards/screens/ballot/ballotScreen.ts'
import { actionFormScreen } from '../../cards/screens/plan/actionFormScreen.ts'
import { actionScreen, agendaScreen } from '../../cards/screens/plan/actionScreens.ts'
import { evaluationScreen } from '../../cards/screens/plan/evaluationScreen.ts'
import { blockScreen, concernScreen, libraryScreen } from '../../cards/screens/reading/readingScreens.ts'
import { emptyForm, roundFormScreen } from '../../cards/screens/round/roundFormScreen.ts'
import { welcomeScreen } from '../../cards/screens/round/startScreens.ts'
import { copyScreen } from '../../cards/screens/sheet/copyScreen.ts'
import { endedScreen } from '../../cards/screens/sheet/endedScreen.ts'
import { ballotNudgeScreen, nudgeScreen } from '../../cards/screens/sheet/nudgeScreen.ts'
import { sheetScreen } from '../../cards/screens/sheet/sheetScreen.ts'
import type { Voice } from '../../cards/voice.ts'
import type { Action } from '../../flows/action/action.ts'
import { isDone } from '../../flows/ballot/ballot.ts'
import type { CardRef, ChannelId, MessageRef, PersonId, Platform } from '../../flows/ids.ts'
import { actionKey, ballotKey, channelKey, sheetKey } from '../../flows/keys.ts'
import type { Sheet } from '../../flows/sheet/decideSheet.ts'
import { channelHash, type Deps, voiceFor, withLanguage } from '../context.ts'
import { personOf } from '../people.ts'
import { present } from '../ports/platform.ts'
import { roundOf, stateOf } from '../stateOf.ts'
import { actionForm } from './actionForm.ts'
import { renderPersonal } from './renderPersonal.ts'
import { renderCoordinatorCard, renderRound } from './renderRound.ts'

/** A card as it stands at this moment, and the messages that already show it. */
export interface Drawn {
  readonly card: Card
  readonly shown: readonly MessageRef[]
  /** What it would ask for is over: nobody needs to be told of it for the first time. */
  readonly over?: boolean
}

const GONE = undefined
const once = (card: Card): Drawn => ({ card, shown: [] })

/** What a reference says now; nothing when what it speaks of is gone, and then nothing is to be sent. */
export const renderCard = async (deps: Deps, ref: CardRef): Promise<Drawn | undefined> => {
  const { voice, now } = deps
  switch (ref.screen) {
    case 'welcome':
      return once(welcomeScreen(await channelVoice(deps, ref.platform, ref.channel)))
    case 'help':
    case 'open':
    case 'habits':
    case 'data':
    case 'tooFast':
      return once(await renderPersonal(deps, ref))
    case 'roundForm': {
      const people = present(await deps.platform.roster(ref.platform, ref.channel))
      if (!people.some(({ id }) => id === ref.person)) return GONE
      const form = emptyForm(voice, { channel: ref.channel }, people, deps.floor, now())
      return once(roundFormScreen(voice, form, now()))
    }
    case 'sheet': {
      const sheet = await stateOf(deps, sheetKey(ref.round, ref.sheet))
      return sheet && drawSheet(deps, sheet)
    }
    case 'nudge': {
      const sheet = await stateOf(deps, sheetKey(ref.round, ref.sheet))
      // Finished between the reminder and its delivery: nothing to say any more.
      if (sheet?.status !== 'open' || now() >= sheet.closesAt) return GONE
      return once(nudgeScreen(voiceFor(deps, sheet), sheet))
    }
    case 'copy': {
      const sheet = await stateOf(deps, sheetKey(ref.round, ref.sheet))
      return sheet?.wantsCopy ? once(copyScreen(voiceFor(deps, sheet), sheet)) : GONE
    }
    case 'ballot': {
      const ballot = await stateOf(deps, ballotKey(ref.round, ref.ballot))
      const result = (await roundOf(deps, ref.round))?.result
      return (
        ballot && result && { card: ballotScreen(voiceFor(deps, ballot), ballot, result, now()), shown: ballot.cards }
      )
    }
    case 'ballotNudge': {
      const ballot = await stateOf(deps, ballotKey(ref.round, ref.ballot))
      if (!ballot || isDone(ballot) || now() >= ballot.closesAt) return GONE
      return once(ballotNudgeScreen(voiceFor(deps, ballot), ballot))
    }
    case 'action':
    case 'agenda':
    case 'evaluation': {
      const action = await stateOf(deps, actionKey(ref.action))
      return action && drawAction(deps, ref, action)
    }
    case 'actionForm': {
      const round = await roundOf(deps, ref.round)
      if (!round) return GONE
      const people = present(await deps.platform.roster(ref.platform, round.channel))
      if (!people.some(({ id }) => id === ref.person)) return GONE
      const action = ref.action === undefined ? undefined : await stateOf(deps, actionKey(ref.action))
      const spoken = voiceFor(deps, { language: round.language })
      return once(actionFormScreen(spoken, actionForm(spoken, round, people, action, now())))
    }
    case 'starsClosed':
      return once(starsClosedScreen(deps.voices[ref.language], (await roundOf(deps, ref.round))?.title ?? ''))
    case 'scanClosed':
    case 'roundStopped':
      return once(endedScreen(deps.voices[ref.language], ref.screen, (await roundOf(deps, ref.round))?.title ?? ''))
    case 'block':
      return once(blockScreen(voiceFor(deps, { language: ref.language ?? voice.language }), ref.block))
    case 'library':
      return once(libraryScreen(voiceFor(deps, { language: ref.language ?? voice.language }), ref.found))
    case 'concern':
      return once(concernScreen(voiceFor(deps, { language: ref.language ?? voice.language }), ref.step))
    case 'control':
    case 'handedOver':
    case 'check': {
      const round = await roundOf(deps, ref.round)
      return round && renderCoordinatorCard(deps, ref.screen, round, ref.person)
    }
    case 'progress':
    case 'result':
    case 'talk':
    case 'stars':
    case 'ranking':
    case 'priorities':
    case 'plan': {
      const round = await roundOf(deps, ref.round)
      return round && renderRound(deps, ref.screen, round)
    }
  }
}

/** A channel is spoken to as in its last round. */
export const channelVoice = async (deps: Deps, platform: Platform, channel: ChannelId): Promise<Voice> => {
  const team = await stateOf(deps, channelKey(channelHash(deps.hash, platform, channel)))
  return voiceFor(deps, { language: team?.language ?? deps.voice.language })
}

type ActionRef = Extract<CardRef, { screen: 'action' | 'agenda' | 'evaluation' }>

const drawAction = async (deps: Deps, ref: ActionRef, action: Action): Promise<Drawn> => {
  const own = 'person' in ref ? (await personOf(deps, action.platform, ref.person))?.language : undefined
  const voice = voiceFor(withLanguage(deps, own), { language: action.language })
  const names = await deps.names(action.platform, action.channel, action.owners, voice.say)
  if (ref.screen === 'agenda') return once(agendaScreen(voice, names, action))
  if (ref.screen === 'evaluation')
    return {
      card: evaluationScreen(voice, names, action),
      shown: askedIn(action, ref.person),
      over: action.status !== 'running' || action.asked === undefined,
    }
  return { card: actionScreen(voice, names, action), shown: action.channelCard ? [action.channelCard] : [] }
}

const askedIn = ({ cards }: Action, person: PersonId): MessageRef[] =>
  cards.filter((one) => one.person === person).map(({ message }) => message)

const drawSheet = async (deps: Deps, sheet: Sheet): Promise<Drawn> => {
  const voice = voiceFor(deps, sheet)
  const names = await deps.names(sheet.platform, sheet.channel, [sheet.coordinator], voice.say)
  const over = sheet.status === 'closed' || sheet.status === 'stopped'
  return { card: sheetScreen(voice, names, sheet, deps.now()), shown: sheet.cards, over }
}
