import type { Card } from '../../cards/card.ts'
import { tooLongBy } from '../../cards/fieldProblems.ts'
import { notedScreen, plannedSaidScreen } from '../../cards/screens/talk/talkForms.ts'
import { notYoursScreen, talkSaidScreen, talkScreen } from '../../cards/screens/talk/talkScreens.ts'
import { roundKey } from '../../flows/keys.ts'
import { decideRound } from '../../flows/round/decideRound.ts'
import type { Round, RoundWithResult } from '../../flows/round/round.ts'
import { canTalk, talkOf } from '../../flows/round/talk.ts'
import { LONGEST, plainText } from '../../kit/plainText.ts'
import { madeBy, newForm, voiceFor } from '../context.ts'
import type { Reply } from '../ports/handlers.ts'
import type { Press } from '../ports/inbound.ts'
import { checkPlan, renderNoteForm, renderPlanForm } from '../render/talkScreens.ts'
import { transact } from '../transact.ts'
import { updateChannel } from '../updateChannel.ts'
import type { Contexts, GuardedPress } from './contexts.ts'
import * as fields from './fields.ts'
import { ok, refusedReply } from './replies.ts'
import { coordinate } from './round/round.ts'
import * as data from './schemas.ts'
import { type Verb, verb } from './verb.ts'

type Coordinating = Contexts['coordinator']

const inChannel = ({ place }: Press): boolean => place.in === 'channel'
/** Forms are private cards: where the platform can't open one for the presser alone, it is sent to her private chat. */
const isSentForms = (press: Press): boolean => inChannel(press) && !press.opensForms

/** The talk's card, in the channel's own language, since everyone reads it. */
const talkReply = ({ deps, press }: Pick<Coordinating, 'deps' | 'press'>, round: Round): Reply | undefined => {
  if (!inChannel(press)) return undefined
  const voice = voiceFor({ voices: deps.voices }, round)
  return { card: talkScreen(voice, round), outcome: 'ok', forAll: true }
}

/** In the channel the talk's card answers, in private her control card. */
const steerTalk = (
  context: Coordinating,
  event: Parameters<typeof coordinate>[1],
  replyOf: (round: Round) => Reply | undefined = () => undefined,
): Promise<Reply> => coordinate(context, event, (round) => replyOf(round) ?? talkReply(context, round))

const sendForm = async (
  { deps, press, round }: Contexts['channel'],
  form: 'talkNote' | 'talkPlan',
  page: number | undefined,
): Promise<Reply> => {
  const event = { type: 'talkFormAsked', event: press.id, person: press.actor, round: round.id, form, page } as const
  await updateChannel(deps, { platform: press.platform, channel: round.channel }, () => event)
  const voice = voiceFor(deps, round)
  return ok(talkSaidScreen(voice, round, voice.say('plan.sent')))
}

interface SentStart {
  readonly planned?: boolean | undefined
  readonly date?: string | undefined
  readonly time?: string | undefined
}

const start = async (context: Coordinating, sent: SentStart): Promise<Reply> => {
  const { deps, press, round } = context
  const { actor } = press
  if (!canTalk(round)) return refusedReply(deps, 'noResult')
  if (!sent.planned && !sent.date)
    return steerTalk(context, () => ({ type: 'talkStarted', actor, here: inChannel(press) }))
  const voice = voiceFor(deps, round)
  const at = checkPlan(voice, round, sent, deps.now())
  if (typeof at !== 'number') return ok(at)
  return coordinate(
    context,
    () => ({ type: 'talkPlanned', actor, at }),
    (next) => ok(plannedSaidScreen(voice, next, at)),
  )
}

const openPlan = async (context: Coordinating): Promise<Reply> => {
  const { deps, press, round } = context
  if (!canTalk(round)) return refusedReply(deps, 'noResult')
  if (isSentForms(press)) return sendForm(context, 'talkPlan', undefined)
  return ok(renderPlanForm(voiceFor(deps, round), round, deps.now()))
}

const step =
  (to: 'next' | 'back') =>
  (context: Coordinating, { step: from }: { readonly step: number }): Promise<Reply> =>
    steerTalk(context, () => ({ type: 'talkStepped', actor: context.press.actor, from, to }))

