import { z } from 'zod'
import { ANSWERS, hasBlock, hasElement, type Kit } from '../kit/kit.ts'
import { OUTCOMES } from '../kit/plan.ts'

/** The fields of the buttons' public vocabulary, parsed once, here. Unknown fields are dropped. */
const v = z.literal(1)
const round = z.string().regex(/^[\w-]{32}$/)

export const inRound = z.object({ v, round })
/** Inputs come back as text; buttons carry a boolean. */
const yes = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
const typed = z.string().max(20_000)

const elementIn = (kit: Kit) => z.string().refine((id) => hasElement(kit, id))
const blockIn = (kit: Kit) => z.string().refine((id) => hasBlock(kit, id))

export const confirmable = inRound.extend({ confirmed: yes.optional() })
export const putOff = inRound.extend({ until: z.enum(['tomorrow', 'never']) })
export const handingIn = inRound.extend({ wantsCopy: yes.optional() })
export const formAsked = z.object({ v, round: round.optional(), channel: z.string().min(1).max(200).optional() })
export const formSent = z.object({
  v,
  channel: z.string().min(1).max(200),
  title: typed.default(''),
  people: typed.default(''),
  date: z.string().max(40).default(''),
  everyone: yes.default(false),
})
export const opening = inRound.extend({ change: yes.optional() })

const stars = z.coerce.number().pipe(z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]))
/** Stars as an object, or as the inputs of a card send them: `stars.1` with a number or nothing. */
export const casting = (kit: Kit) => {
  const fields = Object.fromEntries(
    kit.blocks.map(({ id }) => [`stars.${id}`, z.union([z.literal(''), stars]).optional()]),
  )
  return inRound.extend({ stars: z.partialRecord(z.enum(kit.blocks.map(({ id }) => id)), stars).optional(), ...fields })
}
export const confirming = (kit: Kit) =>
  confirmable.extend({
    blocks: typed
      .default('')
      .transform((ids) => ids.split(',').map((id) => id.trim()))
      .transform((ids) => kit.blocks.map(({ id }) => id).filter((id) => ids.includes(id))),
    reason: typed.default(''),
  })

const action = z.string().regex(/^[\w-]{32}$/)
const date = z.union([z.literal(''), z.string().regex(/^\d{4}-\d{2}-\d{2}$/)])
export const aboutAction = inRound.extend({ action })
export const actionTyped = inRound.extend({
  action: action.optional(),
  more: yes.optional(),
  what: typed.optional(),
  people: typed.optional(),
  owner: typed.optional(),
  term: typed.optional(),
  block: typed.optional(),
  start: z.string().max(40).optional(),
  end: z.string().max(40).optional(),
  goal: typed.optional(),
  means: typed.optional(),
  indicator: typed.optional(),
  remarks: typed.optional(),
  followUp: z.string().max(40).optional(),
  repeat: typed.optional(),
})
export const evaluation = z.object({ v, action, due: date })
export const reporting = evaluation.extend({
  outcome: z.union([z.literal(''), z.enum(OUTCOMES)]).default(''),
  value: z.string().max(500).default(''),
  note: z.string().max(2000).default(''),
})
export const snoozing = evaluation.extend({ until: z.enum(['today', 'week']) })
export const paged = inRound.extend({ page: z.coerce.number().int().min(0).max(10_000).optional() })
export const directing = (kit: Kit) => inRound.extend({ block: blockIn(kit), text: typed.default('') })

export const hiding = inRound.extend({
  block: z.string().max(1),
  remark: z.coerce.number().int().min(0).max(100_000),
})

export const remarksOf = inRound.extend({
  block: z.string().max(1).optional(),
  page: z.coerce.number().int().min(0).max(10_000).optional(),
})

export const aboutElement = (kit: Kit) => inRound.extend({ element: elementIn(kit) })
export const answering = (kit: Kit) => inRound.extend({ element: elementIn(kit), grade: z.enum(ANSWERS) })
export const goingTo = (kit: Kit) =>
  inRound.extend({ element: elementIn(kit).optional(), block: blockIn(kit).optional() })
export const remarking = (kit: Kit) => inRound.extend({ block: blockIn(kit), text: typed.default('') })
