import { BODY_LIMIT, type Reply } from '../../../http/server.ts'
import type { Log } from '../../ports/log.ts'
import { type Connection, openConnection } from './connection.ts'
import { acknowledgment, type Envelope, readSpoken } from './envelope.ts'

/** A connection that Slack greeted, over which it sends requests. */
export interface Line {
  readonly isOpen: () => boolean
  /** Closes it once all that came over it is answered. */
  readonly retire: () => Promise<void>
}

/** What a line tells whoever keeps it. */
export interface LineEvents {
  /** @param app the app that Slack takes us for */
  readonly hello: (app: string | undefined) => void
  readonly disconnect: (reason: string) => void
  readonly closed: () => void
  /** @returns what it is answered */
  readonly request: (envelope: Envelope) => Promise<Reply>
}

const ACKNOWLEDGED = 200

/** Reads what comes over a connection, and acknowledges what was taken: what isn't acknowledged, Slack sends again. */
export const openLine = (
  url: string,
  options: Parameters<typeof openConnection>[1],
  events: LineEvents,
  log: Pick<Log, 'refused' | 'fault'>,
): Line => {
  const answering = new Set<Promise<void>>()
  const answer = async (connection: Connection, envelope: Envelope): Promise<void> => {
    try {
      const { status, body } = await events.request(envelope)
      if (status === ACKNOWLEDGED) connection.send(acknowledgment(envelope, body))
    } catch (error) {
      log.fault('slack socket', error)
    }
  }
  const onEnvelope = (envelope: Envelope): void => {
    const work = answer(connection, envelope)
    answering.add(work)
    void work.finally(() => answering.delete(work))
  }
  const onText = (text: string): void => {
    const spoken = Buffer.byteLength(text) > BODY_LIMIT ? 'too large' : readSpoken(text)
    if (spoken === 'too large') log.refused({ status: 413, reason: 'body too large' })
    else if (!spoken) log.refused({ status: 400, reason: 'not a request of Slack' })
    else if (spoken.what === 'hello') events.hello(spoken.app)
    else if (spoken.what === 'disconnect') events.disconnect(spoken.reason)
    else onEnvelope(spoken.envelope)
  }
  const connection = openConnection(url, options, { text: onText, closed: events.closed })
  return {
    isOpen: connection.isOpen,
    retire: async () => {
      while (answering.size > 0) await Promise.all(answering)
      connection.close()
    },
  }
}
