import type { HttpClient, TunnelAgent } from '../../../http/client.ts'
import { MINUTE, SECOND } from '../../../kit/calendar/instant.ts'
import type { Log } from '../../ports/log.ts'
import { PlatformFailed } from '../../ports/platform.ts'
import { authenticateEnvelope, type Guard } from '../authenticate.ts'
import type { Receiver } from '../receive.ts'
import { webApi } from '../webApi.ts'
import { type Line, type LineEvents, openLine } from './line.ts'
import { TROUBLES, type Trouble, troubleIn } from './trouble.ts'

/** What takes to have Slack send its requests through a socket that the bot opens. */
export interface SocketSettings {
  /** `xapp-…`, with the scope `connections:write`. */
  readonly appToken: string
  readonly serviceUrl: string
  /** Whether an address is one of Slack's sockets. */
  readonly isSocket: (url: URL) => boolean
  readonly http: HttpClient
  readonly agent: TunnelAgent | undefined
  /** In milliseconds; tests are in more of a hurry than Slack is. */
  readonly pace?: Partial<Pace>
}

interface Pace {
  /** Between two pings. */
  readonly beat: number
  /** For Slack's greeting. */
  readonly greeting: number
  /** Before the second try; each further one waits twice as long. */
  readonly again: number
  readonly atMost: number
  /** Where someone has to do something first. */
  readonly hopeless: number
  /** A connection that lasted so long was a good one: the next is tried at once. */
  readonly steady: number
}
const PACE: Pace = {
  ...{ beat: 10 * SECOND, greeting: 10 * SECOND, again: SECOND },
  ...{ atMost: 30 * SECOND, hopeless: MINUTE, steady: 30 * SECOND },
}

/** The bot's end of Socket Mode. */
export interface SocketMode {
  /** Connects, and stays connected. @returns once Slack has greeted the first time */
  readonly connect: () => Promise<void>
  /** Why nothing comes in, in a word for `/readyz`. */
  readonly problem: () => 'slackSocket' | undefined
  /** Takes nothing more, answers what came, and closes. */
  readonly close: () => Promise<void>
}

/**
 * Keeps a socket to Slack open: https://docs.slack.dev/apis/events-api/using-socket-mode. Slack renews it every few hours: the next one is open
 * before the one it asked to leave is closed, so that nothing falls between them.
 * @param now milliseconds of the real clock
 */
export const socketMode = (
  { appToken, serviceUrl, isSocket, http, agent, pace: given = {} }: SocketSettings,
  guard: Guard,
  receive: Receiver['receive'],
  log: Pick<Log, 'refused' | 'fault' | 'say' | 'warn'>,
  now: () => number,
): SocketMode => {
  const pace = { ...PACE, ...given }
  const client = webApi(http, serviceUrl, appToken)
  const greeted = Promise.withResolvers<void>()
  const open = new Set<Line>()
  /** Over which Slack sends what it has to say. */
  const inUse = new Set<Line>()
  /** Of those, the ones that Slack asked to leave: in use until another is. */
  const leaving = new Set<Line>()
  let [stopping, dialling, failures] = [false, false, 0]
  let planned: NodeJS.Timeout | undefined
  let known: Trouble | undefined

  const complain = (trouble: Trouble): void => {
    // Said once, and not each time it is tried.
    if (trouble !== known) log.warn(TROUBLES[trouble])
    known = trouble
  }
  const plan = (wait: number): void => {
    if (stopping || dialling || planned) return
    planned = setTimeout(() => void dial(), wait)
  }
  const backoff = (): number =>
    failures === 0 ? 0 : Math.min(pace.again * 2 ** Math.min(failures - 1, 10), pace.atMost)
  const waitNow = (): number => (known && known !== 'tooMany' ? pace.hopeless : backoff())

  /** No other is wanted in place of this one for now. */
  const givenUp = (line: Line, trouble: Trouble): void => {
    complain(trouble)
    inUse.delete(line)
    failures += 1
    void line.retire()
    plan(waitNow())
  }

  /** Opens one. @returns once it was greeted @throws {PlatformFailed} when it isn't */
  const openOne = async (): Promise<void> => {
    const { url = '' } = await client<{ url?: string }>('apps.connections.open', {})
    const address = URL.parse(url)
    if (!address || !isSocket(address)) throw new PlatformFailed(0)
    const began = Promise.withResolvers<void>()
    let since: number | undefined
    const hello = (app: string | undefined): void => {
      if (stopping) void line.retire()
      else if (app !== undefined && app !== guard.appId) givenUp(line, 'foreignApp')
      else {
        since = now()
        inUse.add(line)
        began.resolve()
      }
    }
    const disconnect = (reason: string): void => {
      const trouble = troubleIn(reason)
      if (trouble) givenUp(line, trouble)
      else if (!leaving.has(line)) {
        leaving.add(line)
        void dial()
      }
    }
    const closed = (): void => {
      for (const lines of [open, inUse, leaving]) lines.delete(line)
      began.reject(new PlatformFailed(0))
      if (since === undefined) return
      failures = now() - since >= pace.steady ? 0 : failures + 1
      if (inUse.size === leaving.size) plan(waitNow())
    }
    const request: LineEvents['request'] = async ({ type, payload }) =>
      // Not acknowledged: Slack sends it to another, or again.
      stopping ? { status: 503 } : receive(await authenticateEnvelope(guard, type, payload))
    const line = openLine(url, { agent, beat: pace.beat }, { hello, disconnect, closed, request }, log)
    open.add(line)
    const late = setTimeout(() => void line.retire(), pace.greeting)
    try {
      await began.promise
    } finally {
      clearTimeout(late)
    }
  }

  const waitAfter = (error: unknown): number => {
    if (!(error instanceof PlatformFailed)) {
      log.fault('slack socket', error)
      return backoff()
    }
    if (error.kind === 'unauthorized' || error.kind === 'administrator') complain('token')
    return Math.max(waitNow(), error.retryAfter ?? 0)
  }

  const dial = async (): Promise<void> => {
    if (stopping || dialling) return
    clearTimeout(planned)
    planned = undefined
    dialling = true
    try {
      await openOne()
      dialling = false
      if (known) log.say('Slack sends its requests through a socket again.')
      known = undefined
      for (const line of leaving) void line.retire()
      greeted.resolve()
    } catch (error) {
      dialling = false
      failures += 1
      plan(waitAfter(error))
    }
  }

  return {
    connect: async () => {
      void dial()
      await greeted.promise
    },
    problem: () => (inUse.size === 0 ? 'slackSocket' : undefined),
    close: async () => {
      stopping = true
      clearTimeout(planned)
      await Promise.all([...open].map((line) => line.retire()))
    },
  }
}
