import { z } from 'zod'
import { refuseRequest } from '../../http/refusal.ts'
import type { Guarded, Reply } from '../../http/server.ts'
import { HOUR, SECOND } from '../../kit/calendar/instant.ts'
import type { Log } from '../ports/log.ts'
import { authenticate, readStamp, type SlackAuthSettings, type SlackBody, type Stamp } from './authenticate.ts'
import { replayGuard } from './replayGuard.ts'

/** Milliseconds. Slack gives up after 3 seconds: acknowledged by then, whatever store and platforms do.
 * https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response */
export const ACKNOWLEDGED_WITHIN = 1.5 * SECOND
/** Milliseconds: longer than Slack redelivers an event, and than a signature is valid. https://docs.slack.dev/apis/events-api/#retries */
const REMEMBERED = HOUR

/** A signed request whose content isn't one of ours: it is refused, and no fault. */
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

/** The route that takes what Slack posts. */
export interface SlackRoute {
  readonly route: Guarded
  /** Resolves when every request received so far is handled, also those acknowledged before they were. */
  readonly idle: () => Promise<void>
}

/** The route for everything Slack posts to us: authentication, replay guard, then the listeners. */
export const slackRoute = (
  settings: SlackAuthSettings,
  log: Pick<Log, 'refused' | 'fault' | 'warn'>,
  realNow: () => number,
  process: Process,
): SlackRoute => {
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
  const receive = async (stamp: Stamp, body: Buffer): Promise<Reply> => {
    const authenticated = await authenticate(settings, stamp, body)
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
  const admit: Guarded['admit'] = async (headers) => {
    const stamp = readStamp(headers, realNow())
    return stamp.open ? ({ body }) => receive(stamp, body) : refuse(stamp)
  }
  return {
    route: { admit },
    idle: async () => {
      while (inProgress.size > 0) await Promise.all(inProgress)
    },
  }
}
