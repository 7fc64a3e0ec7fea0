import { z } from 'zod'

/** Where a press was made, which decides how it is answered. */
export type Surface =
  /** `own`: only the presser sees this message, so the reply may replace it. `ts`: undefined for an ephemeral message. */
  | { readonly on: 'message'; readonly responseUrl: string; readonly own: boolean; readonly ts: string | undefined }
  | { readonly on: 'window'; readonly view: string }
  | { readonly on: 'home' }

const id = z.string().min(1).max(200)
const messageSchema = z.object({
  response_url: z.string().max(1000),
  channel: z.object({ id }),
  container: z.object({ is_ephemeral: z.boolean().optional(), message_ts: id.optional() }).optional(),
})
const viewSchema = z.object({ view: z.object({ id, type: z.enum(['modal', 'home']) }) })

/** @returns undefined for a payload that isn't a press */
export const slackSurface = (payload: unknown): Surface | undefined => {
  const message = messageSchema.safeParse(payload)
  if (message.success) {
    const { response_url: responseUrl, channel, container } = message.data
    const own = /^D/.test(channel.id) || container?.is_ephemeral === true
    return { on: 'message', responseUrl, own, ts: container?.is_ephemeral ? undefined : container?.message_ts }
  }
  const view = viewSchema.safeParse(payload)
  if (!view.success) return undefined
  return view.data.view.type === 'home' ? { on: 'home' } : { on: 'window', view: view.data.view.id }
}

const windowSchema = z.object({
  view: z.object({ state: z.object({ values: z.record(z.string(), z.unknown()) }) }),
})

/** The ids of the fields in a submitted window. */
export const slackWindow = (payload: unknown): { readonly fields: readonly string[] } | undefined => {
  const { data } = windowSchema.safeParse(payload)
  return data && { fields: Object.keys(data.view.state.values) }
}
