import { refuseRequest } from '../../http/refusal.ts'
import type { Guarded } from '../../http/server.ts'
import type { Log } from '../ports/log.ts'
import { authenticate, readStamp, type SlackAuthSettings } from './authenticate.ts'
import type { Receiver } from './receive.ts'

/** The route for everything Slack posts to us: authentication, and then what any way in has. */
export const slackRoute = (
  settings: SlackAuthSettings,
  log: Pick<Log, 'refused'>,
  realNow: () => number,
  receive: Receiver['receive'],
): Guarded => {
  const refuse = refuseRequest(log)
  return {
    admit: async (headers) => {
      const stamp = readStamp(headers, realNow())
      return stamp.open ? async ({ body }) => receive(await authenticate(settings, stamp, body)) : refuse(stamp)
    },
  }
}
