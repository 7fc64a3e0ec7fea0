import { z } from 'zod'
import { refuseRequest } from '../../http/refusal.ts'
import type { Guarded, Reply } from '../../http/server.ts'
import { HOUR, SECOND } from '../../kit/instant.ts'
import type { Log } from '../ports/log.ts'
import { type SlackAuthSettings, type SlackBody, type Stamp, slackAuthenticator, slackStamp } from './authenticate.ts'
import { replayGuard } from './replayGuard.ts'

/** Slack gives up after 3 seconds: by then it has our word, whatever store and platforms do. https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response */
export const ACKNOWLEDGED_WITHIN = 1.5 * SECOND
/** Longer than Slack delivers an event again, and than a signature holds. https://docs.slack.dev/apis/events-api/#retries */
const REMEMBERED = HOUR

/** A signed request whose content isn't one of ours: nobody is to blame, and nothing happens. */
export class NotOurs extends Error {
  readonly code = 'not_ours'
}

export type Signed = Extract<SlackBody, { readonly workspace: string }>

/** Does what a request asks, and says `ack` as soon as it may be acknowledged, with what is said in that word. */
export type Process = (signed: Signed, ack: (said?: unknown) => void) => Promise<void>

const idSchema = z.union([
  z.object({ event_id: z.string().min(1).max(100) }).transform(({ event_id }) => event_id),
  z.object({ trigger_id: z.string().min(1).max(100) }).transform(({ trigger_id }) => trigger_id),
])

export interface SlackRoute {
  readonly route: Guarded
  /** Resolves when everything that came in so far is done, also what was acknowledged before it was. */
  readonly idle: () => Promise<void>
}

/** All that Slack posts to us comes in here: our door, then what came before, then the flows. */
export const slackRoute = (
  door: SlackAuthSettings,
  log: Pick<Log, 'refused' | 'fault'>,
  realNow: () => number,
  process: Process,
): SlackRoute => {
  const seen = replayGuard(REMEMBERED, realNow)
  const inHand = new Set<Promise<void>>()

  const handled = (signed: Signed, id: string | undefined): Promise<Reply> =>
    new Promise((resolve) => {
      const late = setTimeout(() => resolve({ status: 200 }), ACKNOWLEDGED_WITHIN)
      const reply = (said: Reply): void => {
        clearTimeout(late)
        resolve(said)
      }
      const ack = (said?: unknown): void => reply(said ? { status: 200, body: said } : { status: 200 })
      const work = process(signed, ack).then(
        () => reply({ status: 200 }),
        (error: unknown) => {
          // Whoever delivers it again finds us trying again.
          if (id !== undefined) seen.forget(id)
          if (error instanceof NotOurs) log.refused({ status: 400, reason: error.message })
          else log.fault(`slack ${signed.kind}`, error)
          reply({ status: error instanceof NotOurs ? 400 : 500 })
        },
      )
      inHand.add(work)
      void work.finally(() => inHand.delete(work))
    })

  const turnedAway = refuseRequest(log)
  const taking = async (stamp: Stamp, body: Buffer): Promise<Reply> => {
    const came = await slackAuthenticator(door, stamp, body)
    if (!came.open) return turnedAway(came)
    const signed = came.body
    if (signed.kind === 'challenge') return { status: 200, body: { challenge: signed.challenge } }
    if (signed.kind === 'certificateCheck') return { status: 200 }
    const id = idSchema.safeParse(signed.payload).data
    if (id !== undefined && !seen.first(id)) {
      log.refused({ status: 200, reason: 'came before' })
      return { status: 200 }
    }
    return handled(signed, id)
  }
  const admit: Guarded['admit'] = async (headers) => {
    const stamp = slackStamp(headers, realNow())
    return stamp.open ? ({ body }) => taking(stamp, body) : turnedAway(stamp)
  }
  return {
    route: { admit },
    idle: async () => {
      while (inHand.size > 0) await Promise.all(inHand)
    },
  }
}
