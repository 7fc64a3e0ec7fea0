import { starsProgressScreen } from '../../cards/screens/ballot/ballotScreen.ts'
import { prioritiesScreen, rankingScreen, talkScreen } from '../../cards/screens/ballot/rankingScreen.ts'
import { planScreen } from '../../cards/screens/plan/actionScreens.ts'
import { resultScreen } from '../../cards/screens/result/resultScreen.ts'
import { checkScreen } from '../../cards/screens/round/checkScreens.ts'
import { controlScreen } from '../../cards/screens/round/controlScreen.ts'
import { handedOverScreen } from '../../cards/screens/round/handOverScreens.ts'
import { progressScreen } from '../../cards/screens/round/progressScreen.ts'
import type { Voice } from '../../cards/voice.ts'
import type { Action } from '../../flows/action/action.ts'
import type { PersonId, RoundScreen, SteeringScreen } from '../../flows/ids.ts'
import { actionKey } from '../../flows/keys.ts'
import { isOpen, type Round } from '../../flows/round/round.ts'
import { type Deps, voiceFor, withLanguage } from '../context.ts'
import { personOf } from '../people.ts'
import { stateOf } from '../stateOf.ts'
import type { Drawn } from './renderCard.ts'

/** A card for the channel; where what it shows isn't there yet, how the round stands. */
export const renderRound = async (deps: Deps, screen: RoundScreen, round: Round): Promise<Drawn> => {
  const voice = voiceFor(deps, round)
  const standing = { card: progressScreen(voice, round), shown: round.progressCards }
  switch (screen) {
    case 'progress':
      return standing
    case 'result':
      return round.result ? { card: resultScreen(voice, round, round.result), shown: [] } : standing
    case 'talk':
      return { card: talkScreen(voice, round), shown: [] }
    case 'stars':
      if (round.starsCloseAt === undefined) return standing
      return { card: starsProgressScreen(voice, round), shown: round.starsCards ?? [] }
    case 'ranking':
      return round.ranking ? { card: rankingScreen(voice, round, round.ranking), shown: [] } : standing
    case 'priorities':
      return round.priorities ? { card: prioritiesScreen(voice, round, round.priorities), shown: [] } : standing
    case 'plan':
      if (isOpen(round)) return standing
      return { card: planScreen(voice, round, await actionsOf(deps, round)), shown: [] }
  }
}

/** A private card for one who steers the round. */
export const renderCoordinatorCard = async (
  deps: Deps,
  screen: SteeringScreen,
  round: Round,
  person: PersonId,
): Promise<Drawn> => {
  const own = (await personOf(deps, round.platform, person))?.language
  const voice = voiceFor(withLanguage(deps, own), round)
  switch (screen) {
    case 'handedOver':
      return { card: handedOverScreen(voice, round), shown: [] }
    case 'check':
      return { card: await renderCheck(deps, voice, round), shown: [] }
    case 'control': {
      const names = await deps.names(round.platform, round.channel, round.unreachable, voice.say)
      const shown = round.controlCards.filter((one) => one.person === person).map(({ message }) => message)
      return { card: controlScreen(voice, names, round), shown }
    }
  }
}

export const renderCheck = async (deps: Deps, voice: Voice, round: Round) => {
  const { unreachable = [], bots = [], deactivated = [] } = round.check ?? {}
  const people = [...round.members.map(({ person }) => person), ...unreachable, ...bots, ...deactivated]
  const names = await deps.names(round.platform, round.channel, people, voice.say)
  return checkScreen(voice, names, round, deps.now())
}

export const actionsOf = async (deps: Deps, round: Round): Promise<readonly Action[]> => {
  const actions = await Promise.all((round.actions ?? []).map((action) => stateOf(deps, actionKey(action))))
  return actions.flatMap((action) => action ?? [])
}
