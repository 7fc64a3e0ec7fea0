import { z } from 'zod'
import { ANSWERS, type Kit } from '../../../kit/kit.ts'
import { ROLES } from '../../../kit/roles.ts'
import { blockIn, elementIn, inRound, words, yes } from '../fields.ts'

// The data of what a member does with her own sheet and ballot.

/** Pressed under a field for a remark, it brings along what stands in it. */
export const inSheet = (kit: Kit) => inRound.extend({ block: blockIn(kit).optional(), text: words.optional() })
export const snooze = inRound.extend({ until: z.enum(['today', 'tomorrow', 'never']) })
export const giveRole = inRound.extend({ role: z.enum([...ROLES, 'none']).optional() })
export const decline = inRound.extend({ sure: yes.optional() })
export const handIn = inRound.extend({ wantsCopy: yes.optional() })
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
