import { actionFormScreen } from '../../cards/screens/plan/actionFormScreen.ts'
import { actionScreen, agendaScreen } from '../../cards/screens/plan/actionScreens.ts'
import { evaluationScreen } from '../../cards/screens/plan/evaluationScreen.ts'
import { takeOverScreen } from '../../cards/screens/plan/todayScreen.ts'
import { quickActionScreen } from '../../cards/screens/talk/quickActionScreen.ts'
import type { Names, Voice } from '../../cards/voice.ts'
import type { Action } from '../../flows/action/action.ts'
import { everyoneIn } from '../../flows/action/changes.ts'
import { decideAction } from '../../flows/action/decideAction.ts'
import type { ActionId } from '../../flows/ids.ts'
import { actionKey } from '../../flows/keys.ts'
import { type Deps, newForm, voiceFor, withLanguage } from '../context.ts'
import { personOf } from '../people/people.ts'
import { planOf, teamOf } from '../plan/teamPlan.ts'
import { present } from '../ports/platform.ts'
import { roundOf, stateOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { actionForm, draftedInto } from './actionForm.ts'
import { planVoice } from './planScreens.ts'
import { type RefTo, type Rendered, type Screens, untracked } from './screen.ts'

const renderAction = async (
  deps: Deps,
  id: ActionId,
  render: (voice: Voice, names: Names, action: Action) => Rendered,
): Promise<Rendered | undefined> => {
  const action = await stateOf(deps, actionKey(id))
  if (!action) return undefined
  // The channel may have chosen another language since.
  const team = await teamOf(deps, action.platform, action.channel)
  const voice = planVoice(deps, { team, round: undefined }, action.language)
  return render(voice, await deps.names(action.platform, action.channel, everyoneIn(action), voice.say), action)
}

const renderEvaluation = async (deps: Deps, ref: RefTo<'evaluation'>): Promise<Rendered | undefined> => {
  const action = await stateOf(deps, actionKey(ref.action))
  if (!action) return undefined
  const reader = await personOf(deps, action.platform, ref.person)
  const voice = voiceFor(withLanguage(deps, reader?.language), { language: action.language })
  const names = await deps.names(action.platform, action.channel, action.owners, voice.say)
  return {
    card: evaluationScreen(voice, names, action),
    reader: ref.person,
    shown: action.cards.filter(({ person }) => person === ref.person).map(({ message }) => message),
    over: action.status !== 'running' || action.asked === undefined,
  }
}

const renderForm = async (deps: Deps, ref: RefTo<'actionForm'>): Promise<Rendered | undefined> => {
  const channel = ref.channel ?? (ref.round === undefined ? undefined : (await roundOf(deps, ref.round))?.channel)
  if (channel === undefined) return undefined
  const people = present(await deps.platform.roster(ref.platform, channel))
  if (!people.some(({ id }) => id === ref.person)) return undefined
  const action = ref.action === undefined ? undefined : await stateOf(deps, actionKey(ref.action))
  const plan = await planOf(deps, ref.platform, channel)
  const voice = planVoice(deps, plan)
  const place = { round: plan.round, channel, action, form: newForm(deps, channel, ref.person), block: ref.block }
  const form = draftedInto(voice, actionForm(voice, place, people, deps.now()), ref.draft)
  const { round } = plan
  return untracked(
    ref.quick && round ? quickActionScreen(voice, round, form, ref.block) : actionFormScreen(voice, form),
  )
}

/** A row of the plan: for the channel, and for whoever is asked how it stands. Silence about it is handled by the action. */
export const actionScreens: Pick<Screens, 'action' | 'agenda' | 'ownerSought' | 'evaluation' | 'actionForm'> = {
  action: {
    render: (deps, ref) =>
      renderAction(deps, ref.action, (voice, names, action) => ({
        card: actionScreen(voice, names, action),
        shown: action.channelCard ? [action.channelCard] : [],
      })),
    onPosted: (deps, ref, message) =>
      transact(deps, actionKey(ref.action), (action) => decideAction(action, { type: 'posted', message }, deps.now())),
  },
  agenda: {
    render: (deps, ref) =>
      renderAction(deps, ref.action, (voice, names, action) => untracked(agendaScreen(voice, names, action))),
  },
  ownerSought: {
    render: (deps, ref) =>
      renderAction(deps, ref.action, (voice, names, action) => ({
        card: takeOverScreen(voice, names, action),
        shown: action.takeOverCards ?? [],
      })),
    onPosted: (deps, ref, message) => {
      const event = { type: 'takeOverPosted', message } as const
      return transact(deps, actionKey(ref.action), (action) => decideAction(action, event, deps.now()))
    },
  },
  evaluation: {
    render: renderEvaluation,
    onPosted: (deps, ref, message) => {
      const event = { type: 'askedIn', person: ref.person, message } as const
      return transact(deps, actionKey(ref.action), (action) => decideAction(action, event, deps.now()))
    },
  },
  actionForm: { render: renderForm },
}
