import { z } from 'zod'
import { PAPERS } from '../../flows/refs.ts'
import type { Kit } from '../../kit/kit.ts'
import { FACETS } from '../../kit/reading/library.ts'
import { BLOCK_PARTS } from '../../kit/reading/reading.ts'
import { GUESSES } from '../../kit/typed/intents.ts'
import {
  action,
  blockIn,
  channel,
  chosen,
  confirmable,
  day,
  elementIn,
  formId,
  inRound,
  names,
  page,
  round,
  typed,
  v,
  words,
  yes,
} from './fields.ts'

// The data of verbs of the round, its result and talk, of reading, and of a person's own.

/** `shows`: what the question said would be shown. */
export const closeScan = confirmable.extend({ shows: z.enum(['blocks', 'elements', 'shares']).optional() })
export const answerStep = inRound.extend({ answer: z.enum(['goOn', 'later', 'rest']) })
export const answerAgain = inRound.extend({ answer: z.enum(['later', 'no']) })
export const givePaper = inRound.extend({ paper: z.enum(PAPERS) })
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
/** What was offered to who wasn't understood. */
export const runCommand = z.object({ v, command: z.enum(GUESSES) })
export const exportData = z.object({ v, part: page })
/** `channel`: the team that is to be shown whole. */
export const showHome = z.object({ v, channel: channel.optional() })
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
export const carryOver = inRound.extend({ action, outcome: z.enum(['goOn', 'done', 'stop']) })
