import { z } from 'zod'

/** A request of Slack's in a socket: https://docs.slack.dev/apis/events-api/using-socket-mode#events */
export interface Envelope {
  readonly id: string
  readonly type: string
  readonly payload: unknown
  /** Whether something may be said with the acknowledgment. */
  readonly takesReply: boolean
}

/** What comes through a socket. */
export type Spoken =
  | { readonly what: 'hello'; readonly app: string | undefined }
  | { readonly what: 'disconnect'; readonly reason: string }
  | { readonly what: 'envelope'; readonly envelope: Envelope }

const helloSchema = z.object({
  type: z.literal('hello'),
  connection_info: z.object({ app_id: z.string().optional() }).optional(),
})
const disconnectSchema = z.object({ type: z.literal('disconnect'), reason: z.string().max(100).default('') })
const envelopeSchema = z.object({
  envelope_id: z.string().min(1).max(200),
  type: z.string().max(100),
  payload: z.unknown(),
  accepts_response_payload: z.boolean().default(false),
})

const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** @returns undefined for anything else */
export const readSpoken = (text: string): Spoken | undefined => {
  const message = json(text)
  const hello = helloSchema.safeParse(message)
  if (hello.success) return { what: 'hello', app: hello.data.connection_info?.app_id }
  const disconnect = disconnectSchema.safeParse(message)
  if (disconnect.success) return { what: 'disconnect', reason: disconnect.data.reason }
  const envelope = envelopeSchema.safeParse(message)
  if (!envelope.success) return undefined
  const { envelope_id: id, type, payload, accepts_response_payload: takesReply } = envelope.data
  return { what: 'envelope', envelope: { id, type, payload, takesReply } }
}

/** Says that an envelope was received, with what is said in reply where that is taken. */
export const acknowledgment = ({ id, takesReply }: Envelope, body: unknown): string =>
  JSON.stringify({ envelope_id: id, ...(takesReply && body !== undefined ? { payload: body } : {}) })
