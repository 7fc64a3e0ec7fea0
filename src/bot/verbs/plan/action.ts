import type { Card } from '../../../cards/card.ts'
import { type ActionForm, actionFormScreen } from '../../../cards/screens/plan/actionFormScreen.ts'
import { actionSaidScreen, actionScreen, planScreen } from '../../../cards/screens/plan/actionScreens.ts'
import { planFormSentScreen } from '../../../cards/screens/round/startScreens.ts'
import { quickActionScreen } from '../../../cards/screens/talk/quickActionScreen.ts'
import { talkSaidScreen } from '../../../cards/screens/talk/talkScreens.ts'
import type { Voice } from '../../../cards/voice.ts'
import type { Action } from '../../../flows/action/action.ts'
import { decideAction } from '../../../flows/action/decideAction.ts'
import { decideChannel } from '../../../flows/channel/channel.ts'
import type { ActionId } from '../../../flows/ids.ts'
import { actionKey, channelKey, roundKey } from '../../../flows/keys.ts'
import { decideRound } from '../../../flows/round/decideRound.ts'
import type { Round } from '../../../flows/round/round.ts'
import type { ElementId, Kit } from '../../../kit/kit.ts'
import { rosterFor } from '../../channelRoster.ts'
import { channelHash, type Deps, voiceFor } from '../../context.ts'
import type { Reply } from '../../ports/handlers.ts'
import {
  actionForm,
  type CheckedAction,
  checkAction,
  draftedInto,
  type SentAction,
  typedInto,
} from '../../render/actionForm.ts'
import { stateOf } from '../../stateOf.ts'
import { planOf, updatePlan } from '../../teamPlan.ts'
import { transact } from '../../transact.ts'
import type { Contexts } from '../contexts.ts'
import { actionReply, ok, refusedReply } from '../replies.ts'
import * as data from '../schemas.ts'
import { type Verb, verb } from '../verb.ts'

/** An action may belong to any block, also one the scan left out. */
const planVoice = (deps: Deps, { language }: Round): Voice => voiceFor(deps, { language })

const actionOf = async (deps: Deps, round: Round, id: ActionId | undefined): Promise<Action | undefined> => {
  const action = id === undefined ? undefined : await stateOf(deps, actionKey(id))
  return action?.round === round.id ? action : undefined
}

type SentForm = SentAction & {
  readonly action?: ActionId | undefined
  readonly more?: boolean | undefined
  readonly draft?: ElementId | undefined
  readonly quick?: boolean | undefined
}

const drawForm = (voice: Voice, round: Round, form: ActionForm, { quick, more, block }: SentForm): Card =>
  quick && !more ? quickActionScreen(voice, round, form, block) : actionFormScreen(voice, form)

/** Forms are private cards: where the platform can't open one for the presser alone, it is sent to her private chat. */
const openForm = async (context: Contexts['channel'], sent: SentForm): Promise<Reply> => {
  const { deps, press, round } = context
  if (press.place.in === 'channel' && !press.opensForms) return sendForm(context, sent)
  // The form lists the channel's people, who are given to one of them only.
  const people = await rosterFor(deps, press, round.channel)
  if (!people) return refusedReply(deps, 'notMember')
  const action = await actionOf(deps, round, sent.action)
  const voice = planVoice(deps, round)
  const form = typedInto(draftedInto(voice, actionForm(voice, round, people, action, deps.now()), sent.draft), sent)
  return ok(drawForm(voice, round, { ...form, more: form.more || sent.more === true }, sent))
}

const sendForm = async (
  { deps, press, round }: Contexts['channel'],
  { action, quick = false, block, draft }: SentForm,
): Promise<Reply> => {
  const address = { platform: press.platform, channel: round.channel }
  const key = channelKey(channelHash(deps.hash, press.platform, round.channel))
  const special = { ...(quick ? { quick, block } : {}), ...(draft ? { draft } : {}) }
  const asked = { person: press.actor, round: round.id, action, ...special } as const
  const event = { type: 'actionFormAsked', event: press.id, ...asked } as const
  await transact(deps, key, (known) => decideChannel(address, known, event, deps.now()))
  const voice = planVoice(deps, round)
  return ok(quick ? talkSaidScreen(voice, round, voice.say('plan.sent')) : planFormSentScreen(voice, round))
}

