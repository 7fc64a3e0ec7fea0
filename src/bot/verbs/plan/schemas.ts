import { z } from 'zod'
import type { Kit } from '../../../kit/kit.ts'
import {
  action,
  blockIn,
  chosen,
  date,
  day,
  elementIn,
  formId,
  inTeam,
  names,
  page,
  paged,
  round,
  typed,
  v,
  words,
  yes,
} from '../fields.ts'

// The data of what is done with a plan, its actions and its calendar.

export const inAction = z.object({ v, round: round.optional(), action })
export const actionForm = inTeam.extend({
  action: action.optional(),
  form: formId,
  /** Which of its fields the form showed: of those, what doesn't come back was emptied. */
  shown: z.enum(['first', 'all']).optional(),
  more: yes.optional(),
  quick: yes.optional(),
  what: words.optional(),
  people: typed.optional(),
  peopleNames: names.optional(),
  owner: words.optional(),
  term: typed.optional(),
  block: typed.optional(),
  start: day.optional(),
  end: day.optional(),
  goal: words.optional(),
  means: words.optional(),
  indicator: words.optional(),
  remarks: words.optional(),
  followUp: day.optional(),
  repeat: typed.optional(),
})
/** Opened from a drafted action, the form is filled in with it; the kit says which there are. */
export const openActionForm = (kit: Kit) =>
  actionForm.extend({ draft: elementIn(kit).optional(), example: yes.optional() })
export const inEvaluation = z.object({ v, action, due: date })
export const reportEvaluation = inEvaluation.extend({
  outcome: chosen.default(''),
  value: words.default(''),
  note: words.default(''),
})
export const snoozeEvaluation = inEvaluation.extend({ until: z.enum(['today', 'tomorrow', 'week']) })
/** `saved`: sent with what was typed, and not just opened. */
export const explainEvaluation = inEvaluation.extend({
  saved: yes.optional(),
  value: words.default(''),
  note: words.default(''),
})
export const ofAction = z.object({ v, action })
export const passOnAction = ofAction.extend({
  person: chosen.optional(),
  personNames: names.optional(),
  find: yes.optional(),
})
export const dateAction = ofAction.extend({ date: day.optional() })
export const extendAction = ofAction.extend({ end: day.optional() })
export const suggestActions = (kit: Kit) => paged.extend({ block: blockIn(kit) })
export const showPlan = inTeam.extend({ page, ended: yes.optional() })
export const showMine = z.object({ v, page })
export const setDigest = inTeam.extend({ on: yes })
export const setTeam = inTeam.extend({
  /** Sent by the form itself, which shows all its fields. */
  save: yes.optional(),
  language: chosen.optional(),
  zone: chosen.optional(),
  restFrom: day.optional(),
  restUntil: day.optional(),
  digest: yes.optional(),
  kept: chosen.optional(),
  callLine: words.optional(),
})
export const showToday = z.object({ v, page })
/** `from`: the card that [Terug] leads back to, where that isn't the calendar's own. */
export const myCalendar = z.object({ v, from: z.literal('today').optional() })
