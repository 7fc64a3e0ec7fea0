import { type Action, isOfferedTo, kindOf } from '../../../flows/action/action.ts'
import type { PersonId } from '../../../flows/ids.ts'
import type { TodayRow } from '../../../flows/person/person.ts'
import { asksOn, endOf } from '../../../kit/plan.ts'
import { type Button, buttons, type Part, text } from '../../card.ts'
import { listedNames, type Names, type Voice, when } from '../../voice.ts'
import { blockName, written } from './actionScreens.ts'

/** A row of someone's card of the day, with its action as it stands. */
export interface TodayLine {
  readonly row: TodayRow
  readonly action: Action
  readonly names: Names
  /** Who reads it. */
  readonly person: PersonId
}

/** How a row stands, as its action says: the row itself only says what was asked. */
type Standing = 'offered' | 'asked' | 'snoozed' | 'answered' | 'ended' | 'taken' | 'handedOn' | 'moved'

const standingOf = ({ row, action, person }: TodayLine): Standing => {
  if (row.role === 'owner' && !action.owners.includes(person)) return 'handedOn'
  const isAsked = action.status === 'running' && action.asked === row.date
  if (action.status === 'running' && row.why === 'new' && isOfferedTo(action, person)) return 'offered'
  if (isAsked) return action.snoozedUntil === undefined ? 'asked' : 'snoozed'
  if (action.history.some(({ date }) => date === row.date)) return 'answered'
  if (action.status !== 'running') return 'ended'
  return row.why === 'new' ? 'taken' : 'moved'
}

/** Whether something is still asked of her. */
export const isOpenLine = (line: TodayLine): boolean => ['offered', 'asked'].includes(standingOf(line))

/** Whether it is new to her: it was offered, or she has just taken it on. */
export const isTakenOnLine = (line: TodayLine): boolean => ['offered', 'taken'].includes(standingOf(line))

/** What a row says and offers. */
export const todayRow = (voice: Voice, line: TodayLine): readonly (Part | undefined)[] => {
  const standing = standingOf(line)
  return [
    text(line.action.what, 'strong'),
    text(aboutIt(voice, line), 'small'),
    ...(standing === 'asked' || standing === 'offered'
      ? asking(voice, line, standing)
      : [text(saidOf(voice, line, standing)), afterwards(voice, line, standing)]),
  ]
}

const aboutIt = (voice: Voice, { action, names, person }: TodayLine): string => {
  const { say } = voice
  const others = [...action.owners.filter((owner) => owner !== person).map(names), action.owner].filter(Boolean)
  return [
    blockName(voice, action),
    ...(others.length > 0 ? [say('today.with', { names: listedNames(voice, others) })] : []),
    ...(action.end ? [say('today.until', { date: written(voice, action.end) })] : []),
    ...(action.indicator && action.value ? [`${action.indicator}: ${action.value}`] : []),
  ].join(' · ')
}

const asking = (voice: Voice, line: TodayLine, standing: 'asked' | 'offered'): readonly (Part | undefined)[] => {
  const { say } = voice
  const { row, action } = line
  if (standing === 'offered')
    return [text(say('today.new.text', { date: written(voice, row.date) })), buttons(...offers(voice, line))]
  const all = answers(voice, line)
  return [
    text([whyOf(voice, line), questionOf(voice, action, row.date)].filter(Boolean).join(' ')),
    // What goes a tap deeper has a line of its own: five buttons don't fit beside each other on a phone.
    buttons(...all.slice(0, -1)),
    buttons(all.at(-1)),
  ]
}

/** Why it is asked of her, where that isn't simply that its date has come to its owner. */
const whyOf = (voice: Voice, { row, action, names }: TodayLine): string => {
  const { say } = voice
  const owners = listedNames(voice, action.owners.map(names))
  const date = written(voice, row.date)
  if (row.why === 'ownerLeft') return say('today.why.ownerLeft', { names: owners, count: action.owners.length })
  if (row.why === 'silent') return say('today.why.silent', { names: owners, date })
  if (row.role === 'coordinator') return say('today.why.nobody', { owner: action.owner || 'none' })
  return row.times > 1 ? say('today.why.again', { date }) : ''
}