interface SentNote {
  readonly form?: string | undefined
  readonly step?: number | undefined
  readonly text?: string | undefined
  readonly sent?: boolean | undefined
}

const note = async (context: Contexts['channelRoster'], sent: SentNote): Promise<Reply> => {
  const { deps, press, round } = context
  if (!canTalk(round)) return refusedReply(deps, 'noResult')
  const words = plainText(sent.text ?? '')
  if (words === '' && !sent.sent) {
    if (isSentForms(press)) return sendForm(context, 'talkNote', sent.step)
    const form = newForm(deps, round.channel, press.actor)
    return ok(renderNoteForm(voiceFor(deps, round), round, press.actor, { page: sent.step, form }))
  }
  const problem = problemOf(context, words)
  if (problem) return ok(noteForm(context, round, sent, words, problem))
  return saveNote(context, round, sent, words)
}

const noteForm = (
  { deps, press }: Contexts['channel'],
  round: RoundWithResult,
  { step: page, form }: SentNote,
  text: string,
  problem: string,
): Card => renderNoteForm(voiceFor(deps, round), round, press.actor, { page, form, text, problem })

const problemOf = ({ deps, round }: Contexts['channel'], words: string): string | undefined => {
  const voice = voiceFor(deps, round)
  return words === '' ? voice.say('meeting.note.missing') : tooLongBy(voice, words, LONGEST.note)
}

const saveNote = async (
  context: Contexts['channel'],
  round: RoundWithResult,
  sent: SentNote,
  text: string,
): Promise<Reply> => {
  const { deps, press } = context
  const { step: page } = sent
  const id = madeBy(deps, 'note', sent.form, press, round.id, text).slice(0, 16)
  const done = await transact(deps, roundKey(round.id), (known) =>
    decideRound(known, { type: 'talkNoted', id, page, text }, deps.now()),
  )
  const voice = voiceFor(deps, round)
  if (done.kind === 'refusal')
    return { card: noteForm(context, round, sent, text, voice.say(`refusal.${done.why}`)), outcome: done.why }
  if (!done.state) return refusedReply(deps, 'roundGone')
  const noted = talkOf(done.state).at
  return ok(notedScreen(voice, done.state, page ?? (noted.on === 'running' ? noted.page : 0), 'saved', text))
}

const eraseNote = (context: Coordinating, { step: page, note: id }: { readonly step: number; readonly note: string }) =>
  coordinate(
    context,
    () => ({ type: 'talkNoteErased', actor: context.press.actor, note: id }),
    (round) => ok(notedScreen(voiceFor(context.deps, round), round, page, 'erased')),
  )

/** Kindly, and with the way back to where she was: noting is everyone's. */
const notYours = ({ deps }: GuardedPress, { round }: { readonly round: string }): Card =>
  notYoursScreen(deps.voice, round)

/** The talk about the result: the coordinator steps through it in the channel, and anyone there notes. */
export const talkVerbs: readonly Verb[] = [
  verb({
    verb: 'talk.show',
    data: fields.inRound,
    who: 'channel',
    where: 'channel',
    press: async ({ deps, round }) =>
      canTalk(round) ? ok(talkScreen(voiceFor(deps, round), round)) : refusedReply(deps, 'noResult'),
  }),
  verb({ verb: 'talk.start', data: data.startTalk, who: 'coordinator', where: 'both', press: start, notYours }),
  verb({ verb: 'talk.plan', data: fields.inRound, who: 'coordinator', where: 'both', press: openPlan, notYours }),
  verb({ verb: 'talk.next', data: data.stepTalk, who: 'coordinator', where: 'channel', press: step('next'), notYours }),
  verb({ verb: 'talk.back', data: data.stepTalk, who: 'coordinator', where: 'channel', press: step('back'), notYours }),
  verb({ verb: 'talk.note', data: data.noteTalk, who: 'channelRoster', where: 'both', press: note }),
  verb({ verb: 'talk.eraseNote', data: data.eraseNote, who: 'coordinator', where: 'private', press: eraseNote }),
  verb({
    verb: 'talk.done',
    data: fields.inRound,
    who: 'coordinator',
    where: 'both',
    press: (context) => steerTalk(context, () => ({ type: 'talkDone', actor: context.press.actor })),
    notYours,
  }),
]
