import type { Settings } from '../config.ts'
import type { HttpClient } from '../http/client.ts'
import { type Instant, SECOND } from '../kit/calendar/instant.ts'
import type { Store } from '../store/store.ts'
import type { Machine } from './machine.ts'

/** `wrong`: someone is kept from working now. `warn`: someone will be, or what was lost could not be put back. */
export type CheckState = 'ok' | 'warn' | 'wrong'

/** What a check found, in plain words for an operator: no secret, no person, no channel. */
export interface Finding {
  readonly state: CheckState
  /** What is so. */
  readonly words: string
  /** What to do about it; given wherever the state isn't `ok`. */
  readonly todo?: string
}

/** Who can't work while a check is wrong: whoever is on one platform, everyone, or nobody yet. */
export type Sufferers = 'teams' | 'slack' | 'everyone' | 'nobody'

/** What is saved, as checks look at it. */
export type CheckedStore = Pick<Store, 'counts' | 'nextDue' | 'probe' | 'ready'>

/** Of workspaces that let the bot in: how many Slack was asked about, where it refuses the bot's token, and how many it wasn't asked about. */
export interface WorkspaceTokens {
  readonly asked: number
  readonly refused: readonly string[]
  readonly unknown: number
  /** Whether whoever reads it may read which: not so a log. */
  readonly named: boolean
}

/** All that a check looks at. Each is given, so that a test gives its own. */
export interface Around {
  readonly settings: Settings
  readonly machine: Machine
  /** Calls out as the bot does, through its proxy. */
  readonly http: HttpClient
  /** Real time in milliseconds. */
  readonly now: () => Instant
  /** Of this program. */
  readonly version: string
  /** Where backups are kept, where whoever asks named it. */
  readonly backups?: string | undefined
  /** In which workspaces of Slack the bot's token is taken; undefined for a bot that isn't in any number of them. */
  readonly workspaces?: (() => Promise<WorkspaceTokens>) | undefined
  /** The open store of a running bot, or one that is opened for the purpose. @throws what opening it throws */
  readonly withStore: <Found>(look: (store: CheckedStore) => Promise<Found>) => Promise<Found>
}

/** One thing that has to be right for the bot to work. */
export interface Check {
  /** In camel case, and kept: it is a word of `/readyz`, a label of the figures and a key of `doctor --json`. */
  readonly name: string
  readonly suffers: Sufferers
  /** Whether a bot looks at it itself, at its start and every hour: not so what it can't get to see from inside. */
  readonly hourly: boolean
  /** What it finds; undefined where it isn't about this bot, such as a token of a platform it isn't on. */
  readonly run: (around: Around) => Promise<Finding | undefined>
}

/** What one check found, by its name. */
export interface CheckResult extends Finding {
  readonly name: string
  readonly suffers: Sufferers
}

/** Milliseconds for one check: a network that swallows everything must not hold up the answer. */
const CHECK_TIMEOUT = 10 * SECOND

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')

/** A fault of the check says nothing about what it looks at, and must not take the others with it. */
const unknown = (why: string): Finding => ({
  state: 'warn',
  words: `this could not be looked at (${why})`,
  todo: 'Run it again; if it stays so, tell whoever made this program.',
})

const runCheck = async ({ name, suffers, run }: Check, around: Around): Promise<CheckResult | undefined> => {
  let late: NodeJS.Timeout | undefined
  const tooLate = new Promise<Finding>((resolve) => {
    late = setTimeout(() => resolve(unknown('no answer in time')), CHECK_TIMEOUT)
  })
  try {
    const found = await Promise.race([run(around), tooLate])
    return found && { name, suffers, ...found }
  } catch (error) {
    return { name, suffers, ...unknown(nameOf(error)) }
  } finally {
    clearTimeout(late)
  }
}

/** Runs them side by side. @returns what each found, in their order; never throws */
export const runChecks = async (checks: readonly Check[], around: Around): Promise<readonly CheckResult[]> =>
  (await Promise.all(checks.map((check) => runCheck(check, around)))).flatMap((result) => result ?? [])

/** The worst of them; `ok` for none. */
export const worstOf = (results: readonly Pick<Finding, 'state'>[]): CheckState =>
  (['wrong', 'warn'] as const).find((state) => results.some((one) => one.state === state)) ?? 'ok'
