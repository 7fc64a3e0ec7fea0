import { z } from 'zod'
import { cut } from '../../cards/cut.ts'
import { PAPERS } from '../../flows/ids.ts'
import { ANSWERS, hasBlock, hasElement, type Kit } from '../../kit/kit.ts'
import { FACETS } from '../../kit/library.ts'
import { BLOCK_PARTS } from '../../kit/reading.ts'
import { ROLES } from '../../kit/roles.ts'
import { GUESSES } from '../../kit/typed/intents.ts'

/** The data of every verb, parsed in this one place. Fields a schema doesn't name are dropped. */
const v = z.literal(1)
const round = z.string().regex(/^[\w-]{32}$/)

export const inRound = z.object({ v, round })
/** Inputs come back as text: a box not ticked as "false" in Teams, as nothing in Slack. Buttons carry a boolean. */
const yes = z.union([z.boolean(), z.enum(['true', 'false', '']).transform((text) => text === 'true')])
/** Of a text so many characters come back with the form that says it is too long. */
const MOST_TYPED = 20_000
const typed = z.string().max(20_000)
/** What someone types. However long it is, it isn't refused as a whole: the field says by how much it is too long. */
const words = z
  .string()
  .max(1_000_000)
  .transform((text) => cut(text, MOST_TYPED))
/** Names to look for, as people paste them: more than any form can hold is left out. */
const names = z
  .string()
  .max(1_000_000)
  .transform((text) => cut(text, 20_000))
/** One of a list: what isn't in it, the form says beside it. */
const chosen = z.string().max(1000)
/** As chosen from a calendar, or typed where a client has none. */
const day = z.string().max(1000)

const elementIn = (kit: Kit) => z.string().refine((id) => hasElement(kit, id))
const blockIn = (kit: Kit) => z.string().refine((id) => hasBlock(kit, id))

export const confirmable = inRound.extend({ confirmed: yes.optional() })
/** `shows`: what the question said would be shown. */
export const closeScan = confirmable.extend({ shows: z.enum(['blocks', 'elements', 'shares']).optional() })
export const answerStep = inRound.extend({ answer: z.enum(['goOn', 'later', 'rest']) })
export const answerAgain = inRound.extend({ answer: z.enum(['later', 'no']) })
/** Pressed under a field for a remark, it brings along what stands in it. */
export const inSheet = (kit: Kit) => inRound.extend({ block: blockIn(kit).optional(), text: words.optional() })
export const snooze = inRound.extend({ until: z.enum(['today', 'tomorrow', 'never']) })
export const givePaper = inRound.extend({ paper: z.enum(PAPERS) })
export const giveRole = inRound.extend({ role: z.enum([...ROLES, 'none']).optional() })
export const decline = inRound.extend({ sure: yes.optional() })
export const handIn = inRound.extend({ wantsCopy: yes.optional() })
const channel = z.string().min(1).max(200)
/** Which form was sent, so that it makes one thing however often it is. */
const formId = z
  .string()
  .regex(/^[\w-]{16}$/)
  .optional()
/** What a form sends back; what wasn't on it is missing. */
const form = z.object({
  form: formId,
  title: words.optional(),
  people: typed.optional(),
  peopleNames: names.optional(),
  outsiders: typed.optional(),
  date: day.optional(),
  hour: chosen.optional(),
  floor: chosen.optional(),
  blocks: typed.optional(),
  language: chosen.optional(),
  everyone: yes.optional(),
  perRole: yes.optional(),
  more: yes.optional(),
})
export const roundForm = form.extend({ v, round: round.optional(), channel: channel.optional() })
export const moveChannel = confirmable.extend({ channel: channel.optional() })
export const checkRound = form.extend({ v, channel })
/** `find`: only looks for who was typed, in a channel too large for a list. */
export const addMember = inRound.extend({
  people: typed.optional(),
  peopleNames: names.optional(),
  outsiders: typed.optional(),
  find: yes.optional(),
})
/** `was`: the deadline's date as the button knew it; by another one it was moved already. */
export const extendRound = inRound.extend({ date: day.optional(), was: day.optional() })
export const takeOut = inRound.extend({ person: chosen.optional() })
export const handOver = inRound.extend({
  person: chosen.optional(),
  personNames: names.optional(),
  find: yes.optional(),
  as: chosen.optional(),
})

const stars = z.coerce.number().pipe(z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]))
/** Stars as an object, or as the inputs of a card send them: `stars.1` with a number or nothing. */
export const castBallot = (kit: Kit) => {
  const fields = Object.fromEntries(
    kit.blocks.map(({ id }) => [`stars.${id}`, z.union([z.literal(''), stars]).optional()]),
  )
  const reasons = Object.fromEntries(kit.blocks.map(({ id }) => [`reasons.${id}`, words.optional()]))
  const ids = z.enum(kit.blocks.map(({ id }) => id))
  return inRound.extend({
    explain: yes.optional(),
    stars: z.partialRecord(ids, stars).optional(),
    reasons: z.partialRecord(ids, words).optional(),
    ...fields,
    ...reasons,
  })
}
/**
 * A tap: how many, or 0 to take them back; without, the ballot as it stands. With fields for reasons on the card (`explain`), what
 * stands in them comes along; a client leaves out those in which nothing stands.
 */
