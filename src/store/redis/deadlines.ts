import { CantSave, type SaveProblem, StoreDown } from '../store.ts'
import { UnexpectedReply } from './replies.ts'

/** Milliseconds until a command counts as lost: a person waits for its result. */
const DEADLINE = 3000
/** Lost commands in a row after which the connections are replaced: a broken network path reports no error by itself. */
const MAX_LOST = 3
/** Milliseconds between checks for overdue commands. */
const CHECK = 100

/** Runs commands under a deadline. */
export interface Deadlines {
  /** @throws {StoreDown} when the reply is late or Redis is down, else what the command throws */
  readonly run: <T>(command: () => Promise<T>) => Promise<T>
  readonly stop: () => void
}

interface Pending {
  /** Deadline by `performance.now()`. */
  readonly until: number
  readonly reject: (reason: StoreDown) => void
}

/** Whether an error means that Redis can't be reached or can't answer now. Any other error reply is a fault of ours. */
const isDown = (error: unknown): boolean =>
  !(error instanceof UnexpectedReply) &&
  !(error instanceof Error && /^(ERR|WRONGTYPE|NOSCRIPT|NOAUTH|NOPERM|WRONGPASS|EXECABORT)\b/.test(error.message))

/** How a reply begins that says that nothing can be written (https://redis.io/docs/latest/develop/reference/eviction/). */
const CANT_SAVE: readonly (readonly [RegExp, SaveProblem])[] = [
  [/^OOM\b/, 'full'],
  // A server that became a replica while its connections stayed: a script that wrote nothing there is told so by `WAIT`.
  [/^(READONLY\b|ERR WAIT cannot be used with replica)/, 'readOnly'],
  [/^MISCONF\b/, 'disk'],
]

/** The error as whoever called the store gets it. */
const asStoreError = (error: unknown): unknown => {
  if (error instanceof StoreDown) return error
  const { message } = error instanceof Error ? error : { message: '' }
  const [, why] = CANT_SAVE.find(([pattern]) => pattern.test(message)) ?? []
  if (why) return new CantSave(why, { cause: error })
  return isDown(error) ? new StoreDown({ cause: error }) : error
}

/**
 * One timer checks all pending commands: a timer for each would cost more than the command itself.
 * @param reconnect called when several commands in a row were lost; a call while it runs does nothing
 */
export const createDeadlines = (reconnect: () => Promise<void>): Deadlines => {
  const pending = new Set<Pending>()
  let lost = 0
  const rejectOverdue = async (): Promise<void> => {
    const moment = performance.now()
    // They are in the order in which they were sent: behind the first that has time left, none is overdue.
    for (const one of pending) {
      if (one.until > moment) break
      pending.delete(one)
      lost += 1
      one.reject(new StoreDown())
    }
    if (lost < MAX_LOST) return
    await reconnect()
    lost = 0
  }
  const timer = setInterval(() => void rejectOverdue(), CHECK)
  timer.unref()
  const run = <T>(command: () => Promise<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const one: Pending = { until: performance.now() + DEADLINE, reject }
      pending.add(one)
      command().then(
        (reply) => {
          pending.delete(one)
          lost = 0
          resolve(reply)
        },
        (error: unknown) => {
          pending.delete(one)
          reject(asStoreError(error))
        },
      )
    })
  return { run, stop: () => clearInterval(timer) }
}
