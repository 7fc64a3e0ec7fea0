import type { Log } from '../bot/ports/log.ts'
import type { Reply } from './server.ts'

/** What isn't let in, and why, in words of ours: nothing of what was sent. */
export interface Refusal {
  readonly open: false
  readonly status: 400 | 401 | 403
  readonly reason: string
}

export const refused = (status: Refusal['status'], reason: string): Refusal => ({ open: false, status, reason })

/** Turned away: written down, and told no more than a status. */
export const refuseRequest =
  (log: Pick<Log, 'refused'>) =>
  ({ status, reason }: Refusal): Reply => {
    log.refused({ status, reason })
    return { status }
  }
