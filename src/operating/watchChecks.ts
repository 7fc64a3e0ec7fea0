import type { Log } from '../bot/ports/log.ts'
import { HOUR, type Instant, SECOND } from '../kit/calendar/instant.ts'
import { type Around, type Check, type CheckResult, runChecks } from './checks.ts'

/** The checks that a running bot makes itself: at its start, and every hour. */
export interface CheckWatch {
  /** The name of the first check that keeps someone from working, for `/readyz`; has it made again, a while after it was. */
  readonly problem: () => string | undefined
  /** What each found last; none before the first time. */
  readonly results: () => readonly CheckResult[]
  /** To be called each second or so: makes those that are due. */
  readonly tick: () => void
  /** Resolves when those that are under way are done. */
  readonly idle: () => Promise<void>
}

/** Between two times that what is wrong is looked at again while somebody asks whether it still is. */
const AGAIN = 5 * SECOND

const isWrong = ({ state, suffers }: CheckResult): boolean => state === 'wrong' && suffers !== 'nobody'

/** What an operator reads of a check, in its own words. */
const sentence = ({ words, todo }: CheckResult): string =>
  `${words.charAt(0).toUpperCase()}${words.slice(1)}.${todo === undefined ? '' : ` ${todo}`}`

/**
 * What turns wrong while the bot runs counts once it is wrong again a moment later: a network may hiccup. At the start it counts at once.
 * @param now real time in milliseconds
 * @param found told what each check found, whenever it was made
 * @param suspects the names of checks of which something else says that they would find something wrong now: they are made again
 */
export const watchChecks = (
  checks: readonly Check[],
  around: Around,
  log: Pick<Log, 'say' | 'warn' | 'alarm'>,
  now: () => Instant,
  found: (results: readonly CheckResult[]) => void = () => undefined,
  suspects: () => readonly string[] = () => [],
): CheckWatch => {
  const hourly = checks.filter((check) => check.hourly)
  const known = new Map<string, CheckResult>()
  /** Found wrong once, and to be looked at once more before it counts. */
  let doubted: readonly string[] = []
  let whole = Number.NEGATIVE_INFINITY
  let again = Number.NEGATIVE_INFINITY
  let running: Promise<void> | undefined

  const tell = (before: CheckResult | undefined, result: CheckResult): void => {
    if ((before?.state ?? 'ok') === result.state) return
    const say = { ok: log.say, warn: log.warn, wrong: log.alarm }[result.state]
    say(sentence(result))
  }
  const hear = (results: readonly CheckResult[]): void => {
    const isFirst = known.size === 0
    const doubts = results.filter(
      (result) =>
        !isFirst && isWrong(result) && known.get(result.name)?.state !== 'wrong' && !doubted.includes(result.name),
    )
    for (const result of results) {
      if (doubts.includes(result)) continue
      tell(known.get(result.name), result)
      known.set(result.name, result)
    }
    doubted = doubts.map(({ name }) => name)
    found(results.filter((result) => !doubts.includes(result)))
  }
  const look = (some: readonly Check[]): void => {
    running ??= runChecks(some, around)
      .then(hear)
      .finally(() => {
        running = undefined
      })
  }
  const lookAgain = (): void => {
    const names = [...[...known.values()].filter(isWrong).map(({ name }) => name), ...doubted, ...suspects()]
    if (names.length === 0 || running || now() - again < AGAIN) return
    again = now()
    look(hourly.filter(({ name }) => names.includes(name)))
  }
  return {
    results: () => [...known.values()],
    problem: () => {
      const wrong = [...known.values()].find(isWrong)?.name ?? suspects()[0]
      if (wrong !== undefined) lookAgain()
      return wrong
    },
    tick: () => {
      if (now() - whole >= HOUR) {
        whole = now()
        again = whole
        look(hourly)
      } else if (doubted.length > 0 || now() - again >= 12 * AGAIN) lookAgain()
    },
    idle: async () => running,
  }
}
