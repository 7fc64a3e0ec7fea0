import { z } from 'zod'
import { refuseRequest } from '../../http/refusal.ts'
import type { Reply } from '../../http/server.ts'
import { HOUR, SECOND } from '../../kit/calendar/instant.ts'
import type { Log } from '../ports/log.ts'
import type { Authenticated, SlackBody } from './authenticate.ts'
import { replayGuard } from './replayGuard.ts'

/** Milliseconds. Slack gives up after 3 seconds: acknowledged by then, whatever store and platforms do.
 * https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response */
export const ACKNOWLEDGED_WITHIN = 1.5 * SECOND
/** Milliseconds: longer than Slack redelivers an event, and than a signature is valid. https://docs.slack.dev/apis/events-api/#retries */
const REMEMBERED = HOUR

/** A request of Slack's whose content isn't one of ours: it is refused, and no fault. */
export class NotOurs extends Error {
  readonly code = 'not_ours'
}

/** An authenticated request of a workspace. */
export type Signed = Extract<SlackBody, { readonly workspace: string }>

/** Handles a request, and calls `ack` as soon as it may be acknowledged, with the body of that acknowledgment. */
export type Process = (signed: Signed, ack: (body?: unknown) => void) => Promise<void>

const idSchema = z.union([
  z.object({ event_id: z.string().min(1).max(100) }).transform(({ event_id }) => event_id),
  z.object({ trigger_id: z.string().min(1).max(100) }).transform(({ trigger_id }) => trigger_id),
])

/** What was authenticated, by whichever way it came in. */
export interface Receiver {
  /** @returns what Slack is answered: 200, with the body of the acknowledgment; anything else is none */
  readonly receive: (authenticated: Authenticated) => Promise<Reply>
  /** Resolves when every request received so far is handled, also those acknowledged before they were. */
  readonly idle: () => Promise<void>
}

/** Drops what was sent again, hands the rest on, and acknowledges it when it is saved, or in time. */
export const slackReceiver = (
  log: Pick<Log, 'refused' | 'fault' | 'warn'>,
  realNow: () => number,
  process: Process,
): Receiver => {
  const seen = replayGuard(REMEMBERED, realNow)
  const inProgress = new Set<Promise<void>>()

  const acknowledgeInTime = (signed: Signed, id: string | undefined): Promise<Reply> =>
    new Promise((resolve) => {
      const late = setTimeout(() => resolve({ status: 200 }), ACKNOWLEDGED_WITHIN)
      const reply = (response: Reply): void => {
        clearTimeout(late)
        resolve(response)
      }
      const ack = (body?: unknown): void => reply(body ? { status: 200, body } : { status: 200 })
      const work = process(signed, ack).then(
        () => reply({ status: 200 }),
        (error: unknown) => {
          // A redelivery is to be handled as new.
          if (id !== undefined) seen.forget(id)
          if (error instanceof NotOurs) log.refused({ status: 400, reason: error.message })
          else log.fault(`slack ${signed.kind}`, error)
          reply({ status: error instanceof NotOurs ? 400 : 500 })
        },
      )
      inProgress.add(work)
      void work.finally(() => inProgress.delete(work))
    })

  const refuse = refuseRequest(log)
  const receive: Receiver['receive'] = async (authenticated) => {
    if (!authenticated.open) return refuse(authenticated)
    const signed = authenticated.body
    if (signed.kind === 'challenge') return { status: 200, body: { challenge: signed.challenge } }
    if (signed.kind === 'certificateCheck') return { status: 200 }
    if (signed.kind === 'heldBack') {
      log.warn('Slack sends no events for a while: there were too many from one workspace')
      return { status: 200 }
    }
    const id = idSchema.safeParse(signed.payload).data
    if (id !== undefined && !seen.first(id)) {
      log.refused({ status: 200, reason: 'replayed' })
      return { status: 200 }
    }
    return acknowledgeInTime(signed, id)
  }
  return {
    receive,
    idle: async () => {
      while (inProgress.size > 0) await Promise.all(inProgress)
    },
  }
}
