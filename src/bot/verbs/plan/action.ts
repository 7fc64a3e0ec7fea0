import type { Card } from '../../../cards/card.ts'
import { formAgain } from '../../../cards/fieldProblems.ts'
import { type ActionForm, actionFormScreen } from '../../../cards/screens/plan/actionFormScreen.ts'
import { actionSaidScreen, actionScreen, written } from '../../../cards/screens/plan/actionScreens.ts'
import { planFormSentScreen } from '../../../cards/screens/round/startScreens.ts'
import { quickActionScreen } from '../../../cards/screens/talk/quickActionScreen.ts'
import { talkSaidScreen } from '../../../cards/screens/talk/talkScreens.ts'
import type { Voice } from '../../../cards/voice.ts'
import type { Action, Change } from '../../../flows/action/action.ts'
import { noted } from '../../../flows/action/changes.ts'
import { type ActionEvent, decideAction } from '../../../flows/action/decideAction.ts'
import { latestOf } from '../../../flows/channel/channel.ts'
import { UNCHANGED } from '../../../flows/decision.ts'
import type { ActionId, PersonId } from '../../../flows/ids.ts'
import { actionKey, roundKey } from '../../../flows/keys.ts'
import { decideRound } from '../../../flows/round/decideRound.ts'
import type { ElementId, Kit } from '../../../kit/kit.ts'
import type { ActionFields } from '../../../kit/plan.ts'
import { madeBy, newForm } from '../../context.ts'
import { rosterFor } from '../../people/channelRoster.ts'
import { addToPlan, isFull, MOST_RUNNING, planOf, type TeamPlan } from '../../plan/teamPlan.ts'
import type { Reply } from '../../ports/handlers.ts'
import {
  actionForm,
  type CheckedAction,
  checkAction,
  dateOf,
  draftedInto,
  foundFor,
  type SentAction,
  typedInto,
} from '../../render/actionForm.ts'
import { drawPlan, planVoice, postFirstPlan, whereOf } from '../../render/planScreens.ts'
import { transact } from '../../transact.ts'
import { updateChannel } from '../../updateChannel.ts'
import type { Contexts } from '../contexts.ts'
import { actionReply, ok, refusedReply } from '../replies.ts'
import { type Verb, verb } from '../verb.ts'
import * as data from './schemas.ts'

type SentForm = SentAction & {
  readonly form?: string | undefined
  readonly action?: ActionId | undefined
  readonly more?: boolean | undefined
  readonly draft?: ElementId | undefined
  readonly example?: boolean | undefined
  readonly quick?: boolean | undefined
}

const drawForm = (voice: Voice, { round }: TeamPlan, form: ActionForm, { quick, more, block }: SentForm): Card =>
  quick && !more && !form.example && round
    ? quickActionScreen(voice, round, form, block)
    : actionFormScreen(voice, form)

/** Forms are private cards: where the platform can't open one for the presser alone, it is sent to her private chat. */
const openForm = async (context: Contexts['plan'], sent: SentForm): Promise<Reply> => {
  const { deps, press, channel, action } = context
  const plan = await planOf(deps, press.platform, channel)
  if (press.place.in === 'channel' && !press.opensForms) return sendForm(context, plan, sent)
  // The form lists the channel's people, who are given to one of them only.
  const people = await rosterFor(deps, press, channel)
  if (!people) return refusedReply(deps, 'notMember')
  const voice = planVoice(deps, plan)
  const place = { round: plan.round, channel, action, form: sent.form ?? newForm(deps, channel, press.actor) }
  const typed = typedInto(draftedInto(voice, actionForm(voice, place, people, deps.now()), sent.draft), sent)
  const { form } = foundFor(voice, typed, people, sent)
  const asked = { more: form.more || sent.more === true, ...(sent.example ? { example: true as const } : {}) }
  return ok(drawForm(voice, plan, { ...form, ...asked }, sent))
}

const sendForm = async (
  { deps, press, channel, action }: Contexts['plan'],
  plan: TeamPlan,
  { block, draft, quick }: SentForm,
): Promise<Reply> => {
  const special = { block, ...(quick ? { quick } : {}), ...(draft ? { draft } : {}) }
  const asked = { event: press.id, person: press.actor, round: plan.round?.id, action: action?.id, ...special }
  const event = { type: 'actionFormAsked', ...asked } as const
  await updateChannel(deps, { platform: press.platform, channel }, () => event)
  const voice = planVoice(deps, plan)
  if (quick && plan.round) return ok(talkSaidScreen(voice, plan.round, voice.say('plan.sent')))
  return ok(planFormSentScreen(voice, whereOf(plan), plan.round?.title))
}

const save = async (context: Contexts['planRoster'], sent: SentForm): Promise<Reply> => {
  const { deps, press, channel, action: known, people } = context
  const plan = await planOf(deps, press.platform, channel)
  const voice = planVoice(deps, plan)
  const empty = actionForm(voice, { round: plan.round, channel, action: known, form: sent.form }, people, deps.now())
  const { form: typed, open } = foundFor(voice, typedInto({ ...empty, more: sent.more === true }, sent), people, sent)
  const checked = checkAction(voice, typed, people, deps.now(), known)
  const drawn = drawForm(voice, plan, 'problems' in checked ? checked : typed, sent)
  const again = formAgain(voice, drawn, sent, deps.now())
  if (again) return ok(again)
  if ('problems' in checked) return ok(drawn)
  if (open) return ok(drawForm(voice, plan, typed, sent))
  if (!known && isFull(plan)) return ok(drawForm(voice, plan, { ...typed, problems: full(voice) }, sent))
  const action = await saveChecked(context, plan, sent.form, checked)
  if (!action) return refusedReply(deps, 'actionGone')
  return actionReply(deps, action, (localized, names) =>
    actionSaidScreen(localized, names, action, 'action.saved', movedWords(localized, checked)),
  )
}

