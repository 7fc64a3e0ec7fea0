import type { Voice } from '../../../cards/voice.ts'
import type { Action, ScheduledDate } from '../../../flows/action/action.ts'
import { scheduleOf } from '../../../flows/action/calendarDates.ts'
import type { PersonHash, RoundId } from '../../../flows/ids.ts'
import { actionKey, personKey } from '../../../flows/keys.ts'
import type { CalendarRef } from '../../../flows/refs.ts'
import { meetingAt, meetingOf } from '../../../flows/round/talk.ts'
import { type CalendarEvent, calendarText } from '../../../kit/calendar/icalendar.ts'
import { type Instant, MINUTE } from '../../../kit/calendar/instant.ts'
import { type Asks, asksOn } from '../../../kit/plan.ts'
import { type Deps, personHash, voiceFor } from '../../context.ts'
import { actionsOf, planOf } from '../../plan/teamPlan.ts'
import type { GivenFile } from '../../ports/platform.ts'
import { roundOf, stateOf } from '../../stateOf.ts'

/** A calendar file as it stands at this moment. */
export interface CalendarFile extends GivenFile {
  readonly content: string
}

/** Most actions of which a file has the dates. */
const MOST_ACTIONS = 100
/** Since when entries count as changed of which nothing was changed yet: the same in every file. */
const NEVER: Instant = Date.parse('2026-01-01T00:00:00Z')

type Hash = Deps['hash']
const uidOf = (hash: Hash, ...parts: readonly string[]): string => `${hash('calendar', ...parts)}@onlife-quickscan`

/** What is asked, what for, and by which function: never who, an answer, a value or a remark, since a file goes where we can't see. */
const textOf = ({ say }: Voice, { goal, owner }: Action, asks: Asks): string =>
  [
    say(asks === 'end' ? 'calendar.asksEnd' : 'calendar.asks'),
    goal && say('action.goal', { text: goal }),
    owner && say('action.owners', { names: owner }),
  ]
    .filter(Boolean)
    .join('\n')

/** An action's follow-ups, and the former ones to be cancelled. @param owned false where they are hers no more: all are cancelled */
export const followUpEvents = (hash: Hash, voice: Voice, action: Action, owned = true): readonly CalendarEvent[] => {
  const { revision = 0, changed = NEVER, gone = [] } = action.calendar ?? {}
  const event = ({ number, date }: ScheduledDate, cancelled: boolean): CalendarEvent => {
    const asks = cancelled ? 'evaluation' : asksOn(action, date)
    return {
      uid: uidOf(hash, action.id, String(number)),
      sequence: revision,
      changed,
      cancelled,
      time: { date },
      title: voice.say(asks === 'end' ? 'calendar.entryEnd' : 'calendar.entry', { what: action.what }),
      text: textOf(voice, action, asks),
    }
  }
  return [...scheduleOf(action).map((one) => event(one, !owned)), ...gone.map((one) => event(one, true))]
}

/** A meeting, as whoever plans it knows it. */
interface Meeting {
  readonly id: string
  readonly title: string
  readonly start: Instant
  readonly end: Instant
  readonly zone: string
}

/**
 * A file for one meeting. A meeting keeps no count of its changes: the minute in which a file is drawn is one that only grows, so
 * that a later file replaces an earlier one. Its moments are in UTC, the same in every zone.
 */
export const meetingFile = (
  hash: Hash,
  voice: Voice,
  meeting: Meeting,
  now: Instant,
  cancelled = false,
): CalendarFile => {
  const { id, title, start, end } = meeting
  const event: CalendarEvent = {
    uid: uidOf(hash, 'meeting', id),
    sequence: Math.floor((now - NEVER) / MINUTE),
    changed: now,
    cancelled,
    time: { start, end },
    title,
    text: voice.say('calendar.meets'),
  }
  return { ...fileOf(voice, title, [event]), name: voice.say('calendar.meetingFileName') }
}

const fileOf = (voice: Voice, title: string, events: readonly CalendarEvent[]): CalendarFile => ({
  name: voice.say('calendar.fileName'),
  title,
  type: 'text/calendar; charset=utf-8',
  content: calendarText(title, voice.language, events),
})

const myFile = async (deps: Deps, id: PersonHash): Promise<CalendarFile | undefined> => {
  const person = await stateOf(deps, personKey(id))
  if (!person) return undefined
  const ids = person.tasks.flatMap((task) => (task.kind === 'action' ? [task.action] : []))
  const all = [...(person.handedOn ?? []), ...ids].slice(-MOST_ACTIONS)
  const actions = await Promise.all(all.map((action) => stateOf(deps, actionKey(action))))
  const voice = deps.voices[person.language ?? deps.voice.language]
  const owns = ({ owners, platform }: Action): boolean =>
    owners.some((owner) => personHash(deps.hash, platform, owner) === id)
  const events = actions.flatMap((action) => (action ? followUpEvents(deps.hash, voice, action, owns(action)) : []))
  return fileOf(voice, voice.say('calendar.mine'), events)
}

const teamFile = async (deps: Deps, id: RoundId): Promise<CalendarFile | undefined> => {
  const round = await roundOf(deps, id)
  if (!round) return undefined
  const voice = voiceFor({ voices: deps.voices }, { language: round.language })
  const { rows } = await planOf(deps, round.platform, round.channel)
  const actions = await actionsOf(deps, rows.slice(-MOST_ACTIONS))
  const events = actions.flatMap((action) => followUpEvents(deps.hash, voice, action))
  return fileOf(voice, voice.say('calendar.team', { title: round.title }), events)
}

/** The talk where it stands now, or called off: begun before its hour, or had without. One whose hour has come stays. */
const talkFile = async (deps: Deps, { round: id, at }: Extract<CalendarRef, { of: 'meeting' }>) => {
  const round = await roundOf(deps, id)
  if (!round) return undefined
  const now = deps.now()
  const voice = voiceFor({ voices: deps.voices }, { language: round.language })
  const planned = meetingOf(round)
  const meeting = planned ?? meetingAt(round, at)
  const title = voice.say('calendar.meeting', { title: round.title })
  return meetingFile(deps.hash, voice, { ...meeting, title }, now, !planned && now < at)
}

/** Draws a calendar file. @returns undefined when what it is of is gone */
export const drawCalendarFile = (deps: Deps, ref: CalendarRef): Promise<CalendarFile | undefined> => {
  switch (ref.of) {
    case 'mine':
      return myFile(deps, ref.person)
    case 'team':
      return teamFile(deps, ref.round)
    case 'meeting':
      return talkFile(deps, ref)
  }
}