/** The question of this evaluation: one of the three kinds in turn, or whether it goes on. */
export const questionOf = (voice: Voice, action: Action, date: string): string =>
  asksOn(action, date) === 'end'
    ? voice.say('today.end.question', { date: written(voice, endOf(action)) })
    : voice.say(`today.kind.${kindOf(action)}.question`)

const offers = ({ say }: Voice, { action }: TodayLine): readonly Button[] => [
  { label: say('today.new.accept'), verb: 'action.accept', data: { action: action.id } },
  { label: say('today.date'), verb: 'action.date', data: { action: action.id } },
  { label: say('today.passOn'), verb: 'action.passOn', data: { action: action.id } },
]

const answers = ({ say }: Voice, { row, action }: TodayLine): readonly Button[] => {
  const data = { action: action.id, due: row.date }
  const report = (outcome: string, label: string): Button => ({
    label,
    verb: 'evaluation.report',
    data: { ...data, outcome },
  })
  const more: Button = { label: say('today.more'), verb: 'evaluation.show', data }
  if (row.why === 'ownerLeft')
    return [
      { label: say('today.takeOver'), verb: 'action.takeOver', data: { action: action.id } },
      { label: say('today.passOn'), verb: 'action.passOn', data: { action: action.id } },
      report('stop', say('today.stop')),
      more,
    ]
  if (asksOn(action, row.date) === 'end')
    return [
      report('done', say('today.end.reached')),
      { label: say('today.end.extend'), verb: 'action.extend', data: { action: action.id } },
      report('stop', say('today.stop')),
      more,
    ]
  return [
    report('onTrack', say('evaluation.onTrack')),
    report('adjust', say('evaluation.adjust')),
    report('done', say('evaluation.done')),
    report('stop', say('today.stop')),
    more,
  ]
}

const saidOf = (voice: Voice, { row, action, names, person }: TodayLine, standing: Standing): string => {
  const { say } = voice
  const next = action.next ? say('action.next', { date: written(voice, action.next) }) : ''
  switch (standing) {
    case 'answered':
      return [answerOf(voice, names, action, row.date, person), next].filter(Boolean).join(' ')
    case 'snoozed':
      return say('today.said.snoozed', { when: when(voice, action.snoozedUntil ?? 0) })
    case 'ended':
      return say('today.said.ended', { state: say(`plan.${action.status}`) })
    case 'handedOn':
      return say('today.said.handedOn', { names: listedNames(voice, action.owners.map(names)) || 'none' })
    case 'taken':
      return [say('today.said.taken'), next].join(' ')
    case 'moved':
    case 'asked':
    case 'offered':
      return next
  }
}

/** Who answered what about a date, and when. @param reader who is addressed herself */
export const answerOf = (voice: Voice, names: Names, action: Action, date: string, reader?: PersonId): string => {
  const { say } = voice
  const entry = action.history.findLast((one) => one.date === date)
  if (!entry) return ''
  const name = entry.by === undefined ? say('colleague') : entry.by === reader ? say('today.you') : names(entry.by)
  const outcome = entry.until
    ? say('today.said.extended', { date: written(voice, entry.until) })
    : say(`evaluation.${entry.outcome}`)
  const said = say('today.said.answered', { outcome, name, date: written(voice, entry.on ?? entry.date) })
  return entry.note ? `${said} “${entry.note}”` : said
}

const afterwards = ({ say }: Voice, { row, action }: TodayLine, standing: Standing): Part | undefined => {
  if (standing === 'handedOn' || standing === 'snoozed') return undefined
  const running = action.status === 'running'
  return buttons(
    running && { label: say('today.date'), verb: 'action.date', data: { action: action.id } },
    standing === 'answered' && {
      label: say('today.explain'),
      verb: 'evaluation.explain',
      data: { action: action.id, due: row.date },
    },
  )
}
