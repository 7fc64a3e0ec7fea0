import { text } from '../../../cards/card.ts'
import { formAgain } from '../../../cards/fieldProblems.ts'
import { written } from '../../../cards/screens/plan/actionScreens.ts'
import { dateScreen, passOnScreen } from '../../../cards/screens/plan/evaluationScreen.ts'
import { takeOverScreen } from '../../../cards/screens/plan/todayScreen.ts'
import type { Voice } from '../../../cards/voice.ts'
import { type Action, isOfferedTo } from '../../../flows/action/action.ts'
import type { ActionEvent } from '../../../flows/action/decideAction.ts'
import { isWorkday, workdayFrom } from '../../../kit/calendar/workdays.ts'
import { voiceFor } from '../../context.ts'
import { rosterFor } from '../../people/channelRoster.ts'
import { findOne } from '../../people/findPeople.ts'
import { tellApart } from '../../people/naming.ts'
import { goneFrom } from '../../plan/aroundAction.ts'
import type { Reply } from '../../ports/handlers.ts'
import type { Contexts } from '../contexts.ts'
import { actionReply, dayReply, ok, refusedReply } from '../replies.ts'
import { type Verb, verb } from '../verb.ts'
import * as data from './schemas.ts'

type OwnerContext = Contexts['owner']
type Asks = Parameters<typeof dateScreen>[2]

const accept = async (context: OwnerContext): Promise<Reply> => {
  const { deps, press, decide } = context
  const done = await decide({ type: 'accepted', by: press.actor })
  if (done.kind === 'refusal') return refusedReply(deps, done.why)
  return done.state ? dayReply(context, done.state, 'today.said.accepted') : refusedReply(deps, 'actionGone')
}

/** A date on a form: asked for when none was sent, and again, with what is wrong, when it can't be. */
const withDate = async (
  context: OwnerContext,
  sent: string | undefined,
  asks: (action: Action) => Asks,
  eventOf: (action: Action, date: string) => ActionEvent,
): Promise<Reply> => {
  const { deps, decide } = context
  const { state: action } = await decide(undefined)
  if (!action) return refusedReply(deps, 'actionGone')
  const voice = voiceFor(deps, { language: action.language })
  if (sent === undefined) return ok(dateScreen(voice, action, asks(action)))
  const problem = voice.say(sent === '' ? 'fields.dateMissing' : 'action.form.dateWrong')
  const form = dateScreen(voice, action, { ...asks(action), value: sent, problem })
  const again = formAgain(voice, form, { [asks(action).field]: sent }, deps.now())
  if (again || sent === '') return ok(again ?? form)
  const done = await decide(eventOf(action, sent))
  if (done.kind === 'refusal') return done.why === 'dateInPast' ? ok(form) : refusedReply(deps, done.why)
  if (!done.state) return refusedReply(deps, 'actionGone')
  return withMoved(voice, done.state, sent, await dayReply(context, done.state, 'today.said.date'))
}

/** Nobody works on the day that was chosen: the next look back comes on the working day after it, and that is said. */
const withMoved = (voice: Voice, { next }: Action, chosen: string, reply: Reply): Reply => {
  if (next === undefined || isWorkday(chosen) || next !== workdayFrom(chosen)) return reply
  const said = text(voice.say('teamPlan.form.moved', { date: written(voice, next) }), 'warning')
  // Not the card's own: then it stays for a minute, to be read.
  return ok({ ...reply.card, parts: [said, ...reply.card.parts] })
}

const setDate = (context: OwnerContext, { date }: { readonly date?: string | undefined }): Promise<Reply> => {
  const by = context.press.actor
  return withDate(
    context,
    date,
    ({ next = '' }) => ({ question: 'today.ask.date', verb: 'action.date', field: 'date', value: next }),
    (action, on) => (isOfferedTo(action, by) ? { type: 'accepted', by, date: on } : { type: 'dated', date: on, by }),
  )
}

const extend = (context: OwnerContext, { end }: { readonly end?: string | undefined }): Promise<Reply> =>
  withDate(
    context,
    end,
    () => ({ question: 'today.ask.end', verb: 'action.extend', field: 'end', value: '' }),
    (_, until) => ({ type: 'extended', end: until, by: context.press.actor }),
  )

interface SentPassOn {
  readonly person?: string | undefined
  readonly personNames?: string | undefined
  readonly find?: boolean | undefined
}

const passOn = async (context: OwnerContext, sent: SentPassOn): Promise<Reply> => {
  const { deps, press, decide } = context
  const { state: action } = await decide(undefined)
  if (!action) return refusedReply(deps, 'actionGone')
  const people = await rosterFor(deps, press, action.channel)
  if (!people) return refusedReply(deps, 'notMember')
  const voice = voiceFor(deps, { language: action.language })
  const others = tellApart(people, voice.say).filter(({ id }) => !action.owners.includes(id))
  const { to, chosen, search, looks } = findOne(voice.say, others, sent)
  if (!to || looks) {
    const problem = sent.person === undefined || looks ? undefined : voice.say('today.ask.whoMissing')
    return ok(passOnScreen(voice, action, others, { chosen, search, problem }))
  }
  const gone = goneFrom(action, { coordinators: [], present: people.map(({ id }) => id) })
  const done = await decide({ type: 'passedOn', by: press.actor, to: to.id, gone })
  if (done.kind === 'refusal') return refusedReply(deps, done.why)
  return done.state ? dayReply(context, done.state, 'today.said.passedOn') : refusedReply(deps, 'actionGone')
}

/** Only where none of its owners is left: else the card says who has it. */
const takeOver = async (context: Contexts['actionChannel']): Promise<Reply> => {
  const { deps, press, action, people, decide } = context
  const gone = goneFrom(action, { coordinators: [], present: people.map(({ id }) => id) })
  const isFree = gone.length === action.owners.length
  const done = await decide(isFree ? { type: 'tookOver', by: press.actor, gone } : undefined)
  if (done.kind === 'refusal') return refusedReply(deps, done.why)
  const { state: taken } = done
  if (!taken) return refusedReply(deps, 'actionGone')
  if (press.place.in !== 'channel') return dayReply(context, taken, 'today.said.accepted')
  return actionReply(deps, taken, (voice, names) => takeOverScreen(voice, names, taken))
}

/** Who takes an action on, and when it is looked back at. */
export const ownershipVerbs: readonly Verb[] = [
  verb({ verb: 'action.accept', data: data.ofAction, who: 'owner', where: 'private', press: accept }),
  verb({ verb: 'action.passOn', data: data.passOnAction, who: 'owner', where: 'private', press: passOn }),
  verb({ verb: 'action.date', data: data.dateAction, who: 'owner', where: 'private', press: setDate }),
  verb({ verb: 'action.extend', data: data.extendAction, who: 'owner', where: 'private', press: extend }),
  verb({ verb: 'action.takeOver', data: data.ofAction, who: 'actionChannel', where: 'both', press: takeOver }),
]
