import type { Card } from '../../cards/card.ts'
import { starsProgressScreen } from '../../cards/screens/ballot/ballotScreen.ts'
import { prioritiesScreen, rankingScreen } from '../../cards/screens/ballot/rankingScreen.ts'
import { resultScreen } from '../../cards/screens/result/resultScreen.ts'
import { checkScreen, fewOf } from '../../cards/screens/round/checkScreens.ts'
import { controlScreen } from '../../cards/screens/round/controlScreen.ts'
import { handedOverScreen } from '../../cards/screens/round/handOverScreens.ts'
import { channelEndedScreen, leftScreen, resultMovedScreen } from '../../cards/screens/round/leavingScreens.ts'
import { lostScreen } from '../../cards/screens/round/lostScreen.ts'
import { notPostedScreen } from '../../cards/screens/round/notPostedScreen.ts'
import { progressScreen } from '../../cards/screens/round/progressScreen.ts'
import { movedScreen, takeOverScreen } from '../../cards/screens/round/stepScreens.ts'
import { notDeliveredScreen, restoredScreen } from '../../cards/screens/round/trustScreens.ts'
import type { Voice } from '../../cards/voice.ts'
import type { Action } from '../../flows/action/action.ts'
import type { ActionId, MessageRef, PersonId } from '../../flows/ids.ts'
import { actionKey, roundKey } from '../../flows/keys.ts'
import type { RoundScreen, SteeringScreen } from '../../flows/refs.ts'
import { decideRound } from '../../flows/round/decideRound.ts'
import {
  hasRanking,
  hasResult,
  hasStars,
  isCoordinator,
  isPosted,
  type PrioritisedRound,
  type Round,
} from '../../flows/round/round.ts'
import { isOrphaned } from '../../flows/round/steps/telling.ts'
import { type Deps, voiceFor, withLanguage } from '../context.ts'
import { personOf } from '../people/people.ts'
import { roundOf, stateOf } from '../stateOf.ts'
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

/** A private card about a round for one person, in her own language. */
const forReader =
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

const addMessage =
  (card: 'progress' | 'result' | 'stars' | 'ranking' | 'priorities' | 'takeOver') =>
  (deps: Deps, ref: RefTo<RoundScreen>, message: MessageRef) =>
    transact(deps, roundKey(ref.round), (round) => decideRound(round, { type: 'posted', card, message }, deps.now()))

/** A round, for its channel and for whoever coordinates it. */
export const roundScreens: Pick<Screens, Exclude<RoundScreen, 'talk' | 'talkToday'> | SteeringScreen> = {
  progress: { render: forChannel(progress), onPosted: addMessage('progress') },
  standing: {
    render: forChannel(async (voice, round, deps) => untracked(await renderStanding(deps, voice, round))),
    // From here on it is one of the cards that say this.
    onPosted: async (deps, ref, message) => {
      const round = await roundOf(deps, ref.round)
      if (!round) return
      const { status } = round
      const card = status === 'starring' ? 'stars' : status === 'prioritised' ? 'priorities' : undefined
      if (card) await addMessage(card)(deps, { ...ref, screen: card }, message)
    },
  },
  result: {
    render: forChannel((voice, round) =>
      hasResult(round) ? untracked(resultScreen(voice, round, round.result)) : progress(voice, round),
    ),
    onPosted: addMessage('result'),
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
    onPosted: addMessage('ranking'),
  },
  priorities: {
    render: forChannel(async (voice, round, deps) =>
      round.status === 'prioritised'
        ? { card: await renderPriorities(deps, voice, round), shown: round.prioritiesCards ?? [] }
        : progress(voice, round),
    ),
    onPosted: addMessage('priorities'),
  },
  takeOver: {
    render: forChannel((voice, round) => {
      const orphaned = isOrphaned(round)
      return { card: takeOverScreen(voice, round, orphaned), shown: round.takeOverCards ?? [], over: !orphaned }
    }),
    onPosted: addMessage('takeOver'),
  },
  handedOver: {
    render: forReader((voice, round, _deps, reader) => ({
      ...untracked(handedOverScreen(voice, round)),
      reader,
    })),
  },
  check: { render: forReader(async (voice, round, deps) => untracked(await renderCheck(deps, voice, round))) },
  notDelivered: {
    render: forReader((voice, round) => ({
      ...untracked(notDeliveredScreen(voice, round)),
      // They arrived before she could be told.
      over: round.undelivered === undefined,
    })),
  },
  restored: { render: forReader((voice, round) => untracked(restoredScreen(voice, round))) },
  lost: { render: forReader((voice, round) => untracked(lostScreen(voice, round))) },
  notPosted: {
    render: forReader(async (voice, round, deps) => ({
      card: await renderNotPosted(deps, voice, round),
      shown: [],
      over: !round.refused || round.refused.over === true,
    })),
    onPosted: (deps, { round: id, person }, message) => {
      const event = { type: 'noticePosted', person, message } as const
      return transact(deps, roundKey(id), (round) => decideRound(round, event, deps.now()))
    },
  },
  resultMoved: { render: forReader((voice, round) => untracked(resultMovedScreen(voice, round))) },
  channelEnded: { render: forReader((voice, round) => untracked(channelEndedScreen(voice, round))) },
  left: {
    render: forReader(async (voice, round, deps) => {
      const left = round.left ?? []
      return { ...untracked(leftScreen(voice, await namesOfLeft(deps, voice, round), round)), over: left.length === 0 }
    }),
  },
  moved: {
    render: forReader((voice, round, _deps, reader) => ({ ...untracked(movedScreen(voice, round)), reader })),
  },
  control: {
    render: async (deps, { round: id, person, told }) => {
      const round = await roundOf(deps, id)
      // Who steers it no more gets no card that does.
      if (!round || !isCoordinator(round, person)) return undefined
      const reader = await personOf(deps, round.platform, person)
      const own = withLanguage(deps, reader?.language)
      const cards = round.controlCards.filter((card) => card.person === person)
      return {
        card: await renderControl(own, voiceFor(own, round), round),
        // A new message is there already when a card says at least as much.
        reader: person,
        shown: cards.filter((card) => told === undefined || (card.told ?? 0) >= told).map(({ message }) => message),
        over: told !== undefined && (!round.waiting || round.told !== told),
      }
    },
    onPosted: (deps, { round: id, person, told }, message) => {
      const event = { type: 'controlPosted', person, message, ...(told === undefined ? {} : { told }) } as const
      return transact(deps, roundKey(id), (round) => decideRound(round, event, deps.now()))
    },
    onUnreachable: async (deps, { round: id, person, told }) => {
      if (told === undefined) return
      const event = { type: 'coordinatorMissed', person, told } as const
      await transact(deps, roundKey(id), (round) => decideRound(round, event, deps.now()))
    },
  },
}