export const starBlock = (kit: Kit) => {
  const reasons = Object.fromEntries(kit.blocks.map(({ id }) => [`reasons.${id}`, words.default('')]))
  const tapped = z.union([z.literal(0), z.literal('0').transform(() => 0 as const), stars])
  return inRound.extend({ block: blockIn(kit), stars: tapped.optional(), explain: yes.optional(), ...reasons })
}
/** A ballot to look at, to change, or with fields for reasons: then what is filled in comes along. */
export const showBallot = (kit: Kit) => castBallot(kit).extend({ change: yes.optional() })
export const confirmPriorities = (kit: Kit) =>
  confirmable.extend({
    blocks: typed
      .default('')
      .transform((ids) => ids.split(',').map((id) => id.trim()))
      .transform((ids) => kit.blocks.map(({ id }) => id).filter((id) => ids.includes(id))),
    reason: words.default(''),
    /** Once confirmed, only who means to change it does: an older card's press does not. */
    changing: yes.optional(),
  })
export const changePriorities = (kit: Kit) => inRound.extend({ block: blockIn(kit).optional() })

/** Which page of the talk a card shows. */
const step = z.coerce.number().int().min(0).max(100)
export const startTalk = inRound.extend({
  planned: yes.optional(),
  date: day.optional(),
  time: chosen.optional(),
})
export const stepTalk = inRound.extend({ step })
export const noteTalk = inRound.extend({
  form: formId,
  step: step.optional(),
  text: words.optional(),
  sent: yes.optional(),
})
export const eraseNote = stepTalk.extend({ note: z.string().max(40) })

const action = z.string().regex(/^[\w-]{32}$/)
const date = z.union([z.literal(''), z.string().regex(/^\d{4}-\d{2}-\d{2}$/)])
/** What is the team's outlives the round it was written in: a button may name its channel alone. */
const inTeam = z.object({ v, round: round.optional(), channel: channel.optional() })
export const inAction = z.object({ v, round: round.optional(), action })
export const carryOver = inRound.extend({ action, outcome: z.enum(['goOn', 'done', 'stop']) })
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
const page = z.coerce.number().int().min(0).max(10_000).optional()
export const paged = inRound.extend({ page })
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
export const saveDirection = (kit: Kit) => inRound.extend({ block: blockIn(kit), text: words.default('') })

export const hideRemark = inRound.extend({
  block: z.string().max(1),
  remark: z.coerce.number().int().min(0).max(100_000),
})

export const hideReason = inRound.extend({ reason: z.coerce.number().int().min(0).max(100_000) })

/** `part`: what of the block is read apart; `element`: what helps with it. */
export const openBlock = (kit: Kit) =>
  z.object({
    ...{ v, round: round.optional(), block: blockIn(kit).optional(), page },
    part: z.enum(BLOCK_PARTS).optional(),
    element: elementIn(kit).optional(),
  })
/** What isn't a value of it shows all its values. */
export const browse = z.object({ v, by: z.enum(FACETS).optional(), value: z.string().max(30).optional(), page })
/** `at`: from which card of the page on; `from`: the card that it was opened from. */
export const readPage = z.object({ v, page: z.string().max(60), at: page, from: z.literal('today').optional() })
/** `word`: one of the content's own, in place of what is typed. */
export const search = z.object({ v, query: words.optional(), word: z.string().max(60).optional() })
export const openEntry = z.object({ v, id: z.string().max(60) })
/** `trail`: the steps someone came by, parted by dots; what the guide doesn't have is left out. */
export const concernStep = z.object({ v, step: z.string().max(60).optional(), trail: z.string().max(1000).optional() })
export const showToday = z.object({ v, page })
export const noData = z.object({ v })
/** What was offered to who wasn't understood. */
export const runCommand = z.object({ v, command: z.enum(GUESSES) })
/** `from`: the card that [Terug] leads back to, where that isn't the calendar's own. */
export const myCalendar = z.object({ v, from: z.literal('today').optional() })
export const exportData = z.object({ v, part: page })
export const eraseData = z.object({ v, confirmed: yes.optional() })
/** Both are on one card: what is filled in for the one stays while the other is saved. */
export const setHabits = z.object({
  v,
  language: chosen.optional(),
  days: typed.optional(),
  from: chosen.optional(),
  until: chosen.optional(),
  zone: chosen.optional(),
})

export const showRemarks = inRound.extend({
  block: z.string().max(1).optional(),
  page,
})

export const inElement = (kit: Kit) => inRound.extend({ element: elementIn(kit) })
export const answerElement = (kit: Kit) => inRound.extend({ element: elementIn(kit), grade: z.enum(ANSWERS) })
/** `opens`: what she wrote about it, in place of its elements. */
export const inOwnBlock = (kit: Kit) => inRound.extend({ block: blockIn(kit), opens: z.literal('remark').optional() })
/** `from`: opened in the overview. */
export const goTo = (kit: Kit) =>
  inRound.extend({
    element: elementIn(kit).optional(),
    block: blockIn(kit).optional(),
    from: z.literal('review').optional(),
  })
export const saveRemark = (kit: Kit) => inRound.extend({ block: blockIn(kit), text: words.default('') })
