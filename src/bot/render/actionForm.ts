import { tooLongBy } from '../../cards/fieldProblems.ts'
import { type ActionForm, isOnForm, mostOf } from '../../cards/screens/plan/actionFormScreen.ts'
import type { Voice } from '../../cards/voice.ts'
import type { Action } from '../../flows/action/action.ts'
import type { ChannelId } from '../../flows/ids.ts'
import type { Round } from '../../flows/round/round.ts'
import { closingMoment, dateIn } from '../../kit/calendar/calendar.ts'
import { DAY, type Instant } from '../../kit/calendar/instant.ts'
import { isWorkday, workdayFrom } from '../../kit/calendar/workdays.ts'
import { type ElementId, elementOf } from '../../kit/kit.ts'
import { lengthOf, plainText } from '../../kit/plainText.ts'
import { type ActionFields, defaultRepeat, REPEATS, TERMS } from '../../kit/plan.ts'
import { findPeople } from '../people/findPeople.ts'
import { tellApart } from '../people/naming.ts'
import type { PlatformUser } from '../ports/platform.ts'

/** The form as submitted: all text, as people and clients send it; fields that weren't on it are missing. */
export type SentAction = Readonly<
  Partial<Record<keyof ActionFields | 'people' | 'peopleNames', string | undefined>>
> & {
  readonly shown?: 'first' | 'all' | undefined
}

/** Milliseconds from now to the first follow-up that the form proposes. */
const USUAL_FOLLOW_UP = 30 * DAY
const TEXT_FIELDS = ['what', 'owner', 'goal', 'means', 'indicator', 'remarks'] as const
const HIDDEN_AT_FIRST = ['start', 'end', 'goal', 'means', 'indicator', 'remarks'] as const

/** Where a form belongs, and what of it is known before anyone typed. */
export interface FormPlace {
  /** Undefined where no round of the channel is left. */
  readonly round: Round | undefined
  readonly channel: ChannelId
  readonly action: Action | undefined
  /** Which form it is, where it makes a new action. */
  readonly form?: string | undefined
  /** The block it is opened from. */
  readonly block?: string | undefined
}

/** The date that an action's form shows: the next one. Counted from there, its series goes on. */
export const dateOf = ({ next, asked, followUp }: Action): string => next ?? asked ?? followUp

/** What the form holds before anyone typed: the action's own values, or for a new one what can be proposed. No block is. */
export const actionForm = (
  voice: Voice,
  { round, channel, action, form, block }: FormPlace,
  people: readonly PlatformUser[],
  now: Instant,
): ActionForm => {
  const today = dateIn(voice.zone, now)
  const fresh: ActionForm['fields'] = {
    what: '',
    block: block ?? '',
    term: 'short',
    start: today,
    end: '',
    goal: '',
    owner: '',
    means: '',
    indicator: '',
    remarks: '',
    followUp: workdayFrom(dateIn(voice.zone, now + USUAL_FOLLOW_UP)),
    repeat: '',
  }
  const values = action && { ...action, followUp: dateOf(action) }
  const known = values && (Object.keys(fresh) as (keyof ActionFields)[]).map((field) => [field, values[field]])
  return {
    where: {
      ...(round ? { round: round.id } : {}),
      channel,
      ...(action ? { action: action.id } : form === undefined ? {} : { form }),
    },
    people: tellApart(people, voice.say),
    blocks: round?.status === 'prioritised' ? round.priorities.blocks : [],
    owners: action?.owners ?? [],
    fields: known ? (Object.fromEntries(known) as ActionForm['fields']) : fresh,
    more: action !== undefined,
    problems: {},
  }
}

/** The form filled in with a drafted action, every field of it in sight. */
export const draftedInto = (voice: Voice, form: ActionForm, draft: ElementId | undefined): ActionForm => {
  const suggestion = draft === undefined ? undefined : voice.suggestions()[draft]
  if (draft === undefined || !suggestion) return form
  const { title, goal, indicator } = suggestion
  const fields = { ...form.fields, what: title, block: elementOf(voice.kit, draft).block, goal, indicator }
  return { ...form, fields, more: true }
}

/**
 * The form with what was typed in it. Teams leaves emptied fields out of what it sends: of the fields the form showed,
 * what is missing was emptied (https://adaptivecards.io/explorer/Input.Text.html); other fields stay as they were.
 */
export const typedInto = (form: ActionForm, sent: SentAction): ActionForm => {
  const fields = { ...form.fields }
  for (const field of Object.keys(fields) as (keyof ActionFields)[]) {
    const typed = sent[field] ?? (isOnForm(field, sent.shown) ? '' : undefined)
    if (typed !== undefined)
      fields[field] = (TEXT_FIELDS as readonly string[]).includes(field) ? plainText(typed) : typed.trim()
  }
  const people = sent.people ?? (isOnForm('people', sent.shown) ? '' : undefined)
  const owners = people === undefined ? form.owners : people.split(',').map((id) => id.trim())
  return { ...form, fields, owners: owners.filter(Boolean) }
}