const save = async (context: Contexts['channelRoster'], sent: SentForm): Promise<Reply> => {
  const { deps, round, people } = context
  const known = await actionOf(deps, round, sent.action)
  if (sent.action !== undefined && !known) return refusedReply(deps, 'actionGone')
  const voice = planVoice(deps, round)
  const empty = actionForm(voice, round, people, known, deps.now())
  const typed = typedInto({ ...empty, more: sent.more === true }, sent)
  const checked = checkAction(voice, typed, people, deps.now())
  if ('problems' in checked) return ok(drawForm(voice, round, checked, sent))
  const action = await saveChecked(context, known, checked)
  if (!action) return refusedReply(deps, 'actionGone')
  return actionReply(deps, action, (localized, names) => actionSaidScreen(localized, names, action, 'action.saved'))
}

const saveChecked = async (
  { deps, press, round }: Contexts['channelRoster'],
  known: Action | undefined,
  checked: CheckedAction,
): Promise<Action | undefined> => {
  // From the platform's event id: the same press delivered twice saves one action.
  const id = known?.id ?? deps.hash('action', press.platform.tenant, press.id)
  const { platform, channel, zone, language, coordinators } = round
  const place = { id, round: round.id, platform, channel, zone, language, coordinator: coordinators[0] ?? press.actor }
  const event = { type: 'saved', ...place, ...checked, by: press.actor } as const
  // The plan's card first, so that the new action's own card stands below it.
  if (!known) await updatePlan(deps, { platform, channel, action: id })
  const { state: action } = await transact(deps, actionKey(id), (state) => decideAction(state, event, deps.now()))
  await transact(deps, roundKey(round.id), (state) =>
    decideRound(state, { type: 'actionSaved', action: id }, deps.now()),
  )
  return action
}

interface SentInAction {
  readonly action: ActionId
}

const show = async ({ deps, round }: Contexts['channelRoster'], { action: id }: SentInAction): Promise<Reply> => {
  const action = await actionOf(deps, round, id)
  if (!action) return refusedReply(deps, 'actionGone')
  return actionReply(deps, action, (voice, names) => actionScreen(voice, names, action))
}

/** Anyone of the channel may end an action, as anyone may write one. */
const end =
  (how: 'done' | 'stopped') =>
  async ({ deps, press, round }: Contexts['channelRoster'], { action: id }: SentInAction): Promise<Reply> => {
    if (!(await actionOf(deps, round, id))) return refusedReply(deps, 'actionGone')
    const { state: action } = await transact(deps, actionKey(id), (known) =>
      decideAction(known, { type: 'ended', how, by: press.actor }, deps.now()),
    )
    if (!action) return refusedReply(deps, 'actionGone')
    return actionReply(deps, action, (voice, names) => actionScreen(voice, names, action))
  }

/** The plan: written, seen and ended by the channel. */
export const actionVerbs = (kit: Kit): readonly Verb[] => [
  verb({ verb: 'action.form', data: data.openActionForm(kit), who: 'channel', where: 'both', press: openForm }),
  verb({ verb: 'action.save', data: data.actionForm, who: 'channelRoster', where: 'private', press: save }),
  verb({ verb: 'action.done', data: data.inAction, who: 'channelRoster', where: 'both', press: end('done') }),
  verb({ verb: 'action.stop', data: data.inAction, who: 'channelRoster', where: 'both', press: end('stopped') }),
  verb({ verb: 'action.show', data: data.inAction, who: 'channelRoster', where: 'both', press: show }),
  verb({
    verb: 'plan.show',
    data: data.paged,
    who: 'channel',
    where: 'channel',
    press: async ({ deps, round }, { page }) => {
      const plan = await planOf(deps, round.platform, round.channel)
      return ok(planScreen(planVoice(deps, round), plan.round ?? round, plan.actions, page))
    },
  }),
]
