import { tooLongBy } from '../../../cards/fieldProblems.ts'
import { enoughForRoles, HOURS, type RoundForm } from '../../../cards/screens/round/roundFormScreen.ts'
import type { Voice } from '../../../cards/voice.ts'
import { closingMoment, monthsLater, onWorkingDay } from '../../../kit/calendar/calendar.ts'
import type { Instant } from '../../../kit/calendar/instant.ts'
import { FLOOR } from '../../../kit/gate.ts'
import type { BlockId } from '../../../kit/kit.ts'
import type { Language } from '../../../kit/languages.ts'
import { LONGEST, plainText } from '../../../kit/plainText.ts'
import { findPeople } from '../../people/findPeople.ts'
import type { Named } from '../../people/naming.ts'
import type { PlatformUser } from '../../ports/platform.ts'

/** The form as submitted: all text, as people and clients send it; fields that weren't on it are missing. */
export interface SentForm {
  readonly form?: string | undefined
  readonly title?: string | undefined
  /** Ids with commas between, as a choice set sends them. */
  readonly people?: string | undefined
  /** Names to look for, in a channel too large for a list. */
  readonly peopleNames?: string | undefined
  readonly outsiders?: string | undefined
  /** `2026-12-04`. */
  readonly date?: string | undefined
  readonly hour?: string | undefined
  readonly floor?: string | undefined
  readonly blocks?: string | undefined
  readonly language?: string | undefined
  readonly everyone?: boolean | undefined
  readonly perRole?: boolean | undefined
  readonly more?: boolean | undefined
}

/** A form that can start a round. */
export interface CheckedForm {
  readonly title: string
  readonly people: readonly PlatformUser[]
  readonly everyone: boolean
  readonly outsiders: readonly string[]
  readonly closesAt: Instant
  /** The date that was typed, where nobody works on it and the deadline is the working day after. */
  readonly movedFrom?: string
  readonly floor: number
  readonly blocks: readonly BlockId[]
  readonly language: Language
  readonly perRole: boolean
}

/** The ids in a field of a form, separated by commas, each once. */
export const idsIn = (sent: string): string[] => [
  ...new Set(
    sent
      .split(',')
      .map((id) => id.trim())
      .filter(Boolean),
  ),
]

/** The form with what was typed into it. */
export const typedIntoForm = (voice: Voice, form: RoundForm, sent: SentForm): RoundForm => {
  const hour = Number(sent.hour ?? form.hour)
  const floor = Number(sent.floor ?? form.floor)
  const blocks = sent.blocks === undefined ? form.blocks : idsIn(sent.blocks)
  return {
    ...form,
    title: sent.title === undefined ? form.title : plainText(sent.title).replace(/\n/g, ' '),
    chosen: sent.people === undefined ? form.chosen : idsIn(sent.people),
    outsiders: sent.outsiders === undefined ? form.outsiders : idsIn(sent.outsiders),
    date: sent.date?.trim() ?? form.date,
    everyone: sent.everyone ?? form.everyone,
    perRole: sent.perRole ?? form.perRole,
    hour: HOURS.find((one) => one === hour) ?? form.hour,
    floor: Number.isInteger(floor) && floor >= FLOOR.standard && floor <= FLOOR.most ? floor : form.floor,
    blocks: voice.kit.blocks.map(({ id }) => id).filter((id) => blocks.includes(id)),
    language: voice.languages.find((one) => one === sent.language) ?? form.language,
    more: form.more || sent.more === true,
  }
}

/** The form with whoever was looked for by name. @returns also whether something of it still asks for a word */
export const foundInForm = (
  { say }: Voice,
  form: RoundForm,
  people: readonly Named[],
  typed: string | undefined,
): { readonly form: RoundForm; readonly open: boolean } => {
  if (typed === undefined) return { form, open: false }
  const { chosen, search, open } = findPeople(say, people, form.chosen, typed)
  return { form: { ...form, chosen, search }, open: open && !form.everyone }
}

/** Months that a scan stays open at most. */
const FURTHEST = 12

const dayProblem = (
  { say, zone }: Voice,
  date: string,
  closesAt: Instant | undefined,
  now: Instant,
): string | undefined => {
  if (date === '') return say('fields.dateMissing')
  // Which day it isn't, the field itself says.
  if (closesAt === undefined) return say('teamPlan.form.noSuchDay')
  if (closesAt <= now) return say('form.dateWrong')
  return closesAt > monthsLater(zone, now, FURTHEST) ? say('fields.closeFar') : undefined
}

/** Either a form that can start a round, or the same form with a problem at each wrong field. */
export const checkForm = (
  voice: Voice,
  roster: readonly PlatformUser[],
  form: RoundForm,
  now: Instant,
): CheckedForm | RoundForm => {
  const { say, zone } = voice
  const { title, chosen, outsiders, everyone, floor, blocks, language, perRole } = form
  const people = everyone ? roster : roster.filter(({ id, alias }) => chosen.includes(id) || chosen.includes(alias))
  const closesAt = closingMoment(zone, form.date, form.hour)
  const count = people.length + outsiders.length
  const long = tooLongBy(voice, title, LONGEST.title)
  const day = dayProblem(voice, form.date, closesAt, now)
  const problems = {
    ...(title === '' ? { title: say('form.titleMissing') } : {}),
    ...(long === undefined ? {} : { title: long }),
    ...(count === 0 && chosen.length === 0 ? { people: say('form.peopleMissing') } : {}),
    ...(people.length < chosen.length && !everyone ? { people: say('form.peopleGone') } : {}),
    ...(day === undefined ? {} : { date: day }),
    ...(perRole && count < enoughForRoles(floor)
      ? { perRole: say('perRole.problem', { count, least: enoughForRoles(floor) }) }
      : {}),
    ...(blocks.length === 0 ? { blocks: say('form.blocksMissing') } : {}),
  }
  if (closesAt !== undefined && Object.keys(problems).length === 0) {
    const working = onWorkingDay(zone, closesAt)
    const moved = working === closesAt ? {} : { movedFrom: form.date }
    return { title, people, everyone, outsiders, closesAt: working, ...moved, floor, blocks, language, perRole }
  }
  return { ...form, more: form.more || 'blocks' in problems || 'perRole' in problems, problems }
}