/** The form with whoever was looked for by name. @returns also whether something of it still asks for a word */
export const foundFor = (
  { say }: Voice,
  form: ActionForm,
  people: readonly PlatformUser[],
  { peopleNames }: SentAction,
): { readonly form: ActionForm; readonly open: boolean } => {
  if (peopleNames === undefined) return { form, open: false }
  const { chosen: owners, search, open } = findPeople(say, tellApart(people, say), form.owners, peopleNames)
  return { form: { ...form, owners, search }, open }
}

/** An action that can be saved. */
export interface CheckedAction {
  readonly fields: ActionFields
  readonly owners: readonly string[]
  /** Its first follow-up was typed for a day on which nobody works. */
  readonly moved?: true
}

const oneOf = <T extends string>(all: readonly T[], given: string, otherwise: T): T =>
  all.find((one) => one === given) ?? otherwise

/** Either an action that can be saved, or the same form with a problem at each wrong field. */
export const checkAction = (
  voice: Voice,
  form: ActionForm,
  roster: readonly PlatformUser[],
  now: Instant,
  before?: Action,
): CheckedAction | ActionForm => {
  const { say, kit } = voice
  const { fields } = form
  const owners = roster.filter(({ id, alias }) => form.owners.includes(id) || form.owners.includes(alias))
  const problems: ActionForm['problems'] = {
    ...tooLong(voice, form),
    ...(fields.what === '' ? { what: say('action.form.whatMissing') } : {}),
    ...whoProblem(voice, form, owners, before),
    ...dateProblems(voice, form, now, before),
  }
  const hidden = HIDDEN_AT_FIRST.some((field) => field in problems)
  if (Object.keys(problems).length > 0) return { ...form, more: form.more || hidden, problems }
  const term = oneOf(TERMS, fields.term, 'short')
  const block = kit.blocks.find(({ id }) => id === fields.block)?.id ?? ''
  const followUp = workdayFrom(fields.followUp)
  return {
    fields: {
      ...fields,
      what: fields.what.replace(/\n/g, ' '),
      block,
      term,
      followUp,
      repeat: oneOf(REPEATS, fields.repeat, defaultRepeat(term)),
    },
    owners: owners.map(({ id }) => id),
    ...(isWorkday(fields.followUp) ? {} : { moved: true }),
  }
}

const tooLong = (voice: Voice, { fields }: ActionForm): ActionForm['problems'] =>
  Object.fromEntries(
    TEXT_FIELDS.filter((field) => lengthOf(fields[field]) > mostOf(field)).map((field) => [
      field,
      tooLongBy(voice, fields[field], mostOf(field)),
    ]),
  )

/** Whoever left since the action was written is taken off without a word: her name isn't on the form any more. */
const whoProblem = (
  { say }: Voice,
  form: ActionForm,
  owners: readonly PlatformUser[],
  before: Action | undefined,
): ActionForm['problems'] => {
  const known = new Set([...owners.flatMap(({ id, alias }) => [id, alias]), ...(before?.owners ?? [])])
  if (form.owners.some((id) => !known.has(id))) return { people: say('teamPlan.form.notHere') }
  return owners.length === 0 && form.fields.owner === '' ? { people: say('action.form.whoMissing') } : {}
}

/** Dates the action already had may have passed since: only what someone changes has to lie ahead. */
const dateProblems = (
  voice: Voice,
  form: ActionForm,
  now: Instant,
  before: Action | undefined,
): ActionForm['problems'] => {
  const { say, zone } = voice
  const { start, end, followUp } = form.fields
  const today = dateIn(zone, now)
  const passed = (date: string): boolean => (closingMoment(zone, date) ?? now) <= now
  const wrong = (date: string): boolean => date !== '' && closingMoment(zone, date) === undefined
  return {
    ...(wrong(start) ? { start: say('teamPlan.form.noSuchDay') } : {}),
    ...(wrong(end)
      ? { end: say('teamPlan.form.noSuchDay') }
      : end && (isAfter(start, end, wrong) || isAfter(followUp, end, wrong))
        ? { end: say('action.form.endWrong') }
        : end && end < today && end !== before?.end
          ? { end: say('teamPlan.form.endPassed') }
          : {}),
    ...followUpProblem(voice, form, passed, before),
  }
}

const isAfter = (date: string, end: string, wrong: (date: string) => boolean): boolean =>
  date !== '' && !wrong(date) && date > end

const followUpProblem = (
  { say, zone }: Voice,
  { fields: { start, end, followUp } }: ActionForm,
  passed: (date: string) => boolean,
  before: Action | undefined,
): ActionForm['problems'] => {
  if (followUp === '') return { followUp: say('teamPlan.form.whenMissing') }
  if (closingMoment(zone, followUp) === undefined) return { followUp: say('teamPlan.form.noSuchDay') }
  if (passed(followUp) && followUp !== (before && dateOf(before))) return { followUp: say('action.form.dateWrong') }
  if (start && closingMoment(zone, start) !== undefined && followUp < start)
    return { followUp: say('teamPlan.form.followUpBeforeStart') }
  // Moved to a working day, it may come to lie after the end: then it is asked for again.
  if (end && closingMoment(zone, end) !== undefined && workdayFrom(followUp) > end)
    return { followUp: say('teamPlan.form.followUpAfterEnd') }
  return {}
}
