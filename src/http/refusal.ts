import type { Log } from '../bot/ports/log.ts'
import type { Reply } from './server.ts'

/** A request that authentication refuses. */
export interface Refusal {
  readonly open: false
  readonly status: 400 | 401 | 403
  /** Our own words, for the log; never anything that was sent. */
  readonly reason: string
}

/** A refusal as a value. */
export const refused = (status: Refusal['status'], reason: string): Refusal => ({ open: false, status, reason })

/** Logs a refusal; the reply has its status only, so that a sender learns nothing from it. */
export const refuseRequest =
  (log: Pick<Log, 'refused'>) =>
  ({ status, reason }: Refusal): Reply => {
    log.refused({ status, reason })
    return { status }
  }
