import type { Round, RoundWithResult } from '../../../flows/round/round.ts'
import { canTalk, meetingOf, pageAt, talkOf } from '../../../flows/round/talk.ts'
import type { TalkPosition } from '../../../flows/round/talkState.ts'
import { spoken, spokenTime } from '../../../kit/calendar/calendar.ts'
import { MINUTE } from '../../../kit/calendar/instant.ts'
import { lengthFrom, pagesOf, TALK_MINUTES, TALK_STEPS, type TalkPage } from '../../../kit/talk.ts'
import { type Button, buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'
import { notedParts } from './talkNotes.ts'
import { blockOfPage, pageParts } from './talkPages.ts'

type Running = Extract<TalkPosition, { on: 'running' }>

/** The talk in the channel: the kit wants a conversation, not a report. Forty-five minutes, in five steps. */
export const talkScreen = (voice: Voice, round: Round): Card => {
  const { at } = talkOf(round)
  if (!canTalk(round)) return readyScreen(voice, round)
  switch (at.on) {
    case 'ready':
      return readyScreen(voice, round)
    case 'planned':
      return plannedScreen(voice, round)
    case 'running':
      return runningScreen(voice, round, at)
    case 'over':
      return overScreen(voice, round)
  }
}

const stepsText = ({ say }: Voice): Part => {
  const old = { look: 'look', alike: 'alike', different: 'different', block: 'vision', decide: 'decide' } as const
  return text(TALK_STEPS.map((step) => say(`talk.${old[step]}`)).join('\n'))
}

const start = ({ say }: Voice, round: Round, main = false): Button => ({
  label: say('meeting.start'),
  main,
  verb: 'talk.start',
  data: { round: round.id },
})
const plan = ({ say }: Voice, round: Round, label: 'meeting.choose' | 'meeting.other' | 'meeting.later'): Button => ({
  label: say(label),
  verb: 'talk.plan',
  data: { round: round.id },
})
const talked = ({ say }: Voice, round: Round): Button => ({
  label: say('control.talked'),
  main: true,
  verb: 'talk.done',
  data: { round: round.id },
})

/** For who steers: how the talk stands, and the buttons to begin it now or on a day, as long as it has not begun. */
export const talkControl = (voice: Voice, round: Round): Part[] => {
  const { say } = voice
  const { at } = talkOf(round)
  if (!canTalk(round) || at.on === 'over') return []
  if (at.on === 'running') return [text(say('meeting.control.running'))]
  const row = buttons(start(voice, round), plan(voice, round, at.on === 'planned' ? 'meeting.other' : 'meeting.choose'))
  return [
    text(
      at.on === 'planned'
        ? say('meeting.planned.summary', { when: plannedWhen(voice, round) })
        : say('meeting.control.ready'),
    ),
    ...(row ? [row] : []),
  ]
}

const readyScreen = (voice: Voice, round: Round): Card => {
  const { say } = voice
  return card(say('talk.summary'), [
    heading(say('talk.title')),
    text(round.title, 'strong'),
    stepsText(voice),
    text(say('talk.after'), 'small'),
    round.status === 'closed' && buttons(start(voice, round, true), plan(voice, round, 'meeting.choose')),
  ])
}

/** From when until when, in the round's zone. */
const plannedWhen = ({ say }: Voice, round: Round): string => {
  const meeting = meetingOf(round)
  if (!meeting) return ''
  return say('meeting.when', {
    when: spoken(say, meeting.zone, meeting.start),
    until: spokenTime(say, meeting.zone, meeting.end),
  })
}

const plannedScreen = (voice: Voice, round: RoundWithResult): Card => {
  const { say } = voice
  return card(say('meeting.planned.summary', { when: plannedWhen(voice, round) }), [
    heading(say('meeting.planned.title')),
    text(round.title, 'strong'),
    text(plannedWhen(voice, round), 'strong'),
    text(say('meeting.planned.text')),
    stepsText(voice),
    ...notedParts(voice, round),
    buttons(
      { label: say('calendar.add'), main: true, verb: 'calendar.meeting', data: { round: round.id } },
      start(voice, round),
      plan(voice, round, 'meeting.other'),
    ),
  ])
}

/** A word in the channel on the day itself, or on the working day before. */
export const talkTodayScreen = (voice: Voice, round: Round): Card => {
  const { say } = voice
  const when = plannedWhen(voice, round)
  return card(say('meeting.planned.summary', { when }), [
    heading(say('meeting.today.title')),
    text(round.title, 'strong'),
    text(when, 'strong'),
    text(say('meeting.today.text')),
  ])
}

const runningScreen = (voice: Voice, round: RoundWithResult, at: Running): Card => {
  const { say } = voice
  const page = pageAt(round, at.page)
  const { step } = page
  const place = { number: TALK_STEPS.indexOf(step) + 1, total: TALK_STEPS.length, name: say(`meeting.steps.${step}`) }
  const end = at.until + lengthFrom(step) - TALK_MINUTES[step] * MINUTE
  return card(say('meeting.step', place), [
    heading(say('meeting.step', place)),
    text(round.title, 'small'),
    text(
      say(step === 'decide' ? 'meeting.untilEnd' : 'meeting.until', {
        minutes: TALK_MINUTES[step],
        until: spokenTime(say, round.zone, at.until),
        end: spokenTime(say, round.zone, end),
      }),
      'small',
    ),
    ...pageParts(voice, round, page),
    ...runningButtons(voice, round, at.page, page),
  ])
}

const runningButtons = (
  voice: Voice,
  round: RoundWithResult,
  number: number,
  page: TalkPage,
): (Part | undefined | false)[] => {
  const { say } = voice
  const data = { round: round.id, step: number }
  const last = number >= pagesOf(round.result).length - 1
  const next = { label: say(last ? 'meeting.finish' : 'meeting.next'), main: true, verb: 'talk.next', data }
  const acts = page.step !== 'look' && page.step !== 'alike'
  return [
    buttons(
      last && round.status === 'closed' ? talked(voice, round) : next,
      number > 0 && { label: say('meeting.back'), verb: 'talk.back', data },
      // Beside the last step's button a phone has no room for it, and there is little left to put off.
      !last && plan(voice, round, 'meeting.later'),
    ),
    buttons(
      page.step !== 'look' && { label: say('meeting.note.add'), verb: 'talk.note', data },
      acts && quickAction(voice, round, page),
    ),
  ]
}

const quickAction = ({ say }: Voice, round: RoundWithResult, page: TalkPage): Button => {
  const block = blockOfPage(page, round)
  return {
    label: say('meeting.action.add'),
    verb: 'action.form',
    data: { round: round.id, quick: true, ...(block === undefined ? {} : { block }) },
  }
}

const overScreen = (voice: Voice, round: RoundWithResult): Card => {
  const { say } = voice
  const noted = notedParts(voice, round)
  return card(say('meeting.over.title'), [
    heading(say('meeting.over.title')),
    text(round.title, 'strong'),
    ...noted,
    noted.length > 0 && text(say('meeting.over.next'), 'small'),
    round.status === 'closed' && text(say('talk.after')),
    round.status === 'closed' && buttons(talked(voice, round)),
  ])
}

/** In place of a card of the talk, once a newer one stands in the channel. */
export const talkFormerScreen = ({ say }: Voice, { title }: Pick<Round, 'title'>): Card =>
  card(say('together.talkBelow'), [text(title, 'strong'), text(say('together.talkBelow'))])

/** The talk's card with a word on top, for whoever pressed something on it. */
export const talkSaidScreen = (voice: Voice, round: Round, said: string): Card => {
  const drawn = talkScreen(voice, round)
  return { ...drawn, parts: [text(said, 'strong'), ...drawn.parts] }
}

/** Someone who doesn't steer pressed a button of who does: nothing is lost, and the way back. */
export const notYoursScreen = ({ say }: Voice, round: string): Card =>
  card(say('refusal.summary'), [
    text(say('meeting.notYours')),
    buttons({ label: say('meeting.toTalk'), verb: 'talk.show', data: { round } }),
  ])
