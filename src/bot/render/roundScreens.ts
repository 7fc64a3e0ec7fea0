import type { Card } from '../../cards/card.ts'
import { starsProgressScreen } from '../../cards/screens/ballot/ballotScreen.ts'
import { prioritiesScreen, rankingScreen } from '../../cards/screens/ballot/rankingScreen.ts'
import { resultScreen } from '../../cards/screens/result/resultScreen.ts'
import { checkScreen } from '../../cards/screens/round/checkScreens.ts'
import { controlScreen } from '../../cards/screens/round/controlScreen.ts'
import { handedOverScreen } from '../../cards/screens/round/handOverScreens.ts'
import { progressScreen } from '../../cards/screens/round/progressScreen.ts'
import type { Voice } from '../../cards/voice.ts'
import type { MessageRef, PersonId, RoundScreen, SteeringScreen } from '../../flows/ids.ts'
import { roundKey } from '../../flows/keys.ts'
import { decideRound } from '../../flows/round/decideRound.ts'
import { hasRanking, hasResult, hasStars, type Round } from '../../flows/round/round.ts'
import { type Deps, voiceFor, withLanguage } from '../context.ts'
import { personOf } from '../people.ts'
import { roundOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { type RefTo, type Rendered, type Screens, untracked } from './screen.ts'

type RenderRound = (voice: Voice, round: Round, deps: Deps) => Promise<Rendered> | Rendered

/** A card for the channel, in the round's language. */
const forChannel =
  (render: RenderRound) =>
  async (deps: Deps, { round: id }: RefTo<RoundScreen>): Promise<Rendered | undefined> => {
    const round = await roundOf(deps, id)
    return round && render(voiceFor(deps, round), round, deps)
  }

/** A private card for a coordinator, in her own language. */
const forCoordinator =
  (render: (...args: [...Parameters<RenderRound>, person: PersonId]) => Promise<Rendered> | Rendered) =>
  async (deps: Deps, { round: id, person }: RefTo<SteeringScreen>): Promise<Rendered | undefined> => {
    const round = await roundOf(deps, id)
    if (!round) return undefined
    const reader = await personOf(deps, round.platform, person)
    return render(voiceFor(withLanguage(deps, reader?.language), round), round, deps, person)
  }

/** How the round stands: also where another card was asked for that isn't there yet. */
const progress = (voice: Voice, round: Round): Rendered => ({
  card: progressScreen(voice, round),
  shown: round.progressCards,
})

const addMessage = (card: 'progress' | 'stars') => (deps: Deps, ref: RefTo<RoundScreen>, message: MessageRef) =>
  transact(deps, roundKey(ref.round), (round) => decideRound(round, { type: 'posted', card, message }, deps.now()))

/** A round, for its channel and for whoever coordinates it. */
export const roundScreens: Pick<Screens, Exclude<RoundScreen, 'talk' | 'talkToday'> | SteeringScreen> = {
  progress: { render: forChannel(progress), onPosted: addMessage('progress') },
  result: {
    render: forChannel((voice, round) =>
      hasResult(round) ? untracked(resultScreen(voice, round, round.result)) : progress(voice, round),
    ),
  },
  stars: {
    render: forChannel((voice, round) =>
      hasStars(round)
        ? { card: starsProgressScreen(voice, round), shown: round.starsCards ?? [] }
        : progress(voice, round),
    ),
    onPosted: addMessage('stars'),
  },
  ranking: {
    render: forChannel((voice, round) =>
      hasRanking(round) ? untracked(rankingScreen(voice, round, round.ranking)) : progress(voice, round),
    ),
  },
  priorities: {
    render: forChannel((voice, round) =>
      round.status === 'prioritised'
        ? untracked(prioritiesScreen(voice, round, round.priorities))
        : progress(voice, round),
    ),
  },
  handedOver: { render: forCoordinator((voice, round) => untracked(handedOverScreen(voice, round))) },
  check: { render: forCoordinator(async (voice, round, deps) => untracked(await renderCheck(deps, voice, round))) },
  control: {
    render: forCoordinator(async (voice, round, deps, person) => {
      const names = await deps.names(round.platform, round.channel, round.unreachable, voice.say)
      const shown = round.controlCards.filter((card) => card.person === person).map(({ message }) => message)
      return { card: controlScreen(voice, names, round), shown }
    }),
    onPosted: (deps, ref, message) => {
      const event = { type: 'controlPosted', person: ref.person, message } as const
      return transact(deps, roundKey(ref.round), (round) => decideRound(round, event, deps.now()))
    },
  },
}

/** What was found out about a draft before anything is sent. */
export const renderCheck = async (deps: Deps, voice: Voice, round: Round): Promise<Card> => {
  const { unreachable = [], bots = [], deactivated = [] } = (round.status === 'draft' ? round.check : undefined) ?? {}
  const people = [...round.members.map(({ person }) => person), ...unreachable, ...bots, ...deactivated]
  const names = await deps.names(round.platform, round.channel, people, voice.say)
  return checkScreen(voice, names, round, deps.now())
}
