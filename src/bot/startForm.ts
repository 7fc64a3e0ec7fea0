import { emptyForm, type RoundForm } from '../cards/screens/startScreens.ts'
import type { Voice } from '../cards/voice.ts'
import { closingMoment } from '../kit/calendar.ts'
import type { Instant } from '../kit/instant.ts'
import { LONGEST, lengthOf, plainText } from '../kit/plainText.ts'
import type { Person } from './platform.ts'

/** The form as it came back: all text, as people and clients send it. */
export interface SentForm {
  readonly channel: string
  readonly title: string
  /** Ids with commas between, as a choice set sends them. */
  readonly people: string
  readonly everyone: boolean
  /** `2026-12-04`. */
  readonly date: string
}

interface Checked {
  readonly title: string
  readonly people: readonly Person[]
  readonly closesAt: Instant
}

/** Either a form that can start, or the same form with what is wrong beside each field. */
export const checkForm = (
  voice: Voice,
  roster: readonly Person[],
  sent: SentForm,
  now: Instant,
): Checked | RoundForm => {
  const { say, zone } = voice
  const title = plainText(sent.title).replace(/\n/g, ' ')
  const chosen = [
    ...new Set(
      sent.people
        .split(',')
        .map((id) => id.trim())
        .filter(Boolean),
    ),
  ]
  const people = sent.everyone
    ? roster
    : roster.filter(({ id, alias }) => chosen.includes(id) || chosen.includes(alias))
  const closesAt = closingMoment(zone, sent.date)
  const problems = {
    ...(title === '' ? { title: say('form.titleMissing') } : {}),
    ...(lengthOf(title) > LONGEST.title
      ? { title: say('form.titleLong', { most: LONGEST.title, length: lengthOf(title) }) }
      : {}),
    ...(people.length === 0 && chosen.length === 0 ? { people: say('form.peopleMissing') } : {}),
    ...(people.length < chosen.length && !sent.everyone ? { people: say('form.peopleGone') } : {}),
    ...(closesAt === undefined || closesAt <= now ? { date: say('form.dateWrong') } : {}),
  }
  if (closesAt !== undefined && Object.keys(problems).length === 0) return { title, people, closesAt }
  const date = closesAt === undefined ? '' : sent.date
  return {
    ...emptyForm(voice, { channel: sent.channel }, roster, now),
    title,
    chosen,
    everyone: sent.everyone,
    date,
    problems,
  }
}