/** Whom of those who left a card names: the first of those who were taken out, and of the others. */
const leftIn = ({ left = [] }: Round): readonly PersonId[] =>
  [true, false].flatMap((isOut) => fewOf(left.filter(({ out = false }) => out === isOut).map(({ person }) => person)))

const namesOfLeft = (deps: Deps, voice: Voice, round: Round) =>
  deps.names(round.platform, round.channel, leftIn(round), voice.say)

/** What steers a round, with the names and the actions it speaks of. */
export const renderControl = async (deps: Deps, voice: Voice, round: Round): Promise<Card> => {
  const names = await deps.names(
    round.platform,
    round.channel,
    [...fewOf(round.unreachable), ...leftIn(round)],
    voice.say,
  )
  return controlScreen(voice, names, round, false, await actionsIn(deps, (hasResult(round) && round.carry) || []))
}

/** What the team agreed on, and who changed it where someone did. */
export const renderPriorities = async (deps: Deps, voice: Voice, round: PrioritisedRound): Promise<Card> => {
  const { changed } = round.priorities
  const names = await deps.names(
    round.platform,
    round.channel,
    changed?.by === undefined ? [] : [changed.by],
    voice.say,
  )
  return prioritiesScreen(voice, round, round.priorities, names)
}

/** Why the channel takes nothing, with the newest of what the team waits for there. */
export const renderNotPosted = async (deps: Deps, voice: Voice, round: Round, again = false): Promise<Card> =>
  notPostedScreen(voice, round, await missingCard(deps, voice, round), again)

const missingCard = async (deps: Deps, voice: Voice, round: Round): Promise<Card | undefined> => {
  if (!isPosted(round, 'priorities') && round.status === 'prioritised') return renderPriorities(deps, voice, round)
  if (!isPosted(round, 'ranking') && hasRanking(round)) return rankingScreen(voice, round, round.ranking)
  return !isPosted(round, 'result') && hasResult(round) ? resultScreen(voice, round, round.result) : undefined
}

/** How a round stands that nobody fills in any more: the card of what it came to last. */
export const renderStanding = async (deps: Deps, voice: Voice, round: Round): Promise<Card> => {
  if (round.status === 'prioritised') return renderPriorities(deps, voice, round)
  if (hasRanking(round)) return rankingScreen(voice, round, round.ranking)
  if (hasStars(round)) return starsProgressScreen(voice, round)
  const stands = progressScreen(voice, round)
  // After a stop there is nothing but a new beginning.
  const start = { label: voice.say('welcome.start'), main: true, verb: 'round.form', data: {} }
  return round.status === 'stopped'
    ? { ...stands, parts: [...stands.parts, { kind: 'buttons', buttons: [start] }] }
    : stands
}

/** What was found out about a draft before anything is sent. */
export const renderCheck = async (deps: Deps, voice: Voice, round: Round): Promise<Card> => {
  const check = round.status === 'draft' ? round.check : undefined
  const { unreachable = [], guests = [], strangers = [], outside = [], bots = [], deactivated = [] } = check ?? {}
  const members = round.members.map(({ person }) => person)
  const people = [members, unreachable, guests, strangers, outside, bots, deactivated].flatMap(fewOf)
  const names = await deps.names(round.platform, round.channel, check ? people : [], voice.say)
  return checkScreen(voice, names, round, deps.now())
}

const actionsIn = async (deps: Deps, ids: readonly ActionId[]): Promise<readonly Action[]> => {
  const actions = await Promise.all(ids.map((action) => stateOf(deps, actionKey(action))))
  return actions.flatMap((action) => action ?? [])
}
