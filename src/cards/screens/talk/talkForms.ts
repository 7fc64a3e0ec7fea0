import type { Round, RoundWithResult } from '../../../flows/round/round.ts'
import { pageAt, talkOf } from '../../../flows/round/talk.ts'
import { spoken } from '../../../kit/calendar/calendar.ts'
import type { Instant } from '../../../kit/calendar/instant.ts'
import { LONGEST } from '../../../kit/plainText.ts'
import { capitalized } from '../../capitalized.ts'
import { buttons, type Card, type Choice, card, heading, type Part, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'
import { clientWarning } from '../clientWarning.ts'
import { topicName } from './talkNotes.ts'

/** What is being noted, and on which page of the talk. */
export interface NoteForm {
  readonly page: number
  readonly text: string
  readonly problem?: string | undefined
  readonly form?: string | undefined
  /** Whether notes can be taken away again: for who steers. */
  readonly steers: boolean
}

/** One field; the notice about names stands at it. */
export const noteFormScreen = (voice: Voice, round: RoundWithResult, form: NoteForm): Card => {
  const { say } = voice
  const { step, topic } = pageAt(round, form.page)
  return card(say('meeting.note.title'), [
    heading(say('meeting.note.title')),
    text(topicName(voice, topic) ?? capitalized(say(`meeting.steps.${step}`)), 'strong'),
    {
      kind: 'textInput',
      id: 'text',
      label: say('meeting.note.label'),
      value: form.text,
      example: say('meeting.note.example'),
      most: LONGEST.note,
      lines: 'many',
      problem: form.problem,
    },
    clientWarning(voice, 'work', say('blockEnd.warning')),
    buttons({
      label: say('meeting.note.save'),
      main: true,
      verb: 'talk.note',
      data: { round: round.id, step: form.page, sent: true, ...(form.form === undefined ? {} : { form: form.form }) },
    }),
    ...(form.steers ? erasable(voice, round, form.page) : []),
  ])
}

const erasable = ({ say }: Voice, round: RoundWithResult, page: number): Part[] => {
  const { step, topic } = pageAt(round, page)
  return talkOf(round)
    .notes.filter((note) => note.step === step && note.topic === topic)
    .flatMap(({ id, text: words }): (Part | undefined)[] => [
      { kind: 'quote', text: words },
      buttons({
        label: say('meeting.note.erase'),
        verb: 'talk.eraseNote',
        data: { round: round.id, step: page, note: id },
      }),
    ])
    .filter((part) => part !== undefined)
}

/** After a note, or after one was taken away. */
export const notedScreen = ({ say }: Voice, round: Round, page: number, said: 'saved' | 'erased', words = ''): Card =>
  card(say(`meeting.note.${said}`), [
    text(say(`meeting.note.${said}`), 'strong'),
    words !== '' && { kind: 'quote', text: words },
    buttons({ label: say('meeting.note.more'), verb: 'talk.note', data: { round: round.id, step: page } }),
  ])

/** A day and an hour, as they were filled in. */
export interface PlanForm {
  readonly date: string
  readonly time: string
  readonly problems: { readonly date?: string; readonly time?: string }
}

/** Every half hour of a working day, as `9:00`. */
export const TIMES: readonly string[] = Array.from({ length: 19 }, (_, half) => {
  const minutes = 9 * 60 + half * 30
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
})

const timeChoice = ({ say }: Voice, time: string): Choice => {
  const [hour = '', minute = ''] = time.split(':')
  return { id: time, name: minute === '00' ? say('moment.hour', { hour }) : say('moment.time', { hour, minute }) }
}

/** When the team meets; the bot sets the first step in the channel at that hour. */
export const planFormScreen = (voice: Voice, round: Round, form: PlanForm): Card => {
  const { say } = voice
  const times = TIMES.includes(form.time) || form.time === '' ? TIMES : [form.time, ...TIMES]
  return card(say('meeting.plan.title'), [
    heading(say('meeting.plan.title')),
    text(round.title, 'strong'),
    text(say('meeting.plan.text')),
    {
      kind: 'dateInput',
      id: 'date',
      label: say('meeting.plan.date'),
      value: form.date,
      problem: form.problems.date,
    },
    {
      kind: 'choiceInput',
      id: 'time',
      label: say('meeting.plan.time'),
      value: form.time,
      choices: times.map((time) => timeChoice(voice, time)),
      none: say('action.form.nothing'),
      problem: form.problems.time,
    },
    buttons(
      { label: say('meeting.plan.save'), main: true, verb: 'talk.start', data: { round: round.id, planned: true } },
      { label: say('notice.back'), verb: 'round.show', data: { round: round.id } },
    ),
  ])
}

/** The coordinator planned it: what happens next, and when. */
export const plannedSaidScreen = (voice: Voice, round: Round, at: Instant): Card => {
  const { say } = voice
  const said = say('meeting.plan.saved', { when: spoken(say, round.zone, at) })
  return card(said, [
    text(said, 'strong'),
    text(say('meeting.plan.next')),
    buttons({ label: say('notice.back'), verb: 'round.show', data: { round: round.id } }),
  ])
}
