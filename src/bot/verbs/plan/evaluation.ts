import { type Card, text } from '../../../cards/card.ts'
import { formAgain } from '../../../cards/fieldProblems.ts'
import { actionFormScreen } from '../../../cards/screens/plan/actionFormScreen.ts'
import {
  dateScreen,
  evaluationOverScreen,
  evaluationScreen,
  explainScreen,
} from '../../../cards/screens/plan/evaluationScreen.ts'
import type { Names, Voice } from '../../../cards/voice.ts'
import type { Action } from '../../../flows/action/action.ts'
import { opensForm } from '../../../flows/action/answer.ts'
import type { ActionEvent } from '../../../flows/action/decideAction.ts'
import type { Why } from '../../../flows/decision.ts'
import { hoursOf } from '../../../flows/person/person.ts'
import { type Snooze, snoozedUntil } from '../../../kit/calendar/nudges.ts'
import { LONGEST, lengthOf, plainText } from '../../../kit/plainText.ts'
import { OUTCOMES, type Outcome } from '../../../kit/plan.ts'
import { voiceFor } from '../../context.ts'
import { rosterFor } from '../../people/channelRoster.ts'
import { planOf } from '../../plan/teamPlan.ts'
import type { Reply } from '../../ports/handlers.ts'
import { actionForm } from '../../render/actionForm.ts'
import { todayCard, todayLines } from '../../render/todayScreens.ts'
import type { Contexts } from '../contexts.ts'
import { actionReply, dayReply, ok, own, refusedReply } from '../replies.ts'
import { type Verb, verb } from '../verb.ts'
import * as data from './schemas.ts'

type OwnerContext = Contexts['owner']
type RenderAction = (voice: Voice, names: Names, action: Action) => Card

/**
 * Decides an event, and replies with what is rendered of the action then; a refusal says how it stands and who said so.
 * @param isRepeated whether this very answer stands already: tapped twice, it is replied to alike
 */
const decideOr = async (
  { deps, press, decide }: OwnerContext,
  event: ActionEvent | undefined,
  due: string,
  reply: (action: Action) => Promise<Reply>,
  isRepeated: (action: Action) => boolean = () => false,
): Promise<Reply> => {
  const done = await decide(event)
  const { state: action } = done
  if (done.kind !== 'refusal') return action ? reply(action) : refusedReply(deps, 'actionGone')
  const isLate = (['alreadyReported', 'actionEnded'] as readonly Why[]).includes(done.why)
  if (!isLate || !action) return refusedReply(deps, done.why)
  if (isRepeated(action)) return reply(action)
  const over = await actionReply(deps, action, (voice, names) =>
    evaluationOverScreen(voice, names, action, due, press.actor),
  )
  return { ...over, outcome: done.why }
}

const render =
  ({ deps }: OwnerContext, screen: RenderAction) =>
  (action: Action): Promise<Reply> =>
    actionReply(deps, action, (voice, names) => screen(voice, names, action))

interface Typed {
  readonly value: string
  readonly note: string
}

interface SentReport extends Typed {
  readonly due: string
  readonly outcome: string
}

const plain = ({ value, note }: Typed): Typed => ({ value: plainText(value), note: plainText(note) })
const isTooLong = ({ value, note }: Typed): boolean =>
  lengthOf(value) > LONGEST.title || lengthOf(note) > LONGEST.remark

const report = (context: OwnerContext, { due, outcome: chosen, ...sent }: SentReport): Promise<Reply> => {
  const typed = plain(sent)
  const outcome = OUTCOMES.find((one) => one === chosen)
  if (!outcome || isTooLong(typed)) {
    const missing = (voice: Voice) => (outcome ? {} : { problem: voice.say('evaluation.missing') })
    const wrong: RenderAction = (voice, names, action) => {
      const form = evaluationScreen(voice, names, action, { outcome: chosen, ...typed, ...missing(voice) })
      return formAgain(voice, form, typed, context.deps.now()) ?? form
    }
    return decideOr(context, undefined, due, render(context, wrong))
  }
  const event = { type: 'reported', date: due, outcome, ...typed, by: context.press.actor } as const
  const reply = async (action: Action): Promise<Reply> => {
    const form = opensForm(action, outcome) ? await nextForm(context, action, outcome) : undefined
    return form ?? dayReply(context, action, 'evaluation.thanks')
  }
  // The form that her first tap opened isn't taken away by the second.
  return decideOr(
    context,
    event,
    due,
    reply,
    (action) =>
      opensForm(action, outcome) &&
      action.history.some((said) => said.date === due && said.by === event.by && said.outcome === outcome),
  )
}

