import { z } from 'zod'
import { cut } from '../../cards/cut.ts'
import { hasBlock, hasElement, type Kit } from '../../kit/kit.ts'

// What the data of verbs is made of. All of it is parsed, and fields that a schema doesn't name are dropped.

export const v = z.literal(1)
export const round = z.string().regex(/^[\w-]{32}$/)
export const inRound = z.object({ v, round })
/** Inputs come back as text: a box not ticked as "false" in Teams, as nothing in Slack. Buttons carry a boolean. */
export const yes = z.union([z.boolean(), z.enum(['true', 'false', '']).transform((text) => text === 'true')])
/** Of a text so many characters come back with the form that says it is too long. */
export const MOST_TYPED = 20_000
export const typed = z.string().max(20_000)
/** What someone types. However long it is, it isn't refused as a whole: the field says by how much it is too long. */
export const words = z
  .string()
  .max(1_000_000)
  .transform((text) => cut(text, MOST_TYPED))
/** Names to look for, as people paste them: more than any form can hold is left out. */
export const names = z
  .string()
  .max(1_000_000)
  .transform((text) => cut(text, 20_000))
/** One of a list: what isn't in it, the form says beside it. */
export const chosen = z.string().max(1000)
/** As chosen from a calendar, or typed where a client has none. */
export const day = z.string().max(1000)
export const elementIn = (kit: Kit) => z.string().refine((id) => hasElement(kit, id))
export const blockIn = (kit: Kit) => z.string().refine((id) => hasBlock(kit, id))
export const confirmable = inRound.extend({ confirmed: yes.optional() })
export const channel = z.string().min(1).max(200)
/** Which form was sent, so that it makes one thing however often it is. */
export const formId = z
  .string()
  .regex(/^[\w-]{16}$/)
  .optional()
export const action = z.string().regex(/^[\w-]{32}$/)
export const date = z.union([z.literal(''), z.string().regex(/^\d{4}-\d{2}-\d{2}$/)])
/** What is the team's outlives the round it was written in: a button may name its channel alone. */
export const inTeam = z.object({ v, round: round.optional(), channel: channel.optional() })
export const page = z.coerce.number().int().min(0).max(10_000).optional()
export const paged = inRound.extend({ page })
export const noData = z.object({ v })
export const inElement = (kit: Kit) => inRound.extend({ element: elementIn(kit) })