const full = ({ say }: Voice) => ({ what: say('teamPlan.form.full', { most: MOST_RUNNING }) })

/** Said where a date was typed on which nobody works. */
const movedWords = (voice: Voice, { moved, fields }: CheckedAction): string | undefined =>
  moved && voice.say('teamPlan.form.moved', { date: written(voice, fields.followUp) })

const saveChecked = async (
  { deps, press, channel, action: known }: Contexts['planRoster'],
  plan: TeamPlan,
  form: string | undefined,
  { fields, owners }: CheckedAction,
): Promise<Action | undefined> => {
  const id = known?.id ?? madeBy(deps, 'action', form, press, channel, JSON.stringify([fields, owners]))
  const { platform } = press
  const voice = planVoice(deps, plan)
  const coordinator = plan.round?.coordinators[0] ?? known?.coordinator ?? press.actor
  // A round that is forgotten is still named: the channel knows that it had it.
  const round = known?.round ?? plan.round?.id ?? latestOf(plan.team) ?? ''
  const language = plan.team?.language ?? plan.round?.language ?? deps.voice.language
  const place = { id, round, platform, channel, zone: voice.zone, language, coordinator }
  const event = { type: 'saved', ...place, fields, owners, by: press.actor } as const
  // The plan's card first, so that the new action's own card stands below it.
  if (!known) {
    const { kind, state: team } = await addToPlan(deps, { platform, channel, action: id })
    // The other of two taps posts it.
    if (kind === 'saved') await postFirstPlan(deps, platform, team, channel)
  }
  const now = deps.now()
  const { state: action } = await transact(deps, actionKey(id), (before) => {
    // Delivered again, or sent without a change: there is nothing to note.
    if (before && (!known || isSame(before, event))) return UNCHANGED
    return noted(decideAction(before, event, now), before ? 'changed' : 'written', press.actor, now)
  })
  await transact(deps, roundKey(round), (state) => decideRound(state, { type: 'actionSaved', action: id }, deps.now()))
  return action
}

const isSame = (before: Action, { fields, owners }: CheckedAction): boolean =>
  (Object.keys(fields) as (keyof ActionFields)[]).every(
    (field) => fields[field] === (field === 'followUp' ? dateOf(before) : before[field]),
  ) && owners.join() === before.owners.join()

/** Anyone of the channel may end an action, and take that back, as anyone may write one. */
const change =
  (eventBy: (by: PersonId) => ActionEvent, what: Change['what']) =>
  async ({ deps, press, action: named }: Contexts['planRoster']): Promise<Reply> => {
    if (!named) return refusedReply(deps, 'actionGone')
    const now = deps.now()
    const event = eventBy(press.actor)
    // Whoever comes second changes nothing: it is done, or it runs again.
    const { state: action, kind } = await transact(deps, actionKey(named.id), (known) =>
      known && (known.status === 'running') === (event.type === 'reopened')
        ? UNCHANGED
        : noted(decideAction(known, event, now), what, press.actor, now),
    )
    if (!action) return refusedReply(deps, 'actionGone')
    return actionReply(deps, action, (voice, names) => actionScreen(voice, names, action, kind === 'saved'))
  }

const show = async ({ deps, action }: Contexts['planRoster']): Promise<Reply> =>
  action
    ? actionReply(deps, action, (voice, names) => actionScreen(voice, names, action))
    : refusedReply(deps, 'actionGone')

const ended = (how: 'done' | 'stopped') => change((by) => ({ type: 'ended', how, by }), how)

/** The plan: written, seen, ended and reopened by the channel. */
export const actionVerbs = (kit: Kit): readonly Verb[] => [
  verb({ verb: 'action.form', data: data.openActionForm(kit), who: 'plan', where: 'both', press: openForm }),
  verb({ verb: 'action.save', data: data.actionForm, who: 'planRoster', where: 'private', press: save }),
  verb({ verb: 'action.done', data: data.inAction, who: 'planRoster', where: 'both', press: ended('done') }),
  verb({ verb: 'action.stop', data: data.inAction, who: 'planRoster', where: 'both', press: ended('stopped') }),
  verb({
    verb: 'action.reopen',
    data: data.inAction,
    who: 'planRoster',
    where: 'both',
    press: change((by) => ({ type: 'reopened', by }), 'reopened'),
  }),
  verb({ verb: 'action.show', data: data.inAction, who: 'planRoster', where: 'both', press: show }),
  verb({
    verb: 'plan.show',
    data: data.showPlan,
    who: 'plan',
    where: 'both',
    press: async ({ deps, press, channel }, { page, ended }) =>
      ok(await drawPlan(deps, press.platform, await planOf(deps, press.platform, channel), { page, ended })),
  }),
]