/** What is to be adjusted is opened; who was to be asked once says when again. Undefined when the form can't be made now. */
const nextForm = async (
  { deps, press }: OwnerContext,
  action: Action,
  outcome: Outcome,
): Promise<Reply | undefined> => {
  const voice = voiceFor(deps, { language: action.language })
  if (outcome !== 'adjust') {
    const asks = { question: 'today.ask.again', verb: 'action.date', field: 'date', value: action.next ?? '' } as const
    return ok(dateScreen(voice, action, asks))
  }
  const people = await rosterFor(deps, press, action.channel)
  if (!people) return undefined
  const { round } = await planOf(deps, action.platform, action.channel)
  const place = { round, channel: action.channel, action }
  const form = actionFormScreen(voice, actionForm(voice, place, people, deps.now()))
  return ok({ ...form, parts: [text(voice.say('today.said.adjust'), 'strong'), ...form.parts] })
}

interface SentExplanation extends Typed {
  readonly due: string
  readonly saved?: boolean | undefined
}

const explain = (context: OwnerContext, { due, saved, ...sent }: SentExplanation): Promise<Reply> => {
  const typed = plain(sent)
  if (!saved || isTooLong(typed)) {
    const form: RenderAction = (voice, names, action) => {
      const drawn = explainScreen(voice, names, action, due, typed)
      return formAgain(voice, drawn, typed, context.deps.now()) ?? drawn
    }
    return decideOr(context, undefined, due, render(context, form))
  }
  const event = { type: 'explained', date: due, ...typed, by: context.press.actor } as const
  return decideOr(context, event, due, (action) => dayReply(context, action, 'evaluation.thanks'))
}

const snooze = (
  context: OwnerContext,
  { due, until }: { readonly due: string; readonly until: Snooze },
): Promise<Reply> => {
  const { deps, person } = context
  const at = snoozedUntil(hoursOf(person, deps.voice.zone), until, deps.now())
  const event = { type: 'snoozed', date: due, until: at, by: context.press.actor } as const
  return decideOr(context, event, due, (action) => dayReply(context, action))
}

/** Looking back at an action, on its dates. */
export const evaluationVerbs: readonly Verb[] = [
  verb({
    verb: 'evaluation.show',
    data: data.inEvaluation,
    who: 'owner',
    where: 'private',
    press: (context, { due }) =>
      decideOr(
        context,
        undefined,
        due,
        render(context, (voice, names, action) =>
          action.asked === due
            ? evaluationScreen(voice, names, action)
            : evaluationOverScreen(voice, names, action, due, context.press.actor),
        ),
      ),
  }),
  verb({ verb: 'evaluation.report', data: data.reportEvaluation, who: 'owner', where: 'private', press: report }),
  verb({ verb: 'evaluation.explain', data: data.explainEvaluation, who: 'owner', where: 'private', press: explain }),
  verb({
    verb: 'evaluation.toAgenda',
    data: data.inEvaluation,
    who: 'owner',
    where: 'private',
    press: (context, { due }) =>
      decideOr(
        context,
        { type: 'toAgenda', date: due },
        due,
        render(context, (voice, names, action) => {
          const card = evaluationScreen(voice, names, action)
          return { ...card, parts: [text(voice.say('evaluation.onAgenda'), 'strong'), ...card.parts] }
        }),
      ),
  }),
  verb({ verb: 'evaluation.snooze', data: data.snoozeEvaluation, who: 'owner', where: 'private', press: snooze }),
  verb({
    verb: 'today.show',
    data: data.showToday,
    who: 'person',
    where: 'private',
    press: async ({ deps, press, person }, { page }) =>
      own(todayCard(deps, await todayLines(deps, press.actor, person), { page })),
  }),
]
