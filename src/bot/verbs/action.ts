import type { Card } from '../../cards/card.ts'
import { actionFormScreen } from '../../cards/screens/plan/actionFormScreen.ts'
import { actionSaidScreen, actionScreen, planScreen } from '../../cards/screens/plan/actionScreens.ts'
import { planFormSentScreen } from '../../cards/screens/round/startScreens.ts'
import type { Names, Voice } from '../../cards/voice.ts'
import type { Action } from '../../flows/action/action.ts'
import { decideAction } from '../../flows/action/decideAction.ts'
import { decideChannel } from '../../flows/channel/channel.ts'
import type { Why } from '../../flows/decision.ts'
import { actionKey, channelKey, roundKey } from '../../flows/keys.ts'
import { decideRound } from '../../flows/round/decideRound.ts'
import type { Round } from '../../flows/round/round.ts'
import { rosterWith } from '../channelRoster.ts'
import { channelHash, type Deps, voiceFor } from '../context.ts'
import type { Reply } from '../ports/handlers.ts'
import type { Press } from '../ports/inbound.ts'
import type { Person } from '../ports/platform.ts'
import { actionForm, checkAction, type SentAction, typedInto } from '../render/actionForm.ts'
import { actionsOf } from '../render/renderRound.ts'
import { roundOf, stateOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { drawnAction, refusedReply } from './answers.ts'
import { belongs } from './round.ts'
import * as data from './schemas.ts'
import { ok, type Verb, verb } from './verb.ts'

/** The round, when the presser is in its channel: the platform says so, not the button. */
const here = async (
  deps: Deps,
  press: Press,
  id: string,
): Promise<{ readonly round: Round; readonly people: readonly Person[] } | Why> => {
  const round = await roundOf(deps, id)
  if (!belongs(round, press)) return 'roundGone'
  const people = await rosterWith(deps, press, round.channel)
  return people ? { round, people } : 'notMember'
}

/** An action may belong to any block, also one the scan left out. */
const planVoice = (deps: Deps, { language }: Round): Voice => voiceFor(deps, { language })

const actionOf = async (deps: Deps, round: Round, id: string | undefined): Promise<Action | undefined> => {
  const action = id === undefined ? undefined : await stateOf(deps, actionKey(id))
  return action?.round === round.id ? action : undefined
}

const actionDrawn =
  (action: Action) =>
  (voice: Voice, names: Names): Card =>
    actionScreen(voice, names, action)

type GivenAction = SentAction & {
  readonly round: string
  readonly action?: string | undefined
  readonly more?: boolean | undefined
}

const form = async (deps: Deps, press: Press, given: GivenAction): Promise<Reply> => {
  if (press.place.in === 'channel' && !press.opensForms) return askForForm(deps, press, given.round, given.action)
  const found = await here(deps, press, given.round)
  if (typeof found === 'string') return refusedReply(deps, found)
  const action = await actionOf(deps, found.round, given.action)
  const voice = planVoice(deps, found.round)
  const empty = actionForm(voice, found.round, found.people, action, deps.now())
  const filled = typedInto(empty, given)
  return ok(actionFormScreen(voice, { ...filled, more: filled.more || given.more === true }))
}

/** Forms are private cards: from the channel it is sent, never shown there. */
const askForForm = async (deps: Deps, press: Press, round: string, action: string | undefined): Promise<Reply> => {
  const known = await roundOf(deps, round)
  if (!belongs(known, press)) return refusedReply(deps, 'roundGone')
  const team = { platform: press.platform, channel: known.channel }
  const key = channelKey(channelHash(deps.hash, press.platform, known.channel))
  const event = { type: 'actionFormAsked', event: press.id, person: press.actor, round, action } as const
  await transact(deps, key, (state) => decideChannel(team, state, event, deps.now()))
  return ok(planFormSentScreen(planVoice(deps, known), known))
}

const save = async (deps: Deps, press: Press, given: GivenAction): Promise<Reply> => {
  const found = await here(deps, press, given.round)
  if (typeof found === 'string') return refusedReply(deps, found)
  const { round, people } = found
  const known = await actionOf(deps, round, given.action)
  if (given.action !== undefined && !known) return refusedReply(deps, 'actionGone')
  const voice = planVoice(deps, round)
  const empty = actionForm(voice, round, people, known, deps.now())
  const typed = typedInto({ ...empty, more: given.more === true }, given)
  const checked = checkAction(voice, typed, people, deps.now())
  if ('problems' in checked) return ok(actionFormScreen(voice, checked))
  // From the platform's event id: the same press delivered twice saves one action.
  const id = known?.id ?? deps.hash('action', press.platform.tenant, press.id)
  const { platform, channel, zone, language, coordinators } = round
  const place = { id, round: round.id, platform, channel, zone, language, coordinator: coordinators[0] ?? press.actor }
  const event = { type: 'saved', ...place, ...checked } as const
  const settled = await transact(deps, actionKey(id), (action) => decideAction(action, event, deps.now()))
  await transact(deps, roundKey(round.id), (state) =>
    decideRound(state, { type: 'actionSaved', action: id }, deps.now()),
  )
  const action = settled.state
  if (!action) return refusedReply(deps, 'actionGone')
  return drawnAction(deps, action, (spoken, names) => actionSaidScreen(spoken, names, action, 'action.saved'))
}

/** Anyone of the channel may end an action, as anyone may write one. */
const end = async (
  deps: Deps,
  press: Press,
  given: { round: string; action: string },
  how: 'done' | 'stopped',
): Promise<Reply> => {
  const found = await here(deps, press, given.round)
  if (typeof found === 'string') return refusedReply(deps, found)
  if (!(await actionOf(deps, found.round, given.action))) return refusedReply(deps, 'actionGone')
  const settled = await transact(deps, actionKey(given.action), (action) =>
    decideAction(action, { type: 'ended', how }, deps.now()),
  )
  const { state: action } = settled
  if (!action) return refusedReply(deps, 'actionGone')
  return drawnAction(deps, action, actionDrawn(action))
}

/** The plan: written, seen and ended by the channel. */
export const actionVerbs: readonly Verb[] = [
  verb({ verb: 'action.form', data: data.actionTyped, who: 'channel', where: 'both', press: form }),
  verb({ verb: 'action.save', data: data.actionTyped, who: 'channel', where: 'private', press: save }),
  verb({
    verb: 'action.done',
    data: data.aboutAction,
    who: 'channel',
    where: 'both',
    press: (deps, press, given) => end(deps, press, given, 'done'),
  }),
  verb({
    verb: 'action.stop',
    data: data.aboutAction,
    who: 'channel',
    where: 'both',
    press: (deps, press, given) => end(deps, press, given, 'stopped'),
  }),
  verb({
    verb: 'action.show',
    data: data.aboutAction,
    who: 'channel',
    where: 'both',
    press: async (deps, press, { round, action: id }) => {
      const found = await here(deps, press, round)
      if (typeof found === 'string') return refusedReply(deps, found)
      const action = await actionOf(deps, found.round, id)
      if (!action) return refusedReply(deps, 'actionGone')
      return drawnAction(deps, action, actionDrawn(action))
    },
  }),
  verb({
    verb: 'plan.show',
    data: data.paged,
    who: 'channel',
    where: 'channel',
    press: async (deps, press, { round: id, page }) => {
      const round = await roundOf(deps, id)
      if (!belongs(round, press)) return refusedReply(deps, 'roundGone')
      return ok(planScreen(planVoice(deps, round), round, await actionsOf(deps, round), page))
    },
  }),
]
