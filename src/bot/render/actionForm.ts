import { type ActionForm, mostOf } from '../../cards/screens/plan/actionFormScreen.ts'
import type { Voice } from '../../cards/voice.ts'
import type { Action } from '../../flows/action/action.ts'
import type { Round } from '../../flows/round/round.ts'
import { closingMoment, dateIn, workingDate } from '../../kit/calendar.ts'
import { DAY, type Instant } from '../../kit/instant.ts'
import { type ElementId, elementOf } from '../../kit/kit.ts'
import { lengthOf, plainText } from '../../kit/plainText.ts'
import { type ActionFields, REPEATS, TERMS } from '../../kit/plan.ts'
import type { PlatformUser } from '../ports/platform.ts'

/** The form as submitted: all text, as people and clients send it; fields that weren't on it are missing. */
export type SentAction = Readonly<Partial<Record<keyof ActionFields | 'people', string | undefined>>>

/** Milliseconds from now to the first follow-up that the form proposes. */
const USUAL_FOLLOW_UP = 30 * DAY
const TEXT_FIELDS = ['what', 'owner', 'goal', 'means', 'indicator', 'remarks'] as const

/** What the form holds before anyone typed: the action's own values, or defaults for a new one. */
export const actionForm = (
  voice: Voice,
  round: Round,
  people: readonly PlatformUser[],
  action: Action | undefined,
  now: Instant,
): ActionForm => {
  const blocks = round.status === 'prioritised' ? round.priorities.blocks : []
  const fresh = {
    what: '',
    block: blocks[0] ?? '1',
    term: 'short',
    start: dateIn(voice.zone, now),
    end: '',
    goal: '',
    owner: '',
    means: '',
    indicator: '',
    remarks: '',
    followUp: workingDate(voice.zone, now + USUAL_FOLLOW_UP),
    repeat: 'once',
  }
  const known = action && (Object.keys(fresh) as (keyof ActionFields)[]).map((field) => [field, action[field]])
  return {
    where: { round: round.id, ...(action ? { action: action.id } : {}) },
    people,
    blocks,
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

/** The form with what was typed in it. */
export const typedInto = (form: ActionForm, sent: SentAction): ActionForm => {
  const fields = { ...form.fields }
  for (const field of Object.keys(fields) as (keyof ActionFields)[]) {
    const typed = sent[field]
    if (typed !== undefined)
      fields[field] = (TEXT_FIELDS as readonly string[]).includes(field) ? plainText(typed) : typed
  }
  const owners =
    sent.people === undefined
      ? form.owners
      : sent.people
          .split(',')
          .map((id) => id.trim())
          .filter(Boolean)
  return { ...form, fields, owners }
}

/** An action that can be saved. */
export interface CheckedAction {
  readonly fields: ActionFields
  readonly owners: readonly string[]
}

const oneOf = <T extends string>(all: readonly T[], given: string): T =>
  all.find((one) => one === given) ?? (all[0] as T)

/** Either an action that can be saved, or the same form with a problem at each wrong field. */
export const checkAction = (
  voice: Voice,
  form: ActionForm,
  roster: readonly PlatformUser[],
  now: Instant,
): CheckedAction | ActionForm => {
  const { say, zone, kit } = voice
  const { fields } = form
  const owners = roster.filter(({ id, alias }) => form.owners.includes(id) || form.owners.includes(alias))
  const moments = { followUp: closingMoment(zone, fields.followUp), end: closingMoment(zone, fields.end) }
  const long = TEXT_FIELDS.filter((field) => lengthOf(fields[field]) > mostOf(field))
  const first = [fields.start, fields.followUp].filter(Boolean).sort().at(-1) ?? ''
  const problems: ActionForm['problems'] = {
    ...Object.fromEntries(
      long.map((field) => [
        field,
        say('action.form.tooLong', { most: mostOf(field), length: lengthOf(fields[field]) }),
      ]),
    ),
    ...(fields.what === '' ? { what: say('action.form.whatMissing') } : {}),
    ...(owners.length === 0 && fields.owner === '' ? { people: say('action.form.whoMissing') } : {}),
    ...(moments.followUp === undefined || moments.followUp <= now ? { followUp: say('action.form.dateWrong') } : {}),
    ...(fields.end && (moments.end === undefined || fields.end < first) ? { end: say('action.form.endWrong') } : {}),
  }
  if (Object.keys(problems).length > 0) return { ...form, more: form.more || 'end' in problems, problems }
  const block = kit.blocks.find(({ id }) => id === fields.block)?.id ?? form.blocks[0] ?? '1'
  const checked = { ...fields, block, term: oneOf(TERMS, fields.term), repeat: oneOf(REPEATS, fields.repeat) }
  return { fields: { ...checked, what: fields.what.replace(/\n/g, ' ') }, owners: owners.map(({ id }) => id) }
}
